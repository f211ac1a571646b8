namespace SearchCore.Searching.Sharding;

/// <summary>All matches of several shards in one order, a page of each shard at a time. For one thread.</summary>
internal sealed class ShardedExport(ShardedMembers members, int shards)
{
    private readonly Queue<ExportedMatch>[] pages = [.. Enumerable.Range(0, shards).Select(_ => new Queue<ExportedMatch>())];
    private readonly long?[] read = [.. Enumerable.Repeat<long?>(0, shards)];

    /// <summary>The next article; null behind the last one.</summary>
    public async ValueTask<StoredArticle?> NextAsync()
    {
        long?[] wanted = [.. read.Select((count, shard) => pages[shard].Count == 0 ? count : null)];
        if (wanted.Any(w => w is not null))
        {
            foreach (var (shard, page) in await members.ExportAsync(wanted).ConfigureAwait(false))
            {
                foreach (var match in page.Matches)
                {
                    pages[shard].Enqueue(match);
                }

                read[shard] = page.IsLast ? null : read[shard] + page.Matches.Count;
            }
        }

        var best = -1;
        for (var shard = 0; shard < pages.Length; shard++)
        {
            if (pages[shard].TryPeek(out var head) && (best < 0 || ExportedMatch.Compare(head, pages[best].Peek()) < 0))
            {
                best = shard;
            }
        }

        return best < 0 ? null : pages[best].Dequeue().Article;
    }
}
