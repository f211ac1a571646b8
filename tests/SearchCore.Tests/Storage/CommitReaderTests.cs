using SearchCore.Articles;
using SearchCore.Files;
using SearchCore.Proofs.Doubles;
using SearchCore.Storage;
using SearchCore.TestKit;

namespace SearchCore.Tests.Storage;

/// <summary>An index is opened beside a writer that commits faster than it can be.</summary>
public sealed class CommitReaderTests
{
    [Fact]
    public void A_reader_that_loses_the_commit_again_and_again_comes_to_one()
    {
        using var folder = new TempFolder();
        using var writer = ArticleIndex.Open(folder.Path, new ArticleIndexOptions { Recognizer = null });
        writer.Add(new Article { Id = "a", Body = "alpha" });
        writer.Commit();
        var losses = 0;
        var files = new Interrupted(operation =>
        {
            // The reader has found the newest commit and is about to read what it consists of.
            if (operation.Action == FileAction.OpenRead
                && Path.GetFileName(operation.Path).StartsWith(Manifest.Prefix, StringComparison.Ordinal) && losses < 70)
            {
                losses++;
                writer.Add(new Article { Id = "a", Body = $"alpha {losses}" });
                writer.Commit();
            }
        });
        using var reader = Open(folder.Path, files);
        Assert.Equal(70, losses);
        Assert.Equal(1, reader.Search(new SearchRequest { Query = "alpha" }).Total.Value);
        Assert.Equal(writer.Statistics().Sequence, reader.Statistics().Sequence);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_commit_that_a_list_of_files_leaves_out_is_found(int times)
    {
        using var folder = new TempFolder();
        using (var writer = ArticleIndex.Open(folder.Path, new ArticleIndexOptions { Recognizer = null }))
        {
            writer.Add(new Article { Id = "a", Body = "alpha" });
            writer.Commit();
        }

        // As of a folder in which a commit goes and the next one comes while it is listed, and segments.gen is just being written.
        var left = times;
        var files = new Interrupted(
            operation =>
            {
                if (operation.Action == FileAction.OpenRead && Path.GetFileName(operation.Path) == "segments.gen" && left > 0)
                {
                    left--;
                    throw new FileNotFoundException("segments.gen");
                }
            },
            name => left == 0 || !Path.GetFileName(name).StartsWith("segments", StringComparison.Ordinal));
        using var reader = Open(folder.Path, files);
        Assert.Equal(0, left);
        Assert.Equal(1, reader.Search(new SearchRequest { Query = "alpha" }).Total.Value);
    }

    [Fact]
    public void A_folder_of_segments_without_a_commit_is_no_index()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["_0.fdt"], "half a file");
        File.WriteAllText(folder["segments_X"], "no commit");
        Assert.Equal(IndexFault.Missing, Assert.Throws<IndexException>(() => Open(folder.Path, PhysicalFiles.Instance)).Fault);
    }

    private static ArticleIndex Open(string path, IFileOperations files) =>
        ArticleIndex.Open(path, new ArticleIndexOptions { Access = IndexAccess.ReadOnly, Files = files });

    private sealed class Interrupted(Action<FileOperation> before, Func<string, bool>? shows = null)
        : ObservedFiles(PhysicalFiles.Instance)
    {
        protected override T Do<T>(FileOperation operation, Func<T> act)
        {
            before(operation);
            var done = act();
            return shows is not null && done is string[] names ? (T)(object)Array.FindAll(names, n => shows(n)) : done;
        }
    }
}
