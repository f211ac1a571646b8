using System.Text.Json;

using SearchCore.Queries.Json;

namespace SearchCore;

/// <summary>Completions in JSON, and what is asked for.</summary>
internal static class CompletionJson
{
    public static CompletionRequest ReadRequest(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        string? text = null;
        var request = new CompletionRequest(string.Empty);
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "text":
                    text = JsonRead.Text(ref reader, where, name);
                    break;
                case "top":
                    request = request with { Top = JsonRead.Int(ref reader, where, name) };
                    break;
                case "kinds":
                    request = request with
                    {
                        Kinds = reader.TokenType == JsonTokenType.Null
                            ? null
                            : JsonRead.List(ref reader, where, name, JsonRead.TextElement),
                    };
                    break;
                case "words":
                    request = request with { Words = JsonRead.Flag(ref reader, where, name) };
                    break;
                case "titles":
                    request = request with { Titles = JsonRead.Flag(ref reader, where, name) };
                    break;
                case "timelimitms":
                    request = request with { TimeLimit = JsonRead.Duration(ref reader, where, name, TimeSpan.TicksPerMillisecond) };
                    break;
                default:
                    throw JsonRead.Unknown(where, name);
            }
        }

        return request with { Text = text ?? throw JsonRead.Missing(where, "text") };
    }

    public static void Write(Utf8JsonWriter writer, CompletionRequest value)
    {
        writer.WriteStartObject();
        JsonWrite.Text(writer, "text"u8, value.Text);
        writer.WriteNumber("top"u8, value.Top);
        if (value.Kinds is { } kinds)
        {
            JsonWrite.List(writer, "kinds"u8, kinds, JsonWrite.TextElement);
        }

        writer.WriteBoolean("words"u8, value.Words);
        writer.WriteBoolean("titles"u8, value.Titles);
        JsonWrite.Duration(writer, "timeLimitMs"u8, value.TimeLimit, TimeSpan.TicksPerMillisecond);
        writer.WriteEndObject();
    }

    public static Completions Read(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        List<Completion>? values = null;
        var isPartial = false;
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "values":
                    values = JsonRead.List(ref reader, where, name, ReadValue);
                    break;
                case "ispartial":
                    isPartial = JsonRead.Flag(ref reader, where, name);
                    break;
                default:
                    JsonRead.Skip(ref reader);
                    break;
            }
        }

        return new() { Values = values ?? throw JsonRead.Missing(where, "values"), IsPartial = isPartial };
    }

    public static void Write(Utf8JsonWriter writer, Completions value)
    {
        writer.WriteStartObject();
        JsonWrite.List(writer, "values"u8, value.Values, Write);
        writer.WriteBoolean("isPartial"u8, value.IsPartial);
        writer.WriteEndObject();
    }

    public static Completion ReadValue(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        CompletionSort? sort = null;
        var (kind, text) = ((string?)null, (string?)null);
        var (start, articles) = ((int?)null, (long?)null);
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "sort":
                    sort = JsonRead.Choice<CompletionSort>(ref reader, where, name);
                    break;
                case "kind":
                    kind = JsonRead.TextOrNull(ref reader, where, name);
                    break;
                case "text":
                    text = JsonRead.Text(ref reader, where, name);
                    break;
                case "start":
                    start = JsonRead.Int(ref reader, where, name);
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
            sort ?? throw JsonRead.Missing(where, "sort"),
            kind,
            text ?? throw JsonRead.Missing(where, "text"),
            start ?? throw JsonRead.Missing(where, "start"),
            articles ?? throw JsonRead.Missing(where, "articles"));
    }

    public static void Write(Utf8JsonWriter writer, Completion value)
    {
        writer.WriteStartObject();
        writer.WriteString("sort"u8, EnumNames<CompletionSort>.Of(value.Sort));
        JsonWrite.TextIfAny(writer, "kind"u8, value.Kind);
        JsonWrite.Text(writer, "text"u8, value.Text);
        writer.WriteNumber("start"u8, value.Start);
        writer.WriteNumber("articles"u8, value.Articles);
        writer.WriteEndObject();
    }
}
