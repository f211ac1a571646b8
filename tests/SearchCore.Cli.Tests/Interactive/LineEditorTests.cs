using SearchCore.Cli.Interactive;
using SearchCore.TestKit;

namespace SearchCore.Cli.Tests.Interactive;

public sealed class LineEditorTests
{
    private static readonly ConsoleKeyInfo Left = Keys.Key(ConsoleKey.LeftArrow), Right = Keys.Key(ConsoleKey.RightArrow),
        Home = Keys.Key(ConsoleKey.Home),
        Up = Keys.Key(ConsoleKey.UpArrow), Down = Keys.Key(ConsoleKey.DownArrow), Backspace = Keys.Key(ConsoleKey.Backspace, '\b'),
        Enter = Keys.Key(ConsoleKey.Enter, '\r');

    [Fact]
    public void What_is_typed_is_read() => Assert.Equal("surprise visit", Read(Keys.Text("surprise visit")));

    [Fact]
    public void The_cursor_moves_and_text_goes_in_where_it_stands() =>
        Assert.Equal("syria war", Read([.. Keys.Text("syri war"), Left, Left, Left, Left, .. Keys.Text("a")]));

    [Fact]
    public void A_character_of_several_units_is_deleted_as_one() =>
        Assert.Equal("a", Read([.. Keys.Text("a👩‍🚀e\u0301"), Backspace, Backspace]));

    [Fact]
    public void Keys_of_the_shell_work() => Assert.Equal(
        "xb", Read([.. Keys.Text("aa bb cc"), Keys.Control(ConsoleKey.W), Backspace, Keys.Control(ConsoleKey.A), Keys.Control(ConsoleKey.F),
        Right, Right, Right,
            Keys.Control(ConsoleKey.U), Home, .. Keys.Text("x"), Right, Keys.Control(ConsoleKey.K)]));

    [Fact]
    public void Ctrl_c_gives_a_line_up() => Assert.Equal("", Read([.. Keys.Text("never sent"), Keys.Control(ConsoleKey.C)]));

    [Fact]
    public void Ctrl_d_leaves_on_an_empty_line_and_deletes_on_another()
    {
        Assert.Null(Read([Keys.Control(ConsoleKey.D)]));
        Assert.Equal("bc", Read([.. Keys.Text("abc"), Home, Keys.Control(ConsoleKey.D)]));
    }

    [Fact]
    public void Up_and_down_walk_the_history_and_return_to_the_draft()
    {
        string[] old = ["first", "second"];
        Assert.Equal("second", Read([Up], old));
        Assert.Equal("first", Read([Up, Up, Up], old));
        Assert.Equal("draft", Read([.. Keys.Text("draft"), Up, Up, Down, Down, Down], old));
        Assert.Equal("second!", Read([Up, .. Keys.Text("!")], old));
    }

    [Fact]
    public void Pasted_escape_sequences_do_not_reach_the_screen()
    {
        using var run = new ConsoleRun("/");
        run.Type([.. Keys.Text("a\u202Eb"), Enter]);
        Assert.Equal("a\u202Eb", new LineEditor(run.Shell(), new LineHistory(null), "> ").Read());
        Assert.DoesNotContain('\u202E', run.Out);
        Assert.Contains("a\\u202Eb", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_history_is_kept_for_its_owner_alone_and_without_repetitions()
    {
        using var folder = new TempFolder();
        var file = folder["state/history"];
        var history = new LineHistory(file);
        foreach (var line in new[] { "one", "one", " ", "two", "one" })
        {
            history.Add(line);
        }

        history.Save();
        Assert.Equal(["one", "two", "one"], new LineHistory(file).Lines);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public void A_history_that_cannot_be_kept_is_no_error()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["state"], "a file where a folder should be");
        var history = new LineHistory(folder["state/history"]);
        history.Add("one");
        history.Save();
        Assert.Equal(["one"], history.Lines);
    }

    private static string? Read(IEnumerable<ConsoleKeyInfo> typed, params string[] old)
    {
        using var run = new ConsoleRun("/");
        run.Type([.. typed, Enter]);
        var history = new LineHistory(null);
        foreach (var line in old)
        {
            history.Add(line);
        }

        return new LineEditor(run.Shell(), history, "> ").Read();
    }
}
