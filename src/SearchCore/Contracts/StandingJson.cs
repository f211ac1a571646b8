using System.Text.Json;

using SearchCore.Queries;
using SearchCore.Queries.Json;

namespace SearchCore;

/// <summary>Standing queries, their scopes and their events in JSON. Queries are asked for, so that a slip in one is refused.</summary>
internal static class StandingJson
{
    private static readonly (QueryParts Part, string Name)[] Parts =
    [
        .. Enum.GetValues<QueryParts>().Where(p => p != QueryParts.None)
            .Select(p => (p, JsonNamingPolicy.CamelCase.ConvertName(p.ToString()))),
    ];

    public static StandingQuery ReadQuery(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (queryName, request, scope) = ((string?)null, (SearchRequest?)null, (SearchScope?)null);
        var (version, stored) = (0L, (DateTimeOffset?)null);
        while (JsonRead.Next(ref reader, out var name))
        {
            var isNull = reader.TokenType == JsonTokenType.Null;
            switch (JsonRead.Key(name))
            {
                case "name":
                    queryName = JsonRead.Text(ref reader, where, name);
                    break;
                case "request":
                    request = RequestJson.Read(ref reader, JsonRead.At(where, name));
                    break;
                case "scope":
                    scope = isNull ? null : ReadScope(ref reader, JsonRead.At(where, name));
                    break;
                case "version":
                    version = JsonRead.Long(ref reader, where, name);
                    break;
                case "stored":
                    stored = isNull ? null : RequestPartsJson.ReadMoment(ref reader, where, name);
                    break;
                default:
                    throw JsonRead.Unknown(where, name);
            }
        }

        return new()
        {
            Name = queryName ?? throw JsonRead.Missing(where, "name"),
            Request = request ?? throw JsonRead.Missing(where, "request"),
            Scope = scope,
            Version = version,
            Stored = stored,
        };
    }

    public static void Write(Utf8JsonWriter writer, StandingQuery value)
    {
        writer.WriteStartObject();
        JsonWrite.Text(writer, "name"u8, value.Name);
        writer.WritePropertyName("request"u8);
        RequestJson.Write(writer, value.Request);
        if (value.Scope is { } scope)
        {
            writer.WritePropertyName("scope"u8);
            Write(writer, scope);
        }

        if (value.Version > 0)
        {
            writer.WriteNumber("version"u8, value.Version);
        }

        if (value.Stored is { } stored)
        {
            writer.WriteString("stored"u8, stored);
        }

        writer.WriteEndObject();
    }

    public static SearchScope ReadScope(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (articles, forbidden) = ((QueryNode?)null, QueryParts.None);
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "articles":
                    articles = NodeReader.Read(ref reader, JsonRead.At(where, name));
                    break;
                case "forbidden":
                    foreach (var part in JsonRead.List(ref reader, where, name, ReadPart))
                    {
                        forbidden |= part;
                    }

                    break;
                default:
                    throw JsonRead.Unknown(where, name);
            }
        }

        return new(articles ?? throw JsonRead.Missing(where, "articles")) { Forbidden = forbidden };
    }

    public static void Write(Utf8JsonWriter writer, SearchScope value)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("articles"u8);
        NodeWriter.Write(writer, value.Articles);
        JsonWrite.List(
            writer, "forbidden"u8, [.. Parts.Where(p => value.Forbidden.HasFlag(p.Part)).Select(p => p.Name)], JsonWrite.TextElement);
        writer.WriteEndObject();
    }

    public static StandingEvent ReadEvent(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (number, version, commit) = ((long?)null, (long?)null, (long?)null);
        var (query, fault) = ((string?)null, (string?)null);
        var (at, article) = ((DateTimeOffset?)null, (SearchHit?)null);
        while (JsonRead.Next(ref reader, out var name))
        {
            var isNull = reader.TokenType == JsonTokenType.Null;
            switch (JsonRead.Key(name))
            {
                case "number":
                    number = JsonRead.Long(ref reader, where, name);
                    break;
                case "query":
                    query = JsonRead.Text(ref reader, where, name);
                    break;
                case "version":
                    version = JsonRead.Long(ref reader, where, name);
                    break;
                case "commit":
                    commit = JsonRead.Long(ref reader, where, name);
                    break;
                case "at":
                    at = RequestPartsJson.ReadMoment(ref reader, where, name);
                    break;
                case "article":
                    article = isNull ? null : HitJson.Read(ref reader, JsonRead.At(where, name));
                    break;
                case "fault":
                    fault = JsonRead.TextOrNull(ref reader, where, name);
                    break;
                default:
                    JsonRead.Skip(ref reader);
                    break;
            }
        }

        return new()
        {
            Number = number ?? throw JsonRead.Missing(where, "number"),
            Query = query ?? throw JsonRead.Missing(where, "query"),
            Version = version ?? throw JsonRead.Missing(where, "version"),
            Commit = commit ?? throw JsonRead.Missing(where, "commit"),
            At = at ?? throw JsonRead.Missing(where, "at"),
            Article = article,
            Fault = fault,
        };
    }

    public static void Write(Utf8JsonWriter writer, StandingEvent value)
    {
        writer.WriteStartObject();
        writer.WriteNumber("number"u8, value.Number);
        JsonWrite.Text(writer, "query"u8, value.Query);
        writer.WriteNumber("version"u8, value.Version);
        writer.WriteNumber("commit"u8, value.Commit);
        writer.WriteString("at"u8, value.At);
        if (value.Article is { } article)
        {
            writer.WritePropertyName("article"u8);
            HitJson.Write(writer, article);
        }

        JsonWrite.TextIfAny(writer, "fault"u8, value.Fault);
        writer.WriteEndObject();
    }

    private static QueryParts ReadPart(ref Utf8JsonReader reader, string where)
    {
        var text = JsonRead.TextElement(ref reader, where);
        return Array.Find(Parts, p => p.Name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { Name: not null } found
            ? found.Part
            : throw new JsonException(
                $"{where} is one of {string.Join(", ", Parts.Select(p => p.Name))}; there is no {JsonRead.Quote(text)}.");
    }
}
