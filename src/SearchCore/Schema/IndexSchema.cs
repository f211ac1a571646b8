using System.Text;

using SearchCore.Analysis;

namespace SearchCore.Schema;

/// <summary>
/// What an index is made to hold, fixed when it is made: the fields and their encodings, the analysis, and the options that change them.
/// </summary>
/// <param name="ExactForms">Whether words stand in the text fields by their exact form too (<see cref="ExactForm"/>).</param>
internal sealed record IndexSchema(bool ExactForms)
{
    /// <summary>The format of the index that this version writes and reads: how fields are encoded.</summary>
    public const string Format = "searchcore-7";

    /// <summary>The analysis that this version writes and reads.</summary>
    public const string AnalysisName = "english-2";

    /// <summary>Format and analysis in one name.</summary>
    public const string Version = Format + "/" + AnalysisName;

    // What parts the properties of a schema as text.
    private const string Separator = "; ";

    private const string WithExactForms = "exact forms yes";

    private static readonly string Stems = Write(exactForms: false), Forms = Write(exactForms: true);

    // Those of this version's analysis; a schema of another one will have others.
    private readonly Func<string?, TextAnalysis> analyses = TextAnalysis.For;

    /// <summary>
    /// The schema as a line that people read: <c>searchcore-7; analysis english-1; exact forms no; id: exact terms, stored; …</c>. An index
    /// of another one would be misread, so it is refused.
    /// </summary>
    public string Text => ExactForms ? Forms : Stems;

    /// <summary>How text of a language becomes terms in such an index.</summary>
    /// <param name="language">The article's language as it gives it; null where it is not known.</param>
    public TextAnalysis AnalysisFor(string? language) => analyses(language);

    /// <summary>The schema of a text; null where this version does not read it.</summary>
    public static IndexSchema? Parse(string text) =>
        text == Stems ? new IndexSchema(ExactForms: false) : text == Forms ? new IndexSchema(ExactForms: true) : null;

    /// <summary>
    /// What of a schema that this version does not read is the first to be foreign to it: the format, the analysis, or a field.
    /// </summary>
    public static string Foreign(string text)
    {
        string[] known = [.. Stems.Split(Separator), WithExactForms];
        foreach (var property in text.Split(Separator))
        {
            if (!known.Contains(property, StringComparer.Ordinal))
            {
                return property;
            }
        }

        return text;
    }

    /// <summary>Whether an index of a schema, of whatever format so far, keeps exact forms; false where that cannot be told.</summary>
    public static bool HasExactForms(string text) =>
        text.Split(Separator).Contains(WithExactForms, StringComparer.Ordinal) || text == "searchcore-3/english-1/exact";

    private static string Write(bool exactForms)
    {
        var text = new StringBuilder(Format).Append(Separator).Append("analysis ").Append(AnalysisName)
            .Append(Separator).Append(exactForms ? WithExactForms : "exact forms no");
        foreach (var field in FieldTable.All)
        {
            text.Append(Separator).Append(field);
        }

        return text.ToString();
    }
}
