namespace SearchCore.Formats.Archives;

/// <summary>A file in an archive.</summary>
/// <param name="Path">
/// Its path there, with <c>/</c> between the parts and without any that lead out of it: a name, and never a place.
/// </param>
/// <param name="Content">Opens its bytes, before the next member is asked for; null where it has a fault.</param>
internal sealed record ArchiveMember(string Path, Func<Stream>? Content)
{
    /// <summary>Why it cannot be read; null where it can.</summary>
    public string? Fault { get; init; }

    /// <summary>Whether it is all there is: it goes by the name of the archive, and fails with it.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether it, or a folder that it is in, is hidden, or is what a Mac adds.</summary>
    public bool IsHidden => Path.Split('/').Any(p => p.StartsWith('.') || p == "__MACOSX");

    /// <summary>A path as an archive has it, as a name.</summary>
    public static string Clean(string path)
    {
        var parts = path.Replace('\\', '/').Split('/').Where(p => p is not ("" or "." or ".."));
        return string.Join('/', parts) is { Length: > 0 } clean ? clean : "member";
    }
}
