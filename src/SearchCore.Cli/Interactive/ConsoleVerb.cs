using System.CommandLine;

using SearchCore.Cli.Commands;
using SearchCore.Cli.Exporting;
using SearchCore.Cli.Language;
using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Samples;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Interactive;

/// <summary>
/// What <c>searchcore</c> alone does: the console for a person, lines from the command line or a pipe, the tour where nobody asks anything.
/// </summary>
internal sealed class ConsoleVerb : Verb
{
    private readonly Option<bool> tour = new("--tour") { Description = "a short tour of the sample archive, never interactive" };
    private readonly Option<string[]> lines = new("-c")
    {
        HelpName = "LINE",
        Description = "run a line as the console takes it, a query or a command such as\n'.facets person', and end. May be repeated",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string?> index = Common.Index();
    private readonly Option<string?> zone = Common.Zone();
    private readonly Option<string?> output = Common.Output("of results: table, json, jsonl, csv, tsv, md");
    private readonly Option<bool> noStart =
        new("--no-rc") { Description = "leave out the start file, $XDG_CONFIG_HOME/searchcore/rc or\n~/.config/searchcore/rc" };

    public override string Name => "searchcore";

    public override string Call => "searchcore";

    public override string Summary => "the interactive console";

    public override IReadOnlyList<(string Call, string Meaning)> Examples =>
    [
        ("--tour", "a short tour"),
        ("--index my-index", "the console on an index of your own"),
        ("-c '.timeline month' -c tariff -c '.export tariff.csv'", "lines of the console, without it"),
        ("--index my-index < lines", "the same from a file: queries and commands, one a line"),
    ];

    public override IReadOnlyList<Option> Options => [tour, lines, index, zone, output, noStart];

    public override ExitCode Run(ParseResult line, Shell shell)
    {
        if (line.GetValue(tour))
        {
            if (Options.FirstOrDefault(o => o != tour && line.GetResult(o) is { Implicit: false }) is { } other)
            {
                throw new UsageException($"--tour shows the sample archive, and takes no {other.Name}");
            }

            return Tour.Run(shell);
        }

        var format = Target.Read(line.GetValue(output), null, shell.OutIsTerminal ? OutputFormat.Table : OutputFormat.Jsonl, shell).Format;
        _ = Common.ReadZone(line.GetValue(zone));
        if (line.GetValue(lines) is { Length: > 0 } given)
        {
            return RunLines(line, shell, format, given, "-c", readsInput: false);
        }

        if (!shell.InIsTerminal)
        {
            using var reader = new StreamReader(shell.In, leaveOpen: true);
            var (count, first) = NextLine(reader);
            return first is null
                ? Tour.Run(shell)
                : RunLines(
                    line, shell, format, Enumerable.Repeat("", count - 1).Append(first).Concat(Script.Lines(reader)), "standard input",
                    readsInput: true);
        }

        if (!shell.OutIsTerminal)
        {
            return Tour.Run(shell);
        }

        using var opened = Open(line.GetValue(index), shell, out var built, out var temporary);
        using var samples = temporary;
        var session = new Session(shell, new(opened), line.GetValue(output) is null ? null : format);
        Prepare(line, shell, session.Workspace);
        if (built)
        {
            Tour.Run(shell);
            shell.Out.WriteLine();
        }

        return session.Run();
    }

    private ExitCode RunLines(ParseResult line, Shell shell, OutputFormat format, IEnumerable<string> all, string name, bool readsInput)
    {
        using var opened = SampleIndex.OpenOrBuild(line.GetValue(index), shell, out _);
        var workspace = new Workspace(shell, new(opened), isInteractive: false, format) { ReadsInput = readsInput };
        workspace.State.IsModeChosen = line.GetValue(output) is not null;
        Prepare(line, shell, workspace);
        return Script.Run(workspace, all, name) ?? ExitCode.Done;
    }

    // The start file first, then what the command line says.
    private void Prepare(ParseResult line, Shell shell, Workspace workspace)
    {
        if (!line.GetValue(noStart) && shell.Homes.Settings is { } folder && Path.Combine(folder, "rc") is var file && File.Exists(file))
        {
            try
            {
                Script.RunFile(workspace, file, file, nested: 1);
            }
            catch (OperationCanceledException) when (workspace.IsInteractive && !shell.Interruption.IsEnding)
            {
                shell.Complain($"{SafeText.Line(file)}: stopped; the rest of it was left out");
                shell.Interruption.Rearm();
            }

            if (workspace.WantsToLeave)
            {
                shell.Complain($"{SafeText.Line(file)}: .quit ends the start file, not the console; --no-rc leaves the file out");
                workspace.WantsToLeave = false;
            }
        }

        if (line.GetValue(zone) is { } place)
        {
            FilterCommands.Zone(workspace, place);
        }

        workspace.State.KeepStart();
    }

    // Where a person finds no index and no samples to build one of, the console opens on samples of its own.
    private static ArticleIndex Open(string? asked, Shell shell, out bool built, out TemporaryIndex? temporary)
    {
        temporary = null;
        try
        {
            return SampleIndex.OpenOrBuild(asked, shell, out built);
        }
        catch (IndexException e) when (e.Fault == IndexFault.Missing && asked is null)
        {
            Greeting.Write(shell.Out, shell);
            shell.Out.WriteLine("Until then, here is the sample archive; it is gone when you leave. .tour shows what can be done.");
            shell.Out.WriteLine();
            shell.Out.Flush();
            built = false;
            temporary = TemporaryIndex.Build(shell);
            return temporary.Index;
        }
    }

    private static (int Number, string? Line) NextLine(StreamReader reader)
    {
        try
        {
            var number = 0;
            string? line;
            do
            {
                line = reader.ReadLine();
                number++;
            }
            while (line is not null && string.IsNullOrWhiteSpace(line));

            return (number, line);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A standard input that was closed, not just empty, reads as an error on some systems: it asks nothing either.
            return (0, null);
        }
    }
}
