using System.Text;

using Lucene.Net.Index;

namespace SearchCore.Storage;

/// <summary>What a stored value is.</summary>
internal enum StoredKind
{
    /// <summary>Text in UTF-8.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>A whole number of four bytes, the highest first.</summary>
    Int32,

    /// <summary>A number of four bytes.</summary>
    Single,

    /// <summary>A whole number of eight bytes.</summary>
    Int64,

    /// <summary>A number of eight bytes.</summary>
    Double,
}

/// <summary>The stored values of an article, one after another. For one thread; to be disposed.</summary>
internal ref struct StoredDocument
{
    // The number of a field and the length of its value.
    private const int MostOfHead = 16, KindBits = 3;

    private readonly StoredFields fields;
    private readonly int end;
    private OpenChunk? chunk;
    private int left;
    private int start;
    private int next;

    /// <summary>Opens an article.</summary>
    internal StoredDocument(StoredFields fields, int document)
    {
        this.fields = fields;
        chunk = OpenChunk.Rent();
        try
        {
            (next, end, left) = chunk.Open(fields, document);
        }
        catch
        {
            chunk.Return();
            throw;
        }

        Name = string.Empty;
    }

    /// <summary>The field of the value.</summary>
    public string Name { get; private set; }

    /// <summary>What the value is.</summary>
    public StoredKind Kind { get; private set; }

    /// <summary>The value's bytes. Good until the next one is asked for.</summary>
    /// <exception cref="CorruptIndexException">The file is damaged.</exception>
    public readonly ReadOnlySpan<byte> Bytes => chunk!.Bytes(start, next - start);

    /// <summary>The value as text.</summary>
    /// <exception cref="CorruptIndexException">The file is damaged.</exception>
    public readonly string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>Goes to the next value; what is not asked for is not decoded.</summary>
    /// <returns>False behind the last.</returns>
    /// <exception cref="CorruptIndexException">The file is damaged.</exception>
    public bool Next()
    {
        if (left-- == 0)
        {
            left = 0;
            return next == end ? false : throw Damaged();
        }

        var at = new ByteCursor(chunk!.Bytes(next, Math.Min(MostOfHead, end - next)), fields.Name);
        var head = at.VLong();
        Kind = (StoredKind)(head & ((1 << KindBits) - 1));
        var length = Kind switch
        {
            StoredKind.Text or StoredKind.Bytes => at.VInt(),
            StoredKind.Int32 or StoredKind.Single => sizeof(int),
            StoredKind.Int64 or StoredKind.Double => sizeof(long),
            _ => throw Damaged(),
        };
        start = next + at.At;
        if (length > end - start)
        {
            throw Damaged();
        }

        next = start + length;
        Name = fields.NameOf(head >>> KindBits);
        return true;
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        chunk?.Return();
        chunk = null;
    }

    private readonly CorruptIndexException Damaged() => new($"{fields.Name} is damaged: an article in it is not as long as its values");
}
