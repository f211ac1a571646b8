using System.Globalization;

using CsCheck;

using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Tests.Searching.Planning;
using SearchCore.Tests.Searching.Snapshots;

using Xunit.Abstractions;

namespace SearchCore.Tests.Standing;

/// <summary>
/// Over random histories of additions, replacements and deletions: the events of a commit are, query by query, what a search after it finds
/// among the articles that came with it, texts and marks included.
/// </summary>
public class StandingTwinTests(ITestOutputHelper output)
{
    // A longer run of four commits and eight queries each: SEARCHCORE_STANDING=625 dotnet test --filter StandingTwinTests
    private static readonly long Count =
        long.TryParse(Environment.GetEnvironmentVariable("SEARCHCORE_STANDING"), CultureInfo.InvariantCulture, out var count) ? count : 60;

    private static readonly Gen<StandingQuery> Queries = Gen.Select(
        ScopeTwinTests.Trees, TwinTests.Names.Array[0, 2], Gen.Int[0, 5], Gen.Int[0, 3],
        (tree, select, scope, dates) => new StandingQuery
        {
            Name = "q",
            Request = new SearchRequest
            {
                Tree = tree,
                Select = [.. select.Take(select.Length - 1).Select(s => new DrillDown(s.Kind, s.Name))],
                Published = dates == 0 ? new PublishedRange(new ArticleDate(-86_400), new ArticleDate(3 * 86_400)) : null,
            },
            Scope = scope switch
            {
                0 => SearchScope.Having("source", "x"),
                1 => new SearchScope(new WordNode("alpha")),
                _ => null,
            },
        });

    private static readonly Gen<Change[]> Changes =
        Gen.Select(TwinTests.Articles.Where(a => (a.Title ?? a.Body) is not null), Gen.Int[0, 7], (a, kind) => new Change(a, kind))
            .Array[0, 14];

    [Fact]
    public void Events_are_what_searches_find_among_the_articles_that_came()
    {
        var (asked, told) = (0L, 0L);
        Gen.Select(Queries.Array[8], Changes.Array[4], Gen.Bool).Sample(
            (queries, commits, exact) =>
            {
                using var index = ArticleIndex.InMemory(new() { ExactForms = exact, Recognizer = null });
                var stored = Store(index, queries);
                var after = 0L;
                foreach (var changes in commits)
                {
                    var came = Apply(index, changes);
                    var commit = index.Commit();
                    var events = index.Standing.Read(after).ToList();
                    after = index.Standing.Last;
                    Assert.All(events, e => Assert.Equal((null, commit), (e.Fault, e.Commit)));
                    foreach (var query in stored)
                    {
                        var expected = Found(index, query).Where(h => came.Contains(h.Id)).OrderBy(h => h.Id, StringComparer.Ordinal);
                        var found = events.Where(e => e.Query == query.Name).Select(e => e.Article!);
                        Assert.Equal(expected, found.OrderBy(h => h.Id, StringComparer.Ordinal));
                        asked++;
                    }

                    told += events.Count;
                }
            },
            iter: Count,
            threads: 1);
        output.WriteLine($"{asked} pairs of commit and query, {told} events");
        Assert.True(told > asked / 2, $"{told} events of {asked} pairs of commit and query are too few to show anything.");
    }

    // What may not stand, such as exact forms in an index without them, is refused as a search would.
    private static List<StandingQuery> Store(ArticleIndex index, StandingQuery[] queries)
    {
        var stored = new List<StandingQuery>();
        foreach (var query in queries)
        {
            var named = query with { Name = $"q{stored.Count}" };
            try
            {
                stored.Add(index.Standing.Put(named));
            }
            catch (QueryException)
            {
                Assert.Throws<QueryException>(() => Found(index, named).Count);
            }
        }

        return stored;
    }

    // The ids that the commit brings.
    private static HashSet<string> Apply(ArticleIndex index, Change[] changes)
    {
        var came = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (article, kind) in changes)
        {
            if (kind == 0)
            {
                index.Delete(article.Id);
                came.Remove(article.Id);
                continue;
            }

            index.Add(article);
            came.Add(article.Id);
            if (kind == 1)
            {
                index.Refresh();
            }
        }

        return came;
    }

    private static List<SearchHit> Found(ArticleIndex index, StandingQuery query)
    {
        var request = query.Request with { Limit = 1_000, TimeLimit = Timeout.InfiniteTimeSpan };
        var results = query.Scope is { } scope ? index.Search(request, scope) : index.Search(request);
        return [.. results.Hits.Select(h => h with { Score = 0 })];
    }

    private sealed record Change(Article Article, int Kind);
}
