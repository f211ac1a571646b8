using BenchmarkDotNet.Attributes;

using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Store;

using SearchCore.Articles;
using SearchCore.Benchmarks.Corpora;
using SearchCore.Files;
using SearchCore.Indexing.Segments;
using SearchCore.Schema;
using SearchCore.Storage;

namespace SearchCore.Benchmarks.Stages;

/// <summary>
/// From what is held in memory to the files of one segment, not synced: inverting (ours), postings, term dictionary, stored fields,
/// columns. The answer: the segment holds the articles, and the witness as often as they do.
/// </summary>
public class FlushBenchmarks : StageBenchmark<(int Articles, int Holders, long Occurrences)>
{
    private readonly ArticleBuffer buffer = new();
    private ParsedArticle[] articles = [];
    private Document[] documents = [];
    private SegmentBuilder builder = null!;
    private string folder = "";
    private Lucene.Net.Store.Directory directory = null!;
    private IndexWriter? writer;
    private StagedSegment? segment;

    [IterationSetup(Target = nameof(Writer))]
    public void FillWriter()
    {
        folder = BenchmarkCorpus.NewIndexPath();
        directory = FSDirectory.Open(folder);
        writer = LuceneDocuments.Writer(directory);
        LuceneDocuments.AddAll(writer, documents);
    }

    [IterationSetup(Target = nameof(Builder))]
    public void FillBuilder()
    {
        folder = BenchmarkCorpus.NewIndexPath();
        IndexFolder.Create(folder, PhysicalFiles.Instance);
        directory = IndexFolder.Open(folder);
        SegmentFiller.AddAll(builder, articles, buffer);
    }

    [Benchmark(Baseline = true, Description = "IndexWriter.Flush")]
    public void Writer() => writer!.Flush(triggerMerge: false, applyAllDeletes: true);

    [Benchmark(Description = "SegmentBuilder.Flush")]
    public void Builder() => segment = builder.Flush(directory, "_0");

    [GlobalCleanup]
    public void Close() => builder.Dispose();

    /// <inheritdoc/>
    protected override void Prepare()
    {
        articles = ParsedArticle.ReadAll(Corpus);
        documents = LuceneDocuments.ReadAll(Corpus.Path);
        builder = new SegmentBuilder(new IndexSchema(ExactForms: false));
    }

    /// <inheritdoc/>
    protected override (int Articles, int Holders, long Occurrences) Expected() =>
        (Corpus.Articles, Corpus.WitnessArticles, Corpus.WitnessOccurrences);

    /// <inheritdoc/>
    protected override (int Articles, int Holders, long Occurrences) Found()
    {
        segment?.Commit();
        writer?.Dispose();
        directory.Dispose();
        return IndexAnswer.Of(folder);
    }

    /// <inheritdoc/>
    protected override void CleanUp()
    {
        System.IO.Directory.Delete(folder, recursive: true);
        builder.Reset();
        (segment, writer) = (null, null);
    }
}
