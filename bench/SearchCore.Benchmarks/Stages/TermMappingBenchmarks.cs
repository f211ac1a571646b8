using System.Text;

using BenchmarkDotNet.Attributes;

using Lucene.Net.Analysis.TokenAttributes;

using SearchCore.Analysis;
using SearchCore.Benchmarks.Corpora;

namespace SearchCore.Benchmarks.Stages;

/// <summary>
/// From the bodies to their terms: breaking and mapping on one side, the same analysis as a chain of Lucene.Net's filters on the other. The
/// answer: how many terms, and how many of them are the witness.
/// </summary>
public class TermMappingBenchmarks : StageBenchmark<(long Terms, long Witnesses)>
{
    private string[] texts = [];
    private byte[][] bodies = [];
    private TermMemo kept = null!;
    private long terms;

    [Benchmark(Baseline = true, Description = "analyzer")]
    public void Chain() => Answer = Analyze();

    [Benchmark(Description = "WordBreaker, new TermMemo")]
    public void NewMemo()
    {
        using var memo = TextLanguages.English.NewMemo();
        Answer = Map(memo);
    }

    [Benchmark(Description = "WordBreaker, TermMemo kept")]
    public void KeptMemo() => Answer = Map(kept);

    /// <inheritdoc/>
    protected override void Prepare()
    {
        bodies = [.. ParsedArticle.ReadAll(Corpus).Select(a => a.Body)];
        texts = [.. bodies.Select(Encoding.UTF8.GetString)];
        terms = Analyze().Terms;
        kept = TextLanguages.English.NewMemo();
        Map(kept);
    }

    /// <inheritdoc/>
    protected override (long Terms, long Witnesses) Expected() => (terms, Corpus.WitnessOccurrences);

    [GlobalCleanup]
    public void Close() => kept.Dispose();

    private (long Terms, long Witnesses) Analyze()
    {
        var (count, witnesses) = (0L, 0L);
        var witness = Encoding.UTF8.GetBytes(BenchmarkCorpus.Witness);
        foreach (var text in texts)
        {
            using var stream = LuceneAnalyzer.English.GetTokenStream("body", text);
            var term = stream.GetAttribute<ITermToBytesRefAttribute>();
            stream.Reset();
            while (stream.IncrementToken())
            {
                term.FillBytesRef();
                count++;
                witnesses += term.BytesRef.Bytes.AsSpan(term.BytesRef.Offset, term.BytesRef.Length).SequenceEqual(witness) ? 1 : 0;
            }

            stream.End();
        }

        return (count, witnesses);
    }

    private (long Terms, long Witnesses) Map(TermMemo memo)
    {
        var (count, witnesses) = (0L, 0L);
        var witness = Encoding.UTF8.GetBytes(BenchmarkCorpus.Witness);
        var number = memo.TermOf(witness, new WordSpan(0, witness.Length));
        var words = new WordSpan[256];
        foreach (var body in bodies)
        {
            var breaker = new WordBreaker(body);
            for (var some = breaker.Next(words); some > 0; some = breaker.Next(words))
            {
                foreach (var word in words.AsSpan(0, some))
                {
                    var term = word.IsGap ? TermMemo.Dropped : memo.TermOf(body, word);
                    count += term >= 0 ? 1 : 0;
                    witnesses += term == number ? 1 : 0;
                }
            }
        }

        return (count, witnesses);
    }
}
