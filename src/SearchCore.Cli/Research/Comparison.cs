using SearchCore.Cli.Exporting;
using SearchCore.Cli.Output;
using SearchCore.Queries;

namespace SearchCore.Cli.Research;

/// <summary>Two sets of articles beside one another.</summary>
internal sealed class Comparison
{
    private static readonly string[] Kinds = ["person", "organization", "place"];

    private Comparison(IReadOnlyList<Sheet> sheets, IReadOnlyList<(string, IReadOnlyList<QueryDiagnostic>)> warnings) =>
        (Sheets, Warnings) = (sheets, warnings);

    /// <summary>Counts, then what is more frequent on either side.</summary>
    public IReadOnlyList<Sheet> Sheets { get; }

    /// <summary>What is to be said of either query.</summary>
    public IReadOnlyList<(string Query, IReadOnlyList<QueryDiagnostic> Warnings)> Warnings { get; }

    /// <summary>Whether time ran out.</summary>
    public required bool IsPartial { get; init; }

    /// <summary>Whether neither side has an article.</summary>
    public required bool IsEmpty { get; init; }

    /// <summary>Compares.</summary>
    /// <param name="searcher">What is searched.</param>
    /// <param name="request">What holds for both sides.</param>
    /// <param name="first">One side: a query, or a date.</param>
    /// <param name="second">The other.</param>
    /// <param name="most">Values of each kind.</param>
    /// <param name="cancellation">Gives up.</param>
    public static Comparison Of(
        ArticleSearcher searcher, SearchRequest request, string first, string second, int most, CancellationToken cancellation)
    {
        var (a, b) = (Side.Of(first, request), Side.Of(second, request));
        IReadOnlyList<SignificantRequest> wanted =
            [.. Kinds.Where(searcher.Kinds().Contains).Append(SignificantRequest.Words)
                .Select(k => new SignificantRequest(k) { Top = most })];
        var archive = Run(request with { Query = null }, null);
        var all = archive.Total.Value;
        var (left, right) = (Run(a.In(request), b), Run(b.In(request), a));

        // Both at once is a drill-down of neither. Where a side cannot be read without the index, text joins them: brackets keep its ORs.
        var joined = a.ToTree(request) is { } one && b.ToTree(request) is { } other
            ? request with { Query = null, Tree = QueryNode.And(one, other) }
            : request.Dialect == QueryDialect.Plain || $"{a.Query}{b.Query}".Contains('|', StringComparison.Ordinal)
                || a.Query is null || b.Query is null
                ? null : request with { Query = $"({a.Query}) AND ({b.Query})" };
        var both = joined is null ? null : Run(joined, null);
        var sheets = new List<Sheet>
        {
            new(
                "counts", $"{first} and {second}", ["side", "articles", "share"],
                [
                    ["A " + first, left.Total.Value, Cell.Share(left.Total.Value, all)],
                    ["B " + second, right.Total.Value, Cell.Share(right.Total.Value, all)],
                    .. both is null ? (IEnumerable<IReadOnlyList<Cell>>)[]
                        : [["in both", both.Total.Value, Cell.Share(both.Total.Value, all)]],
                    ["all", all, ""],
                ]),
            Differences("a", first, second, left),
            Differences("b", second, first, right),
        };
        return new(sheets, [(a.Query ?? first, left.Warnings), (b.Query ?? second, right.Warnings)])
        {
            IsPartial = left.IsPartial || right.IsPartial || archive.IsPartial || both is { IsPartial: true },
            IsEmpty = left.Total.Value + right.Total.Value == 0,
        };

        SearchResults Run(SearchRequest one, Side? against) => searcher.Search(
            one with
            {
                Limit = 0,
                Suggest = false,
                Against = against is null ? null : new()
                {
                    Query = against.Query,
                    Tree = against.Tree,
                    Select = one.Select,
                    Published = one.Published,
                },
                Significant = against is null ? [] : wanted,
            },
            cancellation);
    }

    private static Sheet Differences(string name, string side, string other, SearchResults results) => new(
        $"more-in-{name}", $"More in {name.ToUpperInvariant()}: {side}, against {other}",
        ["kind", "value", "here", "of", "there", "of those", "times"],
        [.. results.Significant.SelectMany(kind => kind.Values.Select(value => (Cell[])
        [
            kind.Kind, value.Value, value.Matches, kind.Sample, value.Articles, kind.Archive,
            Cell.Times(kind.RatioOf(value), "only here"),
        ]))]);

    /// <summary>One side: a query in the dialect asked for, or a date as a tree, which means the same in every dialect.</summary>
    private sealed record Side(string? Query, QueryNode? Tree)
    {
        // 2018-02 and last-30d mean what was published then; as words they would find articles that write so.
        public static Side Of(string text, SearchRequest request)
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                throw new UsageException("a side of the comparison is empty; '*' is all articles");
            }

            var isDate = (char.IsAsciiDigit(text[0]) || text.Contains('-', StringComparison.Ordinal))
                && text.Split("..").All(t => t.Length == 0
                    || DateExpression.TryParse(t, request.Now, LocalDates.Zone(request.Zone), out _, out _));
            var query = isDate && !text.Contains("..", StringComparison.Ordinal) ? $"date:{text}" : text;
            return isDate && request.Dialect != QueryDialect.SearchCore
                && Parsed(query, request with { Dialect = QueryDialect.SearchCore }) is { } tree
                ? new(null, tree) : new(query, null);
        }

        public SearchRequest In(SearchRequest request) => request with { Query = Query, Tree = Tree };

        public QueryNode? ToTree(SearchRequest request) => Tree ?? Parsed(Query!, request);

        private static QueryNode? Parsed(string query, SearchRequest request)
        {
            var parsed = QueryText.Parse(query, request.Dialect, new QueryTextOptions
            {
                Now = request.Now,
                Zone = LocalDates.Zone(request.Zone),
                DefaultOperator = request.DefaultOperator,
                Lenient = request.Lenient,
            });
            return parsed.IsValid ? parsed.Tree : null;
        }
    }
}
