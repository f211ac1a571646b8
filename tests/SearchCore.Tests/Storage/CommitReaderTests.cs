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
                if (left > 0 && IsFinished(operation))
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

    [Theory]
    [InlineData(1)]
    [InlineData(FolderLooks.Unchanged - 1)]
    public void A_list_that_shows_the_commit_before_is_not_believed(int times)
    {
        using var folder = new TempFolder();
        var (before, now) = TwoCommits(folder);
        var left = times;
        var files = new Interrupted(
            operation => left -= left > 0 && IsFinished(operation) ? 1 : 0,
            name => left == 0 || Path.GetFileName(name) != now);
        Assert.True(File.Exists(folder[before]));

        // segments.gen names the commit that the list leaves out.
        using var reader = Open(folder.Path, files);
        Assert.Equal(0, left);
        Assert.Equal(1, reader.Search(new SearchRequest { Query = "beta" }).Total.Value);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(FolderLooks.Unchanged - 1)]
    [InlineData(FolderLooks.Unchanged)]
    public void A_commit_whose_files_go_while_they_are_opened_is_missing_none_where_a_later_list_shows_the_next(int times)
    {
        using var folder = new TempFolder();
        var (before, now) = TwoCommits(folder);
        var left = times;
        var files = new Interrupted(
            operation =>
            {
                if (left > 0 && IsFinished(operation))
                {
                    left--;
                    throw new FileNotFoundException("segments.gen");
                }
            },
            name => left == 0 || Path.GetFileName(name) != now);
        using var directory = IndexFolder.Open(folder.Path, files);
        using var pinned = PinnedCommit.Open(folder.Path, directory);
        if (times < FolderLooks.Unchanged)
        {
            Assert.Equal(now, pinned!.Point.FileName);
            Assert.Empty(pinned.Missing);
        }
        else
        {
            Assert.Equal(before, pinned!.Point.FileName);
            Assert.NotEmpty(pinned.Missing);
        }
    }

    [Fact]
    public void A_folder_of_segments_without_a_commit_is_no_index()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["_0.fdt"], "half a file");
        File.WriteAllText(folder["segments_X"], "no commit");
        Assert.Equal(IndexFault.Missing, Assert.Throws<IndexException>(() => Open(folder.Path, PhysicalFiles.Instance)).Fault);
    }

    // The names of the last two commits; of the one before only what names its files is left, as when it is just being removed.
    private static (string Before, string Now) TwoCommits(TempFolder folder)
    {
        var (before, kept) = ("", new Dictionary<string, byte[]>());
        using (var writer = ArticleIndex.Open(folder.Path, new ArticleIndexOptions { Recognizer = null }))
        {
            writer.Add(new Article { Id = "a", Body = "alpha" });
            writer.Commit();
            before = Commit();
            kept = Directory.GetFiles(folder.Path, "*.si").Append(before).ToDictionary(path => path, File.ReadAllBytes);
            writer.Add(new Article { Id = "a", Body = "beta" });
            writer.Commit();
        }

        var now = Commit();
        foreach (var (path, content) in kept)
        {
            File.WriteAllBytes(path, content);
        }

        return (Path.GetFileName(before), Path.GetFileName(now));

        string Commit() => Assert.Single(Directory.GetFiles(folder.Path, "segments_*"));
    }

    private static bool IsFinished(FileOperation operation) =>
        operation.Action == FileAction.OpenRead && Path.GetFileName(operation.Path) == "segments.gen";

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
