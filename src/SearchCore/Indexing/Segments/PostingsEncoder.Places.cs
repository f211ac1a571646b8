using System.Runtime.CompilerServices;

namespace SearchCore.Indexing.Segments;

/// <summary>Terms from an inverted log, whose places are positions of all documents one after the other.</summary>
internal sealed partial class PostingsEncoder
{
    // The documents that begin in a block, each with the place in it; one more, for what is written and not counted.
    private readonly (int Document, int At)[] openings = new (int, int)[PackedBlock.Size + 1];

    /// <summary>Adds all documents of a term with their positions, as an inverted log has them.</summary>
    /// <param name="places">The term's places in the log, rising.</param>
    /// <param name="starts">Where in the log each document begins, and after the last one where it ends.</param>
    /// <param name="hints">For each place that is a multiple of 2 to the power of <paramref name="hintBits"/>, its document.</param>
    /// <param name="hintBits">How far apart the hints are.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddPlaces(ReadOnlySpan<int> places, ReadOnlySpan<int> starts, ReadOnlySpan<int> hints, int hintBits)
    {
        occurrences += places.Length;
        var (last, repeats) = (-1, 0);
        while (!places.IsEmpty)
        {
            // As many as fit into the block of positions that is being filled.
            var some = places[..Math.Min(places.Length, PackedBlock.Size - bufferedPositions)];
            var deltas = positionDeltas.AsSpan(bufferedPositions, some.Length);
            var opened = Openings(some, starts, hints, hintBits, last, deltas);
            var from = 0;
            for (var i = 0; i < opened; i++)
            {
                var (document, at) = openings[i];
                repeats += at - from;
                from = at;
                if (repeats > 0)
                {
                    EndDocument(repeats);
                }

                StartDocument(document, bufferedPositions + at);
                repeats = 0;
            }

            repeats += some.Length - from;
            last = some[^1];
            bufferedPositions += some.Length;
            places = places[some.Length..];
            if (bufferedPositions == PackedBlock.Size)
            {
                PackedBlock.Write(positionDeltas, positions);
                bufferedPositions = 0;
            }
        }

        EndDocument(repeats);
    }

    // Positions from places, and which of them are the first of their document. Whether one is takes no branch, for it would be guessed
    // wrong every other time: each place has its document looked for, which costs little where hints are close.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Openings(
        ReadOnlySpan<int> places, ReadOnlySpan<int> starts, ReadOnlySpan<int> hints, int hintBits, int last, Span<int> deltas)
    {
        var count = 0;
        var found = openings.AsSpan(0, PackedBlock.Size + 1);
        deltas = deltas[..places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            var place = places[i];
            var document = hints[place >> hintBits];
            while (starts[document + 1] <= place)
            {
                document++;
            }

            var start = starts[document];
            found[count] = (document, i);
            count += (last - start) >>> 31;
            deltas[i] = place - Math.Max(last, start);
            last = place;
        }

        return count;
    }
}
