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
/// The blocks are standard LZ4, so any reader decodes them; the compressor is not Lucene's, so the bytes differ from what IndexWriter
/// writes. Call order: ((AddField)* EndDocument)* Write Clear; or, where more comes than memory should hold, Open (AddDocument | AddChunk)*
/// Close, or Abandon at any point.
/// </remarks>
internal sealed class StoredFieldsEncoder
{
    private const string Format = "Lucene41StoredFields";
    private const int Version = 2, ChunkSize = StoredFields.ChunkBytes, TypeBits = 3;

    // So much is held before it goes to an open file.
    private const long MostHeld = 1 << 20;

    private readonly Lz4Encoder lz4 = new();
    private readonly ByteSink chunk = new();
    private readonly PagedBytes compressed = new();
    private readonly List<StoredChunk> chunks = [];
    private readonly List<int> fieldCounts = [];
    private readonly List<int> lengths = [];
    private readonly ByteSink header = new();
    private int fields;
    private int documentStart;
    private int documents;
    private IndexOutput? data;
    private IndexOutput? index;
    private long start;
    private long handedOn;

    /// <summary>The memory in use.</summary>
    public long UsedBytes => chunk.Count + compressed.Length + (chunks.Count * 16L);

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
        HandOn();
    }

    /// <summary>Adds a chunk as another segment has it.</summary>
    /// <param name="count">How many articles it has.</param>
    /// <param name="bytes">All of it behind the number of its first article.</param>
    public void AddChunk(int count, ReadOnlySpan<byte> bytes)
    {
        EndChunk();
        chunks.Add(new StoredChunk(count, handedOn + compressed.Length));
        header.Clear();
        header.WriteVInt(documents);
        compressed.Write(header.Written);
        compressed.Write(bytes);
        documents += count;
        HandOn();
    }

    /// <summary>Writes the files of a segment.</summary>
    public void Write(SegmentInfo segment, Lucene.Net.Store.Directory directory, IOContext context)
    {
        try
        {
            Open(segment, directory, context);
            Close();
        }
        catch
        {
            Abandon();
            throw;
        }
    }

    /// <summary>Begins the files of a segment.</summary>
    public void Open(SegmentInfo segment, Lucene.Net.Store.Directory directory, IOContext context)
    {
        data = Create(segment, directory, context, "fdt");
        CodecUtil.WriteHeader(data, Format + "Data", Version);
        data.WriteVInt32(ChunkSize);
        data.WriteVInt32(Lucene.Net.Util.Packed.PackedInt32s.VERSION_CURRENT);
        start = data.Position;
        index = Create(segment, directory, context, "fdx");
        CodecUtil.WriteHeader(index, Format + "Index", Version);
    }

    /// <summary>Ends the files.</summary>
    public void Close()
    {
        EndChunk();
        compressed.WriteTo(data!);
        CodecUtil.WriteFooter(data);
        data!.Dispose();
        StoredFieldsIndex.Write(CollectionsMarshal.AsSpan(chunks), start, start + handedOn + compressed.Length, index!);
        CodecUtil.WriteFooter(index);
        index!.Dispose();
        (data, index, handedOn) = (null, null, 0);
    }

    /// <summary>Closes files that an error left open; they are of no use.</summary>
    public void Abandon()
    {
        IOUtils.DisposeWhileHandlingException(data, index);
        (data, index, handedOn) = (null, null, 0);
    }

    /// <summary>Empties it; memory is kept.</summary>
    public void Clear()
    {
        chunk.Clear();
        compressed.Clear();
        chunks.Clear();
        fieldCounts.Clear();
        lengths.Clear();
        fields = documentStart = documents = 0;
    }

    private void EndChunk()
    {
        if (fieldCounts.Count > 0)
        {
            Compress();
        }
    }

    private void HandOn()
    {
        if (data is not null && compressed.Length >= MostHeld)
        {
            handedOn += compressed.Length;
            compressed.WriteTo(data);
            compressed.Clear();
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
        chunks.Add(new StoredChunk(fieldCounts.Count, handedOn + compressed.Length));
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

    private static IndexOutput Create(SegmentInfo segment, Lucene.Net.Store.Directory directory, IOContext context, string extension) =>
        directory.CreateOutput(IndexFileNames.SegmentFileName(segment.Name, string.Empty, extension), context);
}

/// <summary>A chunk of stored fields: how many articles, and where its bytes begin.</summary>
internal readonly record struct StoredChunk(int Documents, long Start);
