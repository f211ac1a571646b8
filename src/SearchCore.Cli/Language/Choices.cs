using SearchCore.Cli.Commands;
using SearchCore.Cli.Options;
using SearchCore.Cli.Terminal;
using SearchCore.Queries;

namespace SearchCore.Cli.Language;

/// <summary>
/// Whether kinds and values that a person names are in the index, and which were meant: a setting that cannot find anything is refused
/// before it is kept.
/// </summary>
internal static class Choices
{
    private const int MostCompared = 1_000, MostOffered = 3;

    /// <summary>Checks kinds of facet.</summary>
    /// <param name="workspace">Whose index is meant.</param>
    /// <param name="command">Who asks.</param>
    /// <param name="kinds">The kinds.</param>
    /// <exception cref="UsageException">One is not in the index.</exception>
    public static void RequireKinds(Workspace workspace, string command, IEnumerable<string> kinds)
    {
        using var searcher = workspace.OpenSearcher();
        KnownKinds.Require(searcher, workspace.Shell, command, kinds);
    }

    /// <summary>Reads a choice: <c>place=Syria</c>, <c>place=Syria, Iraq</c>, or the number of a facet row.</summary>
    /// <exception cref="UsageException">The kind or the value is not in the index.</exception>
    public static IReadOnlyList<DrillDown> Read(Workspace workspace, string text)
    {
        if (text.All(char.IsAsciiDigit) && text.Length is > 0 and < 10)
        {
            var rows = workspace.Trail.FacetRows;
            var number = int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
            return number >= 1 && number <= rows.Count ? [rows[number - 1]]
                : throw new UsageException(rows.Count == 0
                    ? ".select NUMBER takes a row of the facets, and there are none; search first, or write .select place=Syria"
                    : $".select is the number of a facet row, 1 to {rows.Count}, or KIND=VALUE, not '{text}'");
        }

        // As it is typed first: a value may have quotes of its own.
        var typed = Common.ReadSelect(".select", text);
        RequireKinds(workspace, ".select", [typed.Kind]);
        var whole = Unquoted(typed);
        if (Has(workspace, typed) || Has(workspace, whole))
        {
            return [Has(workspace, typed) ? typed : whole];
        }

        var parts = whole.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(v => Unquoted(new(whole.Kind, v))).ToList();
        var missing = parts.FirstOrDefault(p => !Has(workspace, p));
        return missing.Kind is null && parts.Count > 1 ? parts : throw Unknown(workspace, parts.Count > 1 ? missing : whole);
    }

    private static DrillDown Unquoted(DrillDown choice) =>
        choice.Value is ['"', .. { Length: > 0 } inner, '"'] ? choice with { Value = inner } : choice;

    private static bool Has(Workspace workspace, DrillDown choice) => workspace.Index.Search(
        new() { Select = [choice], Limit = 0, Suggest = false, TimeLimit = Timeout.InfiniteTimeSpan },
        workspace.Shell.Cancellation).Total.Value > 0;

    private static UsageException Unknown(Workspace workspace, DrillDown choice)
    {
        using var searcher = workspace.OpenSearcher();
        var (kind, value) = (choice.Kind, choice.Value);
        var offered = searcher.Terms(kind, value, MostOffered, workspace.Shell.Cancellation).Select(v => v.Value).ToList();
        if (offered.Count == 0)
        {
            var names = searcher.Terms(kind, "", MostCompared, workspace.Shell.Cancellation);
            var near = CommandLine.Nearest(value.ToLowerInvariant(), names.Select(n => n.Value.ToLowerInvariant()));
            offered.AddRange(
                names.Where(n => string.Equals(n.Value, near, StringComparison.OrdinalIgnoreCase)).Select(n => n.Value).Take(1));
        }

        return new(
            $".select: no article has the {SafeText.Line(kind)} '{SafeText.Line(value)}'; "
            + (offered.Count > 0
                ? $"did you mean {string.Join(" or ", offered.Select(o => $"'{SafeText.Line(o)}'"))}?"
                : $".terms {SafeText.Line(kind)} lists what there is"));
    }
}
