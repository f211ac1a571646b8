using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Store;

using SearchCore.Storage;

namespace SearchCore.Indexing.Merging;

/// <summary>
/// Lucene's stored fields, with a look at all files before anything is merged: damage must not be merged into a file with a new, valid
/// checksum. Stored fields are the first thing that a merge comes to. Lucene's own look takes a sixth of a merge's time, for its checksum
/// goes byte by byte.
/// </summary>
internal sealed class MergingStoredFields(StoredFieldsFormat format) : StoredFieldsFormat
{
    public override StoredFieldsReader FieldsReader(
        Lucene.Net.Store.Directory directory, SegmentInfo si, FieldInfos fn, IOContext context) =>
        format.FieldsReader(directory, si, fn, context);

    public override StoredFieldsWriter FieldsWriter(Lucene.Net.Store.Directory directory, SegmentInfo si, IOContext context) =>
        new Writer(format.FieldsWriter(directory, si, context));

    private sealed class Writer(StoredFieldsWriter writer) : StoredFieldsWriter
    {
        public override int Merge(MergeState mergeState)
        {
            foreach (var reader in mergeState.Readers)
            {
                RequireWhole(((SegmentReader)reader).SegmentInfo);
            }

            return writer.Merge(mergeState);
        }

        public override void StartDocument(int numStoredFields) => writer.StartDocument(numStoredFields);

        public override void FinishDocument() => writer.FinishDocument();

        public override void WriteField(FieldInfo info, IIndexableField field) => writer.WriteField(info, field);

        public override void Abort() => writer.Abort();

        public override void Finish(FieldInfos fis, int numDocs) => writer.Finish(fis, numDocs);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                writer.Dispose();
            }
        }

        private static void RequireWhole(SegmentCommitInfo segment)
        {
            if (((DurableDirectory)segment.Info.Dir).FindDamage(segment.Info.GetFiles(), anew: true) is { } damage)
            {
                throw new CorruptIndexException(damage);
            }
        }
    }
}
