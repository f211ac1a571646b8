using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Output.Pictures;
using SearchCore.Cli.Terminal;
using SearchCore.Queries;

namespace SearchCore.Cli.Language;

/// <summary>Commands that say what is counted beside the hits.</summary>
internal static class CountCommands
{
    private const string Off = "off";

    public static ExitCode? Facets(Workspace workspace, string value) => Plotted(workspace, value, CountFacets);

    public static ExitCode? Timeline(Workspace workspace, string value) => Plotted(workspace, value, CountOverTime);

    public static ExitCode? Significant(Workspace workspace, string value) => Plotted(workspace, value, SetApart);

    public static ExitCode? Bars(Workspace workspace, string value)
    {
        var state = workspace.State;
        if (value.Length == 0)
        {
            return FilterCommands.Say(workspace, ".bars", state.Measure.ToString().ToLowerInvariant());
        }

        state.Measure = value == Off ? TimelineMeasure.Count : ResultOptions.ReadBars(".bars", value);
        return workspace.Change(state.Settings);
    }

    public static ExitCode? Draw(Workspace workspace, string value) => Words.Split(value) is [var file]
        ? workspace.Draw(file.Trim('"'))
        : throw new UsageException(".plot takes one file, FILE.svg or FILE.png; a name with blanks stands in single quotes");

    private static ExitCode? CountFacets(Workspace workspace, string value)
    {
        var settings = workspace.State.Settings;
        if (value.Length == 0)
        {
            return FilterCommands.Say(
                workspace, ".facets",
                string.Join(", ", settings.Facets.Select(f => $"{f.Kind}:{f.Top}{(f.Prefix is { } prefix ? $":{prefix}*" : "")}")));
        }

        IReadOnlyList<FacetRequest> facets = value == Off ? [] : [.. Common.ReadFacets(value, option: ".facets").DistinctBy(f => f.Kind)];
        Choices.RequireKinds(workspace, ".facets", facets.Select(f => f.Kind));
        return workspace.Change(settings with { Facets = facets });
    }

    private static ExitCode? CountOverTime(Workspace workspace, string value)
    {
        var settings = workspace.State.Settings;
        if (value.Length == 0)
        {
            var now = settings.Timeline is { } line
                ? $"{line.Unit.ToString().ToLowerInvariant()}{(line.By is { } by ? $":{by.Kind}:{by.Top}" : "")}" : "";
            return FilterCommands.Say(workspace, ".timeline", now);
        }

        if (value == Off)
        {
            return workspace.Change(settings with { Timeline = null });
        }

        if (char.IsAsciiDigit(value[0]))
        {
            return LookInto(workspace, value);
        }

        var timeline = ResultOptions.ReadTimeline(value, ".timeline");
        if (timeline.By is { } kind)
        {
            Choices.RequireKinds(workspace, ".timeline", [kind.Kind]);
        }

        return workspace.Change(settings with { Timeline = timeline }, asked => asked.Timeline is not null);
    }

    private static ExitCode? SetApart(Workspace workspace, string value)
    {
        var settings = workspace.State.Settings;
        if (value.Length == 0)
        {
            return FilterCommands.Say(
                workspace, ".significant", string.Join(", ", settings.Significant.Select(s => $"{s.Kind}:{s.Top}")));
        }

        IReadOnlyList<SignificantRequest> wanted = value == Off ? [] : [.. ResultOptions.ReadSignificant(value, ".significant")];
        Choices.RequireKinds(workspace, ".significant", wanted.Select(s => s.Kind).Where(k => k != SignificantRequest.Words));
        return workspace.Change(settings with { Significant = wanted });
    }

    public static ExitCode? Against(Workspace workspace, string value)
    {
        var settings = workspace.State.Settings;
        return value.Length == 0
            ? FilterCommands.Say(workspace, ".against", settings.Against?.Query ?? "")
            : FilterCommands.Checked(
                workspace,
                value == Off ? settings with { Against = null, Significant = [] } : ResultOptions.Compared(value, settings));
    }

    public static ExitCode? Count(Workspace workspace, string value)
    {
        workspace.Held.Refresh();
        var text = value.Length > 0 ? value : workspace.Trail.Current?.Request.Query;
        var (asked, dates) = value.Length == 0 && workspace.Trail.Current is { } step
            ? (step.Request, step.Dates) : (workspace.State.Settings, workspace.State.Dates);
        var request = workspace.Resolved(asked, dates) with
        {
            Query = text,
            Limit = 0,
            Facets = [],
            Timeline = null,
            Significant = [],
            Against = null,
        };
        var results = workspace.Index.Search(request, workspace.Shell.Cancellation);
        DiagnosticText.Write(workspace.Shell.Error, text ?? "", results.Warnings);
        workspace.Shell.Out.WriteLine(ResultsView.Total(results));
        return results.IsPartial ? ExitCode.Partial : results.Total.Value == 0 ? ExitCode.NoHits : ExitCode.Done;
    }

    // What is counted, and into a picture where the line says so at its end.
    private static ExitCode? Plotted(Workspace workspace, string value, Func<Workspace, string, ExitCode?> count)
    {
        const string Option = "--plot";
        var at = value.IndexOf(Option, StringComparison.Ordinal);
        if (at < 0)
        {
            return count(workspace, value);
        }

        var file = value[(at + Option.Length)..].TrimStart(' ', '=').Trim('\'', '"', ' ');
        Plot.RequireFile(Option, file, workspace.Shell);
        if (workspace.Trail.Current is null)
        {
            throw new UsageException($"{Option} draws the current search, and there is none yet; search first");
        }

        var wanted = value[..at].Trim();
        var code = wanted.Length > 0 ? count(workspace, wanted) : null;
        return workspace.Draw(file) is var drawn && code is null or ExitCode.Done ? drawn : code;
    }

    // A date in place of a unit looks into it: only what was published then, a unit finer.
    private static ExitCode? LookInto(Workspace workspace, string value)
    {
        var settings = workspace.State.Settings;
        var zone = LocalDates.Zone(settings.Zone);
        var range = DateRange.Read(".timeline", value, workspace.Now, zone);
        var days = range is { From: { } from, To: { } to } ? (to.UnixSeconds - from.UnixSeconds) / 86_400.0 : double.MaxValue;
        var unit = days switch
        {
            <= 45 => TimelineUnit.Day,
            <= 100 => TimelineUnit.Week,
            <= 1_200 => TimelineUnit.Month,
            _ => TimelineUnit.Year,
        };
        return FilterCommands.Dated(
            workspace, settings with { Published = range, Timeline = new(unit) { By = settings.Timeline?.By } }, SafeText.Line(value));
    }
}
