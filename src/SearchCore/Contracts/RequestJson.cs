using System.Text.Json;

using SearchCore.Queries;
using SearchCore.Queries.Json;

namespace SearchCore;

/// <summary>Requests in JSON: an absent member is its default, one that there is none of is refused, for it is a slip.</summary>
internal static class RequestJson
{
    public static SearchRequest Read(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var request = new SearchRequest();
        while (JsonRead.Next(ref reader, out var name))
        {
            request = Query(ref reader, where, name, request)
                ?? Wanted(ref reader, where, name, request)
                ?? throw JsonRead.Unknown(where, name);
        }

        return request;
    }

    // What decides which articles match.
    private static SearchRequest? Query(ref Utf8JsonReader reader, string where, string name, SearchRequest request)
    {
        var isNull = reader.TokenType == JsonTokenType.Null;
        var path = JsonRead.At(where, name);
        return JsonRead.Key(name) switch
        {
            "query" => request with { Query = JsonRead.TextOrNull(ref reader, where, name) },
            "tree" => request with { Tree = isNull ? null : NodeReader.Read(ref reader, path) },
            "dialect" => request with { Dialect = JsonRead.Choice<QueryDialect>(ref reader, where, name) },
            "lenient" => request with { Lenient = JsonRead.Flag(ref reader, where, name) },
            "limits" => request with { Limits = SyntaxLimitsJson.Read(ref reader, path) },
            "defaultoperator" => request with { DefaultOperator = JsonRead.Choice<QueryOperator>(ref reader, where, name) },
            "published" => request with { Published = isNull ? null : RequestPartsJson.ReadRange(ref reader, path) },
            "select" => request with { Select = JsonRead.List(ref reader, where, name, DirectiveJson.ReadDrillDown) },
            "similarto" => request with { SimilarTo = JsonRead.TextOrNull(ref reader, where, name) },
            "now" => request with { Now = isNull ? null : RequestPartsJson.ReadMoment(ref reader, where, name) },
            "zone" => request with { Zone = JsonRead.TextOrNull(ref reader, where, name) },
            _ => null,
        };
    }

    // What is wanted of those that do.
    private static SearchRequest? Wanted(ref Utf8JsonReader reader, string where, string name, SearchRequest request)
    {
        var isNull = reader.TokenType == JsonTokenType.Null;
        var path = JsonRead.At(where, name);
        return JsonRead.Key(name) switch
        {
            "facets" => request with { Facets = JsonRead.List(ref reader, where, name, DirectiveJson.ReadFacet) },
            "timeline" => request with { Timeline = isNull ? null : RequestPartsJson.ReadTimeline(ref reader, path) },
            "significant" => request with { Significant = JsonRead.List(ref reader, where, name, RequestPartsJson.ReadSignificant) },
            "against" => request with { Against = isNull ? null : BackgroundJson.Read(ref reader, path) },
            "unique" => request with { Unique = JsonRead.Flag(ref reader, where, name) },
            "sort" => request with { Sort = JsonRead.Choice<SearchSort>(ref reader, where, name) },
            "sortby" => request with { SortBy = isNull ? null : DirectiveJson.ReadFieldSort(ref reader, path) },
            "boosts" => request with { Boosts = JsonRead.List(ref reader, where, name, DirectiveJson.ReadBoost) },
            "groupby" => request with { GroupBy = JsonRead.TextOrNull(ref reader, where, name) },
            "limit" => request with { Limit = JsonRead.Int(ref reader, where, name) },
            "skip" => request with { Skip = JsonRead.Int(ref reader, where, name) },
            "after" => request with { After = JsonRead.TextOrNull(ref reader, where, name) },
            "fields" => request with { Fields = RequestPartsJson.ReadFields(ref reader, path) },
            "suggest" => request with { Suggest = JsonRead.Flag(ref reader, where, name) },
            "snippetlength" => request with { SnippetLength = JsonRead.Int(ref reader, where, name) },
            "timelimitms" => request with { TimeLimit = JsonRead.Duration(ref reader, where, name, TimeSpan.TicksPerMillisecond) },
            _ => null,
        };
    }

    public static void Write(Utf8JsonWriter writer, SearchRequest value)
    {
        writer.WriteStartObject();
        JsonWrite.TextIfAny(writer, "query"u8, value.Query);
        if (value.Tree is { } tree)
        {
            writer.WritePropertyName("tree"u8);
            NodeWriter.Write(writer, tree);
        }

        writer.WriteString("dialect"u8, EnumNames<QueryDialect>.Of(value.Dialect));
        writer.WriteBoolean("lenient"u8, value.Lenient);
        writer.WritePropertyName("limits"u8);
        SyntaxLimitsJson.Write(writer, value.Limits);
        writer.WriteString("defaultOperator"u8, EnumNames<QueryOperator>.Of(value.DefaultOperator));
        if (value.Published is { } published)
        {
            writer.WritePropertyName("published"u8);
            RequestPartsJson.Write(writer, published);
        }

        JsonWrite.List(writer, "select"u8, value.Select, DirectiveJson.Write);
        JsonWrite.List(writer, "facets"u8, value.Facets, DirectiveJson.Write);
        if (value.Timeline is { } timeline)
        {
            writer.WritePropertyName("timeline"u8);
            RequestPartsJson.Write(writer, timeline);
        }

        JsonWrite.List(writer, "significant"u8, value.Significant, RequestPartsJson.Write);
        if (value.Against is { } against)
        {
            writer.WritePropertyName("against"u8);
            BackgroundJson.Write(writer, against);
        }

        JsonWrite.TextIfAny(writer, "similarTo"u8, value.SimilarTo);
        writer.WriteBoolean("unique"u8, value.Unique);
        writer.WriteString("sort"u8, EnumNames<SearchSort>.Of(value.Sort));
        if (value.SortBy is { } by)
        {
            writer.WritePropertyName("sortBy"u8);
            DirectiveJson.Write(writer, by);
        }

        JsonWrite.List(writer, "boosts"u8, value.Boosts, DirectiveJson.Write);
        JsonWrite.TextIfAny(writer, "groupBy"u8, value.GroupBy);
        writer.WriteNumber("limit"u8, value.Limit);
        writer.WriteNumber("skip"u8, value.Skip);
        JsonWrite.TextIfAny(writer, "after"u8, value.After);
        writer.WritePropertyName("fields"u8);
        RequestPartsJson.Write(writer, value.Fields);
        writer.WriteBoolean("suggest"u8, value.Suggest);
        writer.WriteNumber("snippetLength"u8, value.SnippetLength);
        if (value.Now is { } now)
        {
            writer.WriteString("now"u8, now);
        }

        JsonWrite.TextIfAny(writer, "zone"u8, value.Zone);
        JsonWrite.Duration(writer, "timeLimitMs"u8, value.TimeLimit, TimeSpan.TicksPerMillisecond);
        writer.WriteEndObject();
    }
}
