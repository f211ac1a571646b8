using System.Globalization;

using SearchCore.Cli.Exporting;
using SearchCore.Queries;

namespace SearchCore.Cli.Research;

/// <summary>What a set of articles holds and lacks.</summary>
internal sealed class Description
{
    // Fields that an article may lack, each with what finds those that have it.
    private static readonly (string Name, string Query)[] Fields =
    [
        ("title", "title:*"), ("body", "body:*"), ("source", "source:*"), ("section", "section:*"), ("author", "author:*"),
        ("url", "url:*"), ("tags", "tag:*"), ("language", "lang:*"),
    ];

    private const int FewValues = 3;

    private Description(IReadOnlyList<Sheet> sheets) => Sheets = sheets;

    /// <summary>Figures, years, gaps, kinds, values.</summary>
    public IReadOnlyList<Sheet> Sheets { get; }

    /// <summary>How many articles it is about.</summary>
    public required long Articles { get; init; }

    /// <summary>Whether time ran out.</summary>
    public required bool IsPartial { get; init; }

    /// <summary>What is to be said of the query.</summary>
    public required IReadOnlyList<QueryDiagnostic> Warnings { get; init; }

    /// <summary>Describes what a request matches.</summary>
    /// <param name="searcher">What is searched.</param>
    /// <param name="request">The articles; without a query all.</param>
    /// <param name="most">Values of each kind, as a sheet of their own; null for the three most frequent beside the kinds.</param>
    /// <param name="cancellation">Gives up.</param>
    public static Description Of(ArticleSearcher searcher, SearchRequest request, int? most, CancellationToken cancellation)
    {
        request = request with { Limit = 0, Suggest = false };
        var kinds = searcher.Kinds();
        var whole = searcher.Search(
            request with
            {
                Facets = [.. kinds.Select(k => new FacetRequest(k) { Top = most ?? FewValues })],
                Timeline = new(TimelineUnit.Month),
            },
            cancellation);
        var total = whole.Total.Value;
        var undated = whole.Timeline?.Undated ?? 0;
        var parts = new List<SearchResults> { whole };
        var fields = new List<IReadOnlyList<Cell>> { Filled("date", total - undated, total) };
        foreach (var (name, query) in Fields)
        {
            fields.Add(Filled(name, Have(query), total));
        }

        foreach (var kind in kinds.Where(k => !Fields.Any(f => f.Query == $"{k}:*")))
        {
            fields.Add(Filled(kind, Have($"{kind}:*"), total));
        }

        var sheets = new List<Sheet>
        {
            new(
                "figures", "Articles", ["what", "articles"],
                [
                    ["articles", total], ["without a title", Missing(fields, "title", total)],
                    ["without a date", undated], ["without a text", Missing(fields, "body", total)],
                    .. Span(whole.Timeline),
                ]),
            Years(whole.Timeline),
        };
        if (Gaps(whole.Timeline) is { Rows.Count: > 0 } gaps)
        {
            sheets.Add(gaps);
        }

        sheets.Add(new("fields", "Fields filled", ["field", "articles", "share"], fields));
        sheets.Add(new(
            "kinds", "Kinds", ["kind", "values", "the most frequent"],
            [.. whole.Facets.Where(f => f.Values.Count > 0).Select(f => (Cell[])
                [f.Kind, f.Distinct, string.Join(", ", f.Values.Take(FewValues).Select(v => $"{v.Value} {v.Count}"))])]));
        if (most is not null)
        {
            sheets.Add(new(
                "values", $"The {most} most frequent values", ["kind", "value", "articles"],
                [.. whole.Facets.SelectMany(f => f.Values.Select(v => (Cell[])[f.Kind, v.Value, v.Count]))]));
        }

        return new(sheets) { Articles = total, IsPartial = parts.Exists(p => p.IsPartial), Warnings = whole.Warnings };

        // With a query, within the articles that have the field: the query may be of any dialect.
        long Have(string query)
        {
            var has = QueryText.Parse(query).Tree!;
            using var within = string.IsNullOrWhiteSpace(request.Query) ? null : searcher.Within(new SearchScope(has), cancellation);
            var found = within?.Search(request, cancellation) ?? searcher.Search(request with { Tree = has }, cancellation);
            parts.Add(found);
            return found.Total.Value;
        }
    }

    private static Cell[] Filled(string name, long have, long total) =>
        [name, have, Cell.Share(have, total)];

    private static long Missing(List<IReadOnlyList<Cell>> fields, string name, long total) =>
        total - (long)(fields.First(f => f[0].Text == name)[1].Number ?? 0);

    private static IEnumerable<Cell[]> Span(Timeline? timeline) => timeline is { Buckets: [var first, .., var last] }
        ? [["first month", Month(first.Start)], ["last month", Month(last.Start)]]
        : timeline is { Buckets: [var only] } ? [["in one month", Month(only.Start)]] : [];

    private static Sheet Years(Timeline? timeline) => new(
        "years", "By year", ["year", "articles", "months with articles"],
        [.. (timeline?.Buckets ?? []).Where(b => b.Count > 0).GroupBy(b => b.Start.Year).Select(y => (Cell[])
            [y.Key.ToString(CultureInfo.InvariantCulture), y.Sum(b => b.Count), y.LongCount()])]);

    // Months in a row without an article, between the first and the last: buckets of the timeline and what it leaves out.
    private static Sheet Gaps(Timeline? timeline)
    {
        var empty = (timeline?.Buckets ?? []).Where(b => b.Count == 0).Select(b => (b.Start, End: b.Start.AddMonths(1), Months: 1L))
            .Concat((timeline?.Gaps ?? []).Select(g => (g.Start, g.End, Months: g.Buckets)))
            .OrderBy(g => g.Start).ToList();
        var runs = new List<(DateOnly Start, DateOnly End, long Months)>();
        foreach (var gap in empty)
        {
            if (runs.Count > 0 && runs[^1].End == gap.Start)
            {
                runs[^1] = (runs[^1].Start, gap.End, runs[^1].Months + gap.Months);
            }
            else
            {
                runs.Add(gap);
            }
        }

        const int MostShown = 10;
        return new(
            "gaps", "Months without an article" + (runs.Count > MostShown ? $", the {MostShown} longest of {runs.Count}" : ""),
            ["from", "to", "months"],
            [.. runs.OrderByDescending(r => r.Months).ThenBy(r => r.Start).Take(MostShown).OrderBy(r => r.Start)
                .Select(r => (Cell[])[Month(r.Start), Month(r.End.AddDays(-1)), r.Months])]);
    }

    private static string Month(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
