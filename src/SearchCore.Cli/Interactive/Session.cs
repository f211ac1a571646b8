using SearchCore.Cli.Interactive.Completion;
using SearchCore.Cli.Interactive.Editing;
using SearchCore.Cli.Language;
using SearchCore.Cli.Output;
using SearchCore.Cli.Samples;
using SearchCore.Cli.Terminal;

using Spectre.Console;

namespace SearchCore.Cli.Interactive;

/// <summary>The interactive console: a line at a time, with a prompt that says what is set.</summary>
internal sealed class Session
{
    private const string Mark = "› ";

    private readonly Shell shell;
    private readonly Workspace workspace;
    private readonly LineHistory history;

    /// <param name="shell">What stands around.</param>
    /// <param name="held">The index.</param>
    /// <param name="mode">How results are printed; null for a table.</param>
    public Session(Shell shell, HeldIndex held, OutputFormat? mode = null)
    {
        this.shell = shell;
        history = new(shell.HistoryFile);
        workspace = new(shell, held, isInteractive: true, mode ?? OutputFormat.Table) { History = () => history.Lines };
        workspace.State.IsModeChosen = mode is not null;
    }

    /// <summary>What the lines work on.</summary>
    public Workspace Workspace => workspace;

    /// <summary>Runs until the person leaves.</summary>
    public ExitCode Run()
    {
        var figures = workspace.Index.Statistics();
        Screen.Write(shell, new Paragraph()
            .Append($"searchcore {ProgramVersion.Text}", Screen.Strong)
            .Append($" · {Amounts.Count(figures.Articles, "article")} in {SafeText.Line(workspace.Held.Folder)}\n")
            .Append("Type what you are looking for. .help explains, .quit (or Ctrl-D) leaves.", Screen.Quiet));
        shell.Out.Flush();
        using var lines = new LineReader(
            shell, history,
            new ConsoleLineHelp(
                workspace.Index.OpenSearcher, new TableCommands(() => workspace.Keepsakes.Saved.Select(s => s.Name)), shell.Folder,
                () => new SearchRequest
                {
                    Dialect = workspace.State.Settings.Dialect,
                    Zone = workspace.State.Settings.Zone,
                    Now = workspace.Now,
                },
                () => workspace.Index.Fields));
        while (!workspace.WantsToLeave && lines.Read(Prompt(workspace)) is { } line)
        {
            if (line.Trim() is { Length: > 0 } text)
            {
                history.Add(text);
                Interpreter.Run(workspace, text);
            }

            shell.Out.Flush();
            shell.Interruption.Rearm();
        }

        return ExitCode.Done;
    }

    /// <summary>What stands before a line: <c>news [place=ussr · newest] ›</c>, at most half of the width.</summary>
    internal static string Prompt(Workspace workspace)
    {
        // As wide as the line's own screen leaves it (LineScreen): the last cell of a row stays free.
        var most = Math.Max(8, (workspace.Shell.Width() - 1) / 2);
        var name = SafeText.Line(workspace.Name);
        var choices = string.Join(" · ", workspace.State.Choices());
        var whole = choices.Length == 0 ? $"{name} {Mark}" : $"{name} [{choices}] {Mark}";
        if (CellWidth.Of(whole) <= most)
        {
            return whole;
        }

        // That something is chosen must show, even where there is no room for what; .show says it.
        var room = most - CellWidth.Of(name) - CellWidth.Of(" […] " + Mark);
        return choices.Length == 0 ? Mark : room < 1 ? $"[…] {Mark}" : $"{name} [{Cut(choices, room)}…] {Mark}";
    }

    private static string Cut(string text, int cells)
    {
        var end = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            cells -= CellWidth.Of(rune);
            if (cells < 0)
            {
                break;
            }

            end += rune.Utf16SequenceLength;
        }

        return text[..end].TrimEnd();
    }
}
