using BenchmarkDotNet.Attributes;

using SearchCore.Articles.Formats.JsonLines;
using SearchCore.Benchmarks.Corpora;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Benchmarks.Scaling;

/// <summary>
/// The whole path by workers and memory: what a second worker brings, and what the smaller segments of a smaller budget cost. For memory to
/// matter the corpus has to be larger than the budget: set <c>SEARCHCORE_BENCH_MEGABYTES</c> to 150 and more.
/// </summary>
public class ThreadMemoryBenchmarks
{
    private BenchmarkCorpus corpus = null!;
    private string index = "";

    /// <summary>The corpus: <c>wire</c> (short stories) or <c>briefing</c> (long texts).</summary>
    [Params("wire", "briefing")]
    public string Profile { get; set; } = "";

    /// <summary>Workers.</summary>
    [Params(1, 2)]
    public int Workers { get; set; }

    /// <summary>The budget in megabytes, for all workers together.</summary>
    [Params(64, 256)]
    public int Memory { get; set; }

    [GlobalSetup]
    public void MakeCorpus() => corpus = BenchmarkCorpus.Get(NewsProfile.Named(Profile));

    [IterationSetup]
    public void MakePlace() => index = BenchmarkCorpus.NewIndexPath();

    [Benchmark(Description = "SearchCore")]
    public long Load()
    {
        using var opened =
            ArticleIndex.Open(index, new ArticleIndexOptions { Workers = Workers, MemoryMegabytes = Memory, Recognizer = null });
        return opened.Index([new JsonLinesSource(corpus.Path)]).Articles;
    }

    /// <summary>No time counts whose answer is wrong: BenchmarkDotNet reports the case as failed.</summary>
    [IterationCleanup]
    public void VerifyAnswer()
    {
        IndexAnswer.Verify(index, corpus);
        Directory.Delete(index, recursive: true);
    }
}
