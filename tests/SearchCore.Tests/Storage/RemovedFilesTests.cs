using SearchCore.Articles;
using SearchCore.TestKit;

namespace SearchCore.Tests.Storage;

/// <summary>Files that somebody removes under an open index are noticed by the next commit, not by whoever opens the index next.</summary>
public class RemovedFilesTests
{
    [Theory]
    [InlineData("*")]
    [InlineData("*.cfs")]
    [InlineData("*.si")]
    public void A_commit_that_would_name_a_removed_file_fails_and_says_so(string removed)
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "index");
        using var index = ArticleIndex.Open(path);
        index.Add(new Article { Id = "a", Body = "fish" });
        index.Commit();
        foreach (var file in Directory.GetFiles(path, removed).Where(f => !f.Contains("lock", StringComparison.Ordinal)))
        {
            File.Delete(file);
        }

        index.Add(new Article { Id = "b", Body = "fish" });
        var fault = Assert.Throws<IndexException>(() => index.Commit());
        Assert.Equal(IndexFault.Corrupt, fault.Fault);
        Assert.Contains("removed", fault.Message, StringComparison.Ordinal);
        Assert.Throws<IndexException>(() => index.Commit());
    }
}
