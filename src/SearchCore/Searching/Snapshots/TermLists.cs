using System.Numerics;

using SearchCore.Searching.Postings;

namespace SearchCore.Searching.Snapshots;

/// <summary>
/// Where a term's postings stand in each of an index's segments. Most segments of a live index are small and have few terms: those that
/// lack it take no room, and where only such come and go, later moments share what an earlier one found. Immutable.
/// </summary>
internal sealed class TermLists
{
    private const int BitsAWord = 64;

    private readonly ulong[] has;
    private readonly PostingList[] lists;

    private TermLists(ulong[] has, PostingList[] lists) => (this.has, this.lists) = (has, lists);

    /// <summary>In how many segments it stands.</summary>
    public int Count => lists.Length;

    /// <summary>In how many articles, deleted ones included.</summary>
    public long DocumentCount
    {
        get
        {
            var count = 0L;
            foreach (ref readonly var list in lists.AsSpan())
            {
                count += list.DocumentCount;
            }

            return count;
        }
    }

    /// <summary>That of a segment; without documents where it has none.</summary>
    public PostingList Of(int segment)
    {
        var (word, bit) = (segment / BitsAWord, 1ul << segment);
        return word < has.Length && (has[word] & bit) != 0 ? lists[Before(word, bit)] : default;
    }

    private int Before(int word, ulong bit)
    {
        var count = BitOperations.PopCount(has[word] & (bit - 1));
        for (var i = 0; i < word; i++)
        {
            count += BitOperations.PopCount(has[i]);
        }

        return count;
    }

    /// <summary>Gathers them, segment by segment in order.</summary>
    /// <param name="segments">How many segments there are.</param>
    /// <param name="earlier">Those of the moment before; null where it did not know the term.</param>
    public ref struct Builder(int segments, TermLists? earlier)
    {
        private readonly ulong[] has = new ulong[(segments + BitsAWord - 1) / BitsAWord];
        private readonly List<PostingList> found = new(earlier?.Count ?? 4);
        private bool isEarlier = earlier is not null;

        /// <summary>Takes a segment's.</summary>
        public void Add(int segment, in PostingList list)
        {
            isEarlier = false;
            AddOne(segment, list);
        }

        /// <summary>Takes a segment's from the moment before, where it had a number of its own.</summary>
        public void AddEarlier(int segment, int number)
        {
            if (earlier!.Of(number) is { DocumentCount: > 0 } list)
            {
                // In another order they are other ones.
                isEarlier = isEarlier && earlier.Before(number / BitsAWord, 1ul << number) == found.Count;
                AddOne(segment, list);
            }
        }

        /// <summary>All of them.</summary>
        public readonly TermLists Build() =>
            isEarlier && found.Count == earlier!.Count
                ? has.AsSpan().SequenceEqual(earlier.has) ? earlier : new(has, earlier.lists)
                : new(has, [.. found]);

        private readonly void AddOne(int segment, in PostingList list)
        {
            has[segment / BitsAWord] |= 1ul << segment;
            found.Add(list);
        }
    }
}
