using System.Globalization;

using CsCheck;

using SearchCore.Articles;
using SearchCore.Queries;

namespace SearchCore.Tests.Searching.Planning;

/// <summary>
/// The engine and a matcher that reads every article word by word agree on random small archives, cut into segments, with articles replaced
/// and deleted.
/// </summary>
public class TwinTests
{
    internal static readonly Gen<string> Words = Gen.OneOf("alpha", "bravo", "delta", "tango", "zulu", "the", "of");
    internal static readonly Gen<EntityName> Names =
        Gen.Select(Gen.OneOf("person", "place", "vessel"), Gen.OneOf("Ann", "Bob", "Cy"), (k, n) => new EntityName(k, n));
    private static readonly Gen<long> Days = Gen.Long[0, 6].Select(d => (d - 2) * 86_400);

    // Some that are the same, or of one site, though written differently; some that are none.
    private static readonly Gen<string?> Addresses = Gen.OneOf<string?>(
        null, null, "https://www.bbc.co.uk/news/1", "http://bbc.co.uk/news/1/", "https://news.BBC.co.uk/2?p=1#x",
        "https://cbbc.co.uk/news/1", "bbc.co.uk:8080/news", "co.uk", "n/a", "mailto:a@bbc.co.uk");

    internal static readonly Gen<Article> Articles = Gen.Select(
        Gen.Int[0, 30], Words.Array[0, 4], Words.Array[0, 14], Days, Gen.Int[0, 3], Names.Array[0, 4],
        Gen.Select(Gen.OneOf("x", "y", ""), Addresses, Gen.OneOf<string?>(null, "en", "ru", "pl", "fa")),
        (id, title, body, day, dated, names, origin) => new Article
        {
            Id = $"a{id}",
            Title = title.Length == 0 ? null : string.Join(' ', title),
            Body = body.Length == 0 ? null : Prose(body, id),
            Published = dated == 0 ? null : new ArticleDate(day),
            Entities = [.. names.Distinct()],
            Source = origin.Item1.Length == 0 ? null : origin.Item1,
            Url = origin.Item2,
            Language = origin.Item3,
        });

    private static readonly Gen<TextField> Fields = Gen.OneOf(TextField.Any, TextField.Any, TextField.Title, TextField.Body);

    private static readonly Gen<Proximity> Operators =
        Gen.Select(Gen.Enum<ProximityUnit>(), Gen.Int[1, 6], Gen.Bool, Gen.Int[0, 2], (unit, n, ordered, excludes) =>
        new Proximity(
            unit, unit == ProximityUnit.Words ? n : n / 2, unit == ProximityUnit.Words && ordered && excludes > 0, excludes == 0));

    private static readonly Gen<QueryNode> Leaves = Gen.OneOf(
        Gen.Select(Words, Fields, (w, f) => (QueryNode)new WordNode(w, f)),
        Gen.Select(Words, Fields, (w, f) => (QueryNode)new WordNode(w, f)),
        Gen.Select(Words.Array[1, 3], Fields, (w, f) => (QueryNode)new PhraseNode(string.Join(' ', w), 0, f)),
        Gen.Select(Words.Array[2, 3].Where(w => w.Distinct().Count() == w.Length), Gen.Int[1, 4], Fields, (w, s, f) =>
            (QueryNode)new PhraseNode(string.Join(' ', w), s, f)),
        Gen.Select(Words, Fields, (w, f) => (QueryNode)new PrefixNode(w[..2], f)),
        Gen.Select(Days, Days, (a, b) => (QueryNode)new DateRangeNode(new(a, b))),
        Gen.Select(Days, (a) => (QueryNode)new DateRangeNode(new(null, a))),
        Gen.Select(Names, (n) => (QueryNode)new FacetNode(n.Kind, n.Name.ToUpperInvariant())),
        Gen.Select(Names, (n) => (QueryNode)new FacetNode(null, n.Name[..1], IsPrefix: true)),
        Gen.OneOf("title", "body", "published", "entity", "vessel", "source", "url", "site").Select(f => (QueryNode)new HasFieldNode(f)),
        Addresses.Select(a => (QueryNode)new AddressNode(a ?? "bbc.co.uk/news/1")),
        Gen.OneOf("bbc.co.uk", "bbc.co.uk/news", "n", "bbc").Select(a => (QueryNode)new AddressNode(a, IsPrefix: true)),
        Gen.OneOf("bbc.co.uk", "co.uk", "uk", "k", "news.bbc.co.uk").Select(h => (QueryNode)new SiteNode(h)),
        Gen.OneOf(QueryNode.All, QueryNode.None, new IdNode("a3"), new FacetNode("source", "X")));

    private static readonly Gen<QueryNode> Placed = Gen.Recursive<QueryNode>((depth, inner) =>
    {
        var words = Gen.OneOf(
            Gen.Select(Words, Fields, (w, f) => (QueryNode)new WordNode(w, f)),
            Gen.Select(Words, Fields, (w, f) => (QueryNode)new WordNode(w, f)),
            Gen.Select(Words, Fields, (w, f) => (QueryNode)new ExactNode(w, f)),
            Gen.Select(Words, (w) => (QueryNode)new PrefixNode(w[..2])),
            Gen.Select(Words.Array[2, 3], Fields, (w, f) => (QueryNode)new PhraseNode(string.Join(' ', w), 0, f)));
        return depth > 2 ? words : Gen.Frequency(
            (3, words),
            (1, Gen.Select(inner, inner, (a, b) => QueryNode.Or(a, b))),
            (1, Gen.Select(inner, Gen.Int[1, 8], (a, n) => (QueryNode)new FirstNode(a, n))),
            (3, Gen.Select(inner, inner, Operators, (a, b, p) => (QueryNode)new ProximityNode(a, b, p))));
    });

    internal static readonly Gen<QueryNode> Trees = Gen.Recursive<QueryNode>((depth, inner) => depth > 2
        ? Gen.OneOf(Leaves, Placed, Placed.SelectMany(n => Gen.Int[1, 4].Select(c => (QueryNode)new AtLeastNode(n, c))))
        : Gen.Frequency(
            (2, Leaves), (2, Placed), (1, Placed.SelectMany(n => Gen.Int[1, 4].Select(c => (QueryNode)new AtLeastNode(n, c)))),
            (3, Gen.Select(
                inner.Array[0, 3], inner.Array[0, 3], inner.Array[0, 2], (must, should, not) =>
                (QueryNode)new BooleanNode { Must = must, Should = should, MustNot = not }))));

    private static readonly Gen<SearchRequest> Requests = Gen.Select(
        Trees, Names.Array[0, 3], Gen.OneOf("person", "place", "vessel", "source").Array[0, 4], Gen.Enum<SearchSort>(), Gen.Int[0, 4],
        Gen.Int[0, 40],
        (tree, select, facets, sort, skip, limit) => new SearchRequest
        {
            Tree = tree,
            Select = [.. select.Select(s => new DrillDown(s.Kind, s.Name))],
            Facets = [.. facets.Distinct().Select(f => new FacetRequest(f) { Top = 2 })],
            Sort = sort,
            Skip = skip,
            Limit = limit,
            SnippetLength = 30,
        });

    // A longer run of eight queries each: SEARCHCORE_TWINS=12500 dotnet test --filter TwinTests
    private static readonly long Count =
        long.TryParse(
            Environment.GetEnvironmentVariable("SEARCHCORE_TWINS"), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                ? count
                : 700;

    // Words with commas, stops and blank lines between them, so that there are sentences and paragraphs.
    private static string Prose(string[] words, int seed)
    {
        string[] between = [", ", " ", ". ", ".\n\n", " "];
        return string.Concat(words.Select(
            (w, i) => (i % 3 == 0 ? char.ToUpperInvariant(w[0]) + w[1..] : w)
            + (i == words.Length - 1 ? "" : between[(seed + (i * 7)) % between.Length])));
    }

    [Fact]
    public void The_engine_agrees_with_a_matcher_that_reads_every_article() =>
        Gen.Select(Articles.Array[0, 40], Gen.Int[1, 12], Gen.Int[0, 30].Array[0, 6], Requests.Array[8], Gen.Bool).Sample(
        (articles, segment, deleted, requests, isEnglish) =>
        {
            articles = isEnglish ? Array.ConvertAll(articles, a => a with { Language = null }) : articles;
            using var index = new TestIndex(exactForms: true);
            var live = new Dictionary<string, Article>();
            for (var i = 0; i < articles.Length; i++)
            {
                index.Add(articles[i]);
                live[articles[i].Id] = articles[i];
                if (i % segment == segment - 1)
                {
                    index.Cut();
                }
            }

            foreach (var id in deleted)
            {
                index.Delete($"a{id}");
                live.Remove($"a{id}");
            }

            foreach (var request in requests)
            {
                Compare(request, index.Search(request), [.. live.Values]);
            }
        },
        iter: Count, threads: Environment.ProcessorCount);

    private static void Compare(SearchRequest request, SearchResults results, IReadOnlyList<Article> archive)
    {
        var matching = archive.Where(
            a => NaiveMatcher.Matches(request.Tree!, a, false, NaiveMatcher.CountsStopWords(request.Tree!, a)) == true).ToList();
        var found = matching.Where(a => Chosen(request, a, except: null)).ToList();
        Assert.Equal(found.Count, results.Total.Value);

        var inOrder = NaiveTies.InOrder(found).ToList();
        var window = request.Sort switch
        {
            SearchSort.Newest => inOrder,
            SearchSort.Oldest => inOrder.OrderBy(a => a.Published is null).ThenBy(a => a.Published),
            _ => null as IEnumerable<Article>,
        };
        if (window is not null)
        {
            Assert.Equal(window.Skip(request.Skip).Take(request.Limit).Select(a => a.Id), results.Hits.Select(h => h.Id));
        }

        Assert.Equal(Math.Clamp(found.Count - request.Skip, 0, request.Limit), results.Hits.Count);
        Assert.All(results.Hits, h => Assert.Contains(h.Id, found.Select(a => a.Id)));
        if (request.Sort == SearchSort.Relevance)
        {
            var places = inOrder.Select((a, i) => (a.Id, i)).ToDictionary(p => p.Id, p => p.i);
            Assert.Equal(
                results.Hits.OrderByDescending(h => h.Score).ThenBy(h => places[h.Id]).Select(h => h.Id), results.Hits.Select(h => h.Id));
        }

        foreach (var facet in request.Facets)
        {
            var counts = matching.Where(a => Chosen(request, a, except: facet.Kind)).SelectMany(a => Values(a, facet.Kind)).GroupBy(v => v)
                .Select(g => new FacetValue(g.Key, g.Count())).OrderByDescending(v => v.Count).ThenBy(v => v.Value, StringComparer.Ordinal)
                .Take(facet.Top);
            Assert.Equal(counts, results.Facet(facet.Kind));
        }
    }

    private static bool Chosen(SearchRequest request, Article article, string? except) =>
        request.Select.Where(s => s.Kind != except).GroupBy(s => s.Kind)
        .All(kind => kind.Any(s => Values(article, kind.Key).Contains(s.Value)));

    private static IEnumerable<string> Values(Article article, string kind) =>
        kind == "source" ? article.Source is { } source ? [source] : [] : article.Entities.Where(e => e.Kind == kind).Select(e => e.Name);
}
