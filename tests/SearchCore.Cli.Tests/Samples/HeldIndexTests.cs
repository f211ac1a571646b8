using SearchCore.Cli.Samples;

namespace SearchCore.Cli.Tests.Samples;

public sealed class HeldIndexTests
{
    [Fact]
    public void What_is_committed_shows_and_an_index_made_anew_is_refused()
    {
        using var small = new SmallIndex();
        using var opened = ArticleIndex.Open(small["index"], new ArticleIndexOptions { Access = IndexAccess.ReadOnly });
        var held = new HeldIndex(opened);
        Assert.Equal(5, held.Index.Statistics().Articles);
        Add();
        held.Refresh();
        Assert.Equal(6, held.Index.Statistics().Articles);

        Directory.Delete(small["index"], recursive: true);
        Add();
        var fault = Assert.Throws<IndexException>(held.Refresh);
        Assert.Equal(IndexFault.Missing, fault.Fault);
        Assert.Contains("was deleted, and another one was made in its place", fault.Message, StringComparison.Ordinal);
        Assert.Throws<IndexException>(() => held.Lend(null, null));

        void Add()
        {
            using var run = small.Run("""{"id":"new","title":"New"}""" + "\n");
            Assert.Equal(ExitCode.Done, run.Run("index", "-", "--index", "index"));
        }
    }
}
