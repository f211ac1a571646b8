using BenchmarkDotNet.Attributes;

using Lucene.Net.Index;
using Lucene.Net.Store;

using SearchCore.Articles;
using SearchCore.Benchmarks.Corpora;
using SearchCore.Files;
using SearchCore.Indexing.Publication;
using SearchCore.Indexing.Segments;
using SearchCore.Schema;
using SearchCore.Storage;

namespace SearchCore.Benchmarks.Stages;

/// <summary>
/// From a segment that was built elsewhere to a segment of the index, before the commit: by a second name for its files, or by copying them
/// as AddIndexes does. The answer: a reader finds the articles.
/// </summary>
public class PublicationBenchmarks : StageBenchmark<int>
{
    private readonly ArticleBuffer buffer = new();
    private SegmentBuilder builder = null!;
    private string folder = "";
    private ArticleWriter ours = null!;
    private DurableDirectory staging = null!;
    private StagedSegment segment = null!;
    private Lucene.Net.Store.Directory directory = null!;
    private IndexWriter? writer;

    [IterationSetup(Target = nameof(Link))]
    public void Stage()
    {
        folder = BenchmarkCorpus.NewIndexPath();
        IndexFolder.Create(folder, PhysicalFiles.Instance);
        ours = WriterOpening.Open(
            folder, (DurableDirectory)(directory = IndexFolder.Open(folder)), new ArticleIndexOptions());
        staging = ours.Staging.Open();
        segment = builder.Flush(staging, "_0");
    }

    [IterationSetup(Target = nameof(CopyToDisk))]
    public void StageForDisk()
    {
        Stage();
        segment.Commit();
        writer = LuceneDocuments.Writer(directory = FSDirectory.Open(BenchmarkCorpus.NewIndexPath()));
    }

    [IterationSetup(Target = nameof(CopyToMemory))]
    public void StageForMemory()
    {
        Stage();
        segment.Commit();
        writer = LuceneDocuments.Writer(directory = new RAMDirectory());
    }

    [Benchmark(Baseline = true, Description = "AddIndexes, copying to disk")]
    public void CopyToDisk() => writer!.AddIndexes(staging);

    [Benchmark(Description = "AddIndexes, copying to memory")]
    public void CopyToMemory() => writer!.AddIndexes(staging);

    [Benchmark(Description = "ArticleWriter.Publish")]
    public void Link() => ours.Publish(segment);

    [GlobalCleanup]
    public void Close() => builder.Dispose();

    /// <inheritdoc/>
    protected override void Prepare()
    {
        builder = new SegmentBuilder(new IndexSchema(ExactForms: false));
        SegmentFiller.AddAll(builder, ParsedArticle.ReadAll(Corpus), buffer);
    }

    /// <inheritdoc/>
    protected override int Expected() => Corpus.Articles;

    /// <inheritdoc/>
    protected override int Found()
    {
        using var reader = writer is null ? ours.OpenReader() : DirectoryReader.Open(writer, applyAllDeletes: true);
        return reader.NumDocs;
    }

    /// <inheritdoc/>
    protected override void CleanUp()
    {
        writer?.Rollback();
        ours.Staging.Close(staging);
        ours.Dispose();
        directory.Dispose();
        System.IO.Directory.Delete(folder, recursive: true);
        writer = null;
    }
}
