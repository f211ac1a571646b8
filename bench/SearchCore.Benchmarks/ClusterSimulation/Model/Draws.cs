using SearchCore.TestKit.Corpora;

namespace SearchCore.Benchmarks.ClusterSimulation;

/// <summary>Random numbers of one purpose under a seed: a change of one part of a model does not shift what another one draws.</summary>
internal sealed class Draws(ulong seed, ulong purpose)
{
    private readonly SeededRandom random = new(seed, purpose);

    /// <summary>Between 0 and 1, both excluded.</summary>
    public double Uniform() => ((random.Next() >> 11) + 0.5) * (1.0 / (1UL << 53));

    public int Below(int bound) => random.Below(bound);

    public double Exponential(double mean) => -mean * Math.Log(Uniform());

    /// <summary>Its logarithm is normal; half of all are below the median.</summary>
    public double LogNormal(double median, double sigma) =>
        median * Math.Exp(sigma * Math.Sqrt(-2 * Math.Log(Uniform())) * Math.Cos(2 * Math.PI * Uniform()));

    /// <summary>By a measured distribution: shares and the values that these are below, linear between them.</summary>
    public double Of(IReadOnlyList<(double Share, double Value)> measured)
    {
        var share = Uniform();
        var i = 1;
        while (i < measured.Count - 1 && measured[i].Share < share)
        {
            i++;
        }

        var ((low, from), (high, to)) = (measured[i - 1], measured[i]);
        return from + ((to - from) * (share - low) / (high - low));
    }
}
