namespace SearchCore.TestKit.Corpora;

/// <summary>
/// Draws ranks as words are used in text: from 0, the most frequent. It is given the frequencies measured at the ranks 1, 2, 4, 8 …;
/// between them it goes on evenly in the logarithm of both, and past the last one it falls by a constant ratio an octave.
/// </summary>
/// <remarks>
/// News text is no straight line on Zipf's paper: it falls with the power −0.9 among frequent words and with nearly −2 among rare ones,
/// and the latter is what makes a vocabulary grow with the square root of a text. Immutable; safe for several threads.
/// </remarks>
public sealed class RankTable
{
    private const int StepsAnOctave = 16;
    private const int GuideBits = 12;
    private readonly ulong[] upTo;
    private readonly int[] first;
    private readonly int[] size;
    private readonly short[] guide = new short[1 << GuideBits];

    /// <summary>Makes a table of 2^<paramref name="octaves"/> − 1 ranks.</summary>
    /// <param name="measured">Relative frequencies at the ranks 1, 2, 4 ….</param>
    /// <param name="tail">What a frequency is multiplied by an octave further, past those measured.</param>
    /// <param name="octaves">How many octaves of ranks there are, 2 to 24.</param>
    public RankTable(ReadOnlySpan<double> measured, double tail, int octaves)
    {
        var weights = new List<double>();
        var firsts = new List<int>();
        var sizes = new List<int>();
        var sum = 0.0;
        var known = measured.ToArray();
        for (var octave = 0; octave < octaves; octave++)
        {
            var here = At(octave);
            // Taking the root four times gives the sixteenth root; unlike a power it is exact everywhere.
            var step = Math.Sqrt(Math.Sqrt(Math.Sqrt(Math.Sqrt(At(octave + 1) / here))));
            var steps = Math.Min(StepsAnOctave, 1 << octave);
            var ranks = (1 << octave) / steps;
            for (var i = 0; i < StepsAnOctave; i++)
            {
                if (i % (StepsAnOctave / steps) == 0)
                {
                    firsts.Add((1 << octave) - 1 + (i / (StepsAnOctave / steps) * ranks));
                    sizes.Add(ranks);
                    sum += here * ranks;
                    weights.Add(sum);
                }

                here *= step;
            }
        }

        (first, size) = ([.. firsts], [.. sizes]);
        upTo = [.. weights.Select(w => (ulong)(w / sum * (1UL << 52)) << 12)];
        upTo[^1] = ulong.MaxValue;
        for (var i = 0; i < guide.Length; i++)
        {
            guide[i] = (short)Array.FindIndex(upTo, u => u >= (ulong)i << (64 - GuideBits));
        }

        double At(int octave)
        {
            var value = known[Math.Min(octave, known.Length - 1)];
            for (var i = known.Length - 1; i < octave; i++)
            {
                value *= tail;
            }

            return value;
        }
    }

    /// <summary>How many ranks there are.</summary>
    public int Count => first[^1] + size[^1];

    /// <summary>Draws one.</summary>
    public int Draw(SeededRandom random)
    {
        var point = random.Next();
        var band = (int)guide[point >> (64 - GuideBits)];
        while (upTo[band] < point)
        {
            band++;
        }

        return size[band] == 1 ? first[band] : first[band] + random.Below(size[band]);
    }
}
