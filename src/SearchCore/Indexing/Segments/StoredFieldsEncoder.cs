using System.Runtime.InteropServices;

using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;

using SearchCore.Storage;

namespace SearchCore.Indexing.Segments;

/// <summary>
/// Gathers and writes stored fields in the format of Lucene 4.1: articles one after the other, cut into chunks of 16 KiB and more, each
/// compressed as one LZ4 block. Chunks are compressed while articles come in, so only the compressed form takes memory.
/// </summary>
/// <remarks>
/// <para>
/// The blocks are standard LZ4, so any reader decodes them; the compressor is not Lucene's, so the bytes differ from what IndexWriter
/// writes. Call order: ((AddField)* EndDocument Spill?)* Write Clear; or, of segments that are merged, Open (AddDocument | AddChunk)*
/// Close, or Abandon at any point.
/// </para>
/// <para>
/// What <see cref="Spill"/> has written is in no memory any more. Nothing is lost where a write fails: the file is then left as it is,
/// what is not written stays in memory, and <see cref="Reload"/> reads what is, so that all of it can be written to another folder.
/// </para>
/// </remarks>
internal sealed class StoredFieldsEncoder
{
    private const string Format = "Lucene41StoredFields";
    private const int Version = 2, ChunkSize = StoredFields.ChunkBytes, TypeBits = 3;

    // Of a merged segment so much is held before it goes to its file.
    private const long MostHeld = 1 << 20;

    private readonly Lz4Encoder lz4 = new();
    private readonly ByteSink chunk = new();
    private readonly List<StoredChunk> chunks = [];
    private readonly List<int> fieldCounts = [];
    private readonly List<int> lengths = [];
    private readonly ByteSink header = new();
    private PagedBytes compressed = new();
    private int fields;
    private int documentStart;
    private int documents;
    private IndexOutput? data;
    private IndexOutput? index;
    private string? dataName;
    private long start;
    private long spilled;

    // Where the file is that Spill writes to, what it had when that last succeeded, and whether it may go on.
    private DurableDirectory? home;
    private uint spilledSum;
    private bool maySpill = true;

    /// <summary>The memory in use, and what was spilled.</summary>
    public long UsedBytes => chunk.Count + spilled + compressed.Length + (chunks.Count * 16L);

    /// <summary>How much could be spilled.</summary>
    public long HeldBytes => maySpill ? compressed.Length : 0;

    /// <summary>Whether a part of it is in a file alone.</summary>
    public bool HasSpilled => home is not null;

    /// <summary>Adds a value of a field to the current article.</summary>
    public void AddField(int field, ReadOnlySpan<byte> utf8)
    {
        StartField(field, utf8.Length);
        chunk.Write(utf8);
    }

    /// <summary>Adds a value made of two with one byte between: <c>kind/name</c>.</summary>
    public void AddField(int field, ReadOnlySpan<byte> left, byte between, ReadOnlySpan<byte> right)
    {
        StartField(field, left.Length + 1 + right.Length);
        chunk.Write(left);
        chunk.WriteByte(between);
        chunk.Write(right);
    }

    /// <summary>Ends the current article.</summary>
    public void EndDocument()
    {
        fieldCounts.Add(fields);
        lengths.Add(chunk.Count - documentStart);
        fields = 0;
        documentStart = chunk.Count;
        documents++;
        if (chunk.Count >= ChunkSize || fieldCounts.Count == StoredFields.MostDocuments)
        {
            Compress();
        }
    }

    /// <summary>Adds an article as another segment has it.</summary>
    /// <param name="count">How many values it has.</param>
    /// <param name="bytes">All of it, decoded.</param>
    public void AddDocument(int count, ReadOnlySpan<byte> bytes)
    {
        chunk.Write(bytes);
        fields = count;
        EndDocument();
        WriteHeldWhereMuch();
    }

    /// <summary>Adds a chunk as another segment has it.</summary>
    /// <param name="count">How many articles it has.</param>
    /// <param name="bytes">All of it behind the number of its first article.</param>
    public void AddChunk(int count, ReadOnlySpan<byte> bytes)
    {
        EndChunk();
        chunks.Add(new StoredChunk(count, spilled + compressed.Length));
        header.Clear();
        header.WriteVInt(documents);
        compressed.Write(header.Written);
        compressed.Write(bytes);
        documents += count;
        WriteHeldWhereMuch();
    }

    /// <summary>
    /// Writes what is compressed to the file of the segment that it will be of, and holds it no more (it is spilled). Where that fails
    /// nothing is lost, and nothing more is spilled before <see cref="Clear"/>: whoever writes the segment will hear of it.
    /// </summary>
    /// <param name="directory">Where the segment will be: always the same up to <see cref="Clear"/>.</param>
    /// <param name="segment">The segment's name.</param>
    public void Spill(DurableDirectory directory, string segment)
    {
        try
        {
            if (data is null)
            {
                Begin(directory.CreateAtOnce(NameOf(segment)));
                dataName = NameOf(segment);
            }

            WriteHeld();
            (home, spilledSum) = (directory, (uint)data!.Checksum);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Abandon();
        }
    }

    /// <summary>
    /// Holds all of it again, where a part is in a file that cannot be gone on with: the segment may then be written to another folder. The
    /// file is not needed any more.
    /// </summary>
    /// <exception cref="IOException">It cannot be read. Nothing has changed; it may be tried again.</exception>
    public void Reload()
    {
        if (home is null || data is not null)
        {
            return;
        }

        var all = new PagedBytes();
        var skip = (int)start;
        home.ReadBeginning(dataName!, start + spilled, spilledSum, (bytes, count) =>
        {
            all.Write(bytes.AsSpan(skip, count - skip));
            skip = 0;
        });
        compressed.CopyTo(all);
        (compressed, home, spilled) = (all, null, 0);
    }

    /// <summary>Writes the files of a segment, or ends them where a part was spilled: to the same folder then.</summary>
    /// <returns>The file that was there before; null where both are new.</returns>
    public string? Write(SegmentInfo segment, Lucene.Net.Store.Directory directory, IOContext context)
    {
        Reload();
        var begun = home is null ? null : dataName;
        try
        {
            if (begun is null)
            {
                Open(segment.Name, directory, context);
            }

            Close(segment.Name, directory, context);
            return begun;
        }
        catch
        {
            Abandon();
            throw;
        }
    }

    /// <summary>Begins the file of a segment.</summary>
    public void Open(string segment, Lucene.Net.Store.Directory directory, IOContext context) =>
        Begin(directory.CreateOutput(NameOf(segment), context));

    private void Begin(IndexOutput output)
    {
        data = output;
        CodecUtil.WriteHeader(data, Format + "Data", Version);
        data.WriteVInt32(ChunkSize);
        data.WriteVInt32(Lucene.Net.Util.Packed.PackedInt32s.VERSION_CURRENT);
        start = data.Position;
    }

    /// <summary>Ends it, and writes the index beside it.</summary>
    public void Close(string segment, Lucene.Net.Store.Directory directory, IOContext context)
    {
        EndChunk();
        compressed.WriteTo(data!);
        CodecUtil.WriteFooter(data);
        data!.Dispose();
        data = null;
        index = directory.CreateOutput(IndexFileNames.SegmentFileName(segment, string.Empty, "fdx"), context);
        CodecUtil.WriteHeader(index, Format + "Index", Version);
        StoredFieldsIndex.Write(CollectionsMarshal.AsSpan(chunks), start, start + spilled + compressed.Length, index);
        CodecUtil.WriteFooter(index);
        index.Dispose();
        index = null;
    }

    /// <summary>Closes files that are not to be gone on with.</summary>
    public void Abandon()
    {
        IOUtils.DisposeWhileHandlingException(data, index);
        (data, index, maySpill) = (null, null, false);
    }

    /// <summary>Empties it; memory is kept.</summary>
    public void Clear()
    {
        Abandon();
        chunk.Clear();
        compressed.Clear();
        chunks.Clear();
        fieldCounts.Clear();
        lengths.Clear();
        fields = documentStart = documents = 0;
        (home, spilled, maySpill) = (null, 0, true);
    }

    private static string NameOf(string segment) => IndexFileNames.SegmentFileName(segment, string.Empty, "fdt");

    private void EndChunk()
    {
        if (fieldCounts.Count > 0)
        {
            Compress();
        }
    }

    // What was spilled is in the file, not in a buffer before it: it may have to be read.
    private void WriteHeld()
    {
        compressed.WriteTo(data!);
        data!.Flush();
        spilled += compressed.Length;
        compressed.Clear();
    }

    private void WriteHeldWhereMuch()
    {
        if (compressed.Length >= MostHeld)
        {
            WriteHeld();
        }
    }

    private void StartField(int field, int length)
    {
        fields++;
        chunk.WriteVInt(field << TypeBits);
        chunk.WriteVInt(length);
    }

    private void Compress()
    {
        chunks.Add(new StoredChunk(fieldCounts.Count, spilled + compressed.Length));
        header.Clear();
        header.WriteVInt(documents - fieldCounts.Count);
        header.WriteVInt(fieldCounts.Count);
        PackedNumbers.Write(CollectionsMarshal.AsSpan(fieldCounts), header);
        PackedNumbers.Write(CollectionsMarshal.AsSpan(lengths), header);
        compressed.Write(header.Written);

        // From twice the size on a chunk is compressed in slices, so that one large article can be read in part.
        var slice = chunk.Count >= 2 * ChunkSize ? ChunkSize : chunk.Count;
        for (var at = 0; at < chunk.Count; at += slice)
        {
            var bytes = chunk.Written[at..Math.Min(at + slice, chunk.Count)];
            compressed.Advance(lz4.Encode(bytes, compressed.Reserve(Lz4Encoder.Room(bytes.Length))));
        }

        chunk.Clear();
        fieldCounts.Clear();
        lengths.Clear();
        documentStart = 0;
    }
}

/// <summary>A chunk of stored fields: how many articles, and where its bytes begin.</summary>
internal readonly record struct StoredChunk(int Documents, long Start);
