using System.Text.RegularExpressions;

namespace SearchCore.Cli.Tests.Terminals;

/// <summary>
/// What a working day with an earlier console complained of, each at three sizes: keys in, screen out. Completion, the article that
/// scrolled past its match and the timeline that scrolled away have classes of their own.
/// </summary>
public sealed partial class FaultTests(SampleFolder folder) : IClassFixture<SampleFolder>
{
    [TerminalTheory]
    [InlineData(120, 40)]
    [InlineData(80, 24)]
    [InlineData(40, 20)]
    public void A_mistake_poisons_no_later_query(int width, int height)
    {
        using var terminal = Start(width, height);
        Enter(terminal, ".facets plcae", "there is no kind 'plcae' in this index; did you mean 'place'?");
        Enter(terminal, ".select nosuchkind=x", ".select: there is no kind 'nosuchkind' in this index");
        Enter(terminal, "ferry AND Barra", ".open 1 reads one");
    }

    [TerminalTheory]
    [InlineData(120, 40, "archive [place=Rotterdam · newest] ›")]
    [InlineData(80, 24, "archive [place=Rotterdam · newest] ›")]
    [InlineData(40, 20, "archive [place…] ›")]
    [InlineData(25, 20, "[…] ›")]
    public void What_is_set_shows_in_the_prompt_and_above_the_hits(int width, int height, string prompt)
    {
        using var terminal = Start(width, height);
        Enter(terminal, ".timer off");
        Enter(terminal, ".facets off");
        Enter(terminal, ".limit 1");
        Enter(terminal, ".columns title");
        Enter(terminal, ".select place=Rotterdam");
        Enter(terminal, ".sort newest");
        Enter(terminal, "strike", "1 of 7 · place=Rotterdam · newest");
        terminal.WaitForLastRow(prompt);
        Enter(terminal, ".select -place", "1 of 7 · newest");
    }

    [TerminalTheory]
    [InlineData(120, 40)]
    [InlineData(80, 24)]
    [InlineData(40, 20)]
    public void A_pipe_takes_commands_for_commands_and_exports_what_was_found(int width, int height)
    {
        using var terminal = new TerminalSession(folder.Path, width, height, arguments: null);
        terminal.Type("clear; printf '.select place=Oban\\n.count ferry\\n.export ferry.csv --limit 2\\n' | searchcore --index archive");
        terminal.Press("Enter");
        WaitForLetters(terminal, "there is nothing to export yet; search first");
        terminal.Type(
            "clear; printf '.select place=Oban\\nferry\\n.export ferry.csv --limit 2\\n' | searchcore --index archive >found.jsonl");
        terminal.Press("Enter");
        WaitForLetters(terminal, "2 articles exported in ferry.csv");
        Assert.Equal(3, File.ReadAllText(folder["ferry.csv"]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [TerminalTheory]
    [InlineData(120, 40)]
    [InlineData(80, 24)]
    [InlineData(40, 20)]
    public void What_is_on_the_screen_is_exported_with_what_was_counted(int width, int height)
    {
        using var terminal = Start(width, height);
        Enter(terminal, ".timeline year", "");
        Enter(terminal, "strike", ".open 1 reads one");
        var name = $"screen{width}.csv";
        Enter(terminal, $".export {name}", $"7 articles exported in {name}, screen{width}.facets.csv, screen{width}.timeline.csv");
        Enter(terminal, $".plot screen{width}.svg", $"drawn: screen{width}.svg");
        Assert.Contains("2019: 5 of 14", File.ReadAllText(folder[$"screen{width}.svg"]), StringComparison.Ordinal);
        Enter(terminal, $".plot screen{width}.png", "PNG is made by a program of its own, searchcore-plot, which is not here");
    }

    [TerminalTheory]
    [InlineData(40)]
    [InlineData(25)]
    public void Messages_help_and_tables_are_broken_between_words_in_a_narrow_window(int width)
    {
        using var terminal = Start(width, 40);
        Enter(terminal, ".select place=Rotterdma", "no article has the place 'Rotterdma'; did you mean 'Rotterdam'?");
        Enter(terminal, ".help select", "A kind or value that no article has is refused.");
        Enter(terminal, ".compare 2019 2022 --top 1", "More in B: 2022, against 2019 none");
        terminal.Resize(width, 60);
        Assert.All(terminal.Rows, row => Assert.True(row.Length <= width, row));
        Assert.DoesNotContain(terminal.Rows, row => row.StartsWith("otterd", StringComparison.Ordinal));
        Assert.Contains("here 5 · of 14 · there 0 · of those 13", Flat(terminal.Screen), StringComparison.Ordinal);
    }

    [TerminalFact]
    public void Text_that_is_read_from_the_right_keeps_its_order_and_the_cursor_its_place()
    {
        using var terminal = Start(80, 24);
        terminal.Type("שלום עולם");
        terminal.WaitForLastRow("archive › שלום עולם");
        Assert.Equal("archive › ".Length + 9, terminal.Cursor.Cell);
        terminal.Press("Left", "Left", "Left", "Left");
        terminal.Press("BSpace");
        terminal.WaitForLastRow("archive › שלוםעולם");
        Assert.Equal("archive › ".Length + 4, terminal.Cursor.Cell);
        terminal.Press("C-e", "C-u");
        terminal.Type("مرحبا");
        terminal.Press("C-a");
        terminal.Type("title:");
        terminal.WaitForLastRow("archive › title:مرحبا");
        terminal.Press("Enter");
        terminal.WaitFor("no articles");
    }

    private TerminalSession Start(int width, int height)
    {
        // Whatever this machine has installed, PNG cannot be made here.
        var terminal = new TerminalSession(folder.Path, width, height, environment: "SEARCHCORE_PLOT=/nowhere/searchcore-plot");
        terminal.WaitFor(s => s.EndsWith('›'), "the prompt");
        return terminal;
    }

    // Types a line, and waits for a text that may be broken anywhere, and for the prompt behind it.
    private static void Enter(TerminalSession terminal, string line, string answer = "")
    {
        terminal.WaitFor(s => s.EndsWith('›'), "the prompt");
        terminal.Press("C-l");
        terminal.WaitFor(s => !s.Contains('\n', StringComparison.Ordinal), "a clear screen");
        terminal.Type(line);
        terminal.Press("Enter");
        terminal.WaitFor(s => s.EndsWith('›') && s.Contains('\n', StringComparison.Ordinal)
            && Flat(s).Contains(answer, StringComparison.Ordinal), $"'{answer}'");
    }

    // Where output is a file, nobody asks how wide the terminal is that messages go to, and it breaks them where it likes.
    private static void WaitForLetters(TerminalSession terminal, string text) => terminal.WaitFor(
        s => Blanks().Replace(s, "").Contains(Blanks().Replace(text, ""), StringComparison.Ordinal), $"'{text}'");

    private static string Flat(string screen) => Blanks().Replace(screen, " ");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
