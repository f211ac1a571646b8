using System.Globalization;

using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;
using SearchCore.Queries;

namespace SearchCore.Cli.Language;

/// <summary>Commands that narrow and order what is found. Each checks its value first, and runs the current search again with it.</summary>
internal static class FilterCommands
{
    private const string Off = "off";

    public static ExitCode? Select(Workspace workspace, string value)
    {
        var settings = workspace.State.Settings;
        if (value.Length == 0)
        {
            return Say(workspace, ".select", string.Join(", ", settings.Select.Select(s => $"{s.Kind}={s.Value}")));
        }

        if (value == Off)
        {
            return workspace.Change(settings with { Select = [] });
        }

        if (value[0] == '-')
        {
            return workspace.Change(settings with { Select = Without(settings.Select, value[1..].Trim()) });
        }

        var chosen = Choices.Read(workspace, value);
        var all = settings.Select.Concat(chosen).DistinctBy(s => (s.Kind, s.Value.ToUpperInvariant()));
        return workspace.Change(settings with { Select = [.. all] });
    }

    public static ExitCode? Sort(Workspace workspace, string value)
    {
        var settings = workspace.State.Settings;
        return value.Length == 0
            ? Say(workspace, ".sort", SessionState.Order(settings) ?? "relevance")
            : Checked(
                workspace, Common.Sorted(settings, ".sort", value == Off ? "relevance" : value),
                asked => asked.Sort is not null || asked.SortBy is not null);
    }

    public static ExitCode? Limit(Workspace workspace, string value) =>
        value.Length == 0
            ? Say(workspace, ".limit", workspace.State.Settings.Limit.ToString(CultureInfo.InvariantCulture))
            : workspace.Change(
                workspace.State.Settings with { Limit = Common.Number(".limit", value, 5, 1, 1_000) }, asked => asked.Limit is not null);

    public static ExitCode? Zone(Workspace workspace, string value)
    {
        var settings = workspace.State.Settings;
        if (value.Length == 0)
        {
            return Say(workspace, ".zone", settings.Zone ?? "UTC");
        }

        return workspace.Change(settings with { Zone = value == Off ? null : Common.ReadZone(value, ".zone").Id });
    }

    public static ExitCode? Date(Workspace workspace, string value)
    {
        var state = workspace.State;
        if (value.Length == 0)
        {
            return Say(workspace, ".date", state.Dates ?? "");
        }

        var range = value == Off
            ? null : DateRange.Read(".date", value.Trim('"'), workspace.Now, LocalDates.Zone(state.Settings.Zone));
        return Dated(workspace, state.Settings with { Published = range }, range is null ? null : value.Trim('"'));
    }

    public static ExitCode? Now(Workspace workspace, string value)
    {
        var state = workspace.State;
        if (value.Length == 0)
        {
            return Say(workspace, ".now", workspace.Now.ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture));
        }

        var before = state.Now;
        state.Now = value == Off ? null : Common.ReadNow(value, LocalDates.Zone(state.Settings.Zone), workspace.Shell, ".now");
        try
        {
            return workspace.Change(state.Settings);
        }
        catch
        {
            state.Now = before;
            throw;
        }
    }

    public static ExitCode? Dialect(Workspace workspace, string value) =>
        value.Length == 0
            ? Say(workspace, ".dialect", workspace.State.Settings.Dialect.ToString().ToLowerInvariant())
            : workspace.Change(
                workspace.State.Settings with { Dialect = value == Off ? QueryDialect.SearchCore : Common.ReadDialect(value, ".dialect") });

    public static ExitCode? TimeLimit(Workspace workspace, string value) =>
        value.Length == 0
            ? Say(workspace, ".time-limit", TimeLimitOption.Text(workspace.State.Settings.TimeLimit))
            : workspace.Change(workspace.State.Settings with { TimeLimit = TimeLimitOption.Read(".time-limit", value) });

    public static ExitCode? Reset(Workspace workspace, string value)
    {
        _ = value.Length == 0 ? value : throw new UsageException(".reset takes nothing behind it");
        var (state, before) = (workspace.State, (workspace.State.Dates, workspace.State.Now));
        var start = state.Start;
        (state.Dates, state.Now) = (start.Dates, start.Now);
        try
        {
            return workspace.Change(start.Settings);
        }
        catch
        {
            (state.Dates, state.Now) = before;
            throw;
        }
    }

    /// <summary>Takes settings with an interval of publication, and its text.</summary>
    public static ExitCode? Dated(Workspace workspace, SearchRequest settings, string? dates)
    {
        var before = workspace.State.Dates;
        workspace.State.Dates = dates;
        try
        {
            return workspace.Change(settings);
        }
        catch
        {
            workspace.State.Dates = before;
            throw;
        }
    }

    /// <summary>Tries settings in a search, where there is no current one that would, and takes them.</summary>
    public static ExitCode? Checked(Workspace workspace, SearchRequest settings, Func<QueryDirectives, bool>? directive = null)
    {
        if (workspace.Trail.Current is null)
        {
            _ = workspace.Index.Search(settings with { Limit = 1, Now = workspace.Now }, workspace.Shell.Cancellation);
        }

        return workspace.Change(settings, directive);
    }

    /// <summary>Says how a setting is.</summary>
    public static ExitCode? Say(Workspace workspace, string name, string value)
    {
        workspace.Shell.Out.WriteLine($"{name} {(value.Length == 0 ? "off" : SafeText.Line(value))}");
        return null;
    }

    private static List<DrillDown> Without(IReadOnlyList<DrillDown> chosen, string text)
    {
        var at = text.IndexOf('=');
        var kind = Common.ReadKind(".select", (at < 0 ? text : text[..at]).Trim());
        var value = at < 0 ? null : text[(at + 1)..].Trim();
        var left = chosen.Where(c => c.Kind != kind || (value is not null && !Is(c.Value, value) && !Is(c.Value, value.Trim('"'))))
            .ToList();
        return left.Count < chosen.Count ? left
            : throw new UsageException(chosen.Count == 0
                ? "nothing is chosen"
                : $"'{SafeText.Line(text)}' is not chosen; chosen are "
                    + string.Join(", ", chosen.Select(c => SafeText.Line($"{c.Kind}={c.Value}"))));

        static bool Is(string chosen, string typed) => chosen.Equals(typed, StringComparison.OrdinalIgnoreCase);
    }
}
