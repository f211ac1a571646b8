using Lucene.Net.Store;

using SearchCore.Articles;
using SearchCore.Files;
using SearchCore.Proofs.Doubles;
using SearchCore.Storage;
using SearchCore.TestKit;

namespace SearchCore.Tests.Storage;

public sealed class HeldFilesTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_small_file_is_read_before_it_is_on_the_disk_and_is_there_once_it_was_synced()
    {
        using var directory = new DurableDirectory(folder.Path, PhysicalFiles.Instance, Holding.Segments);
        Write(directory, "_0.pos", "small");
        Assert.Empty(Files());
        Assert.Equal(["_0.pos"], directory.ListAll());
        Assert.Equal((5L, "small"), (directory.FileLength("_0.pos"), Read(directory, "_0.pos")));
        using var open = directory.OpenInput("_0.pos", IOContext.DEFAULT);
        directory.Sync(["_0.pos"]);
        Assert.Equal("small", File.ReadAllText(folder["_0.pos"]));
        Assert.Equal("small", Read(directory, "_0.pos"));
        Assert.Equal((byte)'s', open.ReadByte());
    }

    [Fact]
    public void What_is_more_than_a_block_is_on_the_disk_at_once_and_its_checksum_is_that_of_all_of_it()
    {
        using var directory = new DurableDirectory(folder.Path, PhysicalFiles.Instance, Holding.Segments);
        var large = new string('x', FileSum.BlockBytes + 1);
        Write(directory, "_0.pos", large);
        Assert.Equal(large, File.ReadAllText(folder["_0.pos"]));
        using var plain = new DurableDirectory(folder.Path, PhysicalFiles.Instance);
        Write(plain, "_1.pos", large);
        Write(plain, "_2.pos", "small");
        Write(directory, "_3.pos", "small");
        Assert.Equal(plain.SumOf("_1.pos"), directory.SumOf("_0.pos"));
        Assert.Equal(plain.SumOf("_2.pos"), directory.SumOf("_3.pos"));
        Assert.True(directory.SumOf("_3.pos").HasBlocks);
    }

    [Fact]
    public void The_file_that_makes_a_commit_one_is_never_held()
    {
        using var directory = new DurableDirectory(folder.Path, PhysicalFiles.Instance, Holding.Segments);
        Write(directory, "segments_1", "commit");
        Assert.Equal(["segments_1"], Files());
    }

    [Fact]
    public void What_was_deleted_before_it_was_wanted_is_never_on_the_disk()
    {
        using var directory = new DurableDirectory(folder.Path, PhysicalFiles.Instance, Holding.Segments);
        Write(directory, "_0.pos", "first");
        using var open = directory.OpenInput("_0.pos", IOContext.DEFAULT);
        directory.DeleteFile("_0.pos");
        directory.SyncWritten();
        Assert.Empty(Files());
        Assert.Empty(directory.ListAll());
        Assert.Throws<FileNotFoundException>(() => directory.OpenInput("_0.pos", IOContext.DEFAULT));
        Assert.Equal((byte)'f', open.ReadByte());
    }

    [Fact]
    public void A_segment_of_small_files_goes_from_one_directory_to_another_without_the_disk()
    {
        using var staging = new DurableDirectory(folder["staging"], PhysicalFiles.Instance, Holding.All);
        using var directory = new DurableDirectory(folder.Path, PhysicalFiles.Instance, Holding.Segments);
        Write(staging, "_0.pos", "small");
        staging.Copy(directory, "_0.pos", "_7.pos", IOContext.DEFAULT);
        Assert.False(System.IO.Directory.Exists(folder["staging"]));
        Assert.Equal("small", Read(directory, "_7.pos"));
        using var plain = new DurableDirectory(folder.Path, PhysicalFiles.Instance);
        staging.Copy(plain, "_0.pos", "_8.pos", IOContext.DEFAULT);
        Assert.Equal("small", File.ReadAllText(folder["_8.pos"]));
    }

    [Fact]
    public void A_commit_for_which_there_is_no_room_undoes_nothing_and_can_be_repeated()
    {
        var files = new FaultyFiles(PhysicalFiles.Instance);
        using (var index = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Recognizer = null, Files = files }))
        {
            index.Add(new Article { Id = "a", Title = "One" });
            index.Refresh();
            files.FailAfter(1, true, path => new IOException($"No space left on device: {path}"));
            var fault = Assert.Throws<IndexException>(() => index.Commit());
            Assert.Equal(IndexFault.Unwritable, fault.Fault);
            Assert.Contains("Nothing is undone", fault.Message, StringComparison.Ordinal);
            files.Mend();
            Assert.Equal(1, index.Search(new SearchRequest { Query = "one" }).Total.Value);
            index.Commit();
        }

        using var again = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Access = IndexAccess.ReadOnly });
        Assert.Equal("One", again.Get("a")?.Title);
        Assert.True(ArticleIndex.Check(folder["index"]).IsSound);
    }

    [Fact]
    public void An_index_that_changes_all_the_time_keeps_few_segments()
    {
        using var index = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Recognizer = null });
        for (var n = 0; n < 120; n++)
        {
            index.Add(new Article { Id = $"{n % 100}", Title = $"Number {n}" });
            index.Commit();
        }

        index.Dispose();
        using var again = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Recognizer = null });
        Assert.Equal(100, again.Statistics().Articles);
        Assert.InRange(again.Statistics().Segments, 1, 11);
    }

    private string[] Files() => [.. new DirectoryInfo(folder.Path).EnumerateFiles().Select(f => f.Name)];

    private static void Write(DurableDirectory directory, string name, string text)
    {
        using var output = directory.CreateOutput(name, IOContext.DEFAULT);
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        output.WriteBytes(bytes, 0, bytes.Length);
    }

    private static string Read(DurableDirectory directory, string name)
    {
        using var input = directory.OpenInput(name, IOContext.DEFAULT);
        var bytes = new byte[input.Length];
        input.ReadBytes(bytes, 0, bytes.Length);
        return System.Text.Encoding.UTF8.GetString(bytes);
    }
}
