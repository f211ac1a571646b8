using System.Globalization;
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_cleared_memo_counts_from_zero_and_finds_the_same_terms(bool givesBack)
    {
        var empty = memos.Bytes;
        TermsOf(string.Join(' ', Enumerable.Range(0, 100_000)));
        var full = memos.Bytes;
        Assert.InRange(full, 2 * empty, long.MaxValue);
        if (givesBack)
        {
            memos.Release();
        }
        else
        {
            memos.Clear();
        }

        Assert.Equal(0, memos.Table.UsedBytes);
        memo = memos.Of(TextLanguages.English);
        Assert.Equal(givesBack ? empty : full, memos.Bytes);
        Assert.Equal([0, 0, 1, 0], TermsOf("bank banking-house bank"));
        Assert.Equal("bank", Encoding.UTF8.GetString(memo.Terms[0]));
    }

    [Fact]
    public void Hundreds_of_thousands_of_words_are_told_apart()
    {
        using var exact = new TermMemo(words => words, mostSlots: 1 << 19);
        var seen = new HashSet<int>();
        for (var i = 0; i < 300_000; i++)
        {
            var word = Encoding.UTF8.GetBytes(i % 2 == 0 ? $"w{i}" : $"longerword{i}");
            Assert.True(seen.Add(exact.TermOf(word, new WordSpan(0, word.Length))), $"{i} twice");
        }

        Assert.Equal(300_000, exact.Words);
    }

    [Fact]
    public void Words_are_kept_while_garbage_is_collected_and_its_memory_filled_by_others()
    {
        // Growing is compiled with what is optimized first, which keeps nothing that it does not need.
        for (var run = 0; run < 60; run++)
        {
            RememberNumbers(15_000);
        }

        var isOver = false;
        var collector = new Thread(() =>
        {
            var others = new byte[8][];
            for (var i = 0; !Volatile.Read(ref isOver); i++)
            {
                GC.Collect();
                others[i % others.Length] = GC.AllocateUninitializedArray<byte>(1 << (20 + (i % 4)), pinned: true);
                others[i % others.Length].AsSpan().Fill(0x5A);
            }
        });
        collector.Start();
        try
        {
            RememberNumbers(1_000_000);
            RememberNumbers(1_000_000);
        }
        finally
        {
            Volatile.Write(ref isOver, true);
            collector.Join();
        }

        static void RememberNumbers(int count)
        {
            using var memo = new TermMemo(words => words, mark: [1], keepsNumbers: true);
            Span<byte> word = stackalloc byte[10];
            for (var i = 0; i < 2 * count; i++)
            {
                Assert.True((i % count).TryFormat(word, out var length, "D", CultureInfo.InvariantCulture));
                if (memo.TermOf(word, new WordSpan(0, length)) is var term && term != i % count)
                {
                    Assert.Fail($"{i % count} became term {term}");
                }
            }
        }
    }

    [Fact]
    public void Capitals_and_numbers_become_in_every_language_what_the_chain_makes_of_them()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        foreach (var analysis in TextLanguages.All)
        {
            var table = new TermTable(hasExactForms: true, hasWords: true);
            using var all = analysis.NewMemo(table);
            HashSet<string> written = [];
            for (var i = 0; i < 2_000; i++)
            {
                var word = i % 2 == 0 ? Number(random) : Letters(random);
                foreach (var form in new[] { word, char.ToUpperInvariant(word[0]) + word[1..], word.ToUpperInvariant() })
                {
                    var utf8 = Encoding.UTF8.GetBytes(form);
                    var exact = all.TermOf(utf8, new WordSpan(0, utf8.Length));
                    Assert.Equal(analysis.ExactTermOf(utf8), Encoding.UTF8.GetString(table.Terms[exact]));
                    Assert.Equal(analysis.TermOf(utf8), Encoding.UTF8.GetString(table.Terms[table.Stems[exact]]));
                    written.Add($"{analysis.WrittenFormOf(utf8)}\0{analysis.ExactTermOf(utf8)[1..]}");
                }
            }

            ulong[] scratch = [];
            var sorted = table.Words!.Sorted(ref scratch);
            var listed = Enumerable.Range(0, sorted.Count).Select(i => Encoding.UTF8.GetString(sorted[i])).ToHashSet();
            Assert.True(written.SetEquals(listed), $"seed {seed}, {analysis.Code}");
        }
    }

    [Fact]
    public void Words_that_are_forgotten_for_want_of_room_become_what_they_became_before()
    {
        const int slots = 1 << 16;
        var random = new Random(58);
        foreach (var exactForms in new[] { false, true })
        {
            var (table, free) = (new TermTable(exactForms, hasWords: true), new TermTable(exactForms, hasWords: true));
            using var memo = TextLanguages.English.NewMemo(table, slots);
            using var twin = TextLanguages.English.NewMemo(free);
            var (forgotten, before) = (0, 0);
            for (var segment = 0; segment < 3; segment++)
            {
                for (var i = 0; i < 60_000; i++)
                {
                    var word = Encoding.UTF8.GetBytes((i % 5) switch
                    {
                        0 => "The",
                        1 => Number(random),
                        2 => Letters(random).ToUpperInvariant(),
                        3 => Letters(random) + "é",
                        _ => Letters(random),
                    });
                    var (term, expected) = (memo.TermOf(word, new(0, word.Length)), twin.TermOf(word, new(0, word.Length)));
                    Assert.Equal(expected, term);
                    forgotten += memo.Words < before ? 1 : 0;
                    before = memo.Words;
                }

                Assert.Equal(Listed(free), Listed(table));
                memo.BeginSegment();
                table.Words!.Begin();
                twin.BeginSegment();
                free.Words!.Begin();
            }

            Assert.InRange(forgotten, 2, 10);
            Assert.InRange(memo.Words, 1, slots * 3 / 4);
        }

        static List<string> Listed(TermTable table)
        {
            ulong[] scratch = [];
            var sorted = table.Words!.Sorted(ref scratch);
            return [.. Enumerable.Range(0, sorted.Count).Select(i => Encoding.UTF8.GetString(sorted[i]))];
        }
    }

    private static string Number(Random random) => string.Concat(
        Enumerable.Range(0, random.Next(1, 5)).Select(i => (i == 0 ? "" : random.Next(2) == 0 ? "." : ",") + random.Next(5_000)));

    private static string Letters(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 18)).Select(_ => (char)('a' + random.Next(26))));

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

    // All at once, as the index path does it.
    private List<int> TermsOf(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        List<int> terms = [];
        Span<int> some = new int[words.Length];
        Span<ulong> hashes = new ulong[words.Length];
        var breaker = new WordBreaker(utf8);
        while (breaker.Next(words) is var count and > 0)
        {
            var found = memo.TermsOf(utf8, words.AsSpan(0, count), some, hashes);
            Assert.Equal(found, some[..count].ToArray().Count(t => t >= 0));
            for (var i = 0; i < count; i++)
            {
                Assert.Equal(FoldedWords.Hash(utf8, words[i]), hashes[i]);
                Assert.Equal(words[i].IsGap ? TermMemo.Dropped : memo.TermOf(utf8, words[i]), some[i]);
                terms.Add(some[i]);
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
