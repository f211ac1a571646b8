using SearchCore.Cli.Interactive.Editing;
using SearchCore.TestKit;

namespace SearchCore.Cli.Tests.Interactive.Editing;

public sealed class LineHistoryTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string FileName => folder["state/history"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Lines_are_kept_for_their_owner_alone_and_without_repetitions()
    {
        var history = new LineHistory(FileName);
        foreach (var line in new[] { "one", "one", " ", "two", "one", "of\ntwo rows" })
        {
            history.Add(line);
        }

        Assert.Equal(["one", "two", "one", "of two rows"], new LineHistory(FileName).Lines);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FileName));
        }
    }

    [Fact]
    public void A_line_is_in_the_file_as_soon_as_it_is_entered()
    {
        new LineHistory(FileName).Add("one");
        Assert.Equal("one\n", File.ReadAllText(FileName));
    }

    [Fact]
    public void Sessions_see_what_others_enter_and_their_own_lines_stay_the_newest()
    {
        LineHistory one = new(FileName), other = new(FileName);
        one.Add("mine");
        other.Add("theirs");
        one.Add("mine too");
        one.Refresh();
        other.Refresh();
        Assert.Equal(["theirs", "mine", "mine too"], one.Lines);
        Assert.Equal(["mine", "mine too", "theirs"], other.Lines);
        other.Refresh();
        Assert.Equal(3, other.Lines.Count);
    }

    [Fact]
    public void Sessions_that_write_at_once_lose_nothing()
    {
        const int Sessions = 8, Lines = 200;
        Parallel.For(0, Sessions, i =>
        {
            var history = new LineHistory(FileName);
            for (var line = 0; line < Lines; line++)
            {
                history.Add($"session {i} line {line}");
            }
        });
        Assert.Equal(
            Enumerable.Range(0, Sessions).SelectMany(i => Enumerable.Range(0, Lines).Select(l => $"session {i} line {l}")).Order(),
            File.ReadAllLines(FileName).Order());
    }

    [Fact]
    public void Half_a_line_of_a_session_that_is_writing_is_not_read_yet()
    {
        Directory.CreateDirectory(folder["state"]);
        File.WriteAllText(FileName, "whole\nha");
        var history = new LineHistory(FileName);
        Assert.Equal(["whole"], history.Lines);
        File.AppendAllText(FileName, "lf\n");
        history.Refresh();
        Assert.Equal(["whole", "half"], history.Lines);
    }

    [Fact]
    public void A_long_file_is_put_aside_and_still_read()
    {
        Directory.CreateDirectory(folder["state"]);
        File.WriteAllLines(FileName, Enumerable.Range(0, 120_000).Select(i => $"line {i}"));
        var history = new LineHistory(FileName);
        Assert.Equal("line 119999", history.Lines[^1]);
        history.Add("new");
        Assert.Equal("new\n", File.ReadAllText(FileName));
        Assert.Equal(["line 119999", "new"], new LineHistory(FileName).Lines.TakeLast(2));
        Assert.True(new LineHistory(FileName).Lines.Count <= 5_001);
    }

    [Fact]
    public void A_history_that_cannot_be_kept_is_no_error()
    {
        File.WriteAllText(folder["state"], "a file where a folder should be");
        var history = new LineHistory(FileName);
        history.Add("one");
        history.Refresh();
        Assert.Equal(["one"], history.Lines);
    }
}
