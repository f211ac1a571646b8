namespace SearchCore.Schema;

/// <summary>What an index is made to hold, fixed when it is made: the fields and their encodings, the analysis, and the options that change them.</summary>
/// <param name="ExactForms">Whether words stand in the text fields by their exact form too (<see cref="Analysis.ExactForm"/>).</param>
internal sealed record IndexSchema(bool ExactForms)
{
    /// <summary>Fields, encodings and analysis that this version writes and reads.</summary>
    public const string Version = "searchcore-3/english-1";

    private const string WithExactForms = Version + "/exact";

    /// <summary>The schema in one name. An index with another one answers wrongly, so it is refused.</summary>
    public string Fingerprint => ExactForms ? WithExactForms : Version;

    /// <summary>The schema of a fingerprint; null where this version does not read it.</summary>
    public static IndexSchema? Parse(string fingerprint) => fingerprint switch
    {
        Version => new IndexSchema(ExactForms: false),
        WithExactForms => new IndexSchema(ExactForms: true),
        _ => null,
    };
}
