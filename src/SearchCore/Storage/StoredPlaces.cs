using Lucene.Net.Index;

namespace SearchCore.Storage;

/// <summary>
/// In which chunk of the stored fields an article is: the index beside them (<c>.fdx</c>), which stays packed. Checked where it is asked.
/// Immutable.
/// </summary>
internal sealed class StoredPlaces
{
    private const int MostDocumentBits = 32, MostStartBits = 64;

    private readonly byte[] bytes;
    private readonly string name;
    private readonly List<Block> blocks = [];

    /// <summary>Reads the file's outline.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <exception cref="CorruptIndexException">It is damaged, or of another version.</exception>
    public StoredPlaces(byte[] bytes, string name)
    {
        (this.bytes, this.name) = (bytes, name);
        var at = new ByteCursor(bytes.AsSpan(0, Math.Max(0, bytes.Length - StoredFields.FooterBytes)), name);
        StoredFields.RequireHeader(ref at, "Index", name);
        StoredFields.RequirePacked(ref at, name);
        for (var chunks = at.VInt(); chunks != 0; chunks = at.VInt())
        {
            var first = at.VInt();
            var averageDocuments = at.VInt();
            var documents = Packed(ref at, chunks, MostDocumentBits);
            var start = at.VLong();
            blocks.Add(new(chunks, first, averageDocuments, documents, start, at.VLong(), Packed(ref at, chunks, MostStartBits)));
            if (blocks is [.., var before, _] && before.First >= first)
            {
                throw Damaged();
            }
        }

        End = at.VLong();
    }

    /// <summary>Where the last chunk ends.</summary>
    public long End { get; }

    /// <summary>The chunk that has an article.</summary>
    /// <returns>Where it begins in the file, and where the next one does.</returns>
    /// <exception cref="CorruptIndexException">The file is damaged.</exception>
    public (long Start, long End) Find(int document)
    {
        var block = BlockOf(document);
        if (block < 0)
        {
            throw Damaged();
        }

        var within = blocks[block];
        var chunk = ChunkOf(within, document - within.First);
        if (chunk < 0)
        {
            throw Damaged();
        }

        var start = StartOf(within, chunk);
        var end = chunk + 1 < within.Chunks ? StartOf(within, chunk + 1) : block + 1 < blocks.Count ? StartOf(blocks[block + 1], 0) : End;
        return start > 0 && start < end && end <= End ? (start, end) : throw Damaged();
    }

    // The last block that begins before an article, or with it; -1 where none does.
    private int BlockOf(int document)
    {
        var (low, high) = (0, blocks.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = blocks[middle].First <= document ? (middle + 1, high) : (low, middle - 1);
        }

        return high;
    }

    // The same of the chunks of a block.
    private int ChunkOf(in Block block, int document)
    {
        var (low, high) = (0, block.Chunks - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = FirstOf(block, middle) <= document ? (middle + 1, high) : (low, middle - 1);
        }

        return high;
    }

    private long FirstOf(in Block block, int chunk) => unchecked(((long)block.AverageDocuments * chunk) + Signed(block.Documents, chunk));

    private long StartOf(in Block block, int chunk) =>
        unchecked(block.Start + (block.AverageSize * chunk) + Signed(block.Starts, chunk));

    // The sign is in the lowest bit.
    private long Signed((int At, int Bits) packed, int number)
    {
        var value = PackedNumber.Read(bytes.AsSpan(packed.At), number, packed.Bits);
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private (int At, int Bits) Packed(ref ByteCursor at, int count, int most)
    {
        var bits = at.VInt();
        if (bits > most)
        {
            throw Damaged();
        }

        var start = at.At;
        var length = PackedNumber.BytesOf(count, bits);
        at.Take(length <= bytes.Length ? (int)length : int.MaxValue);
        return (start, bits);
    }

    private CorruptIndexException Damaged() => new($"{name} is damaged: it leads to no article");

    private readonly record struct Block(
        int Chunks, int First, int AverageDocuments, (int At, int Bits) Documents, long Start, long AverageSize, (int At, int Bits) Starts);
}

/// <summary>Numbers of the same count of bits one after another, the highest bit first, read one by one.</summary>
internal static class PackedNumber
{
    /// <summary>How many bytes some numbers take.</summary>
    public static long BytesOf(int count, int bits) => (((long)count * bits) + 7) >> 3;

    /// <summary>Reads a number.</summary>
    /// <param name="bytes">All of them from the first on.</param>
    /// <param name="number">Its number, from 0.</param>
    /// <param name="bits">How many bits each takes, 0 to 64.</param>
    public static ulong Read(ReadOnlySpan<byte> bytes, int number, int bits)
    {
        var value = 0ul;
        var at = (long)number * bits;
        for (var left = bits; left > 0;)
        {
            var free = 8 - (int)(at & 7);
            var take = Math.Min(left, free);
            value = (value << take) | (((uint)bytes[(int)(at >> 3)] >> (free - take)) & ((1u << take) - 1));
            at += take;
            left -= take;
        }

        return value;
    }
}
