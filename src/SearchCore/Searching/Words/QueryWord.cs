using System.Text;

using SearchCore.Analysis;

namespace SearchCore.Searching.Words;

/// <summary>A word of a query as the index knows it.</summary>
/// <param name="Term">Its term, a stem.</param>
/// <param name="Position">Its place among the words.</param>
/// <param name="IsStopWord">Whether it is too common to search for outside of a phrase.</param>
/// <param name="Other">
/// The term of the same acronym written the other way, with periods or without, where that is another term; null where there is none.
/// </param>
/// <param name="Written">
/// The word as lists of words have it, in a language in which that may have several terms; null in others.
/// </param>
internal readonly record struct QueryWord(string Term, int Position, bool IsStopWord, string? Other = null, string? Written = null)
{
    /// <summary>Breaks a query's text into words as the index path breaks articles.</summary>
    /// <param name="analysis">That of a language.</param>
    /// <param name="text">The text.</param>
    public static IReadOnlyList<QueryWord> Of(TextAnalysis analysis, string text)
    {
        var words = new List<QueryWord>();
        using var breaker = new StringWords(text);
        while (breaker.MoveNext())
        {
            var written = text[breaker.Start..breaker.End];
            var surface = TextFolding.FoldValue(written);
            words.Add(new(
                analysis.TermOf(breaker.Utf8), breaker.Position, analysis.IsStopWord(surface),
                WordSpelling.OtherWriting(written, surface) is { } other ? analysis.TermOf(Encoding.UTF8.GetBytes(other)) : null,
                WrittenOf(analysis, breaker.Utf8)));
        }

        return words;
    }

    /// <summary>The exact forms of a text's words, as terms.</summary>
    /// <param name="analysis">That of a language.</param>
    /// <param name="text">The text.</param>
    public static IReadOnlyList<QueryWord> ExactOf(TextAnalysis analysis, string text)
    {
        var words = new List<QueryWord>();
        using var breaker = new StringWords(text);
        while (breaker.MoveNext())
        {
            words.Add(new(
                analysis.ExactTermOf(breaker.Utf8), breaker.Position, IsStopWord: false, Written: WrittenOf(analysis, breaker.Utf8)));
        }

        return words;
    }

    private static string? WrittenOf(TextAnalysis analysis, ReadOnlySpan<byte> word) =>
        analysis.FoldsFirst ? null : analysis.WrittenFormOf(word);
}
