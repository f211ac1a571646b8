using System.Globalization;
using System.Text.Json;

using SearchCore.Queries.Json;

namespace SearchCore.Queries;

/// <summary>Operators of proximity in JSON: as they are written, <c>"W/5"</c>, <c>"NOT /S"</c>.</summary>
internal static class ProximityJson
{
    private const string Expected = "an operator such as \"W/5\", \"PRE/5\", \"/S\" or \"/P3\", with \"NOT \" in front where it excludes";

    public static Proximity Read(ref Utf8JsonReader reader, string where) => Read(ref reader, where, "operator");

    public static Proximity Read(ref Utf8JsonReader reader, string where, string name)
    {
        var text = JsonRead.Text(ref reader, where, name);
        var excludes = text.StartsWith("NOT ", StringComparison.Ordinal);
        var written = text.AsSpan(excludes ? "NOT ".Length : 0);
        var inOrder = written.StartsWith("PRE/", StringComparison.Ordinal);
        if (written is ['/', 'S' or 'P', .. var units]
            && (units.IsEmpty || int.TryParse(units, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            return new(
                written[1] == 'S' ? ProximityUnit.Sentence : ProximityUnit.Paragraph,
                units.IsEmpty ? 0 : int.Parse(units, NumberStyles.None, CultureInfo.InvariantCulture), Excludes: excludes);
        }

        if ((inOrder || written.StartsWith("W/", StringComparison.Ordinal))
            && int.TryParse(written[(inOrder ? 4 : 2)..], NumberStyles.None, CultureInfo.InvariantCulture, out var distance))
        {
            return new(ProximityUnit.Words, distance, inOrder, excludes);
        }

        throw new JsonException($"{JsonRead.At(where, name)} is {Expected}, not {JsonRead.Quote(text)}.");
    }

    public static void Write(Utf8JsonWriter writer, Proximity value)
    {
        Require(value);
        writer.WriteStringValue(value.ToString());
    }

    /// <summary>Requires an operator that can be written: no other one means anything.</summary>
    public static void Require(Proximity value)
    {
        var isWritable = value.Distance >= 0
            && (value.Unit == ProximityUnit.Words || (EnumNames<ProximityUnit>.IsKnown(value.Unit) && !value.InOrder));
        if (!isWritable)
        {
            throw new JsonException($"no operator is written {value}: no distance is negative, and only distances in words have an order.");
        }
    }
}
