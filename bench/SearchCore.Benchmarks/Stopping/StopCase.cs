using SearchCore.Queries;

namespace SearchCore.Benchmarks.Stopping;

/// <summary>A costly call of one kind.</summary>
/// <param name="Kind">What is costly about it.</param>
/// <param name="Run">Makes the call; true where it came back because its time was over. What knows no time limit is only cancelled.</param>
/// <param name="HasLimit">Whether it takes a time limit.</param>
internal sealed record StopCase(string Kind, Func<ArticleSearcher, TimeSpan, CancellationToken, bool> Run, bool HasLimit = true)
{
    private const string StopWords = "the of to and in a that is for it on as be was by at with from";

    /// <summary>Calls of every kind that an index's own words, values and articles make costly.</summary>
    public static IReadOnlyList<StopCase> Of(ArticleSearcher searcher)
    {
        var words = searcher.Terms("body", top: 1_000).Select(t => t.Value).Where(w => w.All(char.IsAsciiLetter)).ToList();
        var kinds = searcher.Kinds();
        var widest = kinds.OrderByDescending(k => searcher.Search(new()
        {
            Facets = [new(k) { Top = 1 }],
            Limit = 0,
            TimeLimit = Timeout.InfiniteTimeSpan,
        }).Facets[0].Distinct).First();
        var best = searcher.Terms(widest, top: 3).Select(v => new DrillDown(widest, v.Value)).ToList();
        var all = kinds.Select(k => new FacetRequest(k) { Top = 1_000 }).ToList();
        var everything = new SearchRequest { Limit = 10 };
        var deep = searcher.Search(
            new() { Query = "the", Skip = 9_000, Limit = 10, TimeLimit = Timeout.InfiniteTimeSpan, Fields = HitFields.None });
        var explained = "in* co* \"the of\" " + string.Join(" OR ", words.Take(500));
        return
        [
            Text("stop words, any", StopWords) with
            {
                Run = Searching(
                    everything with { Query = StopWords, Dialect = QueryDialect.Plain, DefaultOperator = QueryOperator.Or }),
            },
            Search("a thousand words, any", everything with { Tree = QueryNode.Or([.. words.Select(QueryNode.Word)]) }),
            Text("phrase", "\"of the of the to the of\""),
            Text("phrase with slop", "\"the of to and\"~20"),
            Text("phrases, many", string.Join(" OR ", words.Take(200).Select(w => $"\"the {w} of\""))),
            Text("W/n", "the W/1000 nosuch OR (the W/3 of W/3 to)"),
            Text("W/n of common words, nested", "the W/1000 of W/1000 to W/1000 and"),
            Text("PRE/n that nothing matches", "(the OR of OR to) PRE/1 (nosuch OR \"the the the\")"),
            Text("/S", "the /S of /S to"),
            Text("/P", "(the /P of) /P (and /P to)"),
            Text("ATLEAST", "ATLEAST1000 (the W/100 of)"),
            Text("FIRST", "FIRST/1000 (the W/1000 \"of the of\")"),
            Text("NOT W/n", "the NOT W/1 (of OR to OR and)"),
            Text("NOT W/n, wide", "the NOT W/1000 nosuch"),
            Text("NOT /S", "the NOT /P of"),
            Text("wildcards", "in* OR co* OR re* OR de* OR ma* OR pr* OR st* OR un* OR ca* OR di*"),
            Text("wildcards inside", "co*e*n OR in*t*n OR re*a*d OR de*t*d OR pr*o*n"),
            Text("wildcards near", "in* W/5 co* W/5 re*"),
            Text("fuzzy", string.Join(" OR ", words.Where(w => w.Length > 6).Take(40).Select(w => $"{w}~2"))),
            Text("fuzzy, long", new string('a', 200) + "~2 OR " + string.Concat(Enumerable.Repeat("international", 15)) + "~2"),
            Text(
                "dates",
                string.Join(" OR ", Enumerable.Range(1980, 45).SelectMany(y => Enumerable.Range(1, 4).Select(q => $"date:{y}-Q{q}")))),
            Text("entities by prefix", "entity:a* OR entity:b* OR entity:c* OR entity:s* OR entity:m*"),
            Text("all but", "NOT nosuch"),
            Search("all, newest", everything with { Sort = SearchSort.Newest }),
            Search("facets of all", everything with { Facets = all }),
            Search(
                "facets by prefix",
                everything with { Facets = [.. kinds.Select(k => new FacetRequest(k) { Top = 1_000, Prefix = "zz" })] }),
            Search("sideways", everything with { Facets = all, Select = best }),
            Search("timeline by day", everything with { Query = "date>=2000", Timeline = new(TimelineUnit.Day) }),
            Search(
                "timeline of a thousand values",
                everything with { Query = "date>=2000", Timeline = new(TimelineUnit.Day) { By = new(widest) { Top = 1_000 } } }),
            Search("significant words", everything with { Query = "the", Significant = [new(SignificantRequest.Words) { Top = 1_000 }] }),
            Search(
                "significant values",
                everything with { Query = "year", Significant = [.. kinds.Select(k => new SignificantRequest(k) { Top = 1_000 })] }),
            Search("similar", everything with { SimilarTo = Longest(searcher) }),
            Search("did you mean", everything with { Query = $"govermnent ecconomy {widest}:\"{best[0].Value}x\" internationl" }),
            Search(
                "snippets of long texts",
                everything with { Query = "\"a very long article\" (the NOT W/1 of)", SnippetLength = 10_000 }),
            Search(
                "snippets near, of long texts",
                everything with { Query = "\"a very long article\" (the /P of /P to)", SnippetLength = 10_000 }),
            Search(
                "snippets that find nothing",
                everything with { Query = "\"a very long article\" OR (the W/1000 nosuch)", SnippetLength = 240 }),
            Search("ten thousand hits", everything with { Query = "the", Limit = 10_000 }),
            Search("a deep page", everything with { Query = "the", Skip = 9_990 }),
            Search("behind a cursor", everything with { Query = "the", After = deep.Next }),
            new("export", (s, _, c) => s.Export(new() { Query = "the" }, c).Count() < 0, HasLimit: false),
            new("terms", (s, _, c) => s.Terms("body", "", 1_000, c).Count < 0, HasLimit: false),
            new("terms of a kind", (s, _, c) => s.Terms(widest, "zz", 1_000, c).Count < 0, HasLimit: false),
            new("explain", (s, t, c) => s.Explain(new() { Query = explained, TimeLimit = t }, c).Clauses.Count < 0, HasLimit: false),
        ];

        StopCase Text(string kind, string query) => Search(kind, everything with { Query = query });
    }

    private static StopCase Search(string kind, SearchRequest request) => new(kind, Searching(request));

    private static Func<ArticleSearcher, TimeSpan, CancellationToken, bool> Searching(SearchRequest request) =>
        (s, t, c) => s.Search(request with { TimeLimit = t }, c).IsPartial;

    private static string Longest(ArticleSearcher searcher) =>
        searcher.Export(new() { Query = "\"a very long article\"" })
            .Concat(searcher.Search(new() { Query = "the" }).Hits.Select(h => searcher.GetStored(h.Id)!)).First().Article.Id;
}
