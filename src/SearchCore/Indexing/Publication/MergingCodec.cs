using Lucene.Net.Codecs;
using Lucene.Net.Codecs.Lucene46;
using Lucene.Net.Index;

using SearchCore.Storage;

namespace SearchCore.Indexing.Publication;

/// <summary>
/// Lucene's codec under its own name, so that what it merges is like any other segment, with the one thing added that a segment has beside
/// Lucene's files: the list of its words (<see cref="WordListFormat"/>), which of a merged segment is the union of those it was made of.
/// </summary>
[CodecName("Lucene46")]
internal sealed class MergingCodec() : FilterCodec(new Lucene46Codec())
{
    private readonly MergingPostings postings = new(new Lucene46Codec().PostingsFormat);

    public override PostingsFormat PostingsFormat => postings;

    [PostingsFormatName("PerField40")]
    private sealed class MergingPostings(PostingsFormat format) : PostingsFormat
    {
        public override FieldsConsumer FieldsConsumer(SegmentWriteState state) => new Consumer(format.FieldsConsumer(state), state);

        public override FieldsProducer FieldsProducer(SegmentReadState state) => format.FieldsProducer(state);
    }

    private sealed class Consumer(FieldsConsumer consumer, SegmentWriteState state) : FieldsConsumer
    {
        public override TermsConsumer AddField(FieldInfo field) => consumer.AddField(field);

        public override void Merge(MergeState mergeState, Fields fields)
        {
            WordListMerge.Write(mergeState, state);
            consumer.Merge(mergeState, fields);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                consumer.Dispose();
            }
        }
    }
}
