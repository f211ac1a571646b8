using System.Collections.Concurrent;

using SearchCore.Analysis;
using SearchCore.Schema;

namespace SearchCore.Searching.Highlighting;

/// <summary>
/// Tells most spellings of a text at a glance that none of a query's words has their stem, without an object for each: they would be many,
/// outlive a collection of garbage, and be dropped soon after. One of each language, shared by all threads.
/// </summary>
/// <remarks>
/// A slot holds the hash of a spelling and, instead of its last six bits, the number of its stem's bit. Which slot it is stands for bits
/// left out, so two spellings are taken for one only where all 64 bits of their hashes are the same.
/// </remarks>
internal sealed class SpellingBits
{
    // 512 KB. A spelling whose slot another took is stemmed anew.
    private const int Slots = 1 << 16;
    private const ulong BitNumber = 63;

    private static readonly ConcurrentDictionary<TextAnalysis, SpellingBits> OfAnalyses = [];

    private readonly TextAnalysis analysis;
    private readonly ulong[] slots = new ulong[Slots];

    private SpellingBits(TextAnalysis analysis) => this.analysis = analysis;

    /// <summary>That of an analysis.</summary>
    public static SpellingBits Of(TextAnalysis analysis) => OfAnalyses.GetOrAdd(analysis, static a => new(a));

    /// <summary>The bit of a stem, one of 64, the same for the same stem.</summary>
    public static ulong OfStem(string stem) => 1ul << string.GetHashCode(stem, StringComparison.Ordinal);

    /// <summary>The bit of the stem of a spelling in UTF-8.</summary>
    public ulong Find(ReadOnlySpan<byte> spelling)
    {
        var hash = IdHash.Of(spelling);
        ref var slot = ref slots[hash & (Slots - 1)];
        var held = Volatile.Read(ref slot);
        if ((held ^ hash) > BitNumber)
        {
            var bit = OfStem(analysis.TermOf(spelling));
            held = (hash & ~BitNumber) | (uint)ulong.TrailingZeroCount(bit);
            Volatile.Write(ref slot, held);
        }

        return 1ul << (int)(held & BitNumber);
    }
}
