using SearchCore.Entities.Recognition;

namespace SearchCore.Entities.Training;

/// <summary>
/// An averaged perceptron (Collins 2002) over hashed features with a margin, on top of the rules' points as a fixed prior. The same
/// examples in the same order give the same weights.
/// </summary>
internal sealed class Perceptron
{
    private readonly float[] weights = new float[LinearModel.Buckets * LinearModel.Verdicts];
    private readonly double[] sums = new double[LinearModel.Buckets * LinearModel.Verdicts];
    private long steps = 1;

    /// <summary>Goes once over the examples, in an order of its own.</summary>
    /// <param name="examples">The examples; they are shuffled in place.</param>
    /// <param name="margin">By how many points the right verdict must win.</param>
    /// <param name="rate">How many points a correction moves a weight.</param>
    /// <param name="random">What shuffles.</param>
    public void Epoch(Example[] examples, float margin, float rate, Random random)
    {
        random.Shuffle(examples);
        Span<float> scores = stackalloc float[LinearModel.Verdicts];
        foreach (var example in examples)
        {
            Scores(example, scores);
            var right = (int)example.Right;
            var rival = -1;
            for (var v = 0; v < scores.Length; v++)
            {
                if (v != right && (rival < 0 || scores[v] > scores[rival]))
                {
                    rival = v;
                }
            }

            if (scores[right] - scores[rival] < margin)
            {
                Move(example, right, rate);
                Move(example, rival, -rate);
            }

            steps++;
        }
    }

    /// <summary>The mean of the weights over all steps, in units of the model.</summary>
    public sbyte[] Average()
    {
        var average = new sbyte[weights.Length];
        for (var i = 0; i < average.Length; i++)
        {
            average[i] = (sbyte)Math.Clamp(Math.Round((weights[i] - (sums[i] / steps)) * LinearModel.UnitsPerPoint), -127, 127);
        }

        return average;
    }

    private void Scores(Example example, Span<float> scores)
    {
        for (var v = 0; v < scores.Length; v++)
        {
            scores[v] = example.Prior[v];
            foreach (var feature in example.Features)
            {
                scores[v] += weights[((int)feature * LinearModel.Verdicts) + v];
            }
        }
    }

    private void Move(Example example, int verdict, float by)
    {
        foreach (var feature in example.Features)
        {
            var at = ((int)feature * LinearModel.Verdicts) + verdict;
            weights[at] += by;
            sums[at] += (double)by * steps;
        }
    }
}
