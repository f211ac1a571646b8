using System.Numerics;

namespace SearchCore.Indexing.Publication;

/// <summary>
/// Says of an id that the index surely does not have it, or that it may. A Bloom filter in layers, each twice the one before, with ten
/// bits an id and one cache line a question (Putze, Sanders, Singler: "Cache-, Hash- and Space-Efficient Bloom Filters", 2007).
/// It spares a first load the look-ups that replacing needs. Ids are never taken out: what was deleted costs a look-up. Not thread-safe.
/// </summary>
internal sealed class IdFilter
{
    private const int FirstCapacity = 1 << 16, BitsPerId = 10, WordsPerBlock = 8, Probes = 6;

    private readonly List<ulong[]> layers = [];
    private int room;
    private long bytes;

    /// <summary>The memory it holds; may be asked for while another thread adds.</summary>
    public long Bytes => Volatile.Read(ref bytes);

    /// <summary>Notes an id.</summary>
    public void Add(ulong hash)
    {
        if (room == 0)
        {
            room = FirstCapacity << layers.Count;
            layers.Add(new ulong[(int)BitOperations.RoundUpToPowerOf2((uint)room * BitsPerId / 64)]);
            Volatile.Write(ref bytes, bytes + (layers[^1].Length * (long)sizeof(ulong)));
        }

        room--;
        var block = Block(layers[^1], hash);
        for (var probe = 0; probe < Probes; probe++)
        {
            var bit = BitOf(hash, probe);
            block[bit >> 6] |= 1UL << bit;
        }
    }

    /// <summary>Whether an id may have been noted.</summary>
    public bool MayContain(ulong hash)
    {
        foreach (var layer in layers)
        {
            var block = Block(layer, hash);
            var probe = 0;
            while (probe < Probes && (block[BitOf(hash, probe) >> 6] & (1UL << BitOf(hash, probe))) != 0)
            {
                probe++;
            }

            if (probe == Probes)
            {
                return true;
            }
        }

        return false;
    }

    private static Span<ulong> Block(ulong[] layer, ulong hash) =>
        layer.AsSpan((int)((uint)(hash >> 32) & (uint)((layer.Length / WordsPerBlock) - 1)) * WordsPerBlock, WordsPerBlock);

    // Nine bits a probe out of a remixed hash: 64 bits hold the six of them and the block comes from the other half of the original.
    private static int BitOf(ulong hash, int probe) => (int)((hash * 0x9E37_79B9_7F4A_7C15) >> (probe * 9)) & ((WordsPerBlock * 64) - 1);
}
