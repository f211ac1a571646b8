using System.Text;

using BenchmarkDotNet.Attributes;

using Lucene.Net.Analysis.Standard;

using SearchCore.Analysis;

namespace SearchCore.Benchmarks.Stages;

/// <summary>From the bodies to the places of their words. The answer: how many words.</summary>
public class WordBreakingBenchmarks : StageBenchmark<long>
{
    private string[] texts = [];
    private byte[][] bodies = [];
    private long expected;

    [Benchmark(Baseline = true, Description = "StandardTokenizer")]
    public void Tokenizer() => Answer = Tokenize();

    [Benchmark(Description = "WordBreaker")]
    public void Breaker()
    {
        var count = 0L;
        var words = new WordSpan[256];
        foreach (var body in bodies)
        {
            var breaker = new WordBreaker(body);
            for (var some = breaker.Next(words); some > 0; some = breaker.Next(words))
            {
                foreach (var word in words.AsSpan(0, some))
                {
                    count += word.IsGap ? 0 : 1;
                }
            }
        }

        Answer = count;
    }

    /// <inheritdoc/>
    protected override void Prepare()
    {
        bodies = [.. ParsedArticle.ReadAll(Corpus).Select(a => a.Body)];
        texts = [.. bodies.Select(Encoding.UTF8.GetString)];
        expected = Tokenize();
    }

    /// <inheritdoc/>
    protected override long Expected() => expected;

    private long Tokenize()
    {
        var count = 0L;
        using var tokenizer = new StandardTokenizer(TextAnalysis.Version, TextReader.Null) { MaxTokenLength = TextAnalysis.MaxTokenLength };
        foreach (var text in texts)
        {
            tokenizer.SetReader(new StringReader(text));
            tokenizer.Reset();
            while (tokenizer.IncrementToken())
            {
                count++;
            }

            tokenizer.End();
            tokenizer.Dispose();
        }

        return count;
    }
}
