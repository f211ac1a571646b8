using System.Text.Json;

using SearchCore.Queries.Json;

namespace SearchCore.Queries;

/// <summary>What is asked for besides a query's tree, in JSON.</summary>
internal static class DirectiveJson
{
    public static DrillDown ReadDrillDown(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        string? kind = null, value = null;
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "kind":
                    kind = JsonRead.Text(ref reader, where, name);
                    break;
                case "value":
                    value = JsonRead.Text(ref reader, where, name);
                    break;
                default:
                    throw JsonRead.Unknown(where, name);
            }
        }

        return new(kind ?? throw JsonRead.Missing(where, "kind"), value ?? throw JsonRead.Missing(where, "value"));
    }

    public static void Write(Utf8JsonWriter writer, DrillDown value)
    {
        writer.WriteStartObject();
        JsonWrite.Text(writer, "kind"u8, value.Kind);
        JsonWrite.Text(writer, "value"u8, value.Value);
        writer.WriteEndObject();
    }

    public static FacetRequest ReadFacet(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var facet = new FacetRequest(string.Empty);
        string? kind = null;
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "kind":
                    kind = JsonRead.Text(ref reader, where, name);
                    break;
                case "top":
                    facet = facet with { Top = JsonRead.Int(ref reader, where, name) };
                    break;
                case "prefix":
                    facet = facet with { Prefix = JsonRead.TextOrNull(ref reader, where, name) };
                    break;
                case "ranges":
                    facet = facet with { Ranges = JsonRead.List(ref reader, where, name, JsonRead.TextElement) };
                    break;
                case "step":
                    facet = facet with
                    {
                        Step = reader.TokenType == JsonTokenType.Null ? null : JsonRead.Number(ref reader, where, name),
                    };
                    break;
                case "unit":
                    facet = facet with
                    {
                        Unit = reader.TokenType == JsonTokenType.Null ? null : JsonRead.Choice<TimelineUnit>(ref reader, where, name),
                    };
                    break;
                default:
                    throw JsonRead.Unknown(where, name);
            }
        }

        return facet with { Kind = kind ?? throw JsonRead.Missing(where, "kind") };
    }

    public static void Write(Utf8JsonWriter writer, FacetRequest value)
    {
        writer.WriteStartObject();
        JsonWrite.Text(writer, "kind"u8, value.Kind);
        writer.WriteNumber("top"u8, value.Top);
        JsonWrite.TextIfAny(writer, "prefix"u8, value.Prefix);
        if (value.Ranges.Count > 0)
        {
            JsonWrite.List(writer, "ranges"u8, value.Ranges, static (w, range) => w.WriteStringValue(range));
        }

        if (value.Step is { } step)
        {
            writer.WriteNumber("step"u8, step);
        }

        if (value.Unit is { } unit)
        {
            writer.WriteString("unit"u8, EnumNames<TimelineUnit>.Of(unit));
        }

        writer.WriteEndObject();
    }

    public static FieldSort ReadFieldSort(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (field, descending) = ((string?)null, false);
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "field":
                    field = JsonRead.Text(ref reader, where, name);
                    break;
                case "descending":
                    descending = JsonRead.Flag(ref reader, where, name);
                    break;
                default:
                    throw JsonRead.Unknown(where, name);
            }
        }

        return new(field ?? throw JsonRead.Missing(where, "field"), descending);
    }

    public static void Write(Utf8JsonWriter writer, FieldSort value)
    {
        writer.WriteStartObject();
        JsonWrite.Text(writer, "field"u8, value.Field);
        writer.WriteBoolean("descending"u8, value.Descending);
        writer.WriteEndObject();
    }

    public static ScoreBoost ReadBoost(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (field, halfLife, weight) = ((string?)null, (TimeSpan?)null, ScoreBoost.DefaultWeight);
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "field":
                    field = JsonRead.TextOrNull(ref reader, where, name);
                    break;
                case "halflifedays":
                    halfLife = JsonRead.Duration(ref reader, where, name, TimeSpan.TicksPerDay);
                    break;
                case "weight":
                    weight = JsonRead.Number(ref reader, where, name);
                    break;
                default:
                    throw JsonRead.Unknown(where, name);
            }
        }

        // A part of a day is seldom a whole number of seconds in decimals.
        halfLife = halfLife is { } days && TimeSpan.FromSeconds(Math.Round(days.TotalSeconds)) is var whole
            && (whole - days).Duration() < TimeSpan.FromMilliseconds(1) ? whole : halfLife;
        return !ScoreBoost.IsWeight(weight) ? throw new JsonException($"{JsonRead.At(where, "weight")}: {ScoreBoost.WeightBounds}.")
            : halfLife is { } life && !ScoreBoost.IsHalfLife(life)
                ? throw new JsonException($"{JsonRead.At(where, "halfLifeDays")}: {ScoreBoost.HalfLifeBounds}.")
            : string.IsNullOrEmpty(field) ? ScoreBoost.Recent(halfLife ?? ScoreBoost.DefaultHalfLife, weight)
            : halfLife is null ? ScoreBoost.By(field, weight)
            : throw new JsonException($"{JsonRead.At(where, "halfLifeDays")} is of recency, and stands beside no field.");
    }

    public static void Write(Utf8JsonWriter writer, ScoreBoost value)
    {
        writer.WriteStartObject();
        if (value.Field is { } field)
        {
            JsonWrite.Text(writer, "field"u8, field);
        }
        else
        {
            JsonWrite.Duration(writer, "halfLifeDays"u8, value.HalfLife, TimeSpan.TicksPerDay);
        }

        writer.WriteNumber("weight"u8, value.Weight);
        writer.WriteEndObject();
    }

    public static QueryDirectives Read(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var directives = new QueryDirectives();
        while (JsonRead.Next(ref reader, out var name))
        {
            var isNull = reader.TokenType == JsonTokenType.Null;
            directives = JsonRead.Key(name) switch
            {
                "select" => directives with { Select = JsonRead.List(ref reader, where, name, ReadDrillDown) },
                "facets" => directives with { Facets = JsonRead.List(ref reader, where, name, ReadFacet) },
                "timelinefield" => directives with { TimelineField = JsonRead.TextOrNull(ref reader, where, name) },
                "timeline" => directives with { Timeline = isNull ? null : JsonRead.Choice<TimelineUnit>(ref reader, where, name) },
                "unique" => directives with { Unique = JsonRead.Flag(ref reader, where, name) },
                "sort" => directives with { Sort = isNull ? null : JsonRead.Choice<SearchSort>(ref reader, where, name) },
                "sortby" => directives with { SortBy = isNull ? null : ReadFieldSort(ref reader, JsonRead.At(where, name)) },
                "boosts" => directives with { Boosts = JsonRead.List(ref reader, where, name, ReadBoost) },
                "groupby" => directives with { GroupBy = JsonRead.TextOrNull(ref reader, where, name) },
                "limit" => directives with { Limit = isNull ? null : JsonRead.Int(ref reader, where, name) },
                "fields" => directives with { Fields = JsonRead.List(ref reader, where, name, JsonRead.TextElement) },
                _ => throw JsonRead.Unknown(where, name),
            };
        }

        return directives;
    }

    public static void Write(Utf8JsonWriter writer, QueryDirectives value)
    {
        writer.WriteStartObject();
        JsonWrite.List(writer, "select"u8, value.Select, Write);
        JsonWrite.List(writer, "facets"u8, value.Facets, Write);
        writer.WriteString("timeline"u8, value.Timeline is { } unit ? EnumNames<TimelineUnit>.Of(unit) : null);
        JsonWrite.TextIfAny(writer, "timelineField"u8, value.TimelineField);
        writer.WriteBoolean("unique"u8, value.Unique);
        writer.WriteString("sort"u8, value.Sort is { } sort ? EnumNames<SearchSort>.Of(sort) : null);
        writer.WritePropertyName("sortBy"u8);
        if (value.SortBy is { } by)
        {
            Write(writer, by);
        }
        else
        {
            writer.WriteNullValue();
        }

        JsonWrite.List(writer, "boosts"u8, value.Boosts, Write);
        writer.WriteString("groupBy"u8, value.GroupBy);
        if (value.Limit is { } limit)
        {
            writer.WriteNumber("limit"u8, limit);
        }
        else
        {
            writer.WriteNull("limit"u8);
        }

        JsonWrite.List(writer, "fields"u8, value.Fields, JsonWrite.TextElement);
        writer.WriteEndObject();
    }
}
