using SearchCore.Articles;
using SearchCore.Searching.Columns;

namespace SearchCore.Tests.Searching.Columns;

/// <summary>The kinds of an index are those that its articles have, however many values stand between two of them.</summary>
public sealed class FacetKindsTests
{
    [Fact]
    public void Kinds_of_all_segments_are_found_from_one_to_the_next()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var run = 0; run < 5; run++)
        {
            using var index = new TestIndex();
            var kinds = new HashSet<string>(StringComparer.Ordinal) { "source" };
            for (var article = 0; article < 300; article++)
            {
                var kind = $"{"abc"[random.Next(3)]}{new string('k', random.Next(1, 12))}{random.Next(4)}";
                kinds.Add(kind);
                index.Add(new Article
                {
                    Id = $"{article}",
                    Body = "text",
                    Source = $"source {article % 70}",
                    Entities =
                    [
                        .. Enumerable.Range(0, random.Next(1, 40)).Select(_ => new EntityName(kind, $"Value {random.Next(9_000)}")),
                    ],
                });
                if (random.Next(100) == 0)
                {
                    index.Cut();
                }
            }

            var point = index.Open();
            try
            {
                Assert.True(kinds.SetEquals(FacetKinds.Of(point.Reader)), $"seed {seed}");
                Assert.True(kinds.SetEquals(point.Kinds), $"seed {seed}");
                Assert.Equal(kinds.Count, point.Kinds.Count);
                Assert.Contains("source", point.Kinds);
                Assert.DoesNotContain("nothing", point.Kinds);
            }
            finally
            {
                point.Release();
            }
        }
    }
}
