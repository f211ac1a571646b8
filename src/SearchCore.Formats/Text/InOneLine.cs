namespace SearchCore.Formats.Text;

/// <summary>Texts that were broken into lines, in one: all white space is one blank.</summary>
internal static class InOneLine
{
    public static string Of(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The same; null where nothing but white space is there.</summary>
    public static string? OrNull(string? text) => text is not null && Of(text) is { Length: > 0 } line ? line : null;
}
