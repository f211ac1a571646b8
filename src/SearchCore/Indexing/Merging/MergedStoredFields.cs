using Lucene.Net.Codecs;
using Lucene.Net.Codecs.Lucene41;
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
/// Damage must not get a new, valid checksum. Files that a merge reads from their beginning to their end are compared a block at a time as
/// it comes to them (<see cref="MergeInput"/>); all others that a segment was made with before anything is merged, and stored fields are
/// the first thing that a merge comes to. (Which articles are deleted stands in files of its own, which Lucene compares when it reads
/// them. Lucene's own look takes a sixth of a merge's time, for its checksum goes byte by byte.)
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
    private static readonly string[] ReadInBlocks =
        [".fdt", ".tim", "." + Lucene41PostingsFormat.DOC_EXTENSION, "." + Lucene41PostingsFormat.POS_EXTENSION];

    private readonly Lucene.Net.Store.Directory directory;
    private readonly string segment;
    private readonly IOContext context;
    private readonly StoredFieldsEncoder encoder = new();

    public MergedStoredFields(Lucene.Net.Store.Directory directory, SegmentInfo info, IOContext context)
    {
        (this.directory, segment, this.context) = (directory, info.Name, context);
        try
        {
            encoder.Open(segment, directory, context);
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

            documents += Copy((SegmentReader)mergeState.Readers[i], mergeState.CheckAbort);
        }

        if (documents != mergeState.SegmentInfo.DocCount)
        {
            throw new CorruptIndexException(
                $"{documents} articles of {mergeState.SegmentInfo.DocCount} were found in {segment}'s segments");
        }

        encoder.Close(segment, directory, context);
        return documents;
    }

    private int Copy(SegmentReader reader, CheckAbort abort)
    {
        var fields = StoredFields.Of(reader);
        var living = reader.LiveDocs;
        var copied = 0;
        var chunk = OpenChunk.Rent();
        using var file = new MergeInput(
            reader.SegmentInfo.Info.Dir, IndexFileNames.SegmentFileName(reader.SegmentName, string.Empty, "fdt"));
        try
        {
            for (var first = 0; first < reader.MaxDoc;)
            {
                var (start, end) = fields.Find(first);
                file.Seek(start);
                var bytes = file.Take((int)Math.Min(end - start, int.MaxValue));
                chunk.Open(fields, first, bytes);
                if (chunk.First != first)
                {
                    throw new CorruptIndexException($"{fields.Name} is damaged: its chunks do not follow one another");
                }

                var (count, size) = chunk.Size;
                abort.Work(end - start);
                if ((size >= StoredFields.ChunkBytes || count == StoredFields.MostDocuments) && AllLive(living, first, count))
                {
                    var number = new ByteCursor(bytes, fields.Name);
                    number.VInt();
                    encoder.AddChunk(count, bytes[number.At..]);
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
            chunk.Return();
        }
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
        var before = names.Where(name => !(ReadInBlocks.Contains(Path.GetExtension(name)) && directory.HasBlocks(name)));
        if (directory.FindDamage(before, anew: true) is { } damage)
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
