using System.Runtime.InteropServices;

namespace SearchCore.Entities.Recognition;

/// <summary>
/// The trained part of a decision: a weight for each verdict in each bucket of hashed features. Its sum comes on top of what <see
/// cref="RuleWeights"/> say, in quarters of their points.
/// </summary>
/// <remarks>
/// Made by <c>eng/train-entities</c> as an averaged perceptron (Collins 2002) with the rules as its prior. Immutable; any number of threads
/// read it.
/// </remarks>
internal sealed class LinearModel
{
    /// <summary>
    /// How many buckets features are hashed into. Two features in one bucket share its weights; with few features that matter this costs
    /// little.
    /// </summary>
    public const int Buckets = 1 << 16;

    /// <summary>The verdicts, in the order of <see cref="Verdict"/>.</summary>
    public const int Verdicts = 4;

    /// <summary>A point of the rules is this many units of a weight.</summary>
    public const int UnitsPerPoint = 4;

    /// <summary>
    /// No verdict gains or loses more than so many points: the model settles what the rules leave open and overturns nothing they are sure
    /// of, which keeps what it learned of one domain's style from harm in another.
    /// </summary>
    public const int MostPoints = 6;

    private static readonly Lazy<LinearModel> Embedded = new(Load);

    // The four weights of a bucket lie in one word, so that a feature costs one load.
    private readonly int[] weights;

    /// <summary>A model of given weights: <see cref="Verdicts"/> for each bucket, one bucket after the other.</summary>
    public LinearModel(ReadOnlySpan<sbyte> weights)
    {
        if (weights.Length != Buckets * Verdicts)
        {
            throw new ArgumentException($"a model has {Buckets * Verdicts} weights, not {weights.Length}", nameof(weights));
        }

        this.weights = MemoryMarshal.Cast<sbyte, int>(weights).ToArray();
    }

    /// <summary>The model that comes with the library.</summary>
    public static LinearModel BuiltIn => Embedded.Value;

    /// <summary>Adds the weights of features to the scores of the verdicts.</summary>
    public void AddTo(Span<int> scores, ReadOnlySpan<uint> features)
    {
        var (none, person, organization, place) = (0, 0, 0, 0);
        foreach (var feature in features)
        {
            var four = weights[feature & (Buckets - 1)];
            none += (sbyte)four;
            person += (sbyte)(four >> 8);
            organization += (sbyte)(four >> 16);
            place += four >> 24;
        }

        scores[0] += Points(none);
        scores[1] += Points(person);
        scores[2] += Points(organization);
        scores[3] += Points(place);
    }

    private static int Points(int units) => Math.Clamp(units / UnitsPerPoint, -MostPoints, MostPoints);

    private static LinearModel Load()
    {
        const string Resource = "SearchCore.Entities.Data.model.bin";
        using var stream = typeof(LinearModel).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"the resource {Resource} is not in the assembly");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new LinearModel(MemoryMarshal.Cast<byte, sbyte>(bytes));
    }
}
