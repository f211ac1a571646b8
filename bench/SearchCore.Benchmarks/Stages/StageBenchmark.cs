using BenchmarkDotNet.Attributes;

using SearchCore.Benchmarks.Corpora;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Benchmarks.Stages;

/// <summary>
/// One stage of the index path by itself, on one thread, over a corpus once, beside what Lucene.Net has in its place. MB/s is over the JSON
/// lines of the corpus in every stage, so that the times of stages can be added and held against the whole path.
/// </summary>
/// <typeparam name="TAnswer">What an operation must come to.</typeparam>
public abstract class StageBenchmark<TAnswer>
{
    /// <summary>The corpus: <c>wire</c> (short stories) or <c>briefing</c> (long texts).</summary>
    [Params("wire", "briefing")]
    public string Profile { get; set; } = "";

    /// <summary>What the operation came to.</summary>
    protected TAnswer? Answer { get; set; }

    internal BenchmarkCorpus Corpus { get; private set; } = null!;

    [GlobalSetup]
    public void MakeCorpus()
    {
        Corpus = BenchmarkCorpus.Get(NewsProfile.Named(Profile));
        Prepare();
    }

    /// <summary>No time counts whose answer is wrong: BenchmarkDotNet reports the case as failed.</summary>
    [IterationCleanup]
    public void VerifyAnswer()
    {
        var (answer, expected) = (Found(), Expected());
        if (!EqualityComparer<TAnswer>.Default.Equals(answer, expected))
        {
            throw new InvalidOperationException($"the stage came to {answer}, right is {expected}");
        }

        Answer = default;
        CleanUp();
    }

    /// <summary>Makes what the stage starts from.</summary>
    protected abstract void Prepare();

    /// <summary>The right answer.</summary>
    protected abstract TAnswer Expected();

    /// <summary>What the operation came to; what it set <see cref="Answer"/> to, unless a stage has to look.</summary>
    protected virtual TAnswer? Found() => Answer;

    /// <summary>Takes away what an operation left.</summary>
    protected virtual void CleanUp()
    {
    }
}
