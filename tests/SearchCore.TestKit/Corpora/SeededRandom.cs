namespace SearchCore.TestKit.Corpora;

/// <summary>
/// A small random generator that gives the same numbers on every machine and every version of .NET: SplitMix64 by Guy Steele, Doug Lea
/// and Christine Flood ("Fast Splittable Pseudorandom Number Generators", OOPSLA 2014).
/// </summary>
/// <remarks>
/// What it gives as <see cref="double"/> is made with + − × ÷ alone, which IEEE 754 defines to the last bit; the mathematical functions
/// of the run-time library differ between platforms. Not for secrets. One thread at a time.
/// </remarks>
public sealed class SeededRandom
{
    private const ulong GoldenGamma = 0x9E37_79B9_7F4A_7C15;
    private ulong state;

    /// <summary>A generator of its own for a numbered thing under a seed: neighbours share nothing.</summary>
    public SeededRandom(ulong seed, ulong number = 0) => state = Mix(Mix(seed + GoldenGamma) + (number * GoldenGamma));

    private SeededRandom(ulong state, bool _) => this.state = state;

    /// <summary>A generator at a state of the published algorithm.</summary>
    public static SeededRandom AtState(ulong state) => new(state, true);

    /// <summary>64 random bits.</summary>
    public ulong Next() => Mix(state += GoldenGamma);

    /// <summary>A whole number from 0 to <paramref name="bound"/>, exclusive.</summary>
    public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>True this often in a thousand.</summary>
    public bool PerMille(int chances) => Below(1000) < chances;

    /// <summary>A number whose logarithm is normal with a mean and a deviation: how long texts and sentences are.</summary>
    public double LogNormal(double mean, double deviation)
    {
        // Twelve uniform numbers have the variance 1; their sum is normal but for the last millionth of its tails.
        var sum = -6.0;
        for (var i = 0; i < 12; i++)
        {
            sum += (Next() >> 11) * (1.0 / (1UL << 53));
        }

        return Exponential(mean + (deviation * sum));
    }

    private static double Exponential(double x)
    {
        var small = x / 1024;
        var power = 1 + (small * (1 + (small / 2 * (1 + (small / 3 * (1 + (small / 4)))))));
        for (var i = 0; i < 10; i++)
        {
            power *= power;
        }

        return power;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }
}
