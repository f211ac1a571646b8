using BenchmarkDotNet.Attributes;

using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Store;

using SearchCore.Articles;
using SearchCore.Benchmarks.Corpora;
using SearchCore.Indexing.Segments;
using SearchCore.Schema;

namespace SearchCore.Benchmarks.Stages;

/// <summary>
/// From parsed articles to what is held in memory before a flush: analysis and columns; stored fields are compressed on the way. Lucene.Net
/// inverts here, we when flushing: compare the sum of both stages. The answer: articles in memory.
/// </summary>
public class AddingBenchmarks : StageBenchmark<int>
{
    private readonly ArticleBuffer buffer = new();
    private ParsedArticle[] articles = [];
    private Document[] documents = [];
    private SegmentBuilder builder = null!;
    private Lucene.Net.Store.Directory directory = null!;
    private IndexWriter writer = null!;

    [IterationSetup]
    public void MakePlace() => writer = LuceneDocuments.Writer(directory = FSDirectory.Open(BenchmarkCorpus.NewIndexPath()));

    [Benchmark(Baseline = true, Description = "IndexWriter.AddDocument")]
    public void Writer()
    {
        LuceneDocuments.AddAll(writer, documents);
        Answer = writer.NumDocs;
    }

    [Benchmark(Description = "SegmentBuilder.Add")]
    public void Builder()
    {
        SegmentFiller.AddAll(builder, articles, buffer);
        Answer = builder.Documents;
    }

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
    protected override int Expected() => Corpus.Articles;

    /// <inheritdoc/>
    protected override void CleanUp()
    {
        builder.Reset();
        writer.Rollback();
        directory.Dispose();
    }
}
