using System.Globalization;

using SearchCore.Cli.Commands;
using SearchCore.Cli.Exporting;
using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Samples;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Language;

/// <summary>Commands of the console itself: how results look and where they go, scripts, leaving.</summary>
internal static class ConsoleCommands
{
    public static ExitCode? Mode(Workspace workspace, string value)
    {
        var state = workspace.State;
        if (value.Length == 0)
        {
            return FilterCommands.Say(workspace, ".mode", Target.Name(state.Mode));
        }

        if (value == "off")
        {
            (state.Mode, state.IsModeChosen) = (workspace.Shell.OutIsTerminal ? OutputFormat.Table : OutputFormat.Jsonl, false);
            return null;
        }

        state.Mode = Target.Find(value) ?? throw new UsageException($".mode is one of {Target.Names}, off, not '{SafeText.Line(value)}'");
        state.IsModeChosen = true;
        return null;
    }

    public static ExitCode? Columns(Workspace workspace, string value)
    {
        var state = workspace.State;
        if (value.Length == 0)
        {
            return FilterCommands.Say(workspace, ".columns", string.Join(' ', state.Columns));
        }

        if (value is "off" or "all")
        {
            state.Columns = value == "all" ? ListStyle.Known : ListStyle.Standard;
            return null;
        }

        var columns = value.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        if (columns.FirstOrDefault(c => !ListStyle.Known.Contains(c, StringComparer.Ordinal)) is { } unknown)
        {
            var near = CommandLine.Nearest(unknown, ListStyle.Known);
            throw new UsageException(
                $".columns takes {string.Join(' ', ListStyle.Known)}, not '{SafeText.Line(unknown)}'"
                + (near is null ? "" : $"; did you mean '{near}'?"));
        }

        state.Columns = [.. columns.Distinct(StringComparer.Ordinal)];
        return null;
    }

    public static ExitCode? Timer(Workspace workspace, string value)
    {
        if (value.Length == 0)
        {
            return FilterCommands.Say(workspace, ".timer", workspace.State.Timer ? "on" : "off");
        }

        workspace.State.Timer = Switch(".timer", value);
        return null;
    }

    public static ExitCode? Bail(Workspace workspace, string value)
    {
        if (value.Length == 0)
        {
            return FilterCommands.Say(workspace, ".bail", workspace.State.Bail ? "on" : "off");
        }

        workspace.State.Bail = Switch(".bail", value);
        return null;
    }

    public static ExitCode? Read(Workspace workspace, string value)
    {
        if (value.Length == 0)
        {
            throw new UsageException(".read takes a file of lines as they are typed here");
        }

        var file = Unquoted(value);
        return Script.RunFile(workspace, workspace.Shell.Full(file), file, workspace.Depth + 1);
    }

    public static ExitCode? Show(Workspace workspace, string value)
    {
        _ = value.Length == 0 ? value : throw new UsageException(".show takes nothing behind it");
        var (state, output) = (workspace.State, workspace.Shell.Out);
        var settings = state.Settings;
        var text = CultureInfo.InvariantCulture;
        Line("index", string.Create(text, $"{workspace.Held.Folder} · {workspace.Index.Statistics().Articles:N0} articles"));
        Line("search", workspace.Trail.Current is { } step ? step.Label ?? step.Request.Query ?? "" : "none yet");
        foreach (var name in (string[])
            [".select", ".date", ".sort", ".zone", ".now", ".limit", ".time-limit", ".dialect", ".facets", ".timeline", ".bars",
                ".significant", ".against", ".columns", ".mode", ".timer", ".bail"])
        {
            CommandTable.Find(name).Run(workspace, "");
        }

        Line("marks", string.Create(text, $"{workspace.Keepsakes.Marks.Count:N0} · notes {workspace.Keepsakes.Noted.Count:N0}"));
        Line("saved", string.Join(", ", workspace.Keepsakes.Saved.Select(s => s.Name)));
        return null;

        void Line(string name, string about) => output.WriteLine($"{name} {(about.Length == 0 ? "none" : SafeText.Line(about))}");
    }

    public static ExitCode? History(Workspace workspace, string value)
    {
        var most = Common.Number(".history", value.Length == 0 ? null : value, 20, 1, 10_000);
        foreach (var line in workspace.History().TakeLast(most))
        {
            workspace.Shell.Out.WriteLine($"  {SafeText.Line(line)}");
        }

        return null;
    }

    public static ExitCode? ShowTour(Workspace workspace, string value)
    {
        _ = value.Length == 0 ? value : throw new UsageException(".tour takes nothing behind it");
        return Tour.Run(workspace.Shell);
    }

    public static ExitCode? Stats(Workspace workspace, string value)
    {
        if (value.Length > 0)
        {
            return VerbCommands.Run(workspace, "stats", value);
        }

        workspace.Held.Refresh();
        var figures = workspace.Index.Statistics();
        workspace.Shell.Out.WriteLine(
            $"{Amounts.Count(figures.Articles, "article")} · {Amounts.Count(figures.Segments, "segment")} · "
            + $"{Amounts.Bytes(figures.Bytes)} · commit {figures.Sequence}");
        return null;
    }

    public static ExitCode? Quit(Workspace workspace, string value)
    {
        _ = value.Length == 0 ? value : throw new UsageException(".quit takes nothing behind it");
        workspace.WantsToLeave = true;
        return null;
    }

    private static bool Switch(string command, string value) => value switch
    {
        "on" => true,
        "off" => false,
        _ => throw new UsageException($"{command} is on or off, not '{SafeText.Line(value)}'"),
    };

    private static string Unquoted(string value) => value is ['\'' or '"', .. { Length: > 0 } inner, '\'' or '"'] ? inner : value;
}
