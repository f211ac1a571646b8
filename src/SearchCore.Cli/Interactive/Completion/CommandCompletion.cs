using SearchCore.Cli.Interactive.Editing;
using SearchCore.Cli.Language;

namespace SearchCore.Cli.Interactive.Completion;

/// <summary>What may stand at the cursor of a dot command: its name, and what it takes.</summary>
internal sealed class CommandCompletion(ICommandNames commands, IndexValues values, string folder)
{
    private IReadOnlyList<string>? zones;

    public CompletionSet Complete(string text, int cursor, CancellationToken cancellation)
    {
        var (name, start) = Split(text, cursor);
        if (start is not { } behind)
        {
            return Set(0, cursor, commands.All.Where(c => c.Name.StartsWith(name, StringComparison.Ordinal)).Select(
                c => new Candidate(c.Argument == ArgumentKind.None ? c.Name : c.Name + " ", c.Name, c.Help)));
        }

        return commands.All.FirstOrDefault(c => c.Name == name)?.Argument switch
        {
            ArgumentKind.Kinds => Part(text, behind, cursor, [','], part => Matching(values.Kinds(), part, "")),
            ArgumentKind.Timeline => Unit(text, behind, cursor),
            ArgumentKind.KindAndValue => Value(text, behind, cursor, cancellation),
            ArgumentKind.Sort => Set(behind, cursor, Matching(Sorts(), text[behind..cursor], "")),
            ArgumentKind.Zone => Set(behind, cursor, Matching(Zones(), text[behind..cursor], "")),
            ArgumentKind.Topic => Set(
                behind, cursor,
                Matching(commands.Words(ArgumentKind.Topic).Union(commands.All.Select(c => c.Name[1..])), text[behind..cursor], "")),
            ArgumentKind.File => FileNames.Complete(text, behind, cursor, folder),
            { } argument => Part(text, behind, cursor, [' '], part => Matching(commands.Words(argument), part, "")),
            null => CompletionSet.None,
        };
    }

    /// <summary>Where the query begins that a command takes, where the cursor is in it; else null.</summary>
    public int? QueryStart(string text, int cursor) =>
        Split(text, cursor) is (var name, { } start) && commands.All.Any(c => c.Name == name && c.Argument == ArgumentKind.Query)
            ? start : null;

    /// <summary>The name of a command that there is not, unless it may become one that is.</summary>
    public LineFault? Unknown(string text, int cursor)
    {
        var blank = text.IndexOf(' ');
        var name = blank < 0 ? text : text[..blank];
        var known = blank >= 0 || cursor < text.Length
            ? commands.All.Any(c => c.Name == name)
            : commands.All.Any(c => c.Name.StartsWith(name, StringComparison.Ordinal));
        return known || commands.IsKnown(name) ? null : new(0, name.Length, $"there is no command '{name}'; .help lists them");
    }

    private static (string Name, int? Start) Split(string text, int cursor)
    {
        var blank = text.IndexOf(' ');
        if (blank < 0 || blank >= cursor)
        {
            return (text[..cursor], null);
        }

        var start = blank;
        while (start < cursor && text[start] == ' ')
        {
            start++;
        }

        return (text[..blank], start);
    }

    private CompletionSet Unit(string text, int start, int cursor) =>
        text.IndexOf(':', start, cursor - start) is var colon and >= 0
            ? Set(colon + 1, cursor, Matching(values.Kinds(), text[(colon + 1)..cursor], ""))
            : Set(start, cursor, Matching(QueryWords.Units, text[start..cursor], ""));

    private CompletionSet Value(string text, int start, int cursor, CancellationToken cancellation)
    {
        var sign = text.IndexOf('=', start, cursor - start);
        if (sign < 0)
        {
            return Set(start, cursor, Matching(values.Kinds(), text[start..cursor], "="));
        }

        var kind = text[start..sign].Trim().ToLowerInvariant();
        return Set(sign + 1, cursor, values.Values(kind, text[(sign + 1)..cursor].TrimStart(), cancellation)
            .Select(v => new Candidate(v.Value, v.Value, QueryCompletion.Count(v.Articles))));
    }

    private static CompletionSet Part(
        string text, int start, int cursor, char[] between, Func<string, IEnumerable<Candidate>> find)
    {
        var part = Math.Max(start, text.LastIndexOfAny(between, Math.Max(0, cursor - 1)) + 1);
        while (part < cursor && text[part] == ' ')
        {
            part++;
        }

        return Set(part, cursor, find(text[part..cursor]));
    }

    private static IEnumerable<Candidate> Matching(IEnumerable<string> names, string typed, string behind) =>
        names.Where(n => n.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).Select(n => new Candidate(n + behind, n));

    private static CompletionSet Set(int start, int end, IEnumerable<Candidate> candidates) =>
        candidates.ToList() is { Count: > 0 } found ? new(start, end, found) : CompletionSet.None;

    private IEnumerable<string> Sorts() =>
        QueryWords.Sorts.Concat(values.OwnOrders().SelectMany(name => (string[])[$"{name}:asc", $"{name}:desc"]));

    // The whole database is read for their names: once, and only where one is typed.
    private IReadOnlyList<string> Zones() =>
        zones ??= [.. TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id).Append("UTC").Distinct().Order(StringComparer.Ordinal)];
}
