using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

using SearchCore.Searching.Columns;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Execution;

/// <summary>
/// The documents of a segment that a search may find at all: those that are not deleted and were published when they must have been. A bit
/// each, a window at a time.
/// </summary>
internal sealed class AcceptedDocuments
{
    private readonly int documents;
    private readonly ulong[]? live;
    private readonly List<(OptionalNumbers Numbers, long First, long Last)> ranges = [];
    private readonly List<(ManyNumbers Numbers, long First, long Last)> many = [];

    /// <summary>Makes ready.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="conditions">What must hold besides: ranges of numbers.</param>
    public AcceptedDocuments(SegmentView segment, IReadOnlyList<ArticleCondition> conditions)
    {
        documents = segment.DocumentCount;
        live = segment.Live;
        foreach (var condition in conditions)
        {
            var range = (NumberWithin)condition;
            if (segment.Columns.Many(range.Column) is { } several)
            {
                many.Add((several, range.First, range.Last));
            }
            else
            {
                ranges.Add((segment.Columns.Numbers(range.Column, greatest: false), range.First, range.Last));
            }
        }
    }

    /// <summary>Whether all documents of the segment are accepted.</summary>
    public bool AcceptsAll => live is null && AcceptsAllLive;

    /// <summary>Whether all documents of the segment are accepted that are not deleted.</summary>
    public bool AcceptsAllLive => ranges.Count + many.Count == 0;

    /// <summary>Makes the bits of a window.</summary>
    /// <returns>Whether there are any.</returns>
    public bool Fill(int from, Span<ulong> words)
    {
        if (live is not null)
        {
            live.AsSpan(from >> 6, Window.Words).CopyTo(words);
        }
        else
        {
            words.Fill(ulong.MaxValue);
            EndAt(words, documents - from);
        }

        foreach (var (numbers, first, last) in ranges)
        {
            if (first > last)
            {
                return false;
            }

            Within(numbers, first, last, from, words);
        }

        foreach (var (numbers, first, last) in many)
        {
            for (var i = 0; i < words.Length; i++)
            {
                for (var word = words[i]; word != 0; word &= word - 1)
                {
                    var place = BitOperations.TrailingZeroCount(word);
                    if (!numbers.HasWithin(from + (i << 6) + place, first, last))
                    {
                        words[i] &= ~(1ul << place);
                    }
                }
            }
        }

        return !Window.IsEmpty(words);
    }

    // Articles are loaded in the order of time: of most stretches all are within, or none.
    private void Within(OptionalNumbers numbers, long first, long last, int from, Span<ulong> words)
    {
        const int wordsAStretch = NumberEnds.Stretch / 64;
        for (var at = 0; at < words.Length && from + (at << 6) < documents; at += wordsAStretch)
        {
            var start = from + (at << 6);
            var ends = numbers.Ends(start);
            var some = words.Slice(at, wordsAStretch);
            if (ends.Greatest < first || ends.Least > last)
            {
                some.Clear();
            }
            else if (!ends.AreAll || ends.Least < first || ends.Greatest > last)
            {
                Within(numbers.Window(start)[..Math.Min(NumberEnds.Stretch, documents - start)], first, last, some);
            }
        }
    }

    /// <summary>Leaves of a window's bits those of its first documents.</summary>
    internal static void EndAt(Span<ulong> words, int count)
    {
        if (count >= Window.Size)
        {
            return;
        }

        words[((count + 63) >> 6)..].Clear();
        if ((count & 63) != 0)
        {
            words[count >> 6] &= ulong.MaxValue >> -count;
        }
    }

    /// <summary>Leaves of some documents those whose number lies between two, both inclusive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Within(ReadOnlySpan<long> numbers, long first, long last, Span<ulong> words)
    {
        ref var number = ref MemoryMarshal.GetReference(numbers);
        var width = (ulong)(last - first);
        var at = 0;
        for (; at + 64 <= numbers.Length; at += 64)
        {
            if (words[at >> 6] == 0)
            {
                continue;
            }

            ulong bits = 0;
            if (Vector512.IsHardwareAccelerated)
            {
                for (var i = 0; i < 64; i += 8)
                {
                    var since = (Vector512.LoadUnsafe(ref number, (nuint)(at + i)) - Vector512.Create(first)).AsUInt64();
                    bits |= Vector512.LessThanOrEqual(since, Vector512.Create(width)).ExtractMostSignificantBits() << i;
                }
            }
            else
            {
                for (var i = 0; i < 64; i += 4)
                {
                    var since = (Vector256.LoadUnsafe(ref number, (nuint)(at + i)) - Vector256.Create(first)).AsUInt64();
                    bits |= (ulong)Vector256.LessThanOrEqual(since, Vector256.Create(width)).ExtractMostSignificantBits() << i;
                }
            }

            words[at >> 6] &= bits;
        }

        for (; at < numbers.Length; at++)
        {
            if (numbers[at] < first || numbers[at] > last)
            {
                words[at >> 6] &= ~(1ul << at);
            }
        }
    }
}
