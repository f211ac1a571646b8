using SearchCore.Entities.Gazetteers;
using SearchCore.Entities.Recognition;

namespace SearchCore.Entities.Training;

/// <summary>Gold and silver to weights. The numbers were chosen by cross-validation over the open gold (docs/entities.md).</summary>
internal static class Trainer
{
    private const int Epochs = 8, Seed = 1;

    /// <summary>By how many points the right verdict must win, and how many a correction moves a weight.</summary>
    private const float Margin = 12, Rate = 0.25f;

    /// <summary>How sure the rules must be for silver, in points.</summary>
    private const int SureMargin = 12;

    /// <summary>Trains a model. The same input gives the same bytes.</summary>
    /// <param name="gold">Marked-up texts.</param>
    /// <param name="texts">Texts without marks; as many silver examples are taken from them as there are gold ones.</param>
    public static sbyte[] Train(IEnumerable<GoldText> gold, IEnumerable<string> texts)
    {
        var reader = new ExampleReader(new RecognitionPipeline(GazetteerLoader.BuiltIn, null, Evaluation.AsCorporaMark));
        var examples = gold.SelectMany(reader.FromGold).ToList();
        examples.AddRange(texts.SelectMany(t => reader.FromText(t, SureMargin)).Take(examples.Count).ToList());
        var perceptron = new Perceptron();
        var random = new Random(Seed);
        var shuffled = examples.ToArray();
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            perceptron.Epoch(shuffled, Margin, Rate, random);
        }

        return perceptron.Average();
    }
}
