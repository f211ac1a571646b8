using SearchCore.Cli.Commands;
using SearchCore.Cli.Interactive.Editing;
using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Language;

/// <summary>The help of the language: an overview by topic, a page for each topic and for each command. Written from the table.</summary>
internal static class HelpText
{
    private const int Column = 36;

    /// <summary>The topics in order, each with what it is about.</summary>
    public static readonly IReadOnlyList<(string Name, string About)> Topics =
    [
        ("queries", "the query language on one screen"),
        ("reading", "going through hits and searches"),
        ("narrowing", "choices, dates, order, zone"),
        ("counting", "facets, timelines, what is significant"),
        ("research", "comparing, describing, near-duplicates"),
        ("keeping", "marks, notes, saved searches, alerts"),
        ("output", "exports, forms, columns"),
        ("scripts", "pipes, files of lines, the start file"),
        ("index", "loading, checking, moving an index"),
        ("console", "the console itself"),
        ("keys", "editing a line"),
    ];

    public static ExitCode? Write(Workspace workspace, string value)
    {
        var output = workspace.Shell.Out;
        var name = value.Trim().ToLowerInvariant();
        if (name.Length == 0)
        {
            WriteOverview(output);
        }
        else if (Topics.Any(t => t.Name == name))
        {
            WriteTopic(output, name);
        }
        else
        {
            WriteCommand(workspace, name.StartsWith('.') ? name : "." + name, value);
        }

        return null;
    }

    private static void WriteOverview(TextWriter output)
    {
        output.WriteLine("Type what you are looking for: words, \"a phrase\", person:\"Vladimir Putin\", date:2017-12 (.help queries).");
        output.WriteLine("What begins with a dot is a command; .help NAME explains one, .help TOPIC a topic:");
        output.WriteLine();
        foreach (var (topic, about) in Topics)
        {
            output.WriteLine($"  {topic,-10} {about}");
            const int Width = 66;
            var line = "";
            foreach (var command in CommandTable.All.Where(c => c.Topic == topic))
            {
                if (line.Length + command.Name.Length + 1 > Width)
                {
                    output.WriteLine($"             {line}");
                    line = "";
                }

                line += line.Length > 0 ? $" {command.Name}" : command.Name;
            }

            if (line.Length > 0)
            {
                output.WriteLine($"             {line}");
            }
        }
    }

    private static void WriteTopic(TextWriter output, string topic)
    {
        if (topic == "queries")
        {
            output.WriteLine(QueryHelp.Text);
            return;
        }

        if (topic == "keys")
        {
            foreach (var (keys, meaning) in EditorKeys.All)
            {
                output.WriteLine($"  {keys,-16}{meaning}");
            }

            return;
        }

        foreach (var command in CommandTable.All.Where(c => c.Topic == topic))
        {
            var call = $"{command.Name} {command.Usage}".TrimEnd();
            output.WriteLine(
                call.Length < Column - 3
                    ? $"  {call.PadRight(Column - 2)}{command.Summary}"
                    : $"  {call}\n{new string(' ', Column)}{command.Summary}");
        }
    }

    private static void WriteCommand(Workspace workspace, string name, string asked)
    {
        LineCommand command;
        try
        {
            command = CommandTable.Find(name);
        }
        catch (UsageException)
        {
            var near = CommandLine.Nearest(name, CommandTable.All.Select(c => c.Name).Concat(Topics.Select(t => "." + t.Name)));
            throw new UsageException(
                $"there is no command and no topic '{SafeText.Line(asked)}'"
                + (near is null ? "; .help lists them" : $"; did you mean '{near[1..]}'?"));
        }

        var output = workspace.Shell.Out;
        output.WriteLine($"{command.Name} {command.Usage}".TrimEnd());
        output.WriteLine($"  {command.Summary}");
        if (command.Aliases.Count > 0)
        {
            output.WriteLine($"  also {string.Join(", ", command.Aliases)}");
        }

        if (command.Page.Length > 0)
        {
            output.WriteLine();
            output.WriteLine(string.Join('\n', command.Page.Split('\n').Select(l => $"  {l}".TrimEnd())));
        }

        // A verb's own help says its options.
        if (CommandLine.All.FirstOrDefault(v => $".{v.Name}" == command.Name) is { } verb && command.Name != ".export")
        {
            output.WriteLine();
            Help.Write(workspace.Shell, verb);
        }
    }
}
