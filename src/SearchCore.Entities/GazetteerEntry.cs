using System.Buffers;
using System.Text;
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
    /// <summary>
    /// The entity's kind: one of <see cref="EntityKinds"/> or a kind of your own that <see cref="EntityKinds.IsValid"/> accepts.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>The canonical name, which every mention carries; also one of the forms that are found.</summary>
    public required string Name { get; init; }

    /// <summary>Further forms that are found. Default: none.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>
    /// Reads JSON lines <c>{"kind":"person","name":"Vladimir Putin","aliases":["V. Putin"]}</c>; empty lines are skipped.
    /// </summary>
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

    /// <summary>What is wrong with the entry, as a predicate of a sentence; null where nothing is.</summary>
    internal string? Fault()
    {
        if (Kind is null || !EntityKinds.IsValid(Kind))
        {
            return $"has a kind \"{Kind}\" that no index can hold";
        }

        if (string.IsNullOrWhiteSpace(Name))
        {
            return "has no \"name\"";
        }

        if (Aliases is null)
        {
            return "has aliases that are no list";
        }

        return FaultOfForm(Name) ?? Aliases.Select(FaultOfForm).FirstOrDefault(f => f is not null);
    }

    private static string? FaultOfForm(string form) =>
        string.IsNullOrWhiteSpace(form) ? "has an alias that is no text"
        : !form.Any(char.IsLetterOrDigit) ? $"has a form \"{form}\" without a letter"
        : !IsWellFormed(form) ? "has a text with half a surrogate pair"
        : null;

    private static bool IsWellFormed(string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var length) != OperationStatus.Done)
            {
                return false;
            }

            rest = rest[length..];
        }

        return true;
    }

    private static GazetteerEntry ReadLine(string line, int number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw Faulty(number, "is no JSON object", null);
            }

            var entry = new GazetteerEntry
            {
                Kind = Text(json.RootElement, "kind", number),
                Name = Text(json.RootElement, "name", number),
                Aliases = ReadAliases(json.RootElement, number),
            };
            return entry.Fault() is { } fault ? throw Faulty(number, fault, null) : entry;
        }
        catch (JsonException e)
        {
            throw Faulty(number, "is no JSON", e);
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
            throw Faulty(number, "has aliases that are no list", null);
        }

        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String)
            {
                throw Faulty(number, "has an alias that is no text", null);
            }

            aliases.Add(Text(item, number));
        }

        return aliases;
    }

    private static string Text(JsonElement root, string member, int number) =>
        root.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String && Text(value, number) is { } text
        && !string.IsNullOrWhiteSpace(text)
            ? text
            : throw Faulty(number, $"has no \"{member}\"", null);

    // Escapes may spell half a surrogate pair, which the reader of JSON takes for a misuse of its own.
    private static string Text(JsonElement value, int number)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw Faulty(number, "has a text with half a surrogate pair", e);
        }
    }

    private static FormatException Faulty(int number, string what, Exception? inner) =>
        new($"line {number} of the gazetteer {what}; expected {{\"kind\":…,\"name\":…,\"aliases\":[…]}}", inner);
}
