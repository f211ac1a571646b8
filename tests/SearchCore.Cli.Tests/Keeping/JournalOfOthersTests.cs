using SearchCore.Cli.Keeping;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Tests.Keeping;

/// <summary>A journal that a newer version writes to as well: what this one cannot read is kept and told.</summary>
public sealed class JournalOfOthersTests : IDisposable
{
    private readonly SmallIndex index = new();

    public void Dispose() => index.Dispose();

    [Fact]
    public void What_cannot_be_read_stays_where_the_journal_is_written_anew()
    {
        var keepsakes = new Keepsakes(index["data"], index["index"], TimeProvider.System);
        keepsakes.Save("known", new() { Query = "strike" }, null);
        var file = Directory.EnumerateFiles(index["data"], "*.jsonl", SearchOption.AllDirectories).Single();
        string[] others =
        [
            """{"do":"star","at":"2027-01-01T00:00:00+00:00","id":"a1"}""",
            """{"do":"save","at":"2027-01-01T00:00:00+00:00","name":"later","request":{"query":"x","moods":["glad"]},"dates":null}""",
            """{"do":"save","at":"2027-01-01T00:00:00+00:00","name":"ordered","request":{"query":"x","sort":"mood"},"dates":null}""",
        ];
        File.AppendAllLines(file, others);
        for (var i = 0; i < 14; i++)
        {
            keepsakes.Mark(Enumerable.Repeat("again", 100));
            keepsakes.Mark(["again"], isMarked: false);
        }

        var lines = File.ReadAllLines(file);
        Assert.InRange(lines.Length, 4, 700);
        Assert.All(others, other => Assert.Contains(other, lines));
        Assert.Equal(["later", "ordered"], new Keepsakes(index["data"], index["index"], TimeProvider.System).Unreadable);

        using var run = new ConsoleRun(index.Path)
        {
            Input = ".saved\n.run later\n.saved -later\n.saved\n.save x --new\n",
            Homes = new UserFolders(null, index["data"]),
        };
        run.Run("--index", "index");
        Assert.Contains("later  (saved by another version of searchcore, which runs it)", run.Out, StringComparison.Ordinal);
        Assert.Contains("'later' was saved by another version of searchcore", run.Error, StringComparison.Ordinal);
        Assert.Contains("forgotten: later", run.Out, StringComparison.Ordinal);
        Assert.Contains("of which no word begins with '-'", run.Error, StringComparison.Ordinal);
        Assert.Equal(["ordered"], new Keepsakes(index["data"], index["index"], TimeProvider.System).Unreadable);
    }
}
