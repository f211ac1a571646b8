using SearchCore.Queries;

namespace SearchCore.Cli.Exporting;

/// <summary>What a query's text asks of its output after its bar: how many, and which fields of each.</summary>
/// <param name="Limit">How many; null where it does not say.</param>
/// <param name="Fields">Which fields, by the names of <see cref="QueryDirectives.FieldNames"/>; empty for all.</param>
internal readonly record struct QueryWishes(int? Limit, IReadOnlyList<string> Fields)
{
    /// <summary>What a request's text asks for.</summary>
    public static QueryWishes Of(SearchRequest request) => Read(request) is { } asked ? new(asked.Limit, asked.Fields) : new(null, []);

    /// <summary>The directives of a request's text; null where it has none.</summary>
    public static QueryDirectives? Read(SearchRequest request) =>
        request.Tree is null && request.Query is { } text && text.Contains('|', StringComparison.Ordinal)
            ? QueryText.Parse(text, request.Dialect, new QueryTextOptions { Now = request.Now, Lenient = request.Lenient }).Directives
            : null;

    /// <summary>A request with what its text asks for in it, for one whose text is replaced by a tree. What is typed goes before.</summary>
    public static SearchRequest Applied(SearchRequest request, QueryDirectives asked) => request with
    {
        Select = [.. request.Select, .. asked.Select],
        Facets = [.. request.Facets.Where(f => !asked.Facets.Any(a => a.Kind == f.Kind)), .. asked.Facets.DistinctBy(f => f.Kind)],
        Sort = asked.Sort ?? request.Sort,
        SortBy = asked.SortBy ?? (asked.Sort is null ? request.SortBy : null),
        Boosts = [.. request.Boosts.Where(b => !asked.Boosts.Any(a => a.Field == b.Field)), .. asked.Boosts],
        GroupBy = asked.GroupBy ?? request.GroupBy,
        Limit = asked.Limit ?? request.Limit,
        Unique = asked.Unique || request.Unique,
        Timeline = asked.Timeline is { } unit ? new TimelineRequest(unit) { By = request.Timeline?.By, Field = asked.TimelineField }
            : request.Timeline,
    };
}
