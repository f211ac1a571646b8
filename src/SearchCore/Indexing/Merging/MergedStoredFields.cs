using System.Buffers;

using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;

using SearchCore.Indexing.Segments;
using SearchCore.Storage;

namespace SearchCore.Indexing.Merging;

/// <summary>
/// Stored fields as Lucene's, but for how they are merged: full chunks of which nothing is deleted are copied as they are, wherever they
/// come to stand; the articles of others are decoded and put together. Lucene copies a chunk only where one of the merged segment happens
/// to end before it.
/// </summary>
/// <remarks>
/// All files that a segment was made with are compared with their checksums before anything is merged: damage must not get a new, valid
/// one. (Which articles are deleted stands in files of its own, which Lucene compares when it reads them.) Stored fields are the first
/// thing that a merge comes to. (Lucene's own look takes a sixth of a merge's time, for its checksum goes byte by byte.)
/// </remarks>
internal sealed class MergingStoredFields(StoredFieldsFormat format) : StoredFieldsFormat
{
    public override StoredFieldsReader FieldsReader(
        Lucene.Net.Store.Directory directory, SegmentInfo si, FieldInfos fn, IOContext context) =>
        format.FieldsReader(directory, si, fn, context);

    public override StoredFieldsWriter FieldsWriter(Lucene.Net.Store.Directory directory, SegmentInfo si, IOContext context) =>
        new MergedStoredFields(directory, si, context);
}

/// <summary>Writes the stored fields of a merged segment.</summary>
internal sealed class MergedStoredFields : StoredFieldsWriter
{
    private readonly Lucene.Net.Store.Directory directory;
    private readonly string segment;
    private readonly StoredFieldsEncoder encoder = new();

    public MergedStoredFields(Lucene.Net.Store.Directory directory, SegmentInfo info, IOContext context)
    {
        (this.directory, segment) = (directory, info.Name);
        try
        {
            encoder.Open(info, directory, context);
        }
        catch
        {
            Abort();
            throw;
        }
    }

    /// <inheritdoc/>
    public override int Merge(MergeState mergeState)
    {
        foreach (var reader in mergeState.Readers)
        {
            RequireWhole(((SegmentReader)reader).SegmentInfo);
        }

        var documents = 0;
        for (var i = 0; i < mergeState.Readers.Count; i++)
        {
            // Articles are copied as bytes, and fields stand in them as numbers.
            if (mergeState.MatchingSegmentReaders[i] is null)
            {
                throw new CorruptIndexException($"{mergeState.Readers[i]} numbers its fields in another way");
            }

            documents += Copy(mergeState.Readers[i], mergeState.CheckAbort);
        }

        if (documents != mergeState.SegmentInfo.DocCount)
        {
            throw new CorruptIndexException(
                $"{documents} articles of {mergeState.SegmentInfo.DocCount} were found in {segment}'s segments");
        }

        encoder.Close();
        return documents;
    }

    private int Copy(AtomicReader reader, CheckAbort abort)
    {
        var fields = StoredFields.Of(reader);
        var living = reader.LiveDocs;
        var copied = 0;
        var chunk = OpenChunk.Rent();
        var buffer = ArrayPool<byte>.Shared.Rent(4 * StoredFields.ChunkBytes);
        try
        {
            for (var first = 0; first < reader.MaxDoc;)
            {
                var (start, end) = fields.Find(first);
                chunk.Open(fields, first);
                if (chunk.First != first)
                {
                    throw new CorruptIndexException($"{fields.Name} is damaged: its chunks do not follow one another");
                }

                var (count, bytes) = chunk.Size;
                abort.Work(end - start);
                if ((bytes >= StoredFields.ChunkBytes || count == StoredFields.MostDocuments) && AllLive(living, first, count))
                {
                    CopyWhole(fields, start, (int)(end - start), count, ref buffer);
                    copied += count;
                }
                else
                {
                    copied += CopyLiving(fields, chunk, living, first, count);
                }

                first += count;
            }

            return copied;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            chunk.Return();
        }
    }

    private void CopyWhole(StoredFields fields, long start, int length, int count, ref byte[] buffer)
    {
        if (buffer.Length < length)
        {
            // Rented first: where there is no memory for it, the one that is given back is still the caller's.
            var larger = ArrayPool<byte>.Shared.Rent(length);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }

        var bytes = buffer.AsSpan(0, length);
        fields.Read(bytes, start);
        var number = new ByteCursor(bytes, fields.Name);
        number.VInt();
        encoder.AddChunk(count, bytes[number.At..]);
    }

    private int CopyLiving(StoredFields fields, OpenChunk chunk, IBits? living, int first, int count)
    {
        var copied = 0;
        for (var document = first; document < first + count; document++)
        {
            if (living?.Get(document) != false)
            {
                var (start, end, values) = chunk.Open(fields, document);
                encoder.AddDocument(values, chunk.Bytes(start, end - start));
                copied++;
            }
        }

        return copied;
    }

    private static bool AllLive(IBits? living, int first, int count)
    {
        for (var document = first; living is not null && document < first + count; document++)
        {
            if (!living.Get(document))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override void Finish(FieldInfos fis, int numDocs)
    {
    }

    /// <inheritdoc/>
    public override void Abort()
    {
        encoder.Abandon();
        IOUtils.DeleteFilesIgnoringExceptions(
            directory, IndexFileNames.SegmentFileName(segment, string.Empty, "fdt"),
            IndexFileNames.SegmentFileName(segment, string.Empty, "fdx"));
    }

    /// <inheritdoc/>
    public override void StartDocument(int numStoredFields) => throw ComeWhole();

    /// <inheritdoc/>
    public override void FinishDocument() => throw ComeWhole();

    /// <inheritdoc/>
    public override void WriteField(FieldInfo info, IIndexableField field) => throw ComeWhole();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => encoder.Abandon();

    private static NotSupportedException ComeWhole() => new("Articles come as whole segments, and are merged.");

    private static void RequireWhole(SegmentCommitInfo segment)
    {
        var (directory, names) = ((DurableDirectory)segment.Info.Dir, segment.Info.GetFiles());
        if (directory.FindDamage(names, anew: true) is { } damage)
        {
            throw new CorruptIndexException(damage);
        }

        // Open handles still lead to files that somebody has removed, but nothing can be compared then.
        var there = directory.ListAll().ToHashSet(StringComparer.Ordinal);
        if (names.FirstOrDefault(name => !there.Contains(name)) is { } gone)
        {
            throw new CorruptIndexException($"{gone} is gone from {directory.Folder}");
        }
    }
}
