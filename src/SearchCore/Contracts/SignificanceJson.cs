using System.Text.Json;

using SearchCore.Queries.Json;

namespace SearchCore;

/// <summary>What sets matches apart, in JSON: in results by kind, else each with its kind.</summary>
internal static class SignificanceJson
{
    public static Significance Read(ref Utf8JsonReader reader, string where) => Read(ref reader, where, needsKind: true);

    /// <summary>One whose kind is the name of the member that it is.</summary>
    public static Significance ReadMembers(ref Utf8JsonReader reader, string where) => Read(ref reader, where, needsKind: false);

    public static void Write(Utf8JsonWriter writer, Significance value)
    {
        writer.WriteStartObject();
        JsonWrite.Text(writer, "kind"u8, value.Kind);
        WriteMembers(writer, value);
        writer.WriteEndObject();
    }

    public static void WriteMembers(Utf8JsonWriter writer, Significance value)
    {
        writer.WriteNumber("sample"u8, value.Sample);
        writer.WriteNumber("archive"u8, value.Archive);

        // The ratio is for readers: it follows from the rest.
        JsonWrite.List(writer, "values"u8, value.Values, (json, one) => Write(json, one, value.RatioOf(one)));
    }

    public static SignificantValue ReadValue(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (value, score, matches, articles) = ((string?)null, (double?)null, (long?)null, (long?)null);
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "value":
                    value = JsonRead.Text(ref reader, where, name);
                    break;
                case "score":
                    score = JsonRead.Number(ref reader, where, name);
                    break;
                case "matches":
                    matches = JsonRead.Long(ref reader, where, name);
                    break;
                case "articles":
                    articles = JsonRead.Long(ref reader, where, name);
                    break;
                default:
                    JsonRead.Skip(ref reader);
                    break;
            }
        }

        return new(
            value ?? throw JsonRead.Missing(where, "value"),
            score ?? throw JsonRead.Missing(where, "score"),
            matches ?? throw JsonRead.Missing(where, "matches"),
            articles ?? throw JsonRead.Missing(where, "articles"));
    }

    public static void Write(Utf8JsonWriter writer, SignificantValue value) => Write(writer, value, null);

    private static void Write(Utf8JsonWriter writer, SignificantValue value, double? ratio)
    {
        writer.WriteStartObject();
        JsonWrite.Text(writer, "value"u8, value.Value);
        writer.WriteNumber("score"u8, value.Score);
        writer.WriteNumber("matches"u8, value.Matches);
        writer.WriteNumber("articles"u8, value.Articles);
        if (ratio is { } times)
        {
            writer.WriteNumber("ratio"u8, Math.Round(times, 2));
        }

        writer.WriteEndObject();
    }

    private static Significance Read(ref Utf8JsonReader reader, string where, bool needsKind)
    {
        JsonRead.Begin(ref reader, where);
        var (kind, sample, archive, values) = ((string?)null, 0L, 0L, new List<SignificantValue>());
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "kind":
                    kind = JsonRead.Text(ref reader, where, name);
                    break;
                case "sample":
                    sample = JsonRead.Long(ref reader, where, name);
                    break;
                case "archive":
                    archive = JsonRead.Long(ref reader, where, name);
                    break;
                case "values":
                    values = JsonRead.List(ref reader, where, name, ReadValue);
                    break;
                default:
                    JsonRead.Skip(ref reader);
                    break;
            }
        }

        return new()
        {
            Kind = kind ?? (needsKind ? throw JsonRead.Missing(where, "kind") : string.Empty),
            Sample = sample,
            Archive = archive,
            Values = values,
        };
    }
}
