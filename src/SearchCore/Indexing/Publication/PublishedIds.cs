using SearchCore.Schema;

namespace SearchCore.Indexing.Publication;

/// <summary>
/// The ids of segments published lately, with their input sequences: what decides between two articles with one id when workers publish out
/// of input order. A segment is forgotten once no article that comes before any of its own can still arrive. Not thread-safe.
/// </summary>
internal sealed class PublishedIds
{
    private readonly List<Segment> segments = [];

    /// <summary>How many segments are remembered.</summary>
    public int Count => segments.Count;

    /// <summary>Whether an article with this id and a later place in the input was published.</summary>
    public bool HasNewer(ReadOnlySpan<byte> id, ulong hash, long sequence)
    {
        foreach (var segment in segments)
        {
            if (segment.Newest > sequence && segment.SequenceOf(id, hash) > sequence)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Remembers a segment's ids. Their bytes must not change.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="ids">The ids.</param>
    public void Add(int count, IEnumerable<PublishedId> ids)
    {
        if (count > 0)
        {
            segments.Add(new Segment(count, ids));
        }
    }

    /// <summary>Forgets segments all of whose articles come before <paramref name="lowWater"/> in the input.</summary>
    public void ForgetBefore(long lowWater) => segments.RemoveAll(segment => segment.Newest < lowWater);

    private sealed class Segment
    {
        private readonly PublishedId[] table;

        public Segment(int count, IEnumerable<PublishedId> ids)
        {
            table = new PublishedId[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)count * 2)];
            foreach (var id in ids)
            {
                var slot = id.Hash & (ulong)(table.Length - 1);
                while (!table[slot].Id.IsEmpty)
                {
                    slot = (slot + 1) & (ulong)(table.Length - 1);
                }

                table[slot] = id;
                Newest = Math.Max(Newest, id.Sequence);
            }
        }

        public long Newest { get; } = -1;

        public long SequenceOf(ReadOnlySpan<byte> id, ulong hash)
        {
            for (var slot = hash & (ulong)(table.Length - 1);
                 table[slot].Id is { IsEmpty: false } other;
                 slot = (slot + 1) & (ulong)(table.Length - 1))
            {
                if (table[slot].Hash == hash && other.Span.SequenceEqual(id))
                {
                    return table[slot].Sequence;
                }
            }

            return -1;
        }
    }
}

/// <summary>An id of a published segment.</summary>
/// <param name="Id">Its UTF-8 bytes.</param>
/// <param name="Hash">Its <see cref="IdHash"/>.</param>
/// <param name="Sequence">Its article's place in input order.</param>
internal readonly record struct PublishedId(ReadOnlyMemory<byte> Id, ulong Hash, long Sequence);
