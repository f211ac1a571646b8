using System.Text.Json;

using SearchCore.Queries;
using SearchCore.Queries.Json;

namespace SearchCore;

/// <summary>What matches are compared with, in JSON, as a part of requests: a member that there is none of is refused.</summary>
internal static class BackgroundJson
{
    public static SearchBackground Read(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var background = new SearchBackground();
        while (JsonRead.Next(ref reader, out var name))
        {
            var isNull = reader.TokenType == JsonTokenType.Null;
            var path = JsonRead.At(where, name);
            background = JsonRead.Key(name) switch
            {
                "query" => background with { Query = JsonRead.TextOrNull(ref reader, where, name) },
                "tree" => background with { Tree = isNull ? null : NodeReader.Read(ref reader, path) },
                "published" => background with { Published = isNull ? null : RequestPartsJson.ReadRange(ref reader, path) },
                "select" => background with { Select = JsonRead.List(ref reader, where, name, DirectiveJson.ReadDrillDown) },
                _ => throw JsonRead.Unknown(where, name),
            };
        }

        return background;
    }

    public static void Write(Utf8JsonWriter writer, SearchBackground value)
    {
        writer.WriteStartObject();
        JsonWrite.TextIfAny(writer, "query"u8, value.Query);
        if (value.Tree is { } tree)
        {
            writer.WritePropertyName("tree"u8);
            NodeWriter.Write(writer, tree);
        }

        if (value.Published is { } published)
        {
            writer.WritePropertyName("published"u8);
            RequestPartsJson.Write(writer, published);
        }

        JsonWrite.List(writer, "select"u8, value.Select, DirectiveJson.Write);
        writer.WriteEndObject();
    }
}
