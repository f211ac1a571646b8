using SearchCore.Json;

namespace SearchCore.Cli.Output;

/// <summary>An article in the form in which it is read, with what was recognized in it apart.</summary>
internal static class ArticleJson
{
    /// <summary>Writes an article on a line of its own.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="stored">The article.</param>
    /// <param name="fields">The members wanted, by their names there; null or empty for all.</param>
    /// <param name="note">What somebody noted of it, as <c>_note</c>; null for nothing.</param>
    public static void Write(TextWriter output, StoredArticle stored, IReadOnlyList<string>? fields = null, string? note = null) =>
        JsonLine.Write(output, json => SearchCoreJsonWriter.WriteExported(json, stored, fields, note));
}
