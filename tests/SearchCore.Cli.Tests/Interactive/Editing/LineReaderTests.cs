using SearchCore.Cli.Interactive.Editing;

namespace SearchCore.Cli.Tests.Interactive.Editing;

public sealed class LineReaderTests
{
    private static readonly ConsoleKeyInfo Enter = Keys.Key(ConsoleKey.Enter, '\r');

    [Fact]
    public void Lines_are_read_one_after_the_other()
    {
        using var run = new ConsoleRun("/");
        run.Type([.. Keys.Text("one\ntwo"), Keys.Control(ConsoleKey.C), .. Keys.Text("three"), Enter]);
        using var reader = new LineReader(run.Shell(), new LineHistory(null), new NoLineHelp());
        Assert.Equal(["one", "", "three", null], Enumerable.Range(0, 4).Select(_ => reader.Read("> ")));
    }

    [Fact]
    public void Pasted_escape_sequences_do_not_reach_the_screen()
    {
        using var run = new ConsoleRun("/");
        run.Type([.. Keys.Text("a\u202Eb"), Enter]);
        using var reader = new LineReader(run.Shell(), new LineHistory(null), new NoLineHelp());
        Assert.Equal("a\u202Eb", reader.Read("> "));
        Assert.DoesNotContain('\u202E', run.Out);
        Assert.Contains("a\\u202Eb", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_keys_lines_are_read_plainly()
    {
        using var run = new ConsoleRun("/") { Input = "one\n" };
        using var reader = new LineReader(run.Shell(), new LineHistory(null), new NoLineHelp());
        Assert.Equal("one", reader.Read("> "));
        Assert.Null(reader.Read("> "));
        Assert.Equal("> > ", run.Out);
    }
}
