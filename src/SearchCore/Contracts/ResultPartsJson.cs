using System.Text.Json;

using SearchCore.Queries.Json;

namespace SearchCore;

/// <summary>Totals, facets and suggestions in JSON, each by itself.</summary>
internal static class ResultPartsJson
{
    public static TotalHits ReadTotal(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (total, relation) = ((long?)null, TotalRelation.Exact);
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "value":
                    total = JsonRead.Long(ref reader, where, name);
                    break;
                case "relation":
                    relation = JsonRead.Choice<TotalRelation>(ref reader, where, name);
                    break;
                default:
                    JsonRead.Skip(ref reader);
                    break;
            }
        }

        return new(total ?? throw JsonRead.Missing(where, "value"), relation);
    }

    public static void Write(Utf8JsonWriter writer, TotalHits value)
    {
        writer.WriteStartObject();
        writer.WriteNumber("value"u8, value.Value);
        writer.WriteString("relation"u8, EnumNames<TotalRelation>.Of(value.Relation));
        writer.WriteEndObject();
    }

    public static Facet ReadFacet(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (kind, values, distinct) = ((string?)null, new List<FacetValue>(), (long?)null);
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "kind":
                    kind = JsonRead.Text(ref reader, where, name);
                    break;
                case "values":
                    values = JsonRead.List(ref reader, where, name, ReadValue);
                    break;
                case "distinct":
                    distinct = JsonRead.Long(ref reader, where, name);
                    break;
                default:
                    JsonRead.Skip(ref reader);
                    break;
            }
        }

        return new() { Kind = kind ?? throw JsonRead.Missing(where, "kind"), Values = values, Distinct = distinct ?? values.Count };
    }

    public static void Write(Utf8JsonWriter writer, Facet value)
    {
        writer.WriteStartObject();
        JsonWrite.Text(writer, "kind"u8, value.Kind);
        JsonWrite.List(writer, "values"u8, value.Values, Write);
        writer.WriteNumber("distinct"u8, value.Distinct);
        writer.WriteEndObject();
    }

    public static FacetValue ReadValue(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (value, count) = ((string?)null, (long?)null);
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "value":
                    value = JsonRead.Text(ref reader, where, name);
                    break;
                case "count":
                    count = JsonRead.Long(ref reader, where, name);
                    break;
                default:
                    JsonRead.Skip(ref reader);
                    break;
            }
        }

        return new(value ?? throw JsonRead.Missing(where, "value"), count ?? throw JsonRead.Missing(where, "count"));
    }

    public static void Write(Utf8JsonWriter writer, FacetValue value)
    {
        writer.WriteStartObject();
        JsonWrite.Text(writer, "value"u8, value.Value);
        writer.WriteNumber("count"u8, value.Count);
        writer.WriteEndObject();
    }

    public static Suggestion ReadSuggestion(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var suggestion = new Suggestion { Text = null!, Replacement = null!, Articles = -1 };
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "text":
                    suggestion = suggestion with { Text = JsonRead.Text(ref reader, where, name) };
                    break;
                case "replacement":
                    suggestion = suggestion with { Replacement = JsonRead.Text(ref reader, where, name) };
                    break;
                case "articles":
                    suggestion = suggestion with { Articles = JsonRead.Long(ref reader, where, name) };
                    break;
                case "query":
                    suggestion = suggestion with { Query = JsonRead.TextOrNull(ref reader, where, name) };
                    break;
                case "start":
                    suggestion = suggestion with { Start = JsonRead.Int(ref reader, where, name) };
                    break;
                case "end":
                    suggestion = suggestion with { End = JsonRead.Int(ref reader, where, name) };
                    break;
                default:
                    JsonRead.Skip(ref reader);
                    break;
            }
        }

        return suggestion.Text is null ? throw JsonRead.Missing(where, "text")
            : suggestion.Replacement is null ? throw JsonRead.Missing(where, "replacement")
            : suggestion.Articles < 0 ? throw JsonRead.Missing(where, "articles")
            : suggestion;
    }

    public static MissingShard ReadMissing(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (shard, reason) = ((string?)null, (string?)null);
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "shard":
                    shard = JsonRead.Text(ref reader, where, name);
                    break;
                case "reason":
                    reason = JsonRead.Text(ref reader, where, name);
                    break;
                default:
                    JsonRead.Skip(ref reader);
                    break;
            }
        }

        return new(shard ?? throw JsonRead.Missing(where, "shard"), reason ?? throw JsonRead.Missing(where, "reason"));
    }

    public static void Write(Utf8JsonWriter writer, MissingShard value)
    {
        writer.WriteStartObject();
        JsonWrite.Text(writer, "shard"u8, value.Shard);
        JsonWrite.Text(writer, "reason"u8, value.Reason);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, Suggestion value)
    {
        writer.WriteStartObject();
        JsonWrite.Text(writer, "text"u8, value.Text);
        JsonWrite.Text(writer, "replacement"u8, value.Replacement);
        writer.WriteNumber("articles"u8, value.Articles);
        writer.WriteString("query"u8, value.Query);
        writer.WriteNumber("start"u8, value.Start);
        writer.WriteNumber("end"u8, value.End);
        writer.WriteEndObject();
    }
}
