using System.Diagnostics;

namespace SearchCore.Cli.Tests.Terminals;

/// <summary>What sessions remember, side by side and where one is killed.</summary>
public sealed class HistoryTests(SampleFolder folder) : IClassFixture<SampleFolder>
{
    [TerminalFact]
    public void Two_sessions_at_once_lose_no_line_and_their_own_come_first()
    {
        using var one = new TerminalSession(folder.Path, 80, 24);
        using var other = new TerminalSession(folder.Path, 80, 24);
        one.WaitForLastRow("archive ›");
        other.WaitForLastRow("archive ›");
        var typed = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            foreach (var (terminal, name) in new[] { (one, "one"), (other, "other") })
            {
                typed.Add($"id:{name}{i}");
                terminal.Type(typed[^1]);
                terminal.Press("Enter");
            }
        }

        foreach (var terminal in new[] { one, other })
        {
            terminal.WaitFor(s => s.Split("no articles").Length == 6 && s.EndsWith("archive ›", StringComparison.Ordinal), "five answers");
        }

        Assert.Equal(typed.Order(), File.ReadAllLines(folder["state/searchcore/history"]).Where(typed.Contains).Order());
        // What the other one entered is there from the next line on.
        one.Press("Enter");
        one.Press("Up");
        one.WaitForLastRow("archive › id:one4");
        one.Press("C-u");
        one.Press("C-r");
        one.Type("other4");
        one.WaitForLastRow("search back for 'other4': id:other4");
    }

    [TerminalFact]
    public void A_session_that_is_killed_loses_no_more_than_the_line_being_typed()
    {
        using var terminal = new TerminalSession(folder.Path, 80, 24);
        terminal.WaitForLastRow("archive ›");
        terminal.Type("title:killed");
        terminal.Press("Enter");
        terminal.WaitFor("no articles");
        terminal.WaitForLastRow("archive ›");
        terminal.Type("half a li");
        terminal.WaitFor("half a li");
        using var console = Process.GetProcessById(terminal.ConsoleId());
        console.Kill();
        terminal.WaitFor("Killed");
        Assert.Contains("title:killed", File.ReadAllLines(folder["state/searchcore/history"]));
    }
}
