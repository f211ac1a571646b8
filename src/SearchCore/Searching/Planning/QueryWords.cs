using SearchCore.Analysis;

namespace SearchCore.Searching.Planning;

/// <summary>A word of a query as the index knows it.</summary>
/// <param name="Term">Its term, a stem.</param>
/// <param name="Position">Its place among the words.</param>
/// <param name="IsStopWord">Whether it is too common to search for outside of a phrase.</param>
internal readonly record struct QueryWord(string Term, int Position, bool IsStopWord)
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
            var surface = TextFolding.FoldValue(text[breaker.Start..breaker.End]);
            words.Add(new(analysis.StemOf(breaker.Utf8), breaker.Position, analysis.IsStopWord(surface)));
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
