using SearchCore.Queries;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Running;

/// <summary>
/// The one place where what a text asks for after its bar becomes part of the request. What is typed wins over what the request says.
/// </summary>
internal static class RequestDirectives
{
    /// <summary>
    /// The request with its text's directives in it; itself where the text has none or cannot be read (reading it again says why).
    /// </summary>
    public static SearchRequest Apply(SearchRequest request, ITermView terms) =>
        request.Tree is null && request.Query?.Contains('|', StringComparison.Ordinal) == true
            && RequestCheck.Read(request, terms).Directives is { } directives
            ? With(request, directives)
            : request;

    private static SearchRequest With(SearchRequest request, QueryDirectives asked)
    {
        return request with
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
            Fields = asked.Fields.Count > 0
                ? asked.Fields.Aggregate(HitFields.None, (fields, name) => fields | Field(name))
                : request.Fields,
        };
    }

    // Id, date and score are cheap and always there.
    private static HitFields Field(string name) => name switch
    {
        "title" => HitFields.Title,
        "source" => HitFields.Source,
        "url" => HitFields.Url,
        "snippet" => HitFields.Snippet,
        _ => HitFields.None,
    };
}
