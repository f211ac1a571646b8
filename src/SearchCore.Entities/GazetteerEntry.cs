using System.Text.Json;

using SearchCore.Articles;

namespace SearchCore.Entities;

/// <summary>One entity of a user's own gazetteer. It wins over whatever the built-in lists and rules say.</summary>
/// <remarks>
/// A name or alias with a capital in it is found where the text writes its first and last word with a capital; one without
/// any is found however it is written. Case beyond that, diacritics and possessive endings make no difference.
/// </remarks>
public sealed record GazetteerEntry
{
    /// <summary>The entity's kind: one of <see cref="EntityKinds"/> or a kind of your own that <see cref="EntityKinds.IsValid"/> accepts.</summary>
    public required string Kind { get; init; }

    /// <summary>The canonical name, which every mention carries; also one of the forms that are found.</summary>
    public required string Name { get; init; }

    /// <summary>Further forms that are found. Default: none.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Reads JSON lines <c>{"kind":"person","name":"Vladimir Putin","aliases":["V. Putin"]}</c>; empty lines are skipped.</summary>
    /// <param name="lines">UTF-8 text. Read to its end, not closed.</param>
    /// <exception cref="FormatException">A line is no such object; the message names the line and what is wrong with it.</exception>
    public static IReadOnlyList<GazetteerEntry> ReadJsonLines(Stream lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var entries = new List<GazetteerEntry>();
        using var reader = new StreamReader(lines, leaveOpen: true);
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                entries.Add(ReadLine(line, number));
            }
        }

        return entries;
    }

    private static GazetteerEntry ReadLine(string line, int number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw Fault(number, "is no JSON object", null);
            }

            var kind = Text(json.RootElement, "kind", number);
            var name = Text(json.RootElement, "name", number);
            if (!EntityKinds.IsValid(kind))
            {
                throw Fault(number, $"has a kind \"{kind}\" that no index can hold", null);
            }

            var entry = new GazetteerEntry { Kind = kind, Name = name, Aliases = ReadAliases(json.RootElement, number) };
            return entry.Aliases.Prepend(name).FirstOrDefault(f => !f.Any(char.IsLetterOrDigit)) is { } empty
                ? throw Fault(number, $"has a form \"{empty}\" without a letter", null)
                : entry;
        }
        catch (JsonException e)
        {
            throw Fault(number, "is no JSON", e);
        }
    }

    private static List<string> ReadAliases(JsonElement root, int number)
    {
        var aliases = new List<string>();
        if (!root.TryGetProperty("aliases", out var list))
        {
            return aliases;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            throw Fault(number, "has aliases that are no list", null);
        }

        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String || string.IsNullOrWhiteSpace(item.GetString()))
            {
                throw Fault(number, "has an alias that is no text", null);
            }

            aliases.Add(item.GetString()!);
        }

        return aliases;
    }

    private static string Text(JsonElement root, string member, int number) =>
        root.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.GetString())
            ? value.GetString()!
            : throw Fault(number, $"has no \"{member}\"", null);

    private static FormatException Fault(int number, string what, Exception? inner) =>
        new($"line {number} of the gazetteer {what}; expected {{\"kind\":…,\"name\":…,\"aliases\":[…]}}", inner);
}
