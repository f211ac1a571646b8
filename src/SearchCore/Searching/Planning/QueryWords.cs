using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.TokenAttributes;

using SearchCore.Analysis;
using SearchCore.Schema;

namespace SearchCore.Searching.Planning;

/// <summary>A word of a query as the index knows it.</summary>
/// <param name="Term">Its term, a stem.</param>
/// <param name="Position">Its place among the words.</param>
/// <param name="IsStopWord">Whether it is too common to search for outside of a phrase.</param>
internal readonly record struct QueryWord(string Term, int Position, bool IsStopWord)
{
    /// <summary>Breaks a query's text into words as the index path breaks articles.</summary>
    public static IReadOnlyList<QueryWord> Of(string text)
    {
        var words = new List<QueryWord>();
        using var stream = TextAnalysis.English.Analyzer.GetTokenStream(FieldNames.Body, text);
        var term = stream.GetAttribute<ICharTermAttribute>();
        var offset = stream.GetAttribute<IOffsetAttribute>();
        var step = stream.GetAttribute<IPositionIncrementAttribute>();
        var position = -1;
        stream.Reset();
        while (stream.IncrementToken())
        {
            position += step.PositionIncrement;
            var surface = TextFolding.FoldValue(text[offset.StartOffset..offset.EndOffset]);
            words.Add(new(term.ToString()!, position, TextAnalysis.IsStopWord(surface)));
        }

        stream.End();
        return words;
    }

    /// <summary>The exact forms of a text's words, as terms.</summary>
    public static IReadOnlyList<QueryWord> ExactOf(string text)
    {
        var words = new List<QueryWord>();
        using var reader = new StringReader(text);
        using var stream = TextAnalysis.ExactForm(new StandardTokenizer(TextAnalysis.Version, reader) { MaxTokenLength = TextAnalysis.MaxTokenLength });
        var term = stream.GetAttribute<ICharTermAttribute>();
        var step = stream.GetAttribute<IPositionIncrementAttribute>();
        var position = -1;
        stream.Reset();
        while (stream.IncrementToken())
        {
            position += step.PositionIncrement;
            words.Add(new((char)ExactForm.Mark + term.ToString(), position, IsStopWord: false));
        }

        stream.End();
        return words;
    }
}
