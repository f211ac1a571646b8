using Lucene.Net.Index;
using Lucene.Net.Util.Packed;

using SearchCore.Files;

namespace SearchCore.Storage;

/// <summary>
/// Our own reader of a segment's stored fields, as Lucene 4.1's format has them (<c>.fdx</c>, <c>.fdt</c>). Lucene's makes each value
/// twice, as bytes and as text, and decodes a chunk anew for each of its articles; this one gives out bytes of a buffer of the thread's.
/// Kept as long as the segment, over any number of reopenings. Everything is checked against the bounds of its file, so that damage is an
/// error and never a wrong access. Thread-safe.
/// </summary>
internal sealed class StoredFields : SegmentReader.ICoreDisposedListener
{
    /// <summary>Bytes of the end of a file.</summary>
    public const int FooterBytes = 16;

    /// <summary>From this size on a chunk ends; one of twice the size is compressed in pieces of it.</summary>
    public const int ChunkBytes = 1 << 14;

    /// <summary>With so many articles a chunk ends too.</summary>
    public const int MostDocuments = 128;

    private const int Magic = 0x3FD76C17, VersionRead = 2, MostOfHeader = 64;
    private const string Format = "Lucene41StoredFields";

    private static readonly SegmentCache<StoredFields> Cache = new(reader => new(reader));
    private static long owners;

    private readonly Dictionary<int, string> names = [];
    private readonly StoredPlaces index;
    private readonly IReadableFile file;

    private StoredFields(SegmentReader reader)
    {
        DocumentCount = reader.MaxDoc;
        foreach (var info in reader.FieldInfos)
        {
            names[info.Number] = info.Name;
        }

        var directory = reader.SegmentInfo.Info.Dir;
        var bytes = SharedFiles.ReadAll(directory, IndexFileNames.SegmentFileName(reader.SegmentName, string.Empty, "fdx"), out var shown);
        index = new(bytes, shown);
        file = SharedFiles.Open(directory, IndexFileNames.SegmentFileName(reader.SegmentName, string.Empty, "fdt"), out shown);
        Name = shown;
        try
        {
            if (index.End != file.Length - FooterBytes)
            {
                throw new CorruptIndexException($"{Name} is damaged: it is not as long as its index says");
            }

            Span<byte> head = stackalloc byte[(int)Math.Min(MostOfHeader, file.Length)];
            Read(head, 0);
            var at = new ByteCursor(head, Name);
            RequireHeader(ref at, "Data", Name);
            if (at.VInt() is var size and not ChunkBytes)
            {
                throw new CorruptIndexException($"{Name}: its chunks are of {size} bytes, which is not read");
            }

            RequirePacked(ref at, Name);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>What the file is called in errors.</summary>
    public string Name { get; }

    /// <summary>How many articles the segment has, deleted ones included.</summary>
    public int DocumentCount { get; }

    /// <summary>A number that no other segment's have.</summary>
    public long Number { get; } = Interlocked.Increment(ref owners);

    /// <summary>Those of a segment. To be asked for first when the segment is opened: then its files are certainly there.</summary>
    /// <exception cref="CorruptIndexException">A file is damaged.</exception>
    public static StoredFields Of(AtomicReader reader) => Cache.Of(reader);

    /// <summary>Those of a segment that was asked for its own before; null of others, whose files may be gone by now.</summary>
    public static StoredFields? Known(AtomicReader reader) => Cache.Known(reader);

    /// <summary>The fields of an article, to be read one after another and closed by the same thread before another is opened.</summary>
    /// <param name="document">Its number in the segment.</param>
    /// <exception cref="CorruptIndexException">The file is damaged.</exception>
    public StoredDocument Document(int document)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(document);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(document, DocumentCount);
        return new(this, document);
    }

    /// <summary>Closes the file: the segment's last reader is closed.</summary>
    public void OnDispose(object instance) => file.Dispose();

    /// <summary>A field's name.</summary>
    internal string NameOf(long field) => field <= int.MaxValue && names.TryGetValue((int)field, out var name)
        ? name
        : throw new CorruptIndexException($"{Name} is damaged: it has an unknown field");

    /// <summary>Where the chunk of an article begins, and where the next one does.</summary>
    internal (long Start, long End) Find(int document) => index.Find(document);

    /// <summary>Reads bytes of the file, all of which it must have.</summary>
    internal void Read(Span<byte> into, long position)
    {
        int read;
        try
        {
            read = file.Read(into, position);
        }
        catch (IOException e) when (e is not CorruptIndexException)
        {
            throw new FileReadException($"{Name} cannot be read at {position}: {e.Message}", e);
        }

        if (read != into.Length)
        {
            throw new FileReadException($"{Name} ends before its length of {file.Length} bytes");
        }
    }

    /// <summary>Reads past the beginning of one of the two files.</summary>
    internal static void RequireHeader(ref ByteCursor at, string which, string name)
    {
        if (at.Int32() != Magic || !at.Take(at.VInt()).SequenceEqual(System.Text.Encoding.UTF8.GetBytes(Format + which)))
        {
            throw new CorruptIndexException($"{name} is damaged: it does not begin as such a file does");
        }

        if (at.Int32() is var version and not VersionRead)
        {
            throw new CorruptIndexException($"{name}: its stored fields are of the version {version}, which is not read");
        }
    }

    /// <summary>Reads past the version of packed numbers.</summary>
    internal static void RequirePacked(ref ByteCursor at, string name)
    {
        var version = at.VInt();
        if (version != PackedInt32s.VERSION_CURRENT)
        {
            throw new CorruptIndexException($"{name}: its numbers are packed in the version {version}, which is not read");
        }
    }
}
