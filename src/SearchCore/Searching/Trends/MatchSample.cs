using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

using Lucene.Net.Util;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Snapshots;
using SearchCore.Storage.Columns;

namespace SearchCore.Searching.Trends;

/// <summary>An article of a sample. Plain data.</summary>
/// <param name="Hash">The hash of its id, by which it was drawn.</param>
/// <param name="Member">The number of its index.</param>
/// <param name="Document">Its number there.</param>
internal readonly record struct SampledArticle(ulong Hash, int Member, int Document)
{
    public static int Compare(SampledArticle a, SampledArticle b) =>
        a.Hash != b.Hash ? a.Hash.CompareTo(b.Hash)
        : a.Member != b.Member ? a.Member.CompareTo(b.Member)
        : a.Document.CompareTo(b.Document);
}

/// <summary>
/// A sample of matches that is spread over all of them: those with the least hashes of their ids, which have nothing to do with dates,
/// scores or the order of loading. The same articles are drawn however an archive is cut into segments and indexes, and parts can be
/// merged.
/// </summary>
internal static class MatchSample
{
    /// <summary>How many articles are drawn: more than are looked at, because of texts that come twice.</summary>
    public const int Size = 400;

    // A block of the column costs more than so many single numbers.
    private const int FewMatches = 300, StepsAMatch = 20;

    /// <summary>Draws from the matches of one index.</summary>
    /// <param name="point">The index.</param>
    /// <param name="member">Its number.</param>
    /// <param name="matched">The matches, by segment; null where a segment has none.</param>
    /// <param name="budget">The time there is.</param>
    /// <returns>In the order in which they were drawn; where the time is up, of those seen until then.</returns>
    public static IReadOnlyList<SampledArticle> Of(
        PointInTime point, int member, IReadOnlyList<FixedBitSet?> matched, SearchBudget budget)
    {
        var drawn = new PriorityQueue<SampledArticle, ulong>(Size, Comparer<ulong>.Create((a, b) => b.CompareTo(a)));
        var most = ulong.MaxValue;
        var hashes = ArrayPool<long>.Shared.Rent(NumberColumn.BlockSize);
        try
        {
            foreach (var leaf in point.Reader.Leaves)
            {
                if (matched[leaf.Ord] is not { } hits || SegmentColumns.Of(leaf.AtomicReader).IdHashes is not { } column)
                {
                    continue;
                }

                var words = MemoryMarshal.Cast<long, ulong>(hits.GetBits().AsSpan(0, (hits.Length + 63) >> 6));
                for (var from = 0; from < hits.Length && !budget.IsSpent(1); from += NumberColumn.BlockSize)
                {
                    var some = words[(from >> 6)..Math.Min(words.Length, (from + NumberColumn.BlockSize) >> 6)];
                    var count = Count(some);
                    if (budget.IsSpent(Math.Min(count, FewMatches) * StepsAMatch))
                    {
                        break;
                    }

                    if (count > FewMatches)
                    {
                        column.Read(from >> NumberColumn.BlockShift, hashes);
                    }

                    for (var i = 0; i < some.Length; i++)
                    {
                        for (var word = some[i]; word != 0; word &= word - 1)
                        {
                            var place = (i << 6) + BitOperations.TrailingZeroCount(word);
                            var hash = (ulong)(count > FewMatches ? hashes[place] : column[from + place]);
                            if (hash <= most)
                            {
                                Draw(new(hash, member, leaf.DocBase + from + place));
                            }
                        }
                    }
                }
            }
        }
        finally
        {
            ArrayPool<long>.Shared.Return(hashes);
        }

        var sample = drawn.UnorderedItems.Select(d => d.Element).ToList();
        sample.Sort(SampledArticle.Compare);
        return sample;

        void Draw(SampledArticle article)
        {
            if (drawn.Count < Size)
            {
                drawn.Enqueue(article, article.Hash);
            }
            else
            {
                drawn.EnqueueDequeue(article, article.Hash);
            }

            most = drawn.Count < Size ? most : drawn.Peek().Hash;
        }
    }

    /// <summary>The sample of several indexes together.</summary>
    public static IReadOnlyList<SampledArticle> Merge(IReadOnlyList<IReadOnlyList<SampledArticle>> parts)
    {
        if (parts is [var only])
        {
            return only;
        }

        var all = parts.SelectMany(p => p).ToList();
        all.Sort(SampledArticle.Compare);
        return all.Count > Size ? all.GetRange(0, Size) : all;
    }

    private static int Count(ReadOnlySpan<ulong> words)
    {
        var count = 0;
        foreach (var word in words)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }
}
