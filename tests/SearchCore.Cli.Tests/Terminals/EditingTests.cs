using System.Diagnostics;
using System.Globalization;

namespace SearchCore.Cli.Tests.Terminals;

/// <summary>Keys in, screen out: the line editor in a real terminal.</summary>
public sealed class EditingTests(SampleFolder folder) : IClassFixture<SampleFolder>
{
    private const string Prompt = "archive › ";

    [TerminalTheory]
    [InlineData(120, 40)]
    [InlineData(80, 24)]
    [InlineData(40, 20)]
    public void Tab_shows_values_with_their_counts_below_and_chooses_one(int width, int height)
    {
        using var terminal = Start(width, height);
        terminal.Type("place:ro");
        terminal.Press("Tab");
        var screen = terminal.WaitFor("Rotterdam");
        Assert.Contains(screen.Split('\n'), row => row.StartsWith("Ro", StringComparison.Ordinal) && row.Any(char.IsAsciiDigit));
        Assert.All(screen[screen.IndexOf(Prompt, StringComparison.Ordinal)..].Split('\n'), row => Assert.True(row.Length < width));
        terminal.Press("Tab");
        terminal.WaitFor($"{Prompt}place:Rotterdam");
        terminal.Press("Enter");
        terminal.WaitForLastRow($"{Prompt}place:Rotterdam");
        terminal.Press("Enter");
        terminal.WaitFor(".open 1 reads one");
    }

    [TerminalFact]
    public void The_rest_of_an_earlier_line_stands_behind_the_cursor_and_is_taken_by_a_key()
    {
        using var terminal = Start(80, 24);
        terminal.Type("walrus NOT ice");
        terminal.Press("Enter");
        terminal.WaitFor("no articles");
        terminal.WaitForLastRow(Prompt);
        terminal.Type("walr");
        terminal.WaitForLastRow($"{Prompt}walrus NOT ice");
        Assert.Equal((Prompt + "walr").Length, terminal.Cursor.Cell);
        terminal.Press("Right");
        terminal.WaitFor(_ => terminal.Cursor.Cell == (Prompt + "walrus NOT ice").Length, "the cursor at the end");
    }

    [TerminalFact]
    public void A_mistake_is_underlined_while_it_is_typed()
    {
        using var terminal = Start(80, 24);
        terminal.Type("persn:x AND snow");
        terminal.WaitFor("did you mean 'person'");
        Assert.Matches(@"4m\e\[31m(\e\[49m)?persn", terminal.Styled);
        terminal.Press("C-c");
        terminal.WaitFor("^C");
        terminal.WaitForLastRow(Prompt);
    }

    [TerminalFact]
    public void Ctrl_r_finds_earlier_lines_one_after_the_other()
    {
        using var terminal = Start(80, 24);
        foreach (var query in new[] { "title:harbour", "title:glacier", "title:lithium" })
        {
            terminal.Type(query);
            terminal.Press("Enter");
            terminal.WaitForLastRow(Prompt);
        }

        terminal.Press("C-r");
        terminal.Type("title");
        terminal.WaitForLastRow("search back for 'title': title:lithium");
        terminal.Press("C-r");
        terminal.WaitForLastRow("search back for 'title': title:glacier");
        terminal.Press("Right");
        terminal.WaitForLastRow($"{Prompt}title:glacier");
    }

    [TerminalFact]
    public void An_open_bracket_goes_on_in_a_new_row_until_it_is_closed()
    {
        using var terminal = Start(80, 24);
        terminal.Type("(walrus OR");
        terminal.Press("Enter");
        terminal.WaitForLastRow("…");
        terminal.Type("narwhal)");
        terminal.Press("Enter");
        var screen = terminal.WaitFor("no articles");
        Assert.Contains($"{Prompt}(walrus OR\n… narwhal)\n", screen, StringComparison.Ordinal);
    }

    [TerminalFact]
    public void A_second_Enter_runs_what_is_open_with_what_is_wrong_in_it()
    {
        using var terminal = Start(80, 24);
        terminal.Type("\"snow");
        terminal.Press("Enter");
        terminal.WaitForLastRow("…");
        terminal.Press("Enter");
        terminal.WaitFor("SC107 this quotation mark has no partner");
    }

    [TerminalFact]
    public void A_paste_of_several_lines_is_one_text_and_runs_nothing()
    {
        using var terminal = Start(80, 24);
        terminal.Paste("snow OR\nice\n.quit\n");
        terminal.WaitForLastRow("… .quit");
        Assert.Contains($"{Prompt}snow OR\n… ice\n… .quit", terminal.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain("articles · ", terminal.Screen, StringComparison.Ordinal);
        terminal.Press("C-c");
        terminal.WaitForLastRow(Prompt);
    }

    [TerminalFact]
    public void A_line_is_drawn_anew_where_the_window_gets_another_size()
    {
        using var terminal = Start(80, 24);
        var text = string.Join(" OR ", Enumerable.Range(1, 8).Select(i => $"word{i}"));
        terminal.Type(text);
        terminal.WaitForLastRow(Prompt + text);
        terminal.Resize(40, 20);
        var screen = terminal.WaitFor(s => s.Split('\n')[^1].Length < 40 && s.Contains("\narchive › word1", StringComparison.Ordinal)
            && string.Concat(s[s.LastIndexOf("archive ›", StringComparison.Ordinal)..].Split('\n')) == Prompt + text, "rows of 40");
        Assert.Single(screen.Split("archive › word1")[1..]);
        terminal.Resize(120, 40);
        terminal.WaitForLastRow(Prompt + text);
        Assert.Single(terminal.Screen.Split("archive › word1")[1..]);
    }

    [TerminalFact]
    public void The_cursor_stands_where_the_terminal_has_it_whatever_the_script()
    {
        using var terminal = Start(80, 24);
        foreach (var text in new[] { "北京 x", "ｆｕｌｌ x", "Ko\u0308ln x", "서울 x", "🚀 x", "שלום x", "مرحبا x", "नमस्ते x", "a\u202Eb x" })
        {
            terminal.Type(text);
            terminal.WaitFor(s => s.EndsWith('x'), $"'{text}'");
            var row = terminal.LastRow;
            terminal.Press("C-a");
            terminal.WaitFor(_ => terminal.Cursor.Cell == Prompt.Length, "the cursor at the start");
            terminal.Press("C-e");
            terminal.Type("y");
            terminal.WaitForLastRow(row + "y");
            terminal.Press("C-u");
            terminal.WaitForLastRow(Prompt);
        }
    }

    [TerminalFact]
    public void Ctrl_z_stops_the_console_and_it_goes_on_where_it_was()
    {
        using var terminal = Start(80, 24);
        terminal.Type("snow");
        terminal.WaitForLastRow($"{Prompt}snow");
        terminal.Press("C-z");
        terminal.WaitFor("Stopped");
        terminal.Type("fg");
        terminal.Press("Enter");
        terminal.WaitForLastRow($"{Prompt}snow");
        terminal.Type("fall");
        terminal.WaitForLastRow($"{Prompt}snowfall");
    }

    [TerminalFact]
    public void Ctrl_c_gives_a_line_up_and_the_terminal_is_left_as_it_was()
    {
        using var terminal = Start(80, 24);
        terminal.Type("never sent");
        terminal.Press("C-c");
        terminal.WaitFor("never sent^C");
        terminal.WaitForLastRow(Prompt);
        terminal.Press("C-d");
        terminal.WaitForLastRow("shell>");
        terminal.Type("stty -a | tr ';' '\\n' | grep -c -e ' icanon' -e ' isig' -e ' echo '");
        terminal.Press("Enter");
        terminal.WaitFor("\n1\n");
    }

    [TerminalFact]
    public void A_request_to_end_is_honoured_while_a_line_is_typed_and_leaves_the_terminal_as_it_was()
    {
        using var terminal = Start(80, 24);
        terminal.Type("half a li");
        terminal.WaitFor("half a li");
        using var end = Process.Start("kill", ["-TERM", terminal.ConsoleId().ToString(CultureInfo.InvariantCulture)]);
        terminal.WaitFor(s => s.Split('\n')[^1].EndsWith("shell>", StringComparison.Ordinal), "the shell's prompt");
        terminal.Type("echo seen");
        terminal.Press("Enter");
        terminal.WaitFor("\nseen\n");
    }

    [TerminalFact]
    public void A_dumb_terminal_is_read_plainly_and_Ctrl_c_comes_back_to_the_prompt()
    {
        using var terminal = new TerminalSession(folder.Path, 80, 24, environment: "TERM=dumb");
        terminal.WaitForLastRow(Prompt);
        terminal.Type("never sent");
        terminal.WaitForLastRow($"{Prompt}never sent");
        terminal.Press("C-c");
        terminal.WaitForLastRow(Prompt);
        terminal.Type("snow");
        terminal.Press("Enter");
        terminal.WaitFor(".open 1 reads one");
        Assert.DoesNotContain("\\x", terminal.Screen, StringComparison.Ordinal);
        terminal.Press("C-c");
        terminal.WaitForLastRow(Prompt);
    }

    [TerminalFact]
    public void Without_colours_nothing_is_coloured()
    {
        using var terminal = new TerminalSession(folder.Path, 80, 24, environment: "NO_COLOR=1");
        terminal.WaitForLastRow(Prompt);
        terminal.Type("persn:x AND snow");
        terminal.WaitFor("did you mean 'person'");
        Assert.DoesNotMatch(@"\e\[[0-9;]*3[0-7]m", terminal.Styled);
        Assert.Matches(@"\e\[[0-9;]*4m(\e\[[0-9;]*m)*persn", terminal.Styled);
    }

    private TerminalSession Start(int width, int height)
    {
        var terminal = new TerminalSession(folder.Path, width, height);
        terminal.WaitForLastRow(Prompt);
        return terminal;
    }
}
