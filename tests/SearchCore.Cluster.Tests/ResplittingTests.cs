using SearchCore.Cluster.Writing;
using SearchCore.Queries;

namespace SearchCore.Cluster.Tests;

/// <summary>The procedure for more shards: a second cluster takes what the first one exports, and answers alike.</summary>
public class ResplittingTests
{
    private const int Batch = 50;

    [Fact]
    public async Task A_cluster_of_more_shards_takes_what_another_one_exports_and_answers_alike()
    {
        await using var before = await ReadingFixture.Open(2);
        await before.Apply(Enumerable.Range(0, 120).Select(i => ShardChange.Put(WritingFixture.Article(i, $"Words of article {i % 7}."))));
        await before.Apply(Enumerable.Range(0, 20).Select(i => ShardChange.Delete($"{i * 3}")));
        await using var after = await ReadingFixture.Open(8);
        var taken = new List<ShardChange>();
        await foreach (var stored in before.Reader.Searcher.ExportAsync(new() { Sort = SearchSort.Oldest }))
        {
            taken.Add(ShardChange.Put(stored.Article));
            if (taken.Count == Batch)
            {
                await after.Apply(taken);
                taken.Clear();
            }
        }

        await after.Apply(taken);
        Assert.Equal(8, after.Reader.Version.Generations.Count);
        foreach (var query in new[] { "words", "article 3", "title:7", "wor*" })
        {
            var request = new SearchRequest { Query = query, Limit = 200, Timeline = new(TimelineUnit.Month) };
            Assert.Equal(
                await before.Reader.Searcher.SearchAsync(request) with { Took = default },
                await after.Reader.Searcher.SearchAsync(request) with { Took = default });
        }
    }
}
