using System.Globalization;

using CsCheck;

using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Searching.Snapshots;
using SearchCore.Tests.Searching.Planning;

namespace SearchCore.Tests.Searching.Partials;

/// <summary>
/// Several indexes searched as one answer as one index with all their articles does, and so do shards that are asked by messages, and one
/// index that is searched by several threads: over random archives, splits, deletions and requests.
/// </summary>
public class IndexSetTwinTests
{
    // A longer run of eight requests each: SEARCHCORE_SETS=625 dotnet test --filter IndexSetTwinTests
    private static readonly long Count =
        long.TryParse(Environment.GetEnvironmentVariable("SEARCHCORE_SETS"), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count : 100;

    private static readonly Gen<SearchRequest> Requests = Gen.Select(
        TwinTests.Trees,
        TwinTests.Names.Array[0, 2],
        Gen.OneOf("person", "place", "vessel", "source").Array[0, 4],
        Gen.Enum<SearchSort>(),
        Gen.Int[0, 4],
        Gen.Int[0, 20],
        Gen.Select(Gen.Enum<TimelineUnit>(), Gen.Int[0, 3], Gen.OneOf<string?>(null, "a", "b"), Gen.Bool, Gen.Bool),
        TwinTests.Trees,
        (tree, select, facets, sort, skip, limit, more, against) => new SearchRequest
        {
            Tree = tree,
            Select = [.. select.Select(s => new DrillDown(s.Kind, s.Name))],
            Facets = [.. facets.Distinct().Select(f => new FacetRequest(f) { Top = 2, Prefix = more.Item3 })],
            Timeline = more.Item2 == 0 ? null : new TimelineRequest(more.Item1)
            {
                By = more.Item2 == 1 ? new FacetRequest("person") { Top = 2 } : null,
            },
            Significant = more.Item4 ? [new(SignificantRequest.Words), new("person"), new("place") { Top = 2 }] : [],
            Against = more.Item2 > 1
                ? new() { Tree = against, Select = [.. select.Take(1).Select(s => new DrillDown(s.Kind, s.Name))] }
                : null,
            Unique = more.Item5,
            Sort = sort,
            Skip = skip,
            Limit = limit,
            SnippetLength = 30,
            TimeLimit = Timeout.InfiniteTimeSpan,
        });

    [Fact]
    public void A_set_answers_as_one_index_of_all_articles() =>
        Gen.Select(TwinTests.Articles.Array[0, 60], Gen.Int[1, 4], Gen.Int[1, 12], Gen.Int[0, 60].Array[0, 8], Gen.Int, Requests.Array[8])
            .Sample(
            (articles, members, segment, deleted, seed, requests) =>
            {
                using var archive = new Split(articles, members, segment, deleted, new Random(seed));
                foreach (var request in requests)
                {
                    archive.Compare(request);
                }

                archive.CompareExport(requests[0] with { Limit = 0, Skip = 0, Unique = false });
                archive.ComparePages(requests[0]);
            },
            iter: Count,
            threads: 1);

    [Fact]
    public void Suggestions_similar_articles_and_explanations_are_those_of_all_articles()
    {
        Article[] articles =
        [
            .. Enumerable.Range(0, 30).Select(i => new Article
            {
                Id = $"f{i}", Title = "Ferry runs aground", Body = "The ferry ran aground off Oban in heavy weather.",
                    Entities = [new("person", "Moira Lennox")],
            }),
            new Article { Id = "x", Body = "Something else entirely." },
        ];
        using var archive = new Split(articles, 3, 5, [], new Random(7));
        archive.Compare(new SearchRequest { Query = "ferri", Limit = 40 });
        archive.Compare(new SearchRequest { Query = "fery person:\"Moira Lenox\"", Limit = 40 });
        archive.Compare(new SearchRequest { SimilarTo = "f3", Limit = 40, Facets = [new("person")] });
        archive.Compare(new SearchRequest { SimilarTo = "f3", Query = "aground", Limit = 40 });
        Assert.Equal("Moira Lennox", archive.Set.Search(new SearchRequest { Query = "person:\"Moira Lenox\"" }).Suggestions[0].Replacement);
        Assert.Equal(
            archive.Single.Explain(new SearchRequest { Query = "ferry" }).Clauses,
            archive.Set.Explain(new SearchRequest { Query = "ferry" }).Clauses);
        Assert.True(archive.Single.Explain(new() { Query = "ferry aground" }).Weights[0].Weight > 0);
        Assert.Equal(["person"], archive.Set.Kinds());
    }

    /// <summary>The same articles in one index and in several, each cut into segments at random.</summary>
    private sealed class Split : IDisposable
    {
        private readonly TestIndex one = new(exactForms: true);
        private readonly TestIndex[] parts;
        private readonly ArticleSearcher threaded;
        private readonly ArticleShard[] shards;

        public Split(IReadOnlyList<Article> articles, int members, int segment, IReadOnlyList<int> deleted, Random random)
        {
            parts = [.. Enumerable.Range(0, members).Select(_ => new TestIndex(exactForms: true))];
            for (var i = 0; i < articles.Count; i++)
            {
                // An id belongs into one index.
                var article = articles[i] with { Id = articles[i].Id.StartsWith('f') ? articles[i].Id : $"a{i}" };
                var part = parts[random.Next(parts.Length)];
                one.Add(article);
                part.Add(article);
                if (random.Next(segment) == 0)
                {
                    one.Cut();
                }

                if (random.Next(segment) == 0)
                {
                    part.Cut();
                }
            }

            foreach (var id in deleted)
            {
                one.Delete($"a{id}");
                Array.ForEach(parts, p => p.Delete($"a{id}"));
            }

            var points = parts.Select(p => p.Open()).ToList();
            var whole = one.Open();
            (Single, Set) = (new ArticleSearcher(whole), new ArticleSearcher(new PointInTimeSet(points)));
            shards = [.. parts.Select((p, i) => new ArticleShard($"{i}", p.Open()))];
            Sharded = new ShardedSearcher(shards);
            threaded = new ArticleSearcher(one.Open(new SearchThreads(random.Next(2, 5), ArticlesEach: 1)));

            // A segment all of whose articles are deleted is dropped, and Lucene's statistics with it.
            SameStatistics = whole.Reader.MaxDoc == articles.Count && points.Sum(p => p.Reader.MaxDoc) == articles.Count;
        }

        public ArticleSearcher Single { get; }

        public ArticleSearcher Set { get; }

        public ShardedSearcher Sharded { get; }

        private bool SameStatistics { get; }

        public void Compare(SearchRequest request)
        {
            var (expected, found) = (Single.Search(request), Set.Search(request));
            CompareThreads(request, expected);
            CompareExplanations(request);
            CompareShards(request, found);
            CompareHits(expected, found);
            Assert.Equal(expected.Total, found.Total);
            Assert.Equal(expected.Facets, found.Facets);
            Assert.Equal(expected.Timeline, found.Timeline);
            Assert.Equal(expected.Warnings, found.Warnings);
            Assert.Equal(Significant(expected), Significant(found));
            if (SameStatistics)
            {
                Assert.Equal(expected.Suggestions, found.Suggestions);
            }
        }

        // What shards say by messages is what a set says, to the last bit, the words of a cursor apart: it names another moment.
        private void CompareShards(SearchRequest request, SearchResults expected)
        {
            var found = Sharded.SearchAsync(request).GetAwaiter().GetResult();
            Assert.Equal(expected with { Took = default, Next = null }, found with { Took = default, Next = null });
            Assert.Equal(expected.Next, found.Next);
        }

        // Shards explain as the set does, to the last bit. One index has the same formula, weights and numbers of articles; what parts of a
        // query cost is summed up by segments, which are others there; words of deleted articles are what a wildcard may stand for until
        // they are merged away.
        private void CompareExplanations(SearchRequest request)
        {
            var (expected, found) = (Single.Explain(request), Set.Explain(request));
            Assert.Equal(found, Sharded.ExplainAsync(request).GetAwaiter().GetResult());
            if (SameStatistics)
            {
                Assert.Equal(expected.Rewritten, found.Rewritten);
                Assert.Equal(expected.Formula, found.Formula);
                Assert.Equal(expected.Weights, found.Weights);
                Assert.Equal(Uncosted(expected), Uncosted(found));
            }

            static QueryExplanation Uncosted(QueryExplanation explained) =>
                explained with { Clauses = [.. explained.Clauses.Select(c => c with { Articles = 0 })] };
        }

        // With any number of threads scores are the same to the last bit.
        private void CompareThreads(SearchRequest request, SearchResults expected)
        {
            var found = threaded.Search(request);
            Assert.Equal(expected.Hits, found.Hits);
            Assert.Equal(expected.Total, found.Total);
            Assert.Equal(expected.Facets, found.Facets);
            Assert.Equal(expected.Timeline, found.Timeline);
            Assert.Equal(expected.Significant, found.Significant);
            Assert.Equal(expected.Suggestions, found.Suggestions);
            Assert.Equal(expected.Next, found.Next);
        }

        public void CompareExport(SearchRequest request)
        {
            var (expected, found) = (Single.Export(request).ToList(), Set.Export(request).ToList());
            Assert.Equal(found, Sharded.ExportAsync(request).ToBlockingEnumerable());
            Assert.Equal(expected, found);
        }

        // Page by page it is what is found at once.
        public void ComparePages(SearchRequest request)
        {
            request = request with { Skip = 0, Limit = 3, Facets = [], Timeline = null, Significant = [], Suggest = false };
            var pages = new List<string>();
            var page = Set.Search(request);
            pages.AddRange(page.Hits.Select(h => h.Id));
            while (page.Next is { } next)
            {
                page = Set.Search(request with { After = next });
                Assert.DoesNotContain(page.Warnings, w => w.Code == "SC410");
                pages.AddRange(page.Hits.Select(h => h.Id));
            }

            Assert.Equal(Set.Search(request with { Limit = 1_000 }).Hits.Select(h => h.Id), pages);
        }

        public void Dispose()
        {
            threaded.Dispose();
            Array.ForEach(shards, s => s.Dispose());
            Set.Dispose();
            Single.Dispose();
            one.Dispose();
            Array.ForEach(parts, p => p.Dispose());
        }

        private static void CompareHits(SearchResults expected, SearchResults found)
        {
            Assert.Equal(expected.Hits.Count, found.Hits.Count);
            Assert.Equal(expected.Next is null, found.Next is null);
            Assert.Equal(expected.Hits, found.Hits);
        }

        // The words of deleted articles count until they are merged away.
        private IEnumerable<Significance> Significant(SearchResults results) =>
            results.Significant.Where(s => SameStatistics || s.Kind != SignificantRequest.Words);
    }
}
