using System.Text;

using Lucene.Net.Analysis.TokenAttributes;

using SearchCore.Analysis;
using SearchCore.Searching.Words;

namespace SearchCore.Tests.Analysis;

/// <summary>
/// Words of texts in UTF-16 are those of the index path, at places that are told in UTF-16; Lucene's chain is the oracle.
/// </summary>
public sealed class StringWordsTests
{
    [Fact]
    public void Words_places_and_terms_of_generated_text_are_those_of_Lucenes_chain()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < (Corpus.Whole ? 200_000 : 5_000); i++)
        {
            var text = UnicodeText.Next(random);
            Assert.True(Expected(text).SequenceEqual(Found(text)), $"seed {seed}, text {i}: {text}");
        }
    }

    [Theory]
    [InlineData(255, 3)]
    [InlineData(256, 2)]
    public void A_word_that_is_too_long_leaves_its_position_empty_in_queries_as_in_the_index(int length, int words)
    {
        var text = $"first {new string('é', length)} last";
        var found = QueryWord.Of(TextLanguages.English, text);
        Assert.Equal((words, "last", 2), (found.Count, found[^1].Term, found[^1].Position));
        Assert.Equal(found.Select(w => w.Position), QueryWord.ExactOf(TextLanguages.English, text).Select(w => w.Position));
        Assert.Equal(Expected(text), Found(text));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_one_character_that_parts_words()
    {
        using var words = new StringWords("a\uD800b");
        Assert.True(words.MoveNext());
        Assert.Equal((0, 0, 1), (words.Position, words.Start, words.End));
        Assert.True(words.MoveNext());
        Assert.Equal((1, 2, 3), (words.Position, words.Start, words.End));
        Assert.False(words.MoveNext());
    }

    [Fact]
    public void Stop_words_are_told_by_how_they_are_written() =>
        Assert.Equal(
            [(true, "the"), (false, "walk")], QueryWord.Of(TextLanguages.English, "THE walking").Select(w => (w.IsStopWord, w.Term)));

    private static List<(int Position, int Start, int End, string Term)> Found(string text)
    {
        var found = new List<(int, int, int, string)>();
        using var words = new StringWords(text);
        while (words.MoveNext())
        {
            Assert.Equal(text[words.Start..words.End], Encoding.UTF8.GetString(words.Utf8));
            found.Add((words.Position, words.Start, words.End, TextLanguages.English.TermOf(words.Utf8)));
        }

        return found;
    }

    private static List<(int Position, int Start, int End, string Term)> Expected(string text)
    {
        var expected = new List<(int, int, int, string)>();
        using var stream = LuceneAnalyzer.English.GetTokenStream("body", text);
        var term = stream.GetAttribute<ICharTermAttribute>();
        var offset = stream.GetAttribute<IOffsetAttribute>();
        var step = stream.GetAttribute<IPositionIncrementAttribute>();
        var position = -1;
        stream.Reset();
        while (stream.IncrementToken())
        {
            position += step.PositionIncrement;
            expected.Add((position, offset.StartOffset, offset.EndOffset, term.ToString()!));
        }

        stream.End();
        return expected;
    }
}
