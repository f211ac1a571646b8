using BenchmarkDotNet.Attributes;

using SearchCore.Articles.Formats.JsonLines;
using SearchCore.Benchmarks.Corpora;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Benchmarks.IndexPath;

/// <summary>
/// The whole way of articles: from JSON lines on the disk through reading, analysis and writing to the durable commit. One operation is the
/// load of a corpus into a new index, closing (which waits for merges) included. Entities are those given with the articles, for everybody;
/// nothing is recognized.
/// </summary>
public class IndexPathBenchmarks
{
    private BenchmarkCorpus corpus = null!;
    private string index = "";
    private bool isChecked;

    /// <summary>The corpus: <c>wire</c> (short stories) or <c>briefing</c> (long texts).</summary>
    [Params("wire", "briefing")]
    public string Profile { get; set; } = "";

    [GlobalSetup]
    public void MakeCorpus() => corpus = BenchmarkCorpus.Get(NewsProfile.Named(Profile));

    [IterationSetup]
    public void MakePlace() => index = BenchmarkCorpus.NewIndexPath();

    [Benchmark(Baseline = true, Description = "Lucene.Net tutorial")]
    public int Tutorial() => LuceneNetTutorial.Index(corpus.Path, index);

    [Benchmark(Description = "Lucene.Net tuned, 1 thread")]
    public int Tuned1() => LuceneNetTuned.Index(corpus.Path, index, threads: 1);

    [Benchmark(Description = "Lucene.Net tuned, 2 threads")]
    public int Tuned2() => LuceneNetTuned.Index(corpus.Path, index, threads: 2);

    [Benchmark(Description = "SearchCore, 1 worker")]
    public long SearchCore1() => Ours(workers: 1);

    [Benchmark(Description = "SearchCore, 2 workers")]
    public long SearchCore2() => Ours(workers: 2);

    /// <summary>No time counts whose answer is wrong: BenchmarkDotNet reports the case as failed.</summary>
    [IterationCleanup]
    public void VerifyAnswer()
    {
        IndexAnswer.Verify(index, corpus);
        if (!isChecked)
        {
            IndexAnswer.Check(index);
            isChecked = true;
        }

        Directory.Delete(index, recursive: true);
    }

    private long Ours(int workers)
    {
        using var opened = ArticleIndex.Open(index, new ArticleIndexOptions { Workers = workers, Recognizer = null });
        return opened.Index([new JsonLinesSource(corpus.Path)]).Articles;
    }
}
