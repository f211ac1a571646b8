using Lucene.Net.Store;

using SearchCore.Articles;
using SearchCore.Files;
using SearchCore.Indexing.Segments;
using SearchCore.Proofs.Doubles;
using SearchCore.Schema;
using SearchCore.Storage;
using SearchCore.TestKit;

namespace SearchCore.Tests.Indexing.Segments;

/// <summary>Stored fields that go to the segment's file before the segment is written.</summary>
public sealed class SpilledTests : IDisposable
{
    private const string Name = "_0";

    private readonly TempFolder folder = new();
    private readonly ArticleBuffer buffer = new();
    private readonly List<Article> articles = RandomArticles.Make(new Random(31), 300);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_files_are_those_of_a_segment_that_is_written_at_once()
    {
        var whole = Whole();
        var (directory, builder) = (Staging("parts", PhysicalFiles.Instance), NewBuilder());
        for (var round = 0; round < 2; round++)
        {
            var times = Fill(builder, directory);
            Assert.InRange(times, 3, articles.Count);
            Assert.True(builder.HasSpilled);
            Assert.InRange(builder.HeldBytes, 0, new FileInfo(Path.Combine(directory.Folder, Name + ".fdt")).Length / 2);
            AssertEqual(whole, Flushed(builder, directory));
            builder.Reset();
            Assert.False(builder.HasSpilled);
            directory.Dispose();
            directory = Staging("parts again", PhysicalFiles.Instance);
        }

        directory.Dispose();
        builder.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Nothing_is_lost_whatever_fails(bool sticky)
    {
        var whole = Whole();
        using var builder = NewBuilder();
        var isStruck = true;
        for (var operation = 1; isStruck; operation++)
        {
            var files = new FaultyFiles(PhysicalFiles.Instance);
            using var directory = Staging($"faulty {operation}", files);
            files.FailAfter(operation, sticky);
            Fill(builder, directory);
            try
            {
                AssertEqual(whole, Flushed(builder, directory));
            }
            catch (IOException)
            {
                files.Mend();
                using var other = Staging($"other {operation}", files);
                AssertEqual(whole, Flushed(builder, other));
                Assert.False(builder.HasSpilled);
            }

            isStruck = files.Struck is not null;
            builder.Reset();
            Assert.Equal((operation, 0), (operation, files.OpenHandles));
        }
    }

    [Fact]
    public void What_was_changed_in_the_file_is_not_read_again()
    {
        var whole = Whole();
        var files = new FaultyFiles(PhysicalFiles.Instance);
        using var builder = NewBuilder();
        using var directory = Staging("changed", files);
        Fill(builder, directory);
        files.FailAfter(1, stay: false);
        Assert.Throws<IOException>(() => Flushed(builder, directory));
        var path = Path.Combine(directory.Folder, Name + ".fdt");
        Flip(path);
        using var other = Staging("other", files);
        var fault = Assert.Throws<IOException>(() => Flushed(builder, other));
        Assert.Contains("is not what was written", fault.Message, StringComparison.Ordinal);
        Assert.True(builder.HasSpilled);
        Flip(path);
        AssertEqual(whole, Flushed(builder, other));
    }

    [Fact]
    public void A_single_article_makes_no_file_and_many_make_one_that_goes_with_the_index()
    {
        var options = new ArticleIndexOptions { Recognizer = null };
        using (var index = ArticleIndex.Open(folder["index"], options))
        {
            index.Add(new Article { Id = "small", Title = "One" });
            Assert.False(System.IO.Directory.Exists(folder["index/staging"]));
        }

        using (var index = ArticleIndex.Open(folder["index"], options with { HeldBytes = 1 }))
        {
            AddLong(index, 3);
            Assert.True(File.Exists(folder["index/staging/1/_0.fdt"]));
        }

        Assert.False(System.IO.Directory.Exists(folder["index/staging"]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Articles_wait_for_the_next_attempt_where_one_fails(bool sticky)
    {
        var isStruck = true;
        for (var operation = 1; isStruck; operation++)
        {
            var files = new FaultyFiles(PhysicalFiles.Instance);
            var path = folder[$"index {operation}"];
            using var index = ArticleIndex.Open(path, new ArticleIndexOptions { Recognizer = null, Files = files, HeldBytes = 1 });
            files.FailAfter(operation, sticky, at => new IOException($"No space left on device: {at}"));
            AddLong(index, 3);
            isStruck = files.Struck is not null;
            files.Mend();
            index.Commit();
            index.Refresh();
            Assert.Equal((operation, 3), (operation, index.Statistics().Articles));
            Assert.False(System.IO.Directory.Exists(Path.Combine(path, "staging", "1")));
        }
    }

    private static void AddLong(ArticleIndex index, int count)
    {
        for (var n = 0; n < count; n++)
        {
            index.Add(new Article { Id = $"{n}", Body = string.Concat(Enumerable.Repeat($"Sentence {n} of many. ", 1_000)) });
        }
    }

    private static SegmentBuilder NewBuilder() => new(new IndexSchema(ExactForms: false));

    private DurableDirectory Staging(string name, IFileOperations files) => new(folder[name], files, Holding.All);

    private SortedDictionary<string, byte[]> Whole()
    {
        using var builder = NewBuilder();
        using var directory = Staging("whole", PhysicalFiles.Instance);
        Fill(builder, null);
        return Flushed(builder, directory);
    }

    private int Fill(SegmentBuilder builder, DurableDirectory? directory)
    {
        var (sequence, times) = (0L, 0);
        foreach (var article in articles)
        {
            buffer.Set(article);
            builder.Add(buffer, [], sequence++);
            if (directory is not null && builder.HeldBytes > 0)
            {
                builder.Spill(directory, Name);
                times++;
            }
        }

        return times;
    }

    private static SortedDictionary<string, byte[]> Flushed(SegmentBuilder builder, DurableDirectory directory)
    {
        builder.Flush(directory, Name).Commit();
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var name in directory.ListAll())
        {
            using var file = directory.OpenInput(name, IOContext.DEFAULT);
            var bytes = new byte[file.Length];
            file.ReadBytes(bytes, 0, bytes.Length);
            files[name] = bytes;
            Assert.Equal(bytes.Length, directory.SumOf(name).Length);
        }

        return files;
    }

    private static void AssertEqual(SortedDictionary<string, byte[]> expected, SortedDictionary<string, byte[]> actual)
    {
        Assert.Equal(expected.Keys, actual.Keys);
        foreach (var (name, bytes) in expected)
        {
            Assert.True(bytes.AsSpan().SequenceEqual(actual[name]), name);
        }
    }

    private static void Flip(string path)
    {
        using var file = File.Open(path, FileMode.Open, FileAccess.ReadWrite);
        file.Position = 1_000;
        var value = file.ReadByte();
        file.Position = 1_000;
        file.WriteByte((byte)(value ^ 1));
    }
}
