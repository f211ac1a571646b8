using System.Text.RegularExpressions;

using SearchCore.Cli.Interactive.Editing;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Tests.Interactive.Editing;

public sealed class LineScreenTests
{
    [Fact]
    public void A_text_is_broken_before_the_last_column_and_the_cursor_is_found()
    {
        var screen = Lay(new("abcdefghij", 9), width: 8);
        Assert.Equal(["> abcde", "fghij"], screen.Rows.Select(Plain));
        Assert.Equal((1, 4), (screen.CursorRow, screen.CursorCell));
        Assert.Equal((1, 0), CursorOf(new("abcde", 5), 8));
    }

    [Fact]
    public void Wide_characters_are_not_cut_and_marks_stay_with_theirs()
    {
        var screen = Lay(new("北京市e\u0301x", 3), width: 8);
        Assert.Equal(["> 北京", "市e\u0301x"], screen.Rows.Select(Plain));
        Assert.Equal([6, 4], screen.Cells);
        Assert.Equal((1, 2), (screen.CursorRow, screen.CursorCell));
    }

    [Fact]
    public void Rows_of_a_text_are_rows_of_the_screen()
    {
        var screen = Lay(new("(a\nb", 4), width: 20);
        Assert.Equal(["> (a", "… b"], screen.Rows.Select(Plain));
        Assert.Equal((1, 3), (screen.CursorRow, screen.CursorCell));
    }

    [Fact]
    public void A_mistake_is_underlined_in_its_place_and_told_below()
    {
        var screen = Lay(new("persn:x", 7) { Faults = [new(0, 5, "unknown field")] }, width: 40);
        Assert.Equal("\e[1m> \e[0m\e[4;31mpersn\e[0m:x", screen.Rows[0]);
        Assert.Equal("unknown field", Plain(screen.Rows[1]));
        Assert.Equal("\e[4mpersn\e[0m:x", Lay(new("persn:x", 7) { Faults = [new(0, 5, "")] }, 40, color: false).Rows[0][10..]);
    }

    [Fact]
    public void What_may_be_taken_stands_behind_the_cursor()
    {
        var screen = Lay(new("sn", 2) { Ghost = "ow" }, width: 40);
        Assert.Equal("\e[1m> \e[0msn\e[90mow\e[0m", screen.Rows[0]);
        Assert.Equal(4, screen.CursorCell);
    }

    [Fact]
    public void A_long_prompt_leaves_half_of_the_row()
    {
        var screen = LineScreen.Of("news [place=ussr · newest] › ", new("snow", 4), 25, 10, new(false));
        Assert.Equal("news [place… snow", Plain(screen.Rows[0]));
    }

    [Fact]
    public void A_text_taller_than_the_window_is_shown_around_the_cursor()
    {
        var text = string.Join('\n', Enumerable.Range(1, 30));
        var screen = LineScreen.Of("> ", new(text, text.Length), 40, 10, new(false));
        Assert.Equal(10, screen.Rows.Count);
        Assert.Equal("… 30", Plain(screen.Rows[screen.CursorRow]));
    }

    [Theory]
    [InlineData(120, 20)]
    [InlineData(40, 6)]
    [InlineData(25, 3)]
    public void Candidates_fill_columns_and_say_how_many_there_are(int width, int most)
    {
        var candidates = Enumerable.Range(1, 50).Select(i => new Candidate($"v{i}", $"value {i}", $"{i:N0}")).ToList();
        for (var chosen = -1; chosen < 50; chosen++)
        {
            var rows = Candidates.Rows(candidates, chosen, width, most, new(true)).Select(Plain).ToList();
            Assert.InRange(rows.Count, 1, most);
            Assert.All(rows, row => Assert.True(CellWidth.Of(row) <= width, row));
            Assert.Contains(rows, row => Regex.IsMatch(row, $@"value {Math.Max(1, chosen + 1)} "));
        }
    }

    [Fact]
    public void Names_in_any_script_keep_their_columns()
    {
        List<Candidate> candidates = [new("a", "北京", "12"), new("b", "Köln", "3"), new("c", new string('x', 90), "4")];
        var rows = Candidates.Rows(candidates, -1, 30, 5, new(false)).Select(Plain).ToList();
        Assert.Equal(3, rows.Count);
        Assert.All(rows, row => Assert.Equal(30, CellWidth.Of(row)));
        Assert.Contains('…', rows[2]);
    }

    [Fact]
    public void What_all_candidates_begin_with_is_found_whatever_its_case()
    {
        Assert.Equal("Rot", Candidates.CommonStart([new("Rotterdam"), new("rothenburg")]));
        Assert.Equal("", Candidates.CommonStart([new("🚀"), new("🚁")]));
    }

    [Fact]
    public void A_cursor_within_a_character_stands_before_it()
    {
        // Three letters pair anew: the cursor is behind the first of them.
        Assert.Equal((0, 4), CursorOf(new("ab\U0001F1EB\U0001F1E9\U0001F1EA", 4), 40));
        Assert.Equal((0, 2), CursorOf(new("a\u0301b", 1), 40));
    }

    private static (int, int) CursorOf(EditorView view, int width) => (Lay(view, width).CursorRow, Lay(view, width).CursorCell);

    private static LineScreen Lay(EditorView view, int width, bool color = true) => LineScreen.Of("> ", view, width, 24, new(color));

    private static string Plain(string row) => Regex.Replace(row, "\e\\[[0-9;]*m", "");
}
