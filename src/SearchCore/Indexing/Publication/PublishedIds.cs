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
        // In the table they stand as numbers from 1: half of it is empty, and an id takes eight times as much.
        private readonly PublishedId[] all;
        private readonly int[] table;

        public Segment(int count, IEnumerable<PublishedId> ids)
        {
            all = new PublishedId[count];
            table = new int[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)count * 2)];
            var number = 0;
            foreach (var id in ids)
            {
                var slot = id.Hash & (ulong)(table.Length - 1);
                while (table[slot] != 0)
                {
                    slot = (slot + 1) & (ulong)(table.Length - 1);
                }

                all[number++] = id;
                table[slot] = number;
                Newest = Math.Max(Newest, id.Sequence);
            }
        }

        public long Newest { get; } = -1;

        public long SequenceOf(ReadOnlySpan<byte> id, ulong hash)
        {
            for (var slot = hash & (ulong)(table.Length - 1);
                 table[slot] is not 0 and var number;
                 slot = (slot + 1) & (ulong)(table.Length - 1))
            {
                ref readonly var other = ref all[number - 1];
                if (other.Hash == hash && other.Id.Span.SequenceEqual(id))
                {
                    return other.Sequence;
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
