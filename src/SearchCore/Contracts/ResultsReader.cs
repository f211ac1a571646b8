using System.Text.Json;

using SearchCore.Queries;
using SearchCore.Queries.Json;

namespace SearchCore;

/// <summary>Reads results. Members that this version does not know are passed over: a later one may have more to say.</summary>
internal static class ResultsReader
{
    public static SearchResults Read(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var parts = new Parts();
        while (JsonRead.Next(ref reader, out var name))
        {
            parts.Take(ref reader, where, name);
        }

        return parts.ToResults(where);
    }

    private sealed class Parts
    {
        private readonly TimelineJson.Parts timeline = new();
        private long? total;
        private bool isExact = true;
        private long? groups;
        private long? stories;
        private bool areExact = true;
        private TimeSpan took;
        private bool isPartial;
        private List<MissingShard> missing = [];
        private string? next;
        private List<SearchHit>? hits;
        private List<Facet> facets = [];
        private List<(string Kind, long Count)> distinct = [];
        private List<Significance> significant = [];
        private List<Suggestion> suggestions = [];
        private List<QueryDiagnostic> warnings = [];

        public void Take(ref Utf8JsonReader reader, string where, string name)
        {
            switch (JsonRead.Key(name))
            {
                case "total":
                    total = JsonRead.Long(ref reader, where, name);
                    break;
                case "totalisexact":
                    isExact = JsonRead.Flag(ref reader, where, name);
                    break;
                case "groups":
                    groups = JsonRead.Long(ref reader, where, name);
                    break;
                case "stories":
                    stories = reader.TokenType == JsonTokenType.Null ? null : JsonRead.Long(ref reader, where, name);
                    break;
                case "storiesareexact":
                    areExact = JsonRead.Flag(ref reader, where, name);
                    break;
                case "tookms":
                    took = JsonRead.Duration(ref reader, where, name, TimeSpan.TicksPerMillisecond);
                    break;
                case "partial":
                    isPartial = JsonRead.Flag(ref reader, where, name);
                    break;
                case "missing":
                    missing = JsonRead.List(ref reader, where, name, ResultPartsJson.ReadMissing);
                    break;
                case "next":
                    next = JsonRead.TextOrNull(ref reader, where, name);
                    break;
                case "hits":
                    hits = JsonRead.List(ref reader, where, name, HitJson.Read);
                    break;
                case "facets":
                    facets = JsonRead.Map(ref reader, where, name, Values).ConvertAll(f => new Facet
                    {
                        Kind = f.Name,
                        Values = f.Value,
                        Distinct = f.Value.Count,
                    });
                    break;
                case "distinct":
                    distinct = JsonRead.Map(ref reader, where, name, (ref r, at) => JsonRead.Long(ref r, string.Empty, at));
                    break;
                case "significant":
                    significant = JsonRead.Map(ref reader, where, name, SignificanceJson.ReadMembers)
                        .ConvertAll(s => s.Value with { Kind = s.Name });
                    break;
                case "suggestions":
                    suggestions = JsonRead.List(ref reader, where, name, ResultPartsJson.ReadSuggestion);
                    break;
                case "warnings":
                    warnings = JsonRead.List(ref reader, where, name, DiagnosticJson.Read);
                    break;
                default:
                    if (!timeline.Take(ref reader, where, name))
                    {
                        JsonRead.Skip(ref reader);
                    }

                    break;
            }
        }

        public SearchResults ToResults(string where) => new()
        {
            Total = new(total ?? throw JsonRead.Missing(where, "total"), isExact ? TotalRelation.Exact : TotalRelation.AtLeast),
            Stories = stories is { } count ? new(count, areExact ? TotalRelation.Exact : TotalRelation.AtLeast) : null,
            Hits = hits ?? throw JsonRead.Missing(where, "hits"),
            Groups = groups,
            Facets = [.. facets.Select(Counted)],
            Timeline = timeline.ToTimeline(),
            Significant = significant,
            Suggestions = suggestions,
            Missing = missing,
            Next = next,
            IsPartial = isPartial,
            Warnings = warnings,
            Took = took,
        };

        private Facet Counted(Facet facet, int place) =>
            place < distinct.Count && distinct[place].Kind == facet.Kind ? facet with { Distinct = distinct[place].Count } : facet;

        private static List<FacetValue> Values(ref Utf8JsonReader reader, string where) =>
            JsonRead.List(ref reader, string.Empty, where, ResultPartsJson.ReadValue);
    }
}
