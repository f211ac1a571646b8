using SearchCore.Articles;
using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Postings;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Tests.Searching.Snapshots;

/// <summary>What a moment learns of the one before it is what it would find by itself.</summary>
public sealed class IndexTermsTests
{
    private static readonly string[] Words = [.. Enumerable.Range(0, 12).Select(i => $"w{i}")];

    [Fact]
    public void Terms_of_a_moment_that_knows_an_earlier_one_are_found_where_they_stand()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var shared = 0;
        for (var run = 0; run < 8; run++)
        {
            using var index = ArticleIndex.InMemory(new ArticleIndexOptions { Recognizer = null, SegmentsPerTier = random.Next(2, 6) });
            var terms = new IndexTerms([]);
            for (var moment = 0; moment < 30; moment++)
            {
                for (var i = random.Next(4); i >= 0; i--)
                {
                    index.Add(new Article { Id = $"{random.Next(60)}", Title = Some(random), Body = Some(random) });
                }

                if (random.Next(3) == 0)
                {
                    index.Delete($"{random.Next(60)}");
                }

                if (random.Next(15) == 0)
                {
                    index.Compact();
                }

                index.Commit();
                var point = index.LeasePointInTime();
                try
                {
                    terms = new IndexTerms(point.Segments, terms);
                    var where = $"seed {seed}, run {run}, moment {moment}";
                    shared += Compare(terms, new IndexTerms(point.Segments), point.Segments, random, where);
                }
                finally
                {
                    point.Release();
                }
            }
        }

        Assert.True(shared > 100, "words in several segments were hardly looked up");
    }

    [Fact]
    public void More_segments_than_a_word_has_bits_are_told_apart()
    {
        var random = new Random(3);
        TermLists? lists = null;
        for (var moment = 0; moment < 50; moment++)
        {
            // Segments are found anew, or come from any place of the moment before.
            var before = lists;
            var places = Enumerable.Range(0, 200).Select(_ => random.Next(4) == 0 && before is not null ? random.Next(200) : -1).ToArray();
            var expected = places.Select(p => p >= 0 ? before!.Of(p) : random.Next(2) == 0 ? default : Place(random)).ToArray();
            var builder = new TermLists.Builder(200, before);
            for (var i = 0; i < 200; i++)
            {
                if (places[i] >= 0)
                {
                    builder.AddEarlier(i, places[i]);
                }
                else if (expected[i].DocumentCount > 0)
                {
                    builder.Add(i, expected[i]);
                }
            }

            lists = builder.Build();
            for (var i = 0; i < 200; i++)
            {
                Assert.Equal(expected[i], lists.Of(i));
            }

            Assert.Equal(expected.Sum(e => (long)e.DocumentCount), lists.DocumentCount);
            Assert.Equal(0, lists.Of(200).DocumentCount);
            Assert.Equal(0, lists.Of(100_000).DocumentCount);
        }
    }

    private static PostingList Place(Random random) => new() { DocumentCount = random.Next(1, 9), Documents = random.Next(), Skips = -1 };

    private static string Some(Random random) => string.Join(' ', Enumerable.Range(0, 3).Select(_ => Words[random.Next(Words.Length)]));

    private static int Compare(IndexTerms terms, IndexTerms fresh, IReadOnlyList<SegmentView> segments, Random random, string where)
    {
        var budget = new SearchBudget(TimeProvider.System, TimeSpan.FromMinutes(1), CancellationToken.None);
        var several = 0;
        foreach (var word in Words.Where(_ => random.Next(3) > 0))
        {
            foreach (var field in new[] { FieldNames.Title, FieldNames.Body })
            {
                var found = 0;
                for (var i = 0; i < segments.Count; i++)
                {
                    var list = fresh.List(field, word, i, budget);
                    Assert.True(list.Equals(terms.List(field, word, i, budget)), $"{where}: {word} in segment {i}");
                    found += list.DocumentCount > 0 ? 1 : 0;
                }

                several += found > 1 ? 1 : 0;
                Assert.Equal(fresh.Articles(field, word, live: false, budget), terms.Articles(field, word, live: false, budget));
                Assert.Equal(fresh.Articles(field, word, live: true, budget), terms.Articles(field, word, live: true, budget));
            }
        }

        return several;
    }
}
