using System.Globalization;
using System.Text;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;
using SearchCore.Articles;
using SearchCore.Searching.Postings;
using SearchCore.Storage;
using SearchCore.Tests.Indexing.Segments;

namespace SearchCore.Tests.Searching.Postings;

/// <summary>Lucene's readers are the oracle: ours find the same terms in the same documents, as often, and at the same places.</summary>
public sealed class PostingsTwinTests
{
    private const int PackedSize = BlockDecoder.Size;

    // A longer run: SEARCHCORE_TWINS=200 dotnet test --filter PostingsTwinTests
    private static readonly int Archives =
        int.TryParse(Environment.GetEnvironmentVariable("SEARCHCORE_TWINS"), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : 12;

    // Around every border: of a block, of a block of skips on each of three levels.
    private static readonly int[] Counts =
    [
        1, 2, 3, 127, 128, 129, 130, 255, 256, 257, 383, 384, 385, 1_023, 1_024, 1_025, 1_100, 1_151, 1_152, 1_153, 1_281, 4_000, 8_191,
        8_192, 8_193, 8_320, 8_321, 9_100, 9_217, 9_500,
    ];

    // One cursor for all: what one term leaves behind must not show in the next.
    private readonly PostingCursor cursor = new();
    private readonly PositionCursor places = new();

    [Fact]
    public void Terms_of_every_length_of_postings_are_read_as_Lucene_reads_them()
    {
        var seed = Environment.TickCount;
        try
        {
            var random = new Random(seed);
            using var index = new TestIndex(Large(random, 9_600));
            CompareWithMerged(index, random);
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"seed {seed}", failure);
        }
    }

    [Fact]
    public void Small_archives_of_several_segments_are_read_as_Lucene_reads_them()
    {
        for (var i = 0; i < Archives; i++)
        {
            var seed = unchecked(Environment.TickCount + (i * 7_919));
            try
            {
                var random = new Random(seed);
                using var index = new TestIndex(exactForms: random.Next(2) == 0);
                var articles = random.Next(3) == 0 ? random.Next(1, 12) : random.Next(1, 700);
                for (var article = 0; article < articles; article++)
                {
                    index.Add(Small(random, article));
                    if (random.Next(200) == 0)
                    {
                        index.Cut();
                    }
                }

                for (var gone = random.Next(20); gone > 0; gone--)
                {
                    index.Delete($"a{random.Next(articles)}");
                }

                CompareWithMerged(index, random);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"seed {seed}", failure);
            }
        }
    }

    [Theory]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(70_001)]
    public void A_word_that_stands_in_one_article_over_many_blocks_is_read_as_Lucene_reads_it(int times)
    {
        // Before, between and behind it articles that have it now and then, so that its positions begin within a block.
        var seed = Environment.TickCount;
        try
        {
            var random = new Random(seed);
            using var index = new TestIndex();
            for (var article = 0; article < 700; article++)
            {
                var text = new StringBuilder();
                var alphas = article == 300 ? times : random.Next(4);
                var bravos = article == 300 ? times + 1 : article == 450 ? times / 2 : random.Next(2);
                for (var i = 0; i < Math.Max(alphas, bravos); i++)
                {
                    text.Append(i < alphas ? "alpha " : "").Append(i < bravos ? "bravo " : "");
                    for (var more = random.Next(20) == 0 ? random.Next(40) : 0; more > 0; more--)
                    {
                        text.Append("other ");
                    }
                }

                var title = article == 300 ? $"only {text}" : "some other";
                index.Add(new Article { Id = $"a{article}", Title = title, Body = text.ToString() });
            }

            CompareWithMerged(index, random);
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"seed {seed}", failure);
        }
    }

    [Fact]
    public void Fields_that_no_article_has_have_no_terms()
    {
        using var index = new TestIndex(new Article { Id = "a", Body = "word" });
        var point = index.Open();
        try
        {
            var postings = SegmentPostings.Of(point.Reader.Leaves[0].AtomicReader);
            Assert.NotNull(postings.Field("id"));
            Assert.NotNull(postings.Field("body"));
            Assert.Null(postings.Field("title"));
            Assert.Null(postings.Field("no such field"));
        }
        finally
        {
            point.Release();
        }
    }

    [Fact]
    public void How_often_a_word_stands_does_not_show_in_a_field_without_frequencies_that_is_read_next()
    {
        using var index = new TestIndex([
            .. Enumerable.Range(0, 2 * PackedSize).Select(i => new Article
            {
                Id = $"{i:D4}",
                Body = i % PackedSize == 50 ? "word word word" : "word",
                Source = "all",
            }),
        ]);
        var point = index.Open();
        try
        {
            var postings = SegmentPostings.Of(point.Reader.Leaves[0].AtomicReader);
            Assert.True(postings.Field("body")!.TryFind("word"u8, out var words));
            cursor.Open(postings, words);
            Assert.True(cursor.Next());
            Assert.Equal(3, cursor.Frequencies()[50]);
            var others = MultiFields.GetTerms(point.Reader, "facet").GetEnumerator();
            Assert.True(others.MoveNext());
            Assert.Equal(2 * PackedSize, others.DocFreq);
            Assert.True(postings.Field("facet")!.TryFind(others.Term.Bytes.AsSpan(others.Term.Offset, others.Term.Length), out var all));
            cursor.Open(postings, all);
            Assert.True(cursor.Next());
            Assert.All(cursor.Frequencies(), f => Assert.Equal(1, f));
        }
        finally
        {
            point.Release();
        }
    }

    // The segments of an index, and the one that Lucene makes of them.
    private void CompareWithMerged(TestIndex index, Random random)
    {
        var point = index.Open();
        try
        {
            Compare(point.Reader, random);
            using var directory = new RAMDirectory();
            using (var writer = new IndexWriter(directory, Twins.Config()))
            {
                writer.AddIndexes(point.Reader);
            }

            using var merged = DirectoryReader.Open(directory);
            Assert.True(merged.Leaves.Count <= 1);
            Compare(merged, random);
        }
        finally
        {
            point.Release();
        }
    }

    private void Compare(DirectoryReader reader, Random random)
    {
        foreach (var leaf in reader.Leaves)
        {
            var postings = SegmentPostings.Of(leaf.AtomicReader);
            Assert.Equal(leaf.AtomicReader.MaxDoc, postings.DocumentCount);
            foreach (var name in leaf.AtomicReader.Fields)
            {
                // A merge that leaves no article of a field keeps the field and no term of it.
                if (leaf.AtomicReader.GetTerms(name) is { } terms)
                {
                    Compare(postings, name, terms, random);
                }
                else
                {
                    Assert.Null(postings.Field(name));
                }
            }
        }
    }

    private void Compare(SegmentPostings postings, string name, Terms expected, Random random)
    {
        var field = postings.Field(name);
        Assert.NotNull(field);
        Assert.Equal(
            (expected.HasPositions, expected.DocCount, expected.SumTotalTermFreq),
            (field.HasPositions, field.DocumentCount, field.Occurrences));
        var terms = expected.GetEnumerator();
        var other = expected.GetEnumerator();
        while (terms.MoveNext())
        {
            var term = terms.Term.Bytes.AsSpan(terms.Term.Offset, terms.Term.Length).ToArray();
            Assert.True(field.TryFind(term, out var list), $"{name}:{Convert.ToHexString(term)}");
            var occurrences = terms.TotalTermFreq < 0 ? terms.DocFreq : terms.TotalTermFreq;
            Assert.Equal((terms.DocFreq, occurrences), (list.DocumentCount, list.Occurrences));
            if (random.Next(4) == 0)
            {
                CompareNeighbours(field, other, term, random);
            }

            // Of a vocabulary's many rare words some are enough.
            if (list.DocumentCount > 2 || list.Occurrences > PackedSize || random.Next(4) == 0)
            {
                try
                {
                    Compare(postings, list, new LuceneTerm(terms, expected.HasPositions), random);
                }
                catch (Exception failure)
                {
                    throw new InvalidOperationException($"{name}:{Encoding.UTF8.GetString(term)}", failure);
                }
            }
        }

        foreach (var none in (byte[][])[[], [0], [0xFF], [0xFF, 0xFF], new byte[1_000]])
        {
            Assert.Equal(other.SeekExact(new BytesRef(none)), field.TryFind(none, out _));
        }
    }

    private static void CompareNeighbours(FieldDictionary field, TermsEnum other, byte[] term, Random random)
    {
        byte[] lower = [.. term], higher = [.. term], changed = [.. term];
        if (term.Length > 0)
        {
            lower[^1]--;
            higher[^1]++;
            changed[random.Next(term.Length)] = (byte)random.Next(256);
        }

        foreach (var near in (byte[][])
            [
                lower, higher, changed, [.. term, 0], [.. term, (byte)random.Next(256)], [.. term, .. term],
                term[..(term.Length / 2)], term[..Math.Max(0, term.Length - 1)], term[Math.Min(1, term.Length)..],
            ])
        {
            var expected = other.SeekExact(new BytesRef(near));
            Assert.True(expected == field.TryFind(near, out var list), Convert.ToHexString(near));
            Assert.True(expected ? list.DocumentCount == other.DocFreq : list.DocumentCount == 0, Convert.ToHexString(near));
        }
    }

    private void Compare(SegmentPostings postings, in PostingList list, LuceneTerm expected, Random random)
    {
        CompareBlocks(postings, list, expected);
        for (var round = 0; round < 3; round++)
        {
            CompareJumps(postings, list, expected, random);
            if (list.HasPositions)
            {
                ComparePositions(postings, list, expected, random);
            }
        }

        if (list.HasPositions)
        {
            CompareAllPositions(postings, list, expected);
        }
    }

    private void CompareBlocks(SegmentPostings postings, in PostingList list, LuceneTerm expected)
    {
        cursor.Open(postings, list);
        var at = 0;
        while (cursor.Next())
        {
            AssertBlock(expected, at, withFrequencies: true);
            at += cursor.Count;
        }

        Assert.Equal((expected.Count, 0), (at, cursor.Count));
        Assert.False(cursor.Next());
    }

    private void CompareJumps(SegmentPostings postings, in PostingList list, LuceneTerm expected, Random random)
    {
        cursor.Open(postings, list);
        var (step, block) = (Step(postings, random), -1);
        for (var target = random.Next(step); ; target += 1 + random.Next(step))
        {
            var at = expected.First(target);
            Same(at < expected.Count, cursor.Advance(target));
            if (at == expected.Count)
            {
                return;
            }

            Same(expected.Document(at), cursor.Documents[cursor.At]);
            if (block != at - cursor.At || random.Next(20) == 0)
            {
                block = at - cursor.At;
                AssertBlock(expected, block, withFrequencies: random.Next(3) == 0);
            }

            Same(Math.Min(expected.First(target + step) - (at - cursor.At), cursor.Count), cursor.End(target + step));

            // From where it came to it may also go on block by block.
            if (random.Next(8) == 0)
            {
                var next = at - cursor.At + cursor.Count;
                Same(next < expected.Count, cursor.Next());
                if (next == expected.Count)
                {
                    return;
                }

                AssertBlock(expected, next, withFrequencies: random.Next(3) == 0);
                target = Math.Max(target, expected.Document(next));
            }
        }
    }

    private void AssertBlock(LuceneTerm expected, int first, bool withFrequencies)
    {
        Same(Math.Min(PackedSize, expected.Count - first), cursor.Count);
        Same(0, first % PackedSize);
        var frequencies = withFrequencies ? cursor.Frequencies() : null;
        for (var i = 0; i < cursor.Count; i++)
        {
            if (cursor.Documents[i] != expected.Document(first + i)
                || (frequencies is not null && frequencies[i] != expected.Frequency(first + i)))
            {
                Assert.Fail(
                    $"{cursor.Documents[i]} × {frequencies?[i]} for {expected.Document(first + i)} × {expected.Frequency(first + i)} "
                    + $"at {first} + {i}");
            }
        }
    }

    private void ComparePositions(SegmentPostings postings, in PostingList list, LuceneTerm expected, Random random)
    {
        places.Open(postings, list);
        Assert.Equal((-1, list.DocumentCount), (places.Document, places.Cost));
        var step = Step(postings, random);
        for (var target = random.Next(step); ; target += 1 + random.Next(step))
        {
            var at = expected.First(target);
            Same(expected.Document(at), places.Advance(target));
            Same(expected.Document(at), places.Document);
            if (at == expected.Count)
            {
                return;
            }

            if (random.Next(3) > 0)
            {
                AssertPositions(expected, at);
            }
        }
    }

    private void CompareAllPositions(SegmentPostings postings, in PostingList list, LuceneTerm expected)
    {
        places.Open(postings, list);
        for (var at = 0; at < expected.Count; at++)
        {
            Same(expected.Document(at), places.Advance(places.Document + 1));
            AssertPositions(expected, at);
        }

        Same(int.MaxValue, places.Advance(places.Document + 1));
    }

    private void AssertPositions(LuceneTerm expected, int at)
    {
        Same(expected.Frequency(at), places.Frequency);
        Same(true, places.Positions().SequenceEqual(expected.Positions(at)));
        var padded = places.PaddedPositions();
        Same(expected.Frequency(at) + PositionCursor.Pad, padded.Length);
        Same(true, padded[..^PositionCursor.Pad].SequenceEqual(expected.Positions(at)));
    }

    // The assertions of the library take longer than what they look at here.
    private static void Same<T>(T expected, T actual)
        where T : IEquatable<T>
    {
        if (!expected.Equals(actual))
        {
            Assert.Equal(expected, actual);
        }
    }

    private static int Step(SegmentPostings postings, Random random) => 1 + random.Next(4) switch
    {
        0 => random.Next(4),
        1 => random.Next(60),
        2 => random.Next(1_500),
        _ => random.Next(postings.DocumentCount),
    };

    private static Article[] Large(Random random, int count)
    {
        var titles = Enumerable.Range(0, count).Select(_ => new StringBuilder()).ToArray();
        var bodies = Enumerable.Range(0, count).Select(_ => new StringBuilder()).ToArray();
        var names = Enumerable.Range(0, count).Select(_ => new List<EntityName>()).ToArray();
        var all = Enumerable.Range(0, count).ToArray();
        foreach (var number in Counts.Append(count))
        {
            random.Shuffle(all);
            foreach (var article in all.AsSpan(0, number))
            {
                names[article].Add(new EntityName("person", $"Each {number}"));
                titles[article].Append(CultureInfo.InvariantCulture, $"each{number} ");
                for (var times = Times(random); times > 0; times--)
                {
                    bodies[article].Append(CultureInfo.InvariantCulture, $"each{number} ");
                }
            }

            // The same number, side by side, each once: blocks whose numbers are all the same.
            var first = random.Next(count - number + 1);
            for (var article = first; article < first + number; article++)
            {
                bodies[article].Append(CultureInfo.InvariantCulture, $"run{number} ");
            }
        }

        for (var article = 0; article < count; article++)
        {
            for (var i = 0; i < 8; i++)
            {
                bodies[article].Append(Rare(random)).Append(' ');
            }
        }

        return
        [
            .. all.Order().Select(article => new Article
            {
                Id = $"{article * 7_919L % 100_003:D6}",
                Title = titles[article].ToString(),
                Body = bodies[article].ToString(),
                Entities = names[article],
                Source = $"source {article % 3}",
            }),
        ];
    }

    private static Article Small(Random random, int number)
    {
        var text = new StringBuilder();
        for (var words = random.Next(60); words > 0; words--)
        {
            var word = random.Next(1 << random.Next(1, 12));
            for (var times = Times(random); times > 0; times--)
            {
                text.Append(CultureInfo.InvariantCulture, $"w{word} ");
            }
        }

        return new Article
        {
            Id = $"a{number}",
            Title = random.Next(3) == 0 ? null : $"w{random.Next(4)} {Rare(random)}",
            Body = random.Next(9) == 0 ? null : text.ToString(),
            Published = random.Next(4) == 0 ? null : new ArticleDate(random.Next(1_000_000)),
            Entities = random.Next(2) == 0 ? [] : [new EntityName("place", $"P{random.Next(3)}")],
        };
    }

    private static int Times(Random random) => random.Next(30) switch
    {
        0 => random.Next(1, 40),
        < 6 => random.Next(1, 5),
        _ => 1,
    };

    // One of some fifty thousand words that share their beginnings; some are longer than an automaton's usual path.
    private static string Rare(Random random)
    {
        var number = random.Next(60_000);
        var word = $"{"abcdefghij"[number % 10]}{"xyz"[number % 3]}{number:D5}";
        return (number % 50) switch
        {
            0 => $"{string.Concat(Enumerable.Repeat("longest", 10))}{word}",
            1 => $"{string.Concat(Enumerable.Repeat("ünlike", 20))}{number % 700}",
            2 => $"{word[..3]}",
            3 => new string((char)('a' + (number % 26)), 1 + (number % 240)),
            _ => word,
        };
    }
}
