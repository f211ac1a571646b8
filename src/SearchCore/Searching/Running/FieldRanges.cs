using SearchCore.Queries;
using SearchCore.Queries.Parsing;
using SearchCore.Schema;
using SearchCore.Searching.Facets;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Snapshots;
using SearchCore.Searching.Trends;

namespace SearchCore.Searching.Running;

/// <summary>Ranges of numbers and dates of the archive's own, as facets count them and choices narrow to them.</summary>
internal static class FieldRanges
{
    private const int MostRanges = 100;

    /// <summary>What a field's values are, where they are counted by ranges; null for a kind whose values are counted themselves.</summary>
    public static FieldType? TypeOf(string kind, IReadOnlyDictionary<string, FieldType>? fields) =>
        fields?.GetValueOrDefault(kind.ToLowerInvariant(), FieldType.Keyword) is FieldType.Number or FieldType.Date
            ? fields[kind.ToLowerInvariant()]
            : null;

    /// <summary>What the values are by which hits can be sorted; null where there are none: of texts, and of what is no field.</summary>
    public static FieldType? OrderOf(string field, IReadOnlyDictionary<string, FieldType>? fields) =>
        fields?.TryGetValue(field, out var type) == true && FieldSort.CanSort(type) ? type : null;

    /// <summary>The facets of a request that count ranges.</summary>
    public static IReadOnlyList<RangeFacet> Of(SearchRequest request, ITermView terms) =>
    [
        .. request.Facets.Select(f => TypeOf(f.Kind, terms.Fields) is { } type ? Facet(f, type, request) : null).OfType<RangeFacet>(),
    ];

    /// <summary>What the choices of a field's ranges are met by.</summary>
    public static NumberWithinAny Chosen(string field, FieldType type, IEnumerable<string> texts, SearchRequest request) => new(
        IndexSchema.ColumnOf(field), [.. texts.Distinct(StringComparer.Ordinal).Select(t => Read(field, type, t, request)!)]);

    /// <summary>Adds what is wrong with a request's facets and choices of ranges.</summary>
    public static void AddFaults(List<QueryDiagnostic> faults, SearchRequest request, ITermView terms)
    {
        foreach (var facet in request.Facets)
        {
            var type = TypeOf(facet.Kind, terms.Fields);
            if (type is null)
            {
                if (facet is not { Step: null, Unit: null, Ranges.Count: 0 })
                {
                    faults.Add(Faults.NoRanges(facet.Kind));
                }

                continue;
            }

            if (!string.IsNullOrEmpty(facet.Prefix) || (facet.Step ?? 1) is not (> 0 and < double.PositiveInfinity)
                || (type == FieldType.Number ? facet.Unit is not null : facet.Step is not null)
                || (facet.Ranges.Count > 0 && (facet.Step is not null || facet.Unit is not null)) || facet.Ranges.Count > MostRanges)
            {
                faults.Add(Faults.WrongRanges(facet.Kind, type == FieldType.Number, MostRanges));
            }

            AddFaults(faults, facet.Kind, type.Value, facet.Ranges, request);
        }

        foreach (var chosen in request.Select)
        {
            if (TypeOf(chosen.Kind, terms.Fields) is { } type)
            {
                AddFaults(faults, chosen.Kind, type, [chosen.Value], request);
            }
        }
    }

    private static void AddFaults(
        List<QueryDiagnostic> faults, string kind, FieldType type, IEnumerable<string> ranges, SearchRequest request) =>
        faults.AddRange(ranges.Where(r => Read(kind.ToLowerInvariant(), type, r, request) is null)
            .Select(r => Faults.NoRange(kind, r, type == FieldType.Number)));

    private static RangeFacet Facet(FacetRequest facet, FieldType type, SearchRequest request)
    {
        var field = facet.Kind.ToLowerInvariant();
        RangeBuckets? computed = facet.Ranges.Count > 0 ? null
            : type == FieldType.Date
                ? new CalendarBuckets(new TimelineCalendar(facet.Unit ?? TimelineUnit.Month, RequestCheck.Zone(request)))
            : facet.Step is { } step ? new StepBuckets(step)
            : new RoundBuckets();
        var given = facet.Ranges.Select(text => (Text: text, Range: Read(field, type, text, request)!));
        return new(
            facet, IndexSchema.ColumnOf(field), [.. given.Select(g => (g.Text, g.Range.First, g.Range.Last))], computed,
            text => Read(field, type, text, request)?.First ?? long.MinValue);
    }

    // Null where the text is none. A range of dates that holds nothing has its last number before its first.
    private static NumberWithin? Read(string field, FieldType type, string? text, SearchRequest request) =>
        text is null ? null : RangeText.Read(field, type, text, request.Now, RequestCheck.Zone(request)) switch
        {
            NumberRangeNode number => NumberWithin.Of(number),
            DateRangeNode { Interval: { IsEmpty: false, To: not long.MinValue } dates } =>
                NumberWithin.Dated(IndexSchema.ColumnOf(field), dates),
            DateRangeNode => new(IndexSchema.ColumnOf(field), 1, 0) { IsMoment = true },
            _ => null,
        };
}
