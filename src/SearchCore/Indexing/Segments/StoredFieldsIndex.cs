using Lucene.Net.Store;
using Lucene.Net.Util.Packed;

namespace SearchCore.Indexing.Segments;

/// <summary>
/// The index beside stored fields: for each 1,024 chunks the first one's place, the averages, and how far each chunk is from where the
/// averages would have it.
/// </summary>
internal static class StoredFieldsIndex
{
    private const int BlockSize = 1024;

    /// <summary>Writes it.</summary>
    /// <param name="chunks">The chunks in order.</param>
    /// <param name="start">Where the first one's <see cref="StoredChunk.Start"/> 0 is in the file.</param>
    /// <param name="end">Where the last one ends in the file.</param>
    /// <param name="file">The file, after its header.</param>
    public static void Write(ReadOnlySpan<StoredChunk> chunks, long start, long end, IndexOutput file)
    {
        var sink = new ByteSink();
        sink.WriteVInt(PackedInt32s.VERSION_CURRENT);
        var document = 0;
        while (!chunks.IsEmpty)
        {
            var block = chunks[..Math.Min(BlockSize, chunks.Length)];
            document = WriteBlock(block, document, start, sink);
            chunks = chunks[block.Length..];
        }

        // No block.
        sink.WriteVInt(0);
        sink.WriteVLong(end);
        file.WriteBytes(sink.Array, 0, sink.Count);
    }

    private static int WriteBlock(ReadOnlySpan<StoredChunk> block, int document, long start, ByteSink sink)
    {
        var documents = 0;
        foreach (var chunk in block)
        {
            documents += chunk.Documents;
        }

        sink.WriteVInt(block.Length);
        sink.WriteVInt(document);
        var averageDocuments = block.Length == 1 ? 0 : (int)MathF.Round((float)(documents - block[^1].Documents) / (block.Length - 1));
        sink.WriteVInt(averageDocuments);
        Span<long> away = stackalloc long[block.Length];
        var at = 0;
        for (var i = 0; i < block.Length; i++)
        {
            away[i] = at - ((long)averageDocuments * i);
            at += block[i].Documents;
        }

        WriteSigned(away, sink);
        var first = start + block[0].Start;
        sink.WriteVLong(first);
        var averageSize = block.Length == 1 ? 0 : (start + block[^1].Start - first) / (block.Length - 1);
        sink.WriteVLong(averageSize);
        for (var i = 0; i < block.Length; i++)
        {
            away[i] = start + block[i].Start - first - (averageSize * i);
        }

        WriteSigned(away, sink);
        return document + documents;
    }

    private static void WriteSigned(ReadOnlySpan<long> values, ByteSink sink)
    {
        ulong any = 0;
        foreach (var value in values)
        {
            any |= ZigZag(value);
        }

        var bits = PackedNumbers.Bits(any);
        sink.WriteVInt(bits);
        var packer = new PackedNumbers.Packer(bits);
        foreach (var value in values)
        {
            packer.Add(ZigZag(value), sink);
        }

        packer.Finish(sink);
    }

    // The sign in the lowest bit.
    private static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));
}
