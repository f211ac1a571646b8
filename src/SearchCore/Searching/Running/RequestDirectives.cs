using SearchCore.Articles;
using SearchCore.Queries;

namespace SearchCore.Searching.Running;

/// <summary>The one place where what a text asks for behind its bar becomes part of the request. What is typed wins over what the request says.</summary>
internal static class RequestDirectives
{
    /// <summary>The request with its text's directives in it; itself where the text has none or cannot be read (reading it again says why).</summary>
    public static SearchRequest Apply(SearchRequest request, IReadOnlySet<string> kinds) =>
        request.Tree is null && request.Query?.Contains('|', StringComparison.Ordinal) == true && RequestCheck.Read(request, kinds).Directives is { } directives
            ? With(request, directives)
            : request;

    private static SearchRequest With(SearchRequest request, QueryDirectives asked)
    {
        var facets = asked.Facets.Select(f => new FacetRequest(f.Kind, f.Top ?? new FacetRequest(f.Kind).Top, f.Prefix.Length > 0 ? f.Prefix : null)).ToList();
        return request with
        {
            Select = [.. request.Select, .. asked.Select.Select(c => new EntityName(c.Kind, c.Value))],
            Facets = [.. request.Facets.Where(f => !facets.Exists(a => a.Kind == f.Kind)), .. facets.DistinctBy(f => f.Kind)],
            Sort = asked.Sort switch
            {
                HitOrder.Newest => SearchSort.Newest,
                HitOrder.Oldest => SearchSort.Oldest,
                HitOrder.Relevance => SearchSort.Relevance,
                _ => request.Sort,
            },
            Limit = asked.Limit ?? request.Limit,
            Timeline = asked.Timeline is { } step ? new TimelineRequest(Unit(step), request.Timeline?.By) : request.Timeline,
            Fields = asked.Fields.Count > 0 ? asked.Fields.Aggregate(HitFields.None, (fields, name) => fields | Field(name)) : request.Fields,
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

    private static TimelineUnit Unit(TimelineStep step) => step switch
    {
        TimelineStep.Day => TimelineUnit.Day,
        TimelineStep.Week => TimelineUnit.Week,
        TimelineStep.Month => TimelineUnit.Month,
        TimelineStep.Quarter => TimelineUnit.Quarter,
        TimelineStep.Year => TimelineUnit.Year,
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, null),
    };
}
