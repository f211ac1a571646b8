using System.Globalization;

using CsCheck;

using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Tests.Searching.Planning;

namespace SearchCore.Tests.Searching.Snapshots;

/// <summary>
/// Who may see some articles only gets every answer that an archive without the others, and without what was deleted, gives: through every
/// public member of a searcher, over random archives, scopes and requests.
/// </summary>
public class ScopeTwinTests
{
    private const double ScoreTolerance = 1e-9;

    // A longer run of eight requests each: SEARCHCORE_SCOPES=1250 dotnet test --filter ScopeTwinTests
    private static readonly long Count =
        long.TryParse(Environment.GetEnvironmentVariable("SEARCHCORE_SCOPES"), CultureInfo.InvariantCulture, out var count) ? count : 60;

    private static readonly string[] Secret =
        ["running", "runner", "organization", "organs", "university", "zulus", "alphas", "bravado", "zulu", "vandalism", "deltas"];

    internal static readonly Gen<QueryNode> Trees = Gen.Frequency(
        (3, TwinTests.Trees),
        (1, Gen.OneOf("alp*", "run*", "orga*", "zul*", "de*").Select(p => (QueryNode)new PrefixNode(p[..^1]))),
        (1, Gen.OneOf("al?ha*", "organi?ation", "zulu?", "run*er").Select(p => (QueryNode)new WildcardNode(p))),
        (1, Gen.OneOf("alpga", "zulo", "brovo", "runing").Select(p => (QueryNode)new FuzzyNode(p, 1))),
        (1, Gen.OneOf("alphq", "tongo", "organizaton", "vandalisn", "brvao").Select(p => (QueryNode)new WordNode(p))));

    private static readonly Gen<SearchRequest> Requests = Gen.Select(
        Trees,
        TwinTests.Names.Array[0, 2],
        Gen.OneOf("person", "place", "vessel", "source", "acl").Array[0, 4],
        Gen.Enum<SearchSort>(),
        Gen.Int[0, 3],
        Gen.Int[0, 20],
        Gen.Select(Gen.Enum<TimelineUnit>(), Gen.Int[0, 3], Gen.OneOf<string?>(null, "a", "b"), Gen.Bool, Gen.Int[0, 30]),
        (tree, select, facets, sort, skip, limit, more) => new SearchRequest
        {
            Tree = tree,
            Select = [.. select.Select(s => new DrillDown(s.Kind, s.Name))],
            Facets = [.. facets.Distinct().Select(f => new FacetRequest(f) { Top = 2, Prefix = more.Item3 })],
            Timeline = more.Item2 == 0 ? null : new TimelineRequest(more.Item1)
            {
                By = more.Item2 == 1 ? new FacetRequest("person") { Top = 2 } : null,
            },
            Significant = more.Item4 ? [new(SignificantRequest.Words), new("person"), new("place") { Top = 2 }] : [],
            Against = more.Item5 > 15 ? new() { Tree = new WordNode("delta") } : null,
            SimilarTo = more.Item5 < 5 ? $"a{more.Item5}" : null,
            Sort = sort,
            Skip = skip,
            Limit = limit,
            SnippetLength = 30,
            TimeLimit = Timeout.InfiniteTimeSpan,
        });

    [Fact]
    public void A_scope_answers_as_an_archive_without_the_hidden_articles() =>
        Gen.Select(
            TwinTests.Articles.Array[0, 50], Gen.Int[1, 12], Gen.Int[0, 30].Array[0, 6], Gen.Int, Gen.Bool, Requests.Array[8]).Sample(
            (articles, segment, deleted, seed, exact, requests) =>
            {
                using var twin = new Twin(articles, segment, deleted, new Random(seed), exact);
                foreach (var request in requests)
                {
                    twin.Compare(request);
                }

                twin.CompareRest();
            },
            iter: Count,
            threads: 1);

    private sealed class Twin : IDisposable
    {
        private readonly TestIndex whole;
        private readonly TestIndex part;
        private readonly ArticleSearcher scoped;
        private readonly ArticleSearcher expected;

        public Twin(IReadOnlyList<Article> articles, int segment, IReadOnlyList<int> deleted, Random random, bool exact)
        {
            (whole, part) = (new(exact), new(exact));
            foreach (var (original, number) in articles.Select((a, i) => (a, i)))
            {
                // Some words and names stand in hidden articles alone.
                var isHidden = random.Next(3) == 0;
                var article = original with
                {
                    Id = $"a{number}",
                    Entities = [.. original.Entities, new("acl", isHidden ? "staff" : "public"), .. isHidden && random.Next(2) == 0
                        ? new EntityName[] { new("rumour", "Zed"), new("person", "Zoe"), new("person", "ANN"), new("place", "bob") } : []],
                    Body = original.Body + (isHidden || random.Next(4) == 0 ? " " + Secret[random.Next(Secret.Length)] : ""),
                    Published = random.Next(isHidden ? 3 : 12) == 0
                        ? new ArticleDate(86_400L * (random.Next(2) == 0 ? 20_000 + random.Next(3) : -400_000)) : original.Published,
                };
                whole.Add(article);
                if (!isHidden && !deleted.Contains(number))
                {
                    part.Add(article);
                }

                if (random.Next(segment) == 0)
                {
                    whole.Cut();
                    part.Cut();
                }
            }

            foreach (var id in deleted)
            {
                whole.Delete($"a{id}");
            }

            using var all = new ArticleSearcher(whole.Open());
            scoped = all.Within(SearchScope.Having("acl", "public"));
            expected = new ArticleSearcher(part.Open());
        }

        public void Compare(SearchRequest request)
        {
            var (answers, refused) = Both(s => s.Search(request));
            if (refused)
            {
                return;
            }

            var (right, found) = answers;
            Assert.Equal(right.Total, found.Total);
            Assert.Equal(right.Hits.Select(h => h with { Score = 0 }), found.Hits.Select(h => h with { Score = 0 }));
            foreach (var (one, other) in right.Hits.Zip(found.Hits))
            {
                Assert.InRange(other.Score, one.Score * (1 - ScoreTolerance), one.Score * (1 + ScoreTolerance));
            }

            Assert.Equal(right.Facets, found.Facets);
            Assert.Equal(right.Timeline, found.Timeline);
            Assert.Equal(right.Significant, found.Significant);
            Assert.Equal(right.Suggestions, found.Suggestions);
            Assert.Equal(right.Warnings, found.Warnings);
            Assert.Equal(right.Next is null, found.Next is null);
            var (explained, _) = Both(s => s.Explain(request));
            Assert.Equal(explained.Expected?.Clauses, explained.Found?.Clauses);
            Assert.Equal(explained.Expected?.Rewritten, explained.Found?.Rewritten);
            Assert.Equal(explained.Expected?.Weights, explained.Found?.Weights);
            Assert.Equal(explained.Expected?.Formula, explained.Found?.Formula);
            Assert.Equal(explained.Expected?.Warnings, explained.Found?.Warnings);
        }

        public void CompareRest()
        {
            Assert.Equal(expected.Kinds(), scoped.Kinds());
            foreach (var field in new[] { "title", "body", "person", "acl", "source" })
            {
                Assert.Equal(expected.Terms(field, top: 100), scoped.Terms(field, top: 100));
            }

            for (var id = 0; id < 50; id++)
            {
                Assert.Equal(expected.GetStored($"a{id}"), scoped.GetStored($"a{id}"));
            }

            var all = new SearchRequest { Query = "*", Sort = SearchSort.Newest };
            Assert.Equal(expected.Export(all), scoped.Export(all));
            Assert.Equal(expected.MatchingIds(all).Order(), scoped.MatchingIds(all).Order());
        }

        public void Dispose()
        {
            scoped.Dispose();
            expected.Dispose();
            whole.Dispose();
            part.Dispose();
        }

        // What the one refuses the other refuses in the same words.
        private ((T Expected, T Found) Answers, bool Refused) Both<T>(Func<ArticleSearcher, T> ask)
        {
            T right;
            try
            {
                right = ask(expected);
            }
            catch (QueryException refused)
            {
                Assert.Equal(refused.Message, Assert.Throws<QueryException>(() => ask(scoped)).Message);
                return (default, true);
            }

            return ((right, ask(scoped)), false);
        }
    }
}
