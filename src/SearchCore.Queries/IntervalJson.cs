using System.Globalization;
using System.Text.Json;

using SearchCore.Queries.Json;

namespace SearchCore.Queries;

/// <summary>
/// Intervals of time in JSON: two bounds in ISO 8601, <c>*</c> for none. A bound outside of the years 1 to 9999, which only a program can
/// ask for, is a number of seconds since 1970.
/// </summary>
internal static class IntervalJson
{
    private const long EndOfTime = DateInterval.MaxSecond + 1;

    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:sszzz"];

    public static DateInterval Read(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var interval = default(DateInterval);
        while (JsonRead.Next(ref reader, out var name))
        {
            interval = JsonRead.Key(name) switch
            {
                "from" => interval with { From = Bound(ref reader, where, name) },
                "to" => interval with { To = Bound(ref reader, where, name) },
                _ => throw JsonRead.Unknown(where, name),
            };
        }

        return interval;
    }

    public static void Write(Utf8JsonWriter writer, DateInterval value)
    {
        writer.WriteStartObject();
        WriteBounds(writer, value);
        writer.WriteEndObject();
    }

    /// <summary>The bounds as members of an object.</summary>
    public static void WriteBounds(Utf8JsonWriter writer, DateInterval value)
    {
        Bound(writer, "from"u8, value.From);
        Bound(writer, "to"u8, value.To);
    }

    /// <summary>One bound.</summary>
    public static long? Bound(ref Utf8JsonReader reader, string where, string name)
    {
        if (reader.TokenType is JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType == JsonTokenType.Number)
        {
            return JsonRead.Long(ref reader, where, name);
        }

        return JsonRead.Text(ref reader, where, name) switch
        {
            "*" => null,
            "10000-01-01T00:00:00Z" => EndOfTime,
            var text => DateTimeOffset.TryParseExact(
                    text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
                ? moment.ToUnixTimeSeconds()
                : throw new JsonException(
                    $"{JsonRead.At(where, name)} is a date such as \"2020-01-01\" or \"2020-01-01T15:00:00Z\", or \"*\", "
                    + $"not {JsonRead.Quote(text)}."),
        };
    }

    private static void Bound(Utf8JsonWriter writer, ReadOnlySpan<byte> name, long? second)
    {
        if (second is < DateInterval.MinSecond or > EndOfTime)
        {
            writer.WriteNumber(name, second.Value);
        }
        else
        {
            writer.WriteString(name, DateInterval.Format(second));
        }
    }
}
