namespace SearchCore.Standing;

/// <summary>What of a request has a meaning where nobody waits for an answer.</summary>
internal static class StandingRules
{
    private static readonly SearchRequest New = new();

    /// <summary>The name of a member that has none and is not as in a new request; null where there is none.</summary>
    public static string? FindFault(SearchRequest request)
    {
        (string Name, bool IsNew)[] members =
        [
            (nameof(request.Lenient), !request.Lenient),
            (nameof(request.Facets), request.Facets.Count == 0),
            (nameof(request.Timeline), request.Timeline is null),
            (nameof(request.Significant), request.Significant.Count == 0),
            (nameof(request.Against), request.Against is null),
            (nameof(request.SimilarTo), request.SimilarTo is null),
            (nameof(request.Sort), request.Sort == New.Sort),
            (nameof(request.SortBy), request.SortBy is null),
            (nameof(request.Limit), request.Limit == New.Limit),
            (nameof(request.Skip), request.Skip == New.Skip),
            (nameof(request.After), request.After is null),
            (nameof(request.Boosts), request.Boosts.Count == 0),
            (nameof(request.GroupBy), request.GroupBy is null),
            (nameof(request.Unique), !request.Unique),
            (nameof(request.Fields), request.Fields == New.Fields),
            (nameof(request.Suggest), request.Suggest == New.Suggest),
            (nameof(request.SnippetLength), request.SnippetLength == New.SnippetLength),
            (nameof(request.Now), request.Now is null),
            (nameof(request.TimeLimit), request.TimeLimit == New.TimeLimit),
        ];
        return Array.Find(members, m => !m.IsNew).Name;
    }
}
