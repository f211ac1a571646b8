using SearchCore.Dialects;
using SearchCore.Queries;
using SearchCore.Queries.Syntax;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Running;

/// <summary>Whether a request may run: its limits, its names, its text. Whatever is wrong ends as a <see cref="QueryException"/>.</summary>
internal static class RequestCheck
{
    private const int MaxSnippetLength = 100_000;

    /// <summary>Checks everything but the query.</summary>
    public static void Verify(SearchRequest request, ITermView terms)
    {
        var faults = new List<QueryDiagnostic>();
        if (request.Skip < 0 || request.Limit < 0 || (long)request.Skip + request.Limit > QueryLimits.MaxWindow)
        {
            faults.Add(Faults.Window(request.Skip, request.Limit));
        }

        if (request.SnippetLength is < 0 or > MaxSnippetLength)
        {
            faults.Add(Faults.SnippetTooLong(request.SnippetLength));
        }

        if (request is { Unique: true, GroupBy: not null })
        {
            faults.Add(Faults.UniqueOfGroups());
        }

        if (request is { After: not null, Skip: > 0 })
        {
            faults.Add(Faults.AfterAndSkip());
        }

        if (request.SortBy is { Field: var order } && FieldRanges.OrderOf(order, terms.Fields) is null)
        {
            faults.Add(Faults.CannotSortBy(
                order, terms.Fields?.Keys.Where(f => FieldRanges.OrderOf(f, terms.Fields) is not null) ?? []));
        }

        if (request.Timeline?.Field is { } dated && FieldRanges.TypeOf(dated, terms.Fields) != FieldType.Date)
        {
            faults.Add(Faults.NoDate(dated, terms.Fields?.Where(f => f.Value == FieldType.Date).Select(f => f.Key) ?? []));
        }

        // Most requests have none of what follows.
        if (request.Boosts.Count > 0)
        {
            AddBoostFaults(faults, request, terms);
        }

        if (request is not { Facets.Count: 0, Select.Count: 0, Significant.Count: 0, Timeline: null, GroupBy: null })
        {
            AddKindFaults(faults, request, terms);
        }

        ThrowOnError(request.Query ?? string.Empty, faults);
    }

    private static void AddKindFaults(List<QueryDiagnostic> faults, SearchRequest request, ITermView terms)
    {
        var kinds = terms.Kinds;
        IReadOnlyList<FacetRequest> counted = request.Timeline?.By is { } by ? [.. request.Facets, by] : request.Facets;
        foreach (var (kind, top) in counted.Select(f => (f.Kind, f.Top)).Concat(request.Significant.Select(s => (s.Kind, s.Top))))
        {
            if (top is < 1 or > QueryLimits.MaxFacetValues)
            {
                faults.Add(Faults.FacetTop(kind));
            }
        }

        if (request.Timeline?.By is { } row && row is not { Step: null, Unit: null, Ranges.Count: 0 })
        {
            faults.Add(Faults.NoRanges(row.Kind));
        }

        // Ranges are counted and chosen; a group, a row of a timeline and what is significant are of values.
        FieldRanges.AddFaults(faults, request, terms);
        string?[] ofValues =
        [
            .. request.Significant.Where(s => s.Kind != SignificantRequest.Words).Select(s => s.Kind), request.Timeline?.By?.Kind,
            request.GroupBy,
        ];
        var ofRanges = request.Facets.Select(f => f.Kind).Concat(request.Select.Select(s => s.Kind));
        foreach (var kind in ofValues.OfType<string>().Concat(ofRanges.Where(k => FieldRanges.TypeOf(k, terms.Fields) is null)))
        {
            // A kind that may be and is not there counts nothing, unless it looks like a misspelt one that is.
            if (QueryFields.FacetKind(kind) is null || FieldRanges.TypeOf(kind, terms.Fields) is not null
                || terms.Fields?.GetValueOrDefault(kind.ToLowerInvariant(), FieldType.Keyword) == FieldType.Text
                || (QueryFields.ResolveOwn(kind, terms.Fields) is null
                    && QueryFields.Resolve(kind, kinds).Role == FieldRole.Unknown && QueryFields.Suggest(kind, kinds) is not null))
            {
                faults.Add(terms.Fields?.GetValueOrDefault(kind.ToLowerInvariant(), FieldType.Keyword) == FieldType.Text
                    ? Faults.TextIsNotCounted(kind)
                    : Faults.UnknownFacet(kind, QueryFields.Suggest(kind, kinds)));
            }
        }
    }

    private static void AddBoostFaults(List<QueryDiagnostic> faults, SearchRequest request, ITermView terms)
    {
        foreach (var field in request.Boosts.Select(b => b.Field).OfType<string>())
        {
            if (terms.Fields?.TryGetValue(field, out var type) != true || type != FieldType.Number)
            {
                faults.Add(Faults.CannotBoostBy(field, terms.Fields?.Where(f => f.Value == FieldType.Number).Select(f => f.Key) ?? []));
            }
        }

        if (request.Boosts.GroupBy(b => b.Field).FirstOrDefault(g => g.Count() > 1) is { Key: var twice })
        {
            faults.Add(Faults.BoostedTwice(twice ?? ScoreBoost.RecentName));
        }

        if (request.Now is null && request.Boosts.Any(b => b.Field is null))
        {
            faults.Add(Faults.NoMoment());
        }
    }

    /// <summary>The request's tree, within the limits of depth and clauses.</summary>
    /// <param name="request">The request.</param>
    /// <param name="terms">What is searched.</param>
    /// <param name="read">Its text, where it was read already.</param>
    public static QueryParseResult Parse(SearchRequest request, ITermView terms, QueryParseResult? read = null)
    {
        if (request.Tree is { } tree)
        {
            var (depth, leaves) = QueryTree.Measure(tree, request.Limits.TreeDepth);
            QueryDiagnostic[] faults =
            [
                .. depth > request.Limits.TreeDepth ? [SyntaxFaults.TooDeep(default, request.Limits)] : Array.Empty<QueryDiagnostic>(),
                .. leaves > request.Limits.Clauses
                    ? [SyntaxFaults.TooManyClauses(default, request.Limits)]
                    : Array.Empty<QueryDiagnostic>(),
            ];
            ThrowOnError(string.Empty, faults);
            return new(string.Empty, tree, []);
        }

        var text = request.Query ?? string.Empty;
        _ = Zone(request);
        var parsed = read ?? Read(request, terms);
        ThrowOnError(text, parsed.Diagnostics);
        return parsed;
    }

    /// <summary>Reads the request's text; days begin in UTC where its zone is none.</summary>
    public static QueryParseResult Read(SearchRequest request, ITermView terms)
    {
        var read = QueryReader.Read(request.Query ?? string.Empty, request.Dialect, new()
        {
            DefaultOperator = request.DefaultOperator,
            Now = request.Now,
            Zone = ZoneOf(request) ?? TimeZoneInfo.Utc,
            Kinds = terms.Kinds,
            Fields = terms.Fields,
            Lenient = request.Lenient,
            Limits = request.Limits,
        });
        return StoredMembers.Named(read, terms);
    }

    /// <summary>What translating had to say: errors are warnings where the request is lenient, for the clause was left out.</summary>
    public static IReadOnlyList<QueryDiagnostic> Softened(SearchRequest request, IReadOnlyList<QueryDiagnostic> diagnostics) =>
        request.Lenient ? [.. diagnostics.Select(d => d with { Severity = DiagnosticSeverity.Warning })] : diagnostics;

    /// <summary>The zone in which a request's days begin.</summary>
    public static TimeZoneInfo Zone(SearchRequest request)
    {
        var zone = ZoneOf(request);
        if (zone is null)
        {
            ThrowOnError(request.Query ?? string.Empty, [Faults.UnknownZone(request.Zone!)]);
        }

        return zone!;
    }

    private static TimeZoneInfo? ZoneOf(SearchRequest request) => request.Zone switch
    {
        null or "UTC" or "Z" => TimeZoneInfo.Utc,
        var zone => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : null,
    };

    /// <summary>Throws what is an error, with all that is to be said.</summary>
    public static void ThrowOnError(string query, IReadOnlyList<QueryDiagnostic> diagnostics)
    {
        if (diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error))
        {
            throw new QueryException(query, [.. diagnostics.OrderByDescending(d => d.Severity).Take(SyntaxLimits.MaxErrors)]);
        }
    }
}
