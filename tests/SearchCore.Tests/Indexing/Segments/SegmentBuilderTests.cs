using System.Text;

using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;

using SearchCore.Articles;
using SearchCore.Files;
using SearchCore.Indexing.Segments;
using SearchCore.Schema;
using SearchCore.Storage;
using SearchCore.TestKit;

namespace SearchCore.Tests.Indexing.Segments;

public sealed class SegmentBuilderTests : IDisposable
{
    private readonly SegmentBuilder builder = new(new IndexSchema(ExactForms: false));
    private readonly ArticleBuffer buffer = new();
    private long sequence;

    [Fact]
    public void Of_articles_with_one_id_the_last_in_input_order_counts()
    {
        Add("a", "first of a");
        Add("b", "only b");
        Add("a", "second of a");
        Add("a", "older than all", at: -5);
        using var index = Published(out var staged);
        Assert.Equal((4, 2, 2), (staged.Documents, staged.Superseded, staged.LiveDocuments));
        Assert.Equal([false, true, true, false], Enumerable.Range(0, 4).Select(staged.IsLive));
        Assert.Equal(["only b", "second of a"], Bodies(index));
    }

    [Fact]
    public void A_staged_segment_knows_its_ids_and_their_places_in_input_order()
    {
        Add("x", "one", at: 7);
        Add("ü", "two", at: 3);
        var staged = builder.Flush(new RAMDirectory(), "_0");
        builder.Reset();
        Add("other", "article");
        Assert.Equal(["x", "ü"], Enumerable.Range(0, 2).Select(d => Encoding.UTF8.GetString(staged.Id(d).Span)));
        Assert.Equal([7, 3], Enumerable.Range(0, 2).Select(staged.Sequence));
    }

    [Fact]
    public void Articles_deleted_from_a_staged_segment_are_not_in_the_index_it_goes_into()
    {
        Add("a", "alpha");
        Add("b", "beta");
        Add("c", "gamma");
        var directory = new RAMDirectory();
        var staged = builder.Flush(directory, "_0");
        staged.Commit();
        Assert.True(staged.Delete(1));
        Assert.False(staged.Delete(1));
        staged.Commit();
        using var index = new RAMDirectory();
        Publish(index, directory);
        Assert.Equal(["alpha", "gamma"], Bodies(index));
    }

    [Fact]
    public void A_builder_used_again_writes_what_a_new_one_writes()
    {
        var articles = RandomArticles.Make(new Random(12), 200);
        var recognized = RandomArticles.Entities(new Random(13));
        using var fresh = Twins.Of(articles, recognized, new SegmentBuilder(new IndexSchema(ExactForms: false)));
        using var warmed = Twins.Of(RandomArticles.Make(new Random(14), 300), [], builder);
        using var again = Twins.Of(articles, recognized, builder);
        foreach (var file in fresh.Actual.ListAll())
        {
            var ending = file[Twins.Name.Length..];
            if (file.StartsWith(Twins.Name, StringComparison.Ordinal))
            {
                Assert.True(fresh.Written(ending).AsSpan().SequenceEqual(again.Written(ending)), file);
            }
        }
    }

    [Fact]
    public void Segments_from_a_folder_enter_an_index_and_merge()
    {
        using var folder = new TempFolder();
        using var index = new RAMDirectory();
        for (var segment = 0; segment < 3; segment++)
        {
            foreach (var article in RandomArticles.Make(new Random(segment), 300))
            {
                buffer.Set(article with { Id = $"{segment}-{article.Id}" });
                builder.Add(buffer, [], sequence++);
            }

            var path = folder[$"staging{segment}"];
            System.IO.Directory.CreateDirectory(path);
            using var staging = new DurableDirectory(path, PhysicalFiles.Instance);
            builder.Flush(staging, "_0").Commit();
            builder.Reset();
            Publish(index, staging);
        }

        IndexCheck.AssertSound(index);
        var merging = Twins.Config();
        merging.MergePolicy = new LogDocMergePolicy();
        using (var writer = new IndexWriter(index, merging))
        {
            writer.DeleteDocuments(new TermRangeQuery("id", null, new Lucene.Net.Util.BytesRef("1-2"), true, true));
            writer.ForceMerge(1);
        }

        IndexCheck.AssertSound(index);
        using var reader = DirectoryReader.Open(index);
        Assert.Single(reader.Leaves);
        Assert.InRange(reader.NumDocs, 300, 599);
    }

    [Fact]
    public void A_full_disk_at_any_point_leaves_no_file_open_and_loses_nothing()
    {
        foreach (var article in RandomArticles.Make(new Random(5), 60))
        {
            buffer.Set(article);
            builder.Add(buffer, [], sequence++);
        }

        using var whole = new FailingDirectory(long.MaxValue);
        builder.Flush(whole, "_0");
        var size = whole.ListAll().Sum(whole.FileLength);
        for (long room = 0; room < size; room += 1 + (size / 150))
        {
            using var full = new FailingDirectory(room);
            Assert.Throws<IOException>(() => builder.Flush(full, "_0"));
            Assert.Equal((room, 0), (room, full.OpenFiles));
        }

        using var again = new RAMDirectory();
        builder.Flush(again, "_0").Commit();
        Assert.Equal(size, again.ListAll().Where(f => f != SegmentsFile.Name).Sum(again.FileLength));
        IndexCheck.AssertSound(again);
    }

    [Fact]
    public void A_segment_of_nothing_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => builder.Flush(new RAMDirectory(), "_0"));

    [Fact]
    public void Adding_articles_whose_words_are_known_allocates_next_to_nothing()
    {
        var articles = RandomArticles.Make(new Random(3), 1_000).ConvertAll(a =>
        {
            var filled = new ArticleBuffer();
            // A host of other than ASCII letters, which hardly an article has, is allocated.
            filled.Set(a.Url is { } url && Ascii.IsValid(url) && !url.Contains("--", StringComparison.Ordinal) ? a : a with { Url = null });
            return filled;
        });
        long allocated = 0;
        for (var round = 0; round < 3; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var article in articles)
            {
                builder.Add(article, [], sequence++);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            builder.Flush(new RAMDirectory(), "_0");
            builder.Reset();
        }

        Assert.InRange(allocated, 0, articles.Count * 500L);
    }

    [Fact]
    public void The_memory_it_says_it_needs_grows_with_what_is_added_and_falls_when_it_is_emptied()
    {
        Add("first", "a few words");
        var small = builder.EstimatedBytes;
        for (var i = 0; i < 500; i++)
        {
            Add($"{i}", string.Join(' ', Enumerable.Range(i, 400)));
        }

        var large = builder.EstimatedBytes;
        builder.Reset();
        Assert.True(large > small + (500 * 400 * 8), $"{small} to {large}");
        Assert.True(builder.EstimatedBytes < large - (500 * 400 * 7), $"{large} to {builder.EstimatedBytes}");
    }

    [Fact]
    public void An_article_of_ten_megabytes_of_one_word_or_of_underscores_is_indexed()
    {
        Add("letters", new string('x', 10_000_000));
        Add("underscores", new string('_', 10_000_000));
        Add("words", string.Concat(Enumerable.Repeat("ab ", 3_000_000)));
        using var index = Published(out _);
        IndexCheck.AssertSound(index);
        using var reader = DirectoryReader.Open(index);
        Assert.Equal(3_000_000, reader.TotalTermFreq(new Term("body", "ab")));
        Assert.Equal(1, MultiFields.GetTerms(reader, "body").Count);
    }

    public void Dispose() => builder.Dispose();

    private void Add(string id, string body, long? at = null)
    {
        buffer.Set(new Article { Id = id, Body = body });
        builder.Add(buffer, [], at ?? sequence++);
    }

    private RAMDirectory Published(out StagedSegment staged)
    {
        var directory = new RAMDirectory();
        staged = builder.Flush(directory, "_0");
        staged.Commit();
        builder.Reset();
        var index = new RAMDirectory();
        Publish(index, directory);
        return index;
    }

    private static void Publish(Lucene.Net.Store.Directory index, Lucene.Net.Store.Directory staging)
    {
        using var writer = new IndexWriter(index, Twins.Config());
        writer.AddIndexes(staging);
    }

    private static List<string> Bodies(Lucene.Net.Store.Directory index)
    {
        using var reader = DirectoryReader.Open(index);
        var hits = new IndexSearcher(reader).Search(new MatchAllDocsQuery(), 100);
        return [.. hits.ScoreDocs.Select(h => reader.Document(h.Doc).Get("body")).Order(StringComparer.Ordinal)];
    }
}
