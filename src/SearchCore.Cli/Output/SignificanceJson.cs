using System.Text.Json;

namespace SearchCore.Cli.Output;

/// <summary>What sets matches apart, as JSON; nothing where it was not asked for.</summary>
internal static class SignificanceJson
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<Significance> significant)
    {
        if (significant.Count == 0)
        {
            return;
        }

        json.WriteStartObject("significant"u8);
        foreach (var kind in significant)
        {
            json.WriteStartObject(kind.Kind);
            json.WriteNumber("sample"u8, kind.Sample);
            json.WriteNumber("archive"u8, kind.Archive);
            json.WriteStartArray("values"u8);
            foreach (var value in kind.Values)
            {
                json.WriteStartObject();
                json.WriteString("value"u8, value.Value);
                json.WriteNumber("score"u8, Math.Round(value.Score, 3));
                json.WriteNumber("matches"u8, value.Matches);
                json.WriteNumber("articles"u8, value.Articles);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
