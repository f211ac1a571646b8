using Lucene.Net.Codecs;
using Lucene.Net.Codecs.PerField;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace SearchCore.Indexing.Merging;

/// <summary>
/// Writes the columns of a merged segment, to the bytes that Lucene's own merging writes, but by blocks and not by a call for each number.
/// In streams: memory holds blocks, and a number for each facet value of each segment.
/// </summary>
internal sealed class MergedColumns : DocValuesConsumer
{
    private const string Format = "Lucene45", Suffix = "0";
    private const int Version = 2;

    private readonly ColumnOutput output;
    private bool isWhole = true;

    /// <summary>Begins the files.</summary>
    /// <param name="state">What is written.</param>
    public MergedColumns(SegmentWriteState state) => output = new ColumnOutput(
        new SegmentWriteState(state, $"{Format}_{Suffix}"),
        ("dvd", "Lucene45DocValuesData"), ("dvm", "Lucene45ValuesMetadata"), Version);

    /// <inheritdoc/>
    public override void MergeNumericField(
        FieldInfo fieldInfo, MergeState mergeState, IList<NumericDocValues> toMerge, IList<IBits> docsWithField) =>
        Write(fieldInfo, () => new NumberMerge(output).Write(mergeState, fieldInfo));

    /// <inheritdoc/>
    public override void MergeBinaryField(
        FieldInfo fieldInfo, MergeState mergeState, IList<BinaryDocValues> toMerge, IList<IBits> docsWithField) =>
        Write(fieldInfo, () => new BytesMerge(output).Write(mergeState, fieldInfo));

    /// <inheritdoc/>
    public override void MergeSortedSetField(FieldInfo fieldInfo, MergeState mergeState, IList<SortedSetDocValues> toMerge) =>
        Write(fieldInfo, () => new FacetMerge(output).Write(mergeState, fieldInfo));

    /// <inheritdoc/>
    public override void AddNumericField(FieldInfo field, IEnumerable<long?> values) => throw ComeWhole();

    /// <inheritdoc/>
    public override void AddBinaryField(FieldInfo field, IEnumerable<BytesRef> values) => throw ComeWhole();

    /// <inheritdoc/>
    public override void AddSortedField(FieldInfo field, IEnumerable<BytesRef> values, IEnumerable<long?> docToOrd) => throw ComeWhole();

    /// <inheritdoc/>
    public override void AddSortedSetField(
        FieldInfo field, IEnumerable<BytesRef> values, IEnumerable<long?> docToOrdCount, IEnumerable<long?> ords) => throw ComeWhole();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        using (output)
        {
            if (isWhole)
            {
                output.Finish();
            }
        }
    }

    private void Write(FieldInfo field, Action write)
    {
        isWhole = false;
        field.PutAttribute(PerFieldDocValuesFormat.PER_FIELD_FORMAT_KEY, Format);
        field.PutAttribute(PerFieldDocValuesFormat.PER_FIELD_SUFFIX_KEY, Suffix);
        write();
        isWhole = true;
    }

    private static NotSupportedException ComeWhole() => new("Articles come as whole segments, and are merged.");
}
