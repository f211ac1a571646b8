using System.Text;

using SearchCore.Analysis;

namespace SearchCore.Searching.Planning;

/// <summary>A word of a query as the index knows it.</summary>
/// <param name="Term">Its term, a stem.</param>
/// <param name="Position">Its place among the words.</param>
/// <param name="IsStopWord">Whether it is too common to search for outside of a phrase.</param>
/// <param name="Other">
/// The term of the same acronym written the other way, with periods or without, where that is another term; null where there is none.
/// </param>
internal readonly record struct QueryWord(string Term, int Position, bool IsStopWord, string? Other = null)
{
    /// <summary>Breaks a query's text into words as the index path breaks articles.</summary>
    /// <param name="analysis">The index's analysis.</param>
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
                analysis.StemOf(breaker.Utf8), breaker.Position, analysis.IsStopWord(surface),
                WordSpelling.OtherWriting(written, surface) is { } other ? analysis.StemOf(Encoding.UTF8.GetBytes(other)) : null));
        }

        return words;
    }

    /// <summary>The exact forms of a text's words, as terms.</summary>
    /// <param name="analysis">The index's analysis.</param>
    /// <param name="text">The text.</param>
    public static IReadOnlyList<QueryWord> ExactOf(TextAnalysis analysis, string text)
    {
        var words = new List<QueryWord>();
        using var breaker = new StringWords(text);
        while (breaker.MoveNext())
        {
            words.Add(new((char)ExactForm.Mark + analysis.ExactFormOf(breaker.Utf8), breaker.Position, IsStopWord: false));
        }

        return words;
    }
}
