using System.Text;
using System.Text.RegularExpressions;

using SearchCore.Cli.Interactive;
using SearchCore.Cli.Language;
using SearchCore.Cli.Output;
using SearchCore.Cli.Samples;
using SearchCore.Cli.Terminal;
using SearchCore.TestKit;

namespace SearchCore.Cli.Tests.Docs;

/// <summary>
/// docs/console.md is one session on the sample archive: its screens are what the console shows, its commands those of the table, its tests
/// are there. With SEARCHCORE_APPROVE=1 screens and commands are written anew.
/// </summary>
public sealed partial class ConsolePageTests
{
    private const int Width = 80;

    private static readonly string Page = Path.Combine(SharedData.Root, "docs", "console.md");

    [Fact]
    public void The_screens_of_the_page_are_those_of_a_session()
    {
        var text = File.ReadAllText(Page);
        var recorded = Record(text);
        if (Environment.GetEnvironmentVariable("SEARCHCORE_APPROVE") == "1")
        {
            File.WriteAllText(Page, recorded);
            text = recorded;
        }

        Assert.Equal(recorded, text, ignoreLineEndingDifferences: true);
        Assert.InRange(Screens().Count(text), 8, 40);

        // The page promises near-identical stories; a recording alone would write down that there are none.
        Assert.Contains("1 story of 2 articles", text, StringComparison.Ordinal);
        Assert.Contains("articles in 6 stories", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_lists_every_command() =>
        Assert.All(CommandTable.All, c => Assert.Contains($"| `{c.Name}", File.ReadAllText(Page), StringComparison.Ordinal));

    [Fact]
    public void Each_test_that_the_page_names_is_there()
    {
        var named = Tests().Matches(File.ReadAllText(Page)).Select(m => (m.Groups[1].Value, m.Groups[2].Value)).ToList();
        Assert.InRange(named.Count, 20, 60);
        var types = typeof(ConsolePageTests).Assembly.GetTypes().ToLookup(t => t.Name);
        Assert.All(named, n => Assert.Contains(types[n.Item1], t => t.GetMethod(n.Item2) is not null));
    }

    private static string Record(string text)
    {
        using var folder = new TempFolder();
        SampleArticles.Extract(folder["index-data/articles"]);
        File.WriteAllText(folder["evening.jsonl"], Block(text, "json").Replace("\n  ", " ", StringComparison.Ordinal));
        File.WriteAllText(folder["morning.lines"], Block(text, "lines"));
        using var screen = new StringWriter { NewLine = "\n" };
        using var terminal = new WrappingWriter(screen, () => Width);
        using var interruption = new Interruption();
        var shell = new Shell
        {
            In = Stream.Null,
            Out = terminal,
            Error = terminal,
            Interruption = interruption,
            InIsTerminal = true,
            OutIsTerminal = true,
            Width = () => Width,
            Folder = folder.Path,
            Homes = new(null, folder["data"]),
        };
        using var index = SampleIndex.OpenOrBuild(null, shell, out _);
        var workspace = new Workspace(shell, new(index), isInteractive: true, OutputFormat.Table);

        // The page does not depend on how fast a machine is.
        Interpreter.Run(workspace, ".time-limit off");
        var page = Screens().Replace(text, block =>
        {
            var lines = new StringBuilder("```console\n");
            foreach (var typed in block.Groups[1].Value.Split('\n').Where(l => l.Contains("› ", StringComparison.Ordinal)))
            {
                var line = typed[(typed.LastIndexOf("› ", StringComparison.Ordinal) + 2)..];
                lines.Append(Session.Prompt(workspace)).Append(line).Append('\n');
                screen.GetStringBuilder().Clear();
                Interpreter.Run(workspace, line);
                terminal.Flush();
                lines.Append(Same(screen.ToString(), folder.Path));
            }

            return lines.Append("```\n").ToString();
        });
        return page[..(page.IndexOf(Commands, StringComparison.Ordinal) + Commands.Length)] + "\n\n" + Reference()
            + page[page.IndexOf("## Beside other shells", StringComparison.Ordinal)..];
    }

    private const string Commands = "<!-- commands -->";

    private static string Reference()
    {
        var table = new StringBuilder();
        foreach (var (topic, about) in HelpText.Topics.Where(t => CommandTable.All.Any(c => c.Topic == t.Name)))
        {
            table.Append($"**{topic}**: {about}\n\n| | |\n| --- | --- |\n");
            foreach (var command in CommandTable.All.Where(c => c.Topic == topic))
            {
                var call = $"{command.Name} {command.Usage}".Trim().Replace("|", "\\|", StringComparison.Ordinal);
                var also = command.Aliases.Count > 0 ? $" (also {string.Join(", ", command.Aliases.Select(a => $"`{a}`"))})" : "";
                table.Append($"| `{call}` | {command.Summary}{also} |\n");
            }

            table.Append('\n');
        }

        return table.ToString();
    }

    private static string Block(string text, string language) =>
        Regex.Match(text, $"```{language}\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;

    // What differs from run to run: times, moments, rates, the folder.
    private static string Same(string screen, string folder)
    {
        screen = Times().Replace(screen, "0.0 ms").Replace(folder, "/news", StringComparison.Ordinal);
        screen = Rates().Replace(screen, "0.0 MB/s");
        return Moments().Replace(screen, "2025-05-31 08:00 UTC");
    }

    [GeneratedRegex("```console\n(.*?)```\n", RegexOptions.Singleline)]
    private static partial Regex Screens();

    [GeneratedRegex(@"`(\w+Tests)\.(\w+)`")]
    private static partial Regex Tests();

    [GeneratedRegex(@"\b\d+(\.\d+)? m?s\b")]
    private static partial Regex Times();

    [GeneratedRegex(@"\b\d+(\.\d+)? MB/s")]
    private static partial Regex Rates();

    [GeneratedRegex(@"\b20\d\d-\d\d-\d\d \d\d:\d\d UTC")]
    private static partial Regex Moments();
}
