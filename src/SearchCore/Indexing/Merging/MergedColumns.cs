using Lucene.Net.Codecs.PerField;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace SearchCore.Indexing.Merging;

/// <summary>
/// Writes the columns of a merged segment, to the bytes that Lucene's own merging writes, but by blocks and not by a call for each number.
/// In streams: memory holds blocks, and a number for each facet value of each segment.
/// </summary>
/// <param name="state">What is written.</param>
internal sealed class MergedColumns(SegmentWriteState state) : MergedValues(new ColumnOutput(
    new SegmentWriteState(state, $"{Format}_{Suffix}"),
    ("dvd", "Lucene45DocValuesData"), ("dvm", "Lucene45ValuesMetadata"), Version))
{
    private const string Format = "Lucene45", Suffix = "0";
    private const int Version = 2;

    /// <inheritdoc/>
    public override void MergeNumericField(
        FieldInfo fieldInfo, MergeState mergeState, IList<NumericDocValues> toMerge, IList<IBits> docsWithField) =>
        Write(fieldInfo, output => new NumberMerge(output).Write(mergeState, fieldInfo));

    /// <inheritdoc/>
    public override void MergeBinaryField(
        FieldInfo fieldInfo, MergeState mergeState, IList<BinaryDocValues> toMerge, IList<IBits> docsWithField) =>
        Write(fieldInfo, output => new BytesMerge(output).Write(mergeState, fieldInfo));

    /// <inheritdoc/>
    public override void MergeSortedSetField(FieldInfo fieldInfo, MergeState mergeState, IList<SortedSetDocValues> toMerge) =>
        Write(fieldInfo, output => new FacetMerge(output).Write(mergeState, fieldInfo));

    private void Write(FieldInfo field, Action<ColumnOutput> write)
    {
        field.PutAttribute(PerFieldDocValuesFormat.PER_FIELD_FORMAT_KEY, Format);
        field.PutAttribute(PerFieldDocValuesFormat.PER_FIELD_SUFFIX_KEY, Suffix);
        Write(write);
    }
}
