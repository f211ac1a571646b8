using System.Text;

using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.TokenAttributes;

using SearchCore.Analysis;
using SearchCore.TestKit;

namespace SearchCore.Tests.Analysis;

/// <summary>StandardTokenizer is the oracle: the same words at the same positions, in real text and in generated text.</summary>
public sealed class WordBreakerTwinTests : IDisposable
{
    private readonly StandardTokenizer tokenizer = new(TextAnalysis.Version, new StringReader(string.Empty));
    private readonly WordSpan[] words = new WordSpan[64];

    [SharedFact]
    public void Words_of_Reuters_are_the_tokenizers() => CompareCorpus(Corpus.Reuters, 1);

    [SharedFact]
    public void Words_of_long_briefings_are_the_tokenizers() => CompareCorpus(Corpus.Briefings, 20);

    [SharedFact]
    public void Words_of_scanned_text_are_the_tokenizers() => CompareCorpus(Corpus.Trove, 4);

    [Fact]
    public void Words_of_generated_text_are_the_tokenizers()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < (Corpus.Whole ? 1_200_000 : 40_000); i++)
        {
            var text = UnicodeText.Next(random);
            var difference = Difference(text);
            Assert.True(difference is null, $"seed {seed}, string {i}: {difference} in {Escape(text)}");
        }
    }

    [Fact]
    public void Every_character_alone_and_between_letters_breaks_as_the_tokenizer_does()
    {
        for (var c = 0; c < 0x110000; c++)
        {
            if (c is < 0xD800 or > 0xDFFF && !WordBreakClasses.IsOwn(c))
            {
                var text = char.ConvertFromUtf32(c);
                Assert.Null(Difference($"{text} x{text}y 1{text}2 א{text}ב _{text} カ{text}カ"));
            }
        }
    }

    [Theory]
    [InlineData(254)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(1_000)]
    [InlineData(20_000)]
    public void Long_words_break_as_the_tokenizer_breaks_them(int length)
    {
        foreach (var unit in new[] { "a", "é", "\U0001D400", "カ", "日", "a\u0301", "a'b", "1,2" })
        {
            var text = string.Concat(Enumerable.Repeat(unit, length));
            Assert.Null(Difference(text));
            Assert.Null(Difference($"start {text} middle {text}. end"));
        }

        // The tokenizer needs the square of the length here.
        Assert.Null(Difference(new string('_', Math.Min(length, 5_000)) + " end"));
    }

    private void CompareCorpus(string file, int step)
    {
        foreach (var article in Corpus.ArticlesOfKnownCharacters(file, step))
        {
            Assert.True(Difference(article.Title ?? string.Empty) is null, article.Id);
            Assert.True(Difference(article.Body ?? string.Empty) is null, article.Id);
        }
    }

    private static string Escape(string text) =>
        string.Concat(text.Select(c => c is > ' ' and < (char)127 ? c.ToString() : $"\\u{(int)c:X4}"));

    public void Dispose() => tokenizer.Dispose();

    // What differs first, or null.
    private string? Difference(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var breaker = new WordBreaker(utf8);
        tokenizer.SetReader(new StringReader(text));
        tokenizer.Reset();
        var term = tokenizer.GetAttribute<ICharTermAttribute>();
        var increment = tokenizer.GetAttribute<IPositionIncrementAttribute>();
        int expected = -1, position = -1;
        string? difference = null;
        Span<char> units = stackalloc char[TextAnalysis.MaxTokenLength];
        while (difference is null && breaker.Next(words) is var count and > 0)
        {
            foreach (var word in words.AsSpan(0, count))
            {
                position++;
                if (word.IsGap)
                {
                    continue;
                }

                var ours = units[..Encoding.UTF8.GetChars(utf8.AsSpan(word.Start, word.Length), units)];
                var has = tokenizer.IncrementToken();
                expected += has ? increment.PositionIncrement : 0;
                if (!has || expected != position || !ours.SequenceEqual(term.Buffer.AsSpan(0, term.Length)))
                {
                    difference = $"at {position} '{ours}', the tokenizer at {expected} '{(has ? term.ToString() : "nothing")}'";
                    break;
                }
            }
        }

        if (difference is null && tokenizer.IncrementToken())
        {
            difference = $"the tokenizer goes on with '{term}'";
        }

        if (difference is null)
        {
            tokenizer.End();
            expected += increment.PositionIncrement;
            difference = expected == position ? null : $"{position - expected} gaps at the end";
        }

        tokenizer.Dispose();
        return difference;
    }
}
