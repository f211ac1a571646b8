using SearchCore.Articles;
using SearchCore.Cluster.Writing;
using SearchCore.Proofs.Silos;
using SearchCore.Queries;
using SearchCore.TestKit;

namespace SearchCore.Cluster.Orleans.Tests;

/// <summary>One archive and three real silos for the tests of a class, started by the first one that needs them.</summary>
public sealed class SharedSilos : IAsyncLifetime
{
    internal ProofArchive Archive { get; private set; } = null!;

    internal SiloCluster Cluster { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (PostgresServer.Missing is null)
        {
            Archive = new(400);
            Cluster = await SiloCluster.StartAsync(3, 4, 2, Archive.Path, SiloCluster.Program(AppContext.BaseDirectory));
        }
    }

    public async Task DisposeAsync()
    {
        if (PostgresServer.Missing is null)
        {
            await Cluster.DisposeAsync();
            Archive.Dispose();
        }
    }
}

/// <summary>Three silos as processes of their own: what they answer, and what a lost one costs.</summary>
public sealed class SiloClusterTests(SharedSilos silos) : IClassFixture<SharedSilos>
{
    private static SearchRequest Everything => new() { Sort = SearchSort.Oldest, Limit = 100, TimeLimit = TimeSpan.FromMinutes(1) };

    [PostgresFact]
    public async Task Sixty_requests_are_answered_as_one_index_answers_them_scores_included()
    {
        Assert.Equal(60, silos.Archive.Cases.Count);
        Assert.Contains(silos.Archive.Cases, c => c.Expected.Hits.Count > 5 && c.Expected.Hits[0].Score > 1);
        foreach (var (request, expected) in silos.Archive.Cases)
        {
            var found = await silos.Cluster.Client.SearchAsync(request);
            Assert.True(QueryLoad.Same(expected, found), $"[{request.Query}]\n{expected}\n{found}\n{string.Join('\n', found.Missing)}");
        }
    }

    [PostgresFact]
    public async Task Everything_beside_searches_is_what_one_index_says_too()
    {
        var (client, one) = (silos.Cluster.Client, silos.Archive.Index);
        using var searcher = one.OpenSearcher();
        var id = silos.Archive.Cases[0].Expected.Hits[0].Id;
        var request = silos.Archive.Cases[0].Request;
        Assert.Equal(searcher.GetStored(id), await client.GetStoredAsync(id));
        Assert.Null(await client.GetStoredAsync("nothing"));
        Assert.Equal(searcher.Highlight(id, request), await client.HighlightAsync(id, request));
        Assert.Equal(searcher.Terms("person", "p"), await client.TermsAsync("person", "p"));
        Assert.Equal(searcher.Kinds(), await client.KindsAsync());
        Assert.Equal(searcher.Stories(), await client.StoriesAsync());
        Assert.Equal(searcher.Near(id), await client.NearAsync(id));
        Assert.Equal(400, await client.CountAsync());
        var typed = new CompletionRequest("Pers") { TimeLimit = TimeSpan.FromMinutes(1) };
        Assert.Equal(searcher.Complete(typed), await client.CompleteAsync(typed));
        var exported = new List<string>();
        await foreach (var stored in client.ExportAsync(Everything))
        {
            exported.Add(stored.Article.Id);
        }

        Assert.Equal(searcher.Export(Everything).Select(s => s.Article.Id), exported);
        Assert.Equal(400, exported.Count);
    }

    [PostgresFact]
    public async Task Explanations_and_scopes_are_those_of_one_index()
    {
        using var one = silos.Archive.Index.OpenSearcher();
        var all = silos.Cluster.Client;
        var person = one.Terms("person", top: 1)[0].Value;
        var scope = SearchScope.Having("person", person) with { Forbidden = QueryParts.Wildcards };
        using var scoped = one.Within(scope);
        var within = all.Within(scope);
        Assert.Equal(scoped.Stories(), await within.StoriesAsync());
        var seen = scoped.Search(new SearchRequest { Limit = 1 }).Hits[0].Id;
        Assert.Equal(scoped.Near(seen), await within.NearAsync(seen));
        foreach (var (request, _) in silos.Archive.Cases.Take(20))
        {
            var asked = request with { Facets = [], Timeline = null, Significant = [], After = null };
            Assert.Equal(Uncosted(one.Explain(asked)), Uncosted(await all.ExplainAsync(asked)));
            if (Record.Exception(() => scoped.Search(asked)) is QueryException forbidden)
            {
                var refused = await Assert.ThrowsAsync<QueryException>(() => within.SearchAsync(asked));
                Assert.Equal(forbidden.Diagnostics, refused.Diagnostics);
                continue;
            }

            var expected = scoped.Search(asked);
            Assert.True(QueryLoad.Same(expected, await within.SearchAsync(asked)), asked.Query);
            Assert.Equal(Uncosted(scoped.Explain(asked)), Uncosted(await within.ExplainAsync(asked)));
        }

        // A page goes on at its version, within the scope too.
        var everything = new SearchRequest { Sort = SearchSort.Newest, Limit = 2 };
        var first = await within.SearchAsync(everything);
        var second = await within.SearchAsync(everything with { After = first.Next });
        Assert.Empty(second.Warnings);
        Assert.Equal(
            scoped.Search(everything with { Limit = 4 }).Hits.Select(h => h.Id), first.Hits.Concat(second.Hits).Select(h => h.Id));

        var hidden = one.Export(new() { Tree = new BooleanNode { MustNot = [scope.Articles] } }).First().Article.Id;
        var shown = first.Hits[0].Id;
        Assert.Null(await within.GetAsync(hidden));
        Assert.Null(await within.GetStoredAsync(hidden));
        Assert.Equal(scoped.GetStored(shown), await within.GetStoredAsync(shown));
        Assert.Null(await within.HighlightAsync(hidden, everything));
        Assert.Equal(scoped.Highlight(shown, everything), await within.HighlightAsync(shown, everything));
        Assert.Equal(scoped.Search(new() { Limit = 0 }).Total.Value, await within.CountAsync());
        Assert.Equal(scoped.Kinds(), await within.KindsAsync());
        Assert.Equal(scoped.Terms("person"), await within.TermsAsync("person"));
        var typed = new CompletionRequest("Pers") { TimeLimit = TimeSpan.FromMinutes(1) };
        Assert.Equal(scoped.Complete(typed), await within.CompleteAsync(typed));
        var exported = new List<string>();
        await foreach (var stored in within.ExportAsync(everything))
        {
            exported.Add(stored.Article.Id);
        }

        Assert.Equal(scoped.Export(everything).Select(s => s.Article.Id), exported);

        static QueryExplanation Uncosted(QueryExplanation explained) =>
            explained with { Clauses = [.. explained.Clauses.Select(c => c with { Articles = 0 })] };
    }

    [PostgresFact]
    public async Task What_is_wrong_with_a_request_comes_as_from_one_index()
    {
        var client = silos.Cluster.Client;
        var wrong = await Assert.ThrowsAsync<QueryException>(() => client.SearchAsync(new() { Query = "(port" }));
        var expected = Assert.Throws<QueryException>(() => silos.Archive.Index.Search(new() { Query = "(port" }));
        Assert.Equal(expected.Diagnostics, wrong.Diagnostics);
        Assert.Equal("(port", wrong.Query);
        await Assert.ThrowsAsync<QueryException>(() => client.TermsAsync("body", "", 0));
        await Assert.ThrowsAsync<QueryException>(() => client.NearAsync("nothing"));
        await Assert.ThrowsAsync<ArgumentException>(() => client.NearAsync("nothing", 2));
        await Assert.ThrowsAsync<ArgumentException>(() => client.DrainAsync("no such silo"));
    }

    [PostgresFact]
    public async Task A_silo_that_is_killed_costs_nobody_an_answer()
    {
        QueryLoad load;
        await using (load = new(silos.Cluster.Client, silos.Archive.Cases))
        {
            await Task.Delay(500);
            silos.Cluster.Kill(1);
            await Task.Delay(3_000);
        }

        silos.Cluster.Start(1);
        await silos.Cluster.CompleteAsync();
        Assert.True(load.Asked > 10);
        Assert.True((load.Partial, load.Wrong, load.Failed) == (0, 0, 0), load.First);
    }

    [PostgresFact]
    public async Task A_split_and_a_move_cost_nobody_an_answer()
    {
        var shards = (await silos.Cluster.Client.StatusAsync()).Shards.Count;
        QueryLoad load;
        await using (load = new(silos.Cluster.Client, silos.Archive.Cases))
        {
            Assert.Contains($"{2 * shards} shards, {shards} before", silos.Cluster.Do("split"), StringComparison.Ordinal);
            await silos.Cluster.CompleteAsync();
            Assert.Contains("silo-2 and silo-0", silos.Cluster.Do("move", "1", "silo-2", "silo-0"), StringComparison.Ordinal);
            for (var tries = 0; !await IsMoved(); tries++)
            {
                Assert.True(tries < 600, "the shard is not moved");
                await Task.Delay(100);
            }

            silos.Cluster.Do("move", "1");
        }

        Assert.Equal(2 * shards, (await silos.Cluster.Client.StatusAsync()).Shards.Count);
        Assert.True(load.Asked > 5);
        Assert.True((load.Partial, load.Wrong, load.Failed) == (0, 0, 0), load.First);

        async Task<bool> IsMoved() =>
            (await silos.Cluster.Client.StatusAsync()).Shards.Single(s => s.Shard == 1).Silos.Order(StringComparer.Ordinal)
                .SequenceEqual(["silo-0", "silo-2"]);
    }

    [PostgresFact]
    public async Task A_rolling_restart_costs_nobody_an_answer()
    {
        QueryLoad load;
        await using (load = new(silos.Cluster.Client, silos.Archive.Cases))
        {
            for (var n = 0; n < silos.Cluster.Silos; n++)
            {
                await silos.Cluster.TerminateAsync(n);
                silos.Cluster.Start(n);
                await silos.Cluster.CompleteAsync();
            }
        }

        Assert.True(load.Asked > 10);
        Assert.True((load.Partial, load.Wrong, load.Failed) == (0, 0, 0), load.First);
    }

    [PostgresFact]
    public async Task Searches_go_on_while_PostgreSQL_is_away()
    {
        QueryLoad load;
        await using (load = new(silos.Cluster.Client, silos.Archive.Cases))
        {
            silos.Cluster.Postgres.Stop();
            await Task.Delay(2_000);
            silos.Cluster.Postgres.Restart();
            await Task.Delay(1_000);
        }

        await silos.Cluster.CompleteAsync();
        Assert.True(load.Asked > 5);
        Assert.True((load.Partial, load.Wrong, load.Failed) == (0, 0, 0), load.First);
    }
}

/// <summary>What is written through silos of which one is killed.</summary>
public sealed class SiloWritingTests(SharedSilos silos) : IClassFixture<SharedSilos>
{
    [PostgresFact]
    public async Task What_was_acknowledged_while_a_silo_was_killed_is_there_afterwards()
    {
        var (cluster, client) = (silos.Cluster, silos.Cluster.Client);
        cluster.Do("alerts", "add", "written", "written");
        var acknowledged = new List<string>();
        var (over, batches) = (false, 0);
        var writing = Task.Run(async () =>
        {
            for (var n = 0; !Volatile.Read(ref over); n++)
            {
                try
                {
                    var receipt = await client.AddAsync([.. Enumerable.Range(0, 8).Select(i => Written($"w{n}-{i}"))]);
                    Assert.Empty(receipt.Rejected);
                    acknowledged.AddRange(Enumerable.Range(0, 8).Select(i => $"w{n}-{i}"));
                }
                catch (ClusterWriteException e)
                {
                    // Those of shards that failed may be there or not; the others are.
                    var failed = e.Receipt.Failed.SelectMany(f => f.Ids).ToHashSet(StringComparer.Ordinal);
                    acknowledged.AddRange(Enumerable.Range(0, 8).Select(i => $"w{n}-{i}").Where(id => !failed.Contains(id)));
                }

                Interlocked.Increment(ref batches);
            }
        });
        await BatchesAsync(1);
        cluster.Kill(2);
        await BatchesAsync(Volatile.Read(ref batches) + 2);
        await Task.Delay(6_000);
        Volatile.Write(ref over, true);
        await writing;
        cluster.Start(2);
        await cluster.CompleteAsync();
        var deleted = await client.DeleteAsync([acknowledged[0]]);
        Assert.Equal(1, deleted.Applied);

        Assert.True(acknowledged.Count > 16);
        foreach (var id in acknowledged.Skip(1))
        {
            Assert.True(await client.GetStoredAsync(id) is not null, id);
        }

        // And each was told of.
        await using var catalogue = cluster.OpenCatalogue();
        var told = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var batch in cluster.OpenAlerts(catalogue).ReadAsync())
        {
            told.UnionWith(batch.Events.Select(e => e.Article!.Id));
        }

        Assert.Empty(acknowledged.Except(told));

        for (var tries = 0; await client.GetStoredAsync(acknowledged[0]) is not null; tries++)
        {
            Assert.True(tries < 100, "the deletion is not seen");
            await Task.Delay(100);
        }

        Assert.Contains("0 damaged", cluster.Do("verify"), StringComparison.Ordinal);
        Assert.Contains("articles", cluster.Do("search", "written"), StringComparison.Ordinal);
        Assert.Contains("complete", cluster.Do("status"), StringComparison.Ordinal);

        // However busy the machine is: some before the silo is gone, some after.
        async Task BatchesAsync(int least)
        {
            for (var tries = 0; Volatile.Read(ref batches) < least && !writing.IsCompleted; tries++)
            {
                Assert.True(tries < 1_200, $"{batches} batches in two minutes");
                await Task.Delay(100);
            }
        }
    }

    private static Article Written(string id) => new() { Id = id, Title = $"Written {id}", Body = "Some words that were written." };
}
