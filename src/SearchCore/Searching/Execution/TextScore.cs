using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SearchCore.Searching.Execution;

/// <summary>
/// How a word or a phrase scores in a field: <c>weight · x / (1 + x)</c>, where x is how often it stands there times what the length of the
/// article's field makes of once.
/// </summary>
/// <param name="Weight">What it scores at most.</param>
/// <param name="Norms">For each document of the segment the code of its field's length.</param>
/// <param name="Once">For each code what once is worth.</param>
internal sealed record FieldScore(double Weight, byte[] Norms, double[] Once)
{
    /// <summary>Adds scores to those of a window.</summary>
    /// <param name="from">The window's first document.</param>
    /// <param name="matches">Where it stands.</param>
    /// <param name="documents">Which documents score.</param>
    /// <param name="scores">The scores.</param>
    public void Add(int from, FieldMatches matches, ReadOnlySpan<ulong> documents, double[] scores)
    {
        for (var i = 0; i < matches.Count; i++)
        {
            int place = matches.Documents[i];
            if ((documents[place >> 6] >> place & 1) != 0)
            {
                var x = matches.Frequencies[i] * Once[Norms[from + place]];
                scores[place] += Weight * x / (1 + x);
            }
        }
    }

    /// <summary>Adds the scores of documents of a block, all of which count.</summary>
    /// <param name="from">The window's first document.</param>
    /// <param name="documents">Documents of the window.</param>
    /// <param name="frequencies">How often it stands in each.</param>
    /// <param name="scores">The scores.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int from, ReadOnlySpan<int> documents, ReadOnlySpan<int> frequencies, double[] scores)
    {
        ref var document = ref MemoryMarshal.GetReference(documents);
        ref var frequency = ref MemoryMarshal.GetReference(frequencies[..documents.Length]);
        ref var score = ref MemoryMarshal.GetArrayDataReference(scores);
        ref var norm = ref MemoryMarshal.GetArrayDataReference(Norms);
        ref var once = ref MemoryMarshal.GetArrayDataReference(Once);
        var weight = Weight;
        for (var i = 0; i < documents.Length; i++)
        {
            var at = (nint)(uint)Unsafe.Add(ref document, i);
            var x = Unsafe.Add(ref frequency, i) * Unsafe.Add(ref once, (nint)Unsafe.Add(ref norm, at));
            Unsafe.Add(ref score, at - from) += weight * x / (1 + x);
        }
    }
}
