using System.Text;

using BenchmarkDotNet.Attributes;

using SearchCore.Entities;

namespace SearchCore.Benchmarks.Stages;

/// <summary>
/// From titles and bodies to the entities they mention. There is no rival: Lucene.Net recognizes nothing. The answer: as many mentions as
/// the first time, and some in every tenth article at least.
/// </summary>
public class RecognitionBenchmarks : StageBenchmark<int>
{
    private string[] texts = [];
    private int expected;

    [Benchmark(Description = "EntityRecognizer")]
    public void Recognizer() => Answer = Recognize();

    /// <inheritdoc/>
    protected override void Prepare()
    {
        texts = [.. ParsedArticle.ReadAll(Corpus).Select(a => Encoding.UTF8.GetString(a.Title) + "\n\n" + Encoding.UTF8.GetString(a.Body))];
        expected = Recognize();
        if (expected < texts.Length / 10)
        {
            throw new InvalidOperationException($"{expected} mentions in {texts.Length} articles are too few");
        }
    }

    /// <inheritdoc/>
    protected override int Expected() => expected;

    private int Recognize()
    {
        var count = 0;
        var mentions = new List<EntityMention>();
        foreach (var text in texts)
        {
            mentions.Clear();
            EntityRecognizer.Default.Recognize(text, mentions);
            count += mentions.Count;
        }

        return count;
    }
}
