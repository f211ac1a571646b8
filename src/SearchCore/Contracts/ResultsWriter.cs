using System.Text.Json;

using SearchCore.Queries;
using SearchCore.Queries.Json;

namespace SearchCore;

/// <summary>Writes results as scripts rely on them: facets by kind, timelines by value, durations and totals as plain numbers.</summary>
internal static class ResultsWriter
{
    public static void Write(Utf8JsonWriter writer, SearchResults value)
    {
        writer.WriteStartObject();
        WriteMembers(writer, value);
        writer.WriteEndObject();
    }

    /// <summary>The members of results, for an object that has more of them.</summary>
    public static void WriteMembers(Utf8JsonWriter writer, SearchResults value)
    {
        writer.WriteNumber("total"u8, value.Total.Value);
        writer.WriteBoolean("totalIsExact"u8, value.Total.IsExact);
        if (value.Groups is { } groups)
        {
            writer.WriteNumber("groups"u8, groups);
        }

        if (value.Stories is { } stories)
        {
            writer.WriteNumber("stories"u8, stories.Value);
            writer.WriteBoolean("storiesAreExact"u8, stories.IsExact);
        }

        JsonWrite.Duration(writer, "tookMs"u8, value.Took, TimeSpan.TicksPerMillisecond);
        writer.WriteBoolean("partial"u8, value.IsPartial);
        if (value.Missing.Count > 0)
        {
            JsonWrite.List(writer, "missing"u8, value.Missing, ResultPartsJson.Write);
        }

        writer.WriteString("next"u8, value.Next);
        JsonWrite.List(writer, "hits"u8, value.Hits, HitJson.Write);
        Facets(writer, value.Facets);
        TimelineJson.WriteMembers(writer, value.Timeline);
        if (value.Significant.Count > 0)
        {
            writer.WriteStartObject("significant"u8);
            foreach (var kind in value.Significant)
            {
                writer.WriteStartObject(kind.Kind);
                SignificanceJson.WriteMembers(writer, kind);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        if (value.Suggestions.Count > 0)
        {
            JsonWrite.List(writer, "suggestions"u8, value.Suggestions, ResultPartsJson.Write);
        }

        JsonWrite.List(writer, "warnings"u8, value.Warnings, DiagnosticJson.Write);
    }

    private static void Facets(Utf8JsonWriter writer, IReadOnlyList<Facet> facets)
    {
        writer.WriteStartObject("facets"u8);
        foreach (var facet in facets)
        {
            writer.WriteStartArray(facet.Kind);
            foreach (var facetValue in facet.Values)
            {
                ResultPartsJson.Write(writer, facetValue);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        if (facets.Count > 0)
        {
            writer.WriteStartObject("distinct"u8);
            foreach (var facet in facets)
            {
                writer.WriteNumber(facet.Kind, facet.Distinct);
            }

            writer.WriteEndObject();
        }
    }
}
