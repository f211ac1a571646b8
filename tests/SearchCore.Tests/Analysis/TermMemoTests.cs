using System.Text;

using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Analysis.TokenAttributes;

using SearchCore.Analysis;
using SearchCore.TestKit;

namespace SearchCore.Tests.Analysis;

public sealed class TermMemoTests : IDisposable
{
    private readonly TermMemos memos = new(exactForms: false, words: false);
    private TermMemo memo;
    private readonly WordSpan[] words = new WordSpan[50];

    public TermMemoTests() => memo = memos.Of(TextLanguages.English);

    [SharedFact]
    public void Terms_of_Reuters_are_those_of_the_analyzer() => CompareCorpus(Corpus.Reuters, 3);

    [SharedFact]
    public void Terms_of_long_briefings_are_those_of_the_analyzer() => CompareCorpus(Corpus.Briefings, 60);

    [SharedFact]
    public void Terms_of_scanned_text_are_those_of_the_analyzer() => CompareCorpus(Corpus.Trove, 20);

    [Fact]
    public void Terms_of_generated_text_are_those_of_the_analyzer()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < (Corpus.Whole ? 300_000 : 20_000); i++)
        {
            var text = UnicodeText.Next(random);
            Assert.True(Same(text), $"seed {seed}, string {i}");
        }
    }

    [Fact]
    public void Words_of_one_stem_share_a_term_and_words_seen_again_keep_theirs()
    {
        var first = TermsOf("Running runs; the runner ran. Internationalization");
        Assert.Equal(first[0], first[1]);
        Assert.Equal(first, TermsOf("Running runs; the runner ran. Internationalization"));
        Assert.Equal("run", Encoding.UTF8.GetString(memo.Terms[first[0]]));
    }

    [Fact]
    public void A_cleared_memo_counts_from_zero_and_finds_the_same_terms()
    {
        TermsOf("some words that were here before");
        memos.Clear();
        memo = memos.Of(TextLanguages.English);
        Assert.Equal([0, 0, 1, 0], TermsOf("bank banking-house bank"));
        Assert.Equal("bank", Encoding.UTF8.GetString(memo.Terms[0]));
    }

    [Fact]
    public void Hundreds_of_thousands_of_words_are_told_apart()
    {
        using var exact = new TermMemo(words => words);
        var seen = new HashSet<int>();
        for (var i = 0; i < 300_000; i++)
        {
            var word = Encoding.UTF8.GetBytes(i % 2 == 0 ? $"w{i}" : $"longerword{i}");
            Assert.True(seen.Add(exact.TermOf(word, new WordSpan(0, word.Length))), $"{i} twice");
        }

        Assert.Equal(300_000, exact.Words);
    }

    [Fact]
    public void A_chain_that_drops_words_leaves_none()
    {
        using var stopping = new TermMemo(words => new StopFilter(TextAnalysis.Version, words, StopAnalyzer.ENGLISH_STOP_WORDS_SET));
        Assert.Equal(TermMemo.Dropped, stopping.TermOf("the"u8, new WordSpan(0, 3)));
        Assert.Equal(0, stopping.TermOf("bank of"u8, new WordSpan(0, 4)));
        Assert.Equal(TermMemo.Dropped, stopping.TermOf("the"u8, new WordSpan(0, 3)));
    }

    [Fact]
    public void A_chain_that_makes_several_terms_of_a_word_is_refused()
    {
        using var splitting =
            new TermMemo(words => new WordDelimiterFilter(TextAnalysis.Version, words, WordDelimiterFlags.GENERATE_WORD_PARTS, null));
        var thrown = Assert.Throws<InvalidOperationException>(() => splitting.TermOf("wi-fi"u8, new WordSpan(0, 5)));
        Assert.Contains("'wi-fi'", thrown.Message, StringComparison.Ordinal);
    }

    public void Dispose() => memos.Dispose();

    private void CompareCorpus(string file, int step)
    {
        foreach (var article in Corpus.ArticlesOfKnownCharacters(file, step))
        {
            Assert.True(Same(article.Title ?? string.Empty), article.Id);
            Assert.True(Same(article.Body ?? string.Empty), article.Id);
        }
    }

    private bool Same(string text) => Ours(text).SequenceEqual(Analyzers(text));

    private List<int> TermsOf(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        List<int> terms = [];
        var breaker = new WordBreaker(utf8);
        while (breaker.Next(words) is var count and > 0)
        {
            foreach (var word in words.AsSpan(0, count))
            {
                terms.Add(word.IsGap ? TermMemo.Dropped : memo.TermOf(utf8, word));
            }
        }

        return terms;
    }

    private List<(int Position, string Term)> Ours(string text) =>
        [.. TermsOf(text).Select((term, position) => (position, term)).Where(t => t.term >= 0)
            .Select(t => (t.position, Encoding.UTF8.GetString(memo.Terms[t.term])))];

    private static List<(int Position, string Term)> Analyzers(string text)
    {
        List<(int, string)> terms = [];
        using var stream = LuceneAnalyzer.English.GetTokenStream("body", text);
        var term = stream.GetAttribute<ICharTermAttribute>();
        var increment = stream.GetAttribute<IPositionIncrementAttribute>();
        stream.Reset();
        for (var position = -1; stream.IncrementToken();)
        {
            position += increment.PositionIncrement;
            terms.Add((position, term.ToString()!));
        }

        stream.End();
        return terms;
    }
}
