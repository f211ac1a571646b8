using System.Buffers;

using Lucene.Net.Index;

namespace SearchCore.Storage;

/// <summary>
/// The chunk of stored fields that a thread read last, decoded as far as anybody asked: the next article of it costs no reading, and a
/// title in front of a body of any length not the body. For one thread.
/// </summary>
internal sealed class OpenChunk
{
    // A chunk that is compressed in one piece is less than twice a chunk; a piece of a larger one is smaller.
    private const int LargestPiece = 2 * StoredFields.ChunkBytes, MostOfHead = 1_536, MostBits = 31;

    // What is compressed 255 times is as small as it can be.
    private const long MostRatio = 255;

    // Larger ones are given back.
    private const int Keep = 1 << 18;

    private static readonly int WindowBytes = MostOfHead + Lz4Block.MostBytes(LargestPiece);

    [ThreadStatic]
    private static OpenChunk? spare;

    private readonly byte[] window = new byte[WindowBytes];
    private readonly int[] fieldCounts = new int[StoredFields.MostDocuments];
    private readonly int[] ends = new int[StoredFields.MostDocuments];
    private StoredFields? fields;
    private long owner;
    private int first;
    private int count;

    // The part of the file in the window, and what of it was decoded.
    private long end;
    private long windowStart;
    private int windowLength;
    private int used;

    // The articles, as far as they are decoded, and the piece that is decoded now.
    private byte[] bytes = [];
    private int total;
    private int decoded;
    private int pieceStart;
    private int pieceLength;

    private OpenChunk()
    {
    }

    /// <summary>The thread's.</summary>
    public static OpenChunk Rent()
    {
        var chunk = spare ?? new();
        spare = null;
        return chunk;
    }

    /// <summary>Gives it back.</summary>
    public void Return()
    {
        fields = null;
        if (bytes.Length > Keep)
        {
            ArrayPool<byte>.Shared.Return(bytes);
            (bytes, owner) = ([], 0);
        }

        spare = this;
    }

    /// <summary>Opens the chunk of an article, which somebody else has read.</summary>
    /// <param name="from">The file.</param>
    /// <param name="document">The article.</param>
    /// <param name="chunk">The bytes of the chunk, all of them; not needed any more when this returns.</param>
    /// <exception cref="CorruptIndexException">The file is damaged.</exception>
    public void Open(StoredFields from, int document, ReadOnlySpan<byte> chunk)
    {
        (fields, owner) = (from, 0);
        (windowStart, end) = from.Find(document);
        windowLength = Math.Min(WindowBytes, chunk.Length);
        chunk[..windowLength].CopyTo(window);
        ReadHead(document);
        owner = from.Number;
    }

    /// <summary>Finds an article.</summary>
    /// <returns>Its place in the chunk, and how many values it has.</returns>
    /// <exception cref="CorruptIndexException">The file is damaged.</exception>
    public (int Start, int End, int Fields) Open(StoredFields from, int document)
    {
        fields = from;
        if (owner != from.Number || document < first || document - first >= count)
        {
            // What cannot be read whole is not come back to.
            owner = 0;
            (windowStart, end) = from.Find(document);
            Fill();
            ReadHead(document);
            owner = from.Number;
        }

        var number = document - first;
        var start = number == 0 ? 0 : ends[number - 1];
        return (start, ends[number], fieldCounts[number]);
    }

    /// <summary>The first article of the chunk that was opened.</summary>
    public int First => first;

    /// <summary>How many articles the chunk has that was opened, and how many bytes all of them.</summary>
    public (int Documents, int Bytes) Size => (count, total);

    /// <summary>Bytes of the chunk. Good until the next call.</summary>
    /// <exception cref="CorruptIndexException">The file is damaged.</exception>
    public ReadOnlySpan<byte> Bytes(int start, int length)
    {
        if (start + length > decoded)
        {
            var of = owner;
            owner = 0;
            Decode(start + length);
            owner = of;
        }

        return bytes.AsSpan(start, length);
    }

    private void ReadHead(int document)
    {
        var length = end - windowStart;
        var at = new ByteCursor(window.AsSpan(0, windowLength), fields!.Name);
        (first, count) = (at.VInt(), at.VInt());
        if (document < first || document - first >= count || count > StoredFields.MostDocuments || first > fields.DocumentCount - count)
        {
            throw Damaged();
        }

        ReadNumbers(ref at, fieldCounts);
        ReadNumbers(ref at, ends);
        var sum = 0L;
        for (var i = 0; i < count; i++)
        {
            sum += ends[i];
            if (sum > length * MostRatio || sum > Array.MaxLength || (ends[i] == 0) != (fieldCounts[i] == 0))
            {
                throw Damaged();
            }

            ends[i] = (int)sum;
        }

        (total, decoded, pieceStart, pieceLength, used) = ((int)sum, 0, 0, 0, at.At);
    }

    // One number for all articles, or one of each.
    private void ReadNumbers(ref ByteCursor at, int[] into)
    {
        var bits = count == 1 ? 0 : at.VInt();
        if (bits == 0)
        {
            into.AsSpan(0, count).Fill(at.VInt());
            return;
        }

        if (bits > MostBits)
        {
            throw Damaged();
        }

        var packed = at.Take((int)PackedNumber.BytesOf(count, bits));
        for (var i = 0; i < count; i++)
        {
            into[i] = (int)PackedNumber.Read(packed, i, bits);
        }
    }

    private void Decode(int upTo)
    {
        while (decoded < upTo)
        {
            if (decoded == pieceStart + pieceLength)
            {
                BeginPiece();
            }

            var to = decoded - pieceStart;
            Lz4Block.Decode(
                window.AsSpan(0, windowLength),
                ref used,
                bytes.AsSpan(pieceStart, pieceLength),
                ref to,
                Math.Min(upTo - pieceStart, pieceLength),
                fields!.Name);
            decoded = pieceStart + to;
        }
    }

    private void BeginPiece()
    {
        pieceStart = decoded;
        pieceLength = total < LargestPiece ? total : Math.Min(StoredFields.ChunkBytes, total - decoded);
        var here = windowStart + used;
        if (Math.Min(end - here, Lz4Block.MostBytes(pieceLength)) > windowLength - used)
        {
            windowStart = here;
            Fill();
            used = 0;
        }

        // As much as was decoded calls for, not as a length says that may be damaged.
        if (bytes.Length < pieceStart + pieceLength)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Min(Math.Max(pieceStart + pieceLength, 2 * Math.Min(decoded, 1 << 29)), total));
            bytes.AsSpan(0, decoded).CopyTo(larger);
            if (bytes.Length > 0)
            {
                ArrayPool<byte>.Shared.Return(bytes);
            }

            bytes = larger;
        }
    }

    private void Fill()
    {
        windowLength = (int)Math.Min(WindowBytes, end - windowStart);
        fields!.Read(window.AsSpan(0, windowLength), windowStart);
    }

    private CorruptIndexException Damaged() => new($"{fields!.Name} is damaged: the counts of a chunk cannot be");
}
