using System.Text.Json;

using SearchCore.Queries.Json;

namespace SearchCore.Queries;

/// <summary>Limits of syntax in JSON; an absent member is its default.</summary>
internal static class SyntaxLimitsJson
{
    public static SyntaxLimits Read(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var limits = SyntaxLimits.Default;
        while (JsonRead.Next(ref reader, out var name))
        {
            var value = JsonRead.Int(ref reader, where, name);
            limits = JsonRead.Key(name) switch
            {
                "textlength" => limits with { TextLength = value },
                "nesting" => value is >= 1 and <= SyntaxLimits.DeepestNesting
                    ? limits with { Nesting = value }
                    : throw new JsonException($"{JsonRead.At(where, name)} is a number from 1 to {SyntaxLimits.DeepestNesting}."),
                "clauses" => limits with { Clauses = value },
                "wildcardprefix" => limits with { WildcardPrefix = value },
                "asterisks" => limits with { Asterisks = value },
                "questionrun" => limits with { QuestionRun = value },
                "distance" => limits with { Distance = value },
                _ => throw JsonRead.Unknown(where, name),
            };
        }

        return limits;
    }

    public static void Write(Utf8JsonWriter writer, SyntaxLimits value)
    {
        writer.WriteStartObject();
        writer.WriteNumber("textLength"u8, value.TextLength);
        writer.WriteNumber("nesting"u8, value.Nesting);
        writer.WriteNumber("clauses"u8, value.Clauses);
        writer.WriteNumber("wildcardPrefix"u8, value.WildcardPrefix);
        writer.WriteNumber("asterisks"u8, value.Asterisks);
        writer.WriteNumber("questionRun"u8, value.QuestionRun);
        writer.WriteNumber("distance"u8, value.Distance);
        writer.WriteEndObject();
    }
}
