using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Postings;

namespace SearchCore.Searching.Execution;

/// <summary>Words that stand at exactly their distances.</summary>
internal sealed class ExactPhraseMatcher(
    SegmentPostings segment, IReadOnlyList<(PostingList List, int Place)> terms, Scratch scratch, SearchBudget budget)
    : PhraseMatcher(segment, terms, scratch, budget)
{
    private const int PositionsAStep = 8, StepsABlock = 50;

    // Of fewer documents of a window, or one in so many of those that the words stand in, each is asked by itself.
    private const int FewCandidates = 64, OfOneCandidate = 16;

    private readonly uint[][] keys = scratch.Keys;
    private readonly ulong[] remaining = terms.Count > 2 ? scratch.Words() : [];
    private int[] starts = new int[64];
    private bool areFar = !PositionKeys.AreSupported || Span(terms) > PositionKeys.MostDistance;

    protected override bool MatchMany(int from, ReadOnlySpan<ulong> candidates, FieldMatches into)
    {
        if (areFar || !IsWorthReading(Window.Count(candidates)))
        {
            return false;
        }

        var (rarest, offset) = Words[0];
        var count = Read(rarest, from, candidates, ref keys[0]);
        for (var word = 1; word < Words.Length && count > 0; word++)
        {
            var (other, place) = Words[word];
            var others = Read(other, from, candidates, ref keys[1]);
            if (others <= 0)
            {
                count = others;
                break;
            }

            if (keys[2].Length < keys[0].Length)
            {
                keys[2] = new uint[keys[0].Length];
            }

            count = PositionKeys.Shared(keys[0], count, place - offset, keys[1], others, keys[2]);
            (keys[0], keys[2]) = (keys[2], keys[0]);
            if (word + 1 < Words.Length)
            {
                // The next is read where it can still matter.
                remaining.AsSpan().Clear();
                foreach (var key in keys[0].AsSpan(0, count))
                {
                    var document = (int)(key >> PositionKeys.Shift) - 1;
                    remaining[document >> 6] |= 1ul << document;
                }

                candidates = remaining;
            }
        }

        if (count < 0)
        {
            // A text is so long that its positions are not compared at once: back to where each document can be asked.
            areFar = true;
            foreach (var (word, _) in Words)
            {
                word.Restart();
            }

            return false;
        }

        Take(keys[0].AsSpan(0, count), into);
        return true;
    }

    private bool IsWorthReading(int candidates)
    {
        var documents = 0;
        foreach (var (word, _) in Words)
        {
            documents += word.Block.Among(Window.Size);
        }

        return candidates >= FewCandidates && candidates * OfOneCandidate >= documents;
    }

    // How far the first word stands from the last.
    private static int Span(IReadOnlyList<(PostingList List, int Place)> terms)
    {
        var (least, most) = (int.MaxValue, int.MinValue);
        foreach (var (_, place) in terms)
        {
            (least, most) = (Math.Min(least, place), Math.Max(most, place));
        }

        return most - least;
    }

    // Where a word stands in documents of a window.
    private int Read(PositionCursor word, int from, ReadOnlySpan<ulong> candidates, ref uint[] into)
    {
        var (cursor, found, indices, count) = (word.Block, Some.Found, Some.Places, 0);
        for (var next = Window.Next(candidates, 0); next < Window.Size && cursor.Advance(from + next);)
        {
            Budget.Spend(StepsABlock);
            var stop = cursor.End(from + Window.Size);
            var some = WindowBits.Select(cursor.Documents, cursor.At, stop, from, candidates, found, indices);
            if (some > 0)
            {
                var before = count;
                count = word.AddKeys(found.AsSpan(0, some), indices.AsSpan(0, some), ref into, count);
                if (count < 0)
                {
                    return count;
                }

                Budget.Spend((count - before) / PositionsAStep);
            }

            cursor.At = stop;
            if (stop < cursor.Count)
            {
                break;
            }

            next = Window.Next(candidates, cursor.Documents[stop - 1] - from + 1);
        }

        return count;
    }

    // How often a document has what is left. Neither is read what was just written, nor is foreseen where a document ends.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Take(ReadOnlySpan<uint> left, FieldMatches into)
    {
        ref var document = ref MemoryMarshal.GetArrayDataReference(into.Documents);
        ref var frequency = ref MemoryMarshal.GetArrayDataReference(into.Frequencies);
        var (last, count, times) = (-1, 0, 0);
        foreach (var key in left)
        {
            var place = ((int)(key >> PositionKeys.Shift) - 1) & (Window.Size - 1);
            var isSame = (place ^ last) == 0 ? 1 : 0;
            times = (times & -isSame) + 1;
            count += 1 - isSame;
            Unsafe.Add(ref document, (nint)(count - 1)) = (ushort)place;
            Unsafe.Add(ref frequency, (nint)place) = times;
            last = place;
        }

        into.Count = count;
    }

    protected override float FrequencyIn(int document)
    {
        var (rarest, offset) = Words[0];
        rarest.Advance(document);
        if (Avx2.IsSupported && rarest.IsFew(out var differences, out var few))
        {
            var shared = uint.MaxValue;
            for (var word = 1; word < Words.Length && shared != 0; word++)
            {
                var (other, at) = Words[word];
                other.Advance(document);
                Budget.Spend(1 + (other.Frequency / PositionsAStep));
                shared &= PositionPair.Shared(rarest, differences, few, at - offset, other);
            }

            return BitOperations.PopCount(shared);
        }

        var first = rarest.PaddedPositions();
        var count = first.Length - PositionCursor.Pad;
        if (Words.Length > 2)
        {
            if (starts.Length < first.Length)
            {
                starts = new int[2 * first.Length];
            }

            first.CopyTo(starts);
            for (var word = 1; word < Words.Length - 1 && count > 0; word++)
            {
                Words[word].Positions.Advance(document);
                count = Keep(count, Words[word].Positions.Positions(), Words[word].Place - offset);
            }

            if (count == 0)
            {
                return 0;
            }

            first = starts;
        }

        var (last, place) = Words[^1];
        last.Advance(document);
        var others = last.PaddedPositions();
        Budget.Spend((count + others.Length) / PositionsAStep);
        return BlockSums.CountShared(first, count, place - offset, others, others.Length - PositionCursor.Pad);
    }

    // Leaves of the starts those at which the next word stands where it must.
    private int Keep(int count, ReadOnlySpan<int> positions, int distance)
    {
        Budget.Spend((count + positions.Length) / PositionsAStep);
        var kept = 0;
        for (int i = 0, at = 0; i < count; i++)
        {
            var wanted = starts[i] + distance;
            while (at < positions.Length && positions[at] < wanted)
            {
                at++;
            }

            if (at == positions.Length)
            {
                break;
            }

            if (positions[at] == wanted)
            {
                starts[kept++] = starts[i];
            }
        }

        return kept;
    }
}
