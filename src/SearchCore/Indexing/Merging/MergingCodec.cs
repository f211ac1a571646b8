using Lucene.Net.Codecs;
using Lucene.Net.Codecs.Lucene46;
using Lucene.Net.Index;

using SearchCore.Storage;

namespace SearchCore.Indexing.Merging;

/// <summary>
/// Lucene's codec under its own name, so that what it merges is like any other segment: by our own merging, which writes the same bytes
/// sooner (<see cref="MergedPostings"/>, <see cref="MergedStoredFields"/>, <see cref="MergedColumns"/>, <see cref="MergedNorms"/>), and
/// with the one thing added that a segment has beside Lucene's files: the list of its words (<see cref="WordListFormat"/>), which of a
/// merged segment is the union of those it was made of.
/// </summary>
[CodecName("Lucene46")]
internal sealed class MergingCodec() : FilterCodec(new Lucene46Codec())
{
    private readonly MergingPostings postings = new(new Lucene46Codec().PostingsFormat);
    private readonly MergingStoredFields storedFields = new(new Lucene46Codec().StoredFieldsFormat);
    private readonly MergingColumns columns = new(new Lucene46Codec().DocValuesFormat);
    private readonly MergingNorms norms = new(new Lucene46Codec().NormsFormat);

    public override PostingsFormat PostingsFormat => postings;

    public override StoredFieldsFormat StoredFieldsFormat => storedFields;

    public override DocValuesFormat DocValuesFormat => columns;

    public override NormsFormat NormsFormat => norms;

    [PostingsFormatName("PerField40")]
    private sealed class MergingPostings(PostingsFormat format) : PostingsFormat
    {
        public override FieldsConsumer FieldsConsumer(SegmentWriteState state) => new Consumer(state);

        public override FieldsProducer FieldsProducer(SegmentReadState state) => format.FieldsProducer(state);
    }

    [DocValuesFormatName("PerFieldDV40")]
    private sealed class MergingColumns(DocValuesFormat format) : DocValuesFormat
    {
        public override DocValuesConsumer FieldsConsumer(SegmentWriteState state) => new MergedColumns(state);

        public override DocValuesProducer FieldsProducer(SegmentReadState state) => format.FieldsProducer(state);
    }

    private sealed class MergingNorms(NormsFormat format) : NormsFormat
    {
        public override DocValuesConsumer NormsConsumer(SegmentWriteState state) => new MergedNorms(state);

        public override DocValuesProducer NormsProducer(SegmentReadState state) => format.NormsProducer(state);
    }

    private sealed class Consumer(SegmentWriteState state) : FieldsConsumer
    {
        public override TermsConsumer AddField(FieldInfo field) =>
            throw new NotSupportedException("Articles come as whole segments, and are merged.");

        public override void Merge(MergeState mergeState, Fields fields)
        {
            WordListMerge.Write(mergeState, state);
            MergedPostings.Write(mergeState, state);
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
