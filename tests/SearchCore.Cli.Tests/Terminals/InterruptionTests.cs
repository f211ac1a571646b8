using System.Diagnostics;

using SearchCore.TestKit;

namespace SearchCore.Cli.Tests.Terminals;

/// <summary>Ctrl-C comes back to the prompt, whatever runs.</summary>
public sealed class InterruptionTests(InterruptionTests.HeavyFolder folder) : IClassFixture<InterruptionTests.HeavyFolder>
{
    private const string Prompt = "heavy ›";

    [TerminalTheory]
    [InlineData("")]
    [InlineData("TERM=dumb")]
    public void A_query_that_runs_is_stopped(string environment)
    {
        using var terminal = new TerminalSession(folder.Path, 80, 24, "--index heavy", environment);
        terminal.WaitForLastRow(Prompt);
        terminal.Type(".time-limit off");
        terminal.Press("Enter");
        terminal.WaitFor(s => s.Split(Prompt).Length == 3 && s.EndsWith(Prompt, StringComparison.Ordinal), "the next prompt");

        // By a file of lines, so that the query need not be typed; it is a search at the prompt all the same.
        terminal.Type(".read query.lines");
        terminal.Press("Enter");
        terminal.WaitFor("\n.limit 5");
        terminal.Press("C-c");
        terminal.WaitFor("stopped");
        terminal.WaitForLastRow(Prompt);

        // What is set still shows at once, and the next query runs.
        terminal.Type("alpha AND nosuchword");
        terminal.Press("Enter");
        terminal.WaitFor("no articles");
        terminal.WaitForLastRow(Prompt);
        terminal.Type(".date 1999");
        terminal.Press("Enter");
        terminal.WaitFor("no articles · 1999");
    }

    [TerminalFact]
    public void A_file_of_lines_that_never_come_is_left()
    {
        using (var make = Process.Start("mkfifo", [folder["never"]]))
        {
            make.WaitForExit();
        }

        using var terminal = new TerminalSession(folder.Path, 80, 24, "--index heavy");
        terminal.WaitForLastRow(Prompt);
        File.WriteAllText(folder["never.lines"], ".limit\n.read never\n");
        terminal.Type(".read never.lines");
        terminal.Press("Enter");
        terminal.WaitFor("\n.limit 5");
        terminal.Press("C-c");
        terminal.WaitFor("stopped");
        terminal.WaitForLastRow(Prompt);
        File.Delete(folder["never"]);
    }

    /// <summary>
    /// A folder with an index on which a query takes long: articles of six words in every order, in which sloppy phrases are looked for.
    /// </summary>
    public sealed class HeavyFolder : IDisposable
    {
        private static readonly string[] Words = ["alpha", "bravo", "carol", "delta", "ember", "fjord"];

        private readonly TempFolder folder = new();

        public HeavyFolder()
        {
            if (TerminalSession.Missing is not null)
            {
                return;
            }

            var random = new Random(5);
            using (var file = File.CreateText(folder["heavy.jsonl"]))
            {
                for (var i = 0; i < 3_000; i++)
                {
                    var body = string.Join(' ', Enumerable.Range(0, 1_000).Select(_ => Words[random.Next(Words.Length)]));
                    file.WriteLine($$"""{"id":"{{i}}","title":"x","body":"{{body}}"}""");
                }
            }

            using var run = new ConsoleRun(folder.Path);
            Assert.Equal(ExitCode.Done, run.Run("index", "heavy.jsonl", "--index", "heavy", "--entities", "off"));

            // A second and more each, on any machine; the test does not wait for the last.
            var phrases = Enumerable.Range(0, 60)
                .Select(_ => $"\"{string.Join(' ', Words.Concat(Words).OrderBy(_ => random.Next()).Take(7))}\"~40");
            File.WriteAllText(folder["query.lines"], $".limit\n.count {string.Join(" OR ", phrases)}\n");
        }

        public string Path => folder.Path;

        public string this[string name] => folder[name];

        public void Dispose() => folder.Dispose();
    }
}
