using System.Globalization;

using CsCheck;

using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Tests.Searching.Planning;

namespace SearchCore.Tests.Searching.Snapshots;

/// <summary>
/// Who may see some articles only gets every answer that an archive without the others, and without what was deleted, gives: through every
/// public member of a searcher, over random archives with fields of their own, scopes and requests.
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

    private static readonly IReadOnlyList<FieldDeclaration> Declared =
    [
        FieldDeclaration.Parse("price:number"), FieldDeclaration.Parse("ratings:numbers"), FieldDeclaration.Parse("embargo:date"),
        FieldDeclaration.Parse("hearings:dates"), FieldDeclaration.Parse("desk:keyword"), FieldDeclaration.Parse("draft:boolean"),
        FieldDeclaration.Parse("summary:text:default"), FieldDeclaration.Parse("caption:text"),
    ];

    private static readonly Gen<QueryNode> OwnTrees = Gen.OneOf(
        Gen.Select(Gen.OneOf("price", "ratings"), Gen.Int[0, 6], Gen.Int[0, 1_000], (f, from, width) =>
            (QueryNode)new NumberRangeNode(f, from, from + width)),
        Gen.Select(Gen.OneOf("embargo", "hearings"), Gen.Int[0, 6], (f, day) =>
            (QueryNode)new DateRangeNode(new(day * 86_400, null), f)),
        Gen.OneOf("price", "ratings", "embargo", "hearings", "desk", "draft", "summary", "caption", "memo")
            .Select(f => (QueryNode)new HasFieldNode(f)),
        Gen.OneOf("Sports", "Vault", "SPORTS").Select(v => (QueryNode)new FacetNode("desk", v)),
        Gen.OneOf("s", "v").Select(v => (QueryNode)new FacetNode("desk", v, IsPrefix: true)),
        Gen.Select(Gen.OneOf("summary", "caption"), Trees, (f, tree) => IsOfText(tree) ? new OwnTextNode(f, tree) : tree));

    // Of a request with own fields: what is sorted by, counted, drawn and chosen.
    private static readonly Gen<Func<SearchRequest, SearchRequest>> OwnParts = Gen.Select(
        OwnTrees, Gen.Int[0, 9],
        Gen.OneOf("price", "ratings", "embargo", "hearings", "desk", "draft", "summary"), Gen.Bool,
        Gen.OneOf("price", "ratings", "embargo", "hearings", "desk", "draft").Array[0, 4], Gen.Int[0, 5],
        Gen.OneOf(new DrillDown("price", "[0 TO 5}"), new("ratings", ">=900"), new("embargo", "1970"), new("desk", "Vault"),
            new("desk", "sports"), new("draft", "true")).Array[0, 1],
        (tree, which, order, descending, facets, step, choices) => new Func<SearchRequest, SearchRequest>(request => request with
        {
            Tree = which < 4 ? QueryNode.And([request.Tree!, tree]) : which < 6 ? tree : request.Tree,
            SortBy = which % 3 == 0 ? new(order, descending) : null,
            Facets = [.. request.Facets, .. facets.Distinct().Select(f => new FacetRequest(f)
            {
                Top = 3,
                Step = step > 0 && f is "price" or "ratings" ? step : null,
                Ranges = step == 0 && f is "embargo" ? ["1970-01-02", ">=1970-01-03"] : [],
            })],
            Timeline = request.Timeline is { } timeline && which % 2 == 0
                ? timeline with { Field = descending ? "embargo" : "hearings" } : request.Timeline,
            Select = [.. request.Select, .. choices],
            Boosts = which == 8 ? [ScoreBoost.By("price")] : [],
        }));

    private static readonly Gen<SearchRequest> Plain = Gen.Select(
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

    private static readonly Gen<SearchRequest> Requests =
        Gen.Select(Plain, OwnParts, Gen.Bool, (plain, own, adds) => adds ? own(plain) : plain);

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

    // What may stand in the brackets of a text.
    private static bool IsOfText(QueryNode node) => QueryTree.All(node).All(n => n is WordNode { Field: TextField.Any }
        or PhraseNode { Field: TextField.Any } or PrefixNode { Field: TextField.Any } or WildcardNode or FuzzyNode or BooleanNode);

    private sealed class Twin : IDisposable
    {
        private readonly TestIndex whole;
        private readonly TestIndex part;
        private readonly ArticleSearcher scoped;
        private readonly ArticleSearcher expected;

        public Twin(IReadOnlyList<Article> articles, int segment, IReadOnlyList<int> deleted, Random random, bool exact)
        {
            (whole, part) = (new(exact, Declared), new(exact, Declared));
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
                    Members = Members(random, isHidden),
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

        // Hidden articles have numbers, dates, values and words that no other has.
        private static ArticleMember[] Members(Random random, bool isHidden)
        {
            var members = new List<ArticleMember>();
            Add("price", () => Number());
            Add("ratings", () => $"[{Number()},{Number()}]");
            Add("embargo", () => Date());
            Add("hearings", () => $"[\"{Date()}\",\"{Date()}\"]");
            Add("desk", () => isHidden && random.Next(2) == 0 ? "Vault" : random.Next(2) == 0 ? "Sports" : "sports");
            Add("draft", () => random.Next(2) == 0 ? "true" : "false");
            Add("summary", Text);
            Add("caption", Text);
            Add(isHidden ? "whisper" : "memo", () => "x");
            return [.. members];

            string Number() => (isHidden && random.Next(2) == 0 ? 900 + random.Next(99) : random.Next(8))
                .ToString(CultureInfo.InvariantCulture);
            string Date() => $"{(isHidden && random.Next(2) == 0 ? 2031 : 1970)}-01-0{random.Next(1, 8)}";
            string Text() => string.Join(' ', Enumerable.Range(0, random.Next(1, 5)).Select(_ =>
                isHidden && random.Next(3) == 0 ? Secret[random.Next(Secret.Length)]
                    : new[] { "alpha", "bravo", "delta", "tango", "zulu", "the" }[random.Next(6)]));

            void Add(string name, Func<string> value)
            {
                if (random.Next(2) == 0)
                {
                    members.Add(new(name, value()));
                }
            }
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
            foreach (var field in new[] { "title", "body", "person", "acl", "source", "desk", "draft" })
            {
                Assert.Equal(expected.Terms(field, top: 100), scoped.Terms(field, top: 100));
            }

            foreach (var typed in new[] { "va", "sp", "zul", "organ", "ru", "alph", "bra", "an", "zo" })
            {
                CompletionRequest asked = new(typed) { TimeLimit = Timeout.InfiniteTimeSpan };
                Assert.Equal(expected.Complete(asked).Values, scoped.Complete(asked).Values);
                asked = asked with { Kinds = ["desk", "person"] };
                Assert.Equal(expected.Complete(asked).Values, scoped.Complete(asked).Values);
            }

            foreach (var unknown in new[] { "whisper:x", "memo:x" })
            {
                Both(s => s.Search(new() { Query = unknown }));
            }

            SearchRequest marked = new() { Query = "zulu OR summary:alpha OR caption:zul*", TimeLimit = Timeout.InfiniteTimeSpan };
            for (var id = 0; id < 50; id++)
            {
                Assert.Equal(expected.GetStored($"a{id}"), scoped.GetStored($"a{id}"));
                Assert.Equal(expected.Highlight($"a{id}", marked), scoped.Highlight($"a{id}", marked));
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
