using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Util;
using Lucene.Net.Util.Packed;

namespace SearchCore.Indexing.Merging;

/// <summary>Writes the norms of a merged segment, a byte each, as Lucene's own merging writes them. For one thread.</summary>
internal sealed class MergedNorms(SegmentWriteState state) : DocValuesConsumer
{
    private const int Numbers = 0, Version = 2, BitsEach = 8, Lengths = 256, ArticlesALook = 4_096;
    private const byte WithTable = 1, OneByteEach = 2;
    private const short Unknown = -1;

    private readonly ColumnOutput output =
        new(state, ("nvd", "Lucene41NormsData"), ("nvm", "Lucene41NormsMetadata"), Version);

    private bool isWhole = true;

    /// <inheritdoc/>
    public override void MergeNumericField(
        FieldInfo fieldInfo, MergeState mergeState, IList<NumericDocValues> toMerge, IList<IBits> docsWithField)
    {
        isWhole = false;
        var distinct = new List<long>();
        var places = new short[Lengths];
        Array.Fill(places, Unknown);
        for (var i = 0; i < toMerge.Count; i++)
        {
            Look(mergeState.Readers[i], toMerge[i], places, distinct);
        }

        // As numbers with a sign where they all are such, else as places in a table.
        var isPlain = distinct.TrueForAll(norm => norm <= sbyte.MaxValue);
        output.Meta.WriteVInt(fieldInfo.Number);
        output.Meta.WriteByte(Numbers);
        output.Meta.WriteInt64(output.Data.Position);
        output.Meta.WriteByte(isPlain ? OneByteEach : WithTable);
        for (var norm = 0; isPlain && norm < Lengths; norm++)
        {
            places[norm] = (short)norm;
        }

        if (!isPlain)
        {
            WriteTable(distinct);
        }

        for (var i = 0; i < toMerge.Count; i++)
        {
            Copy(mergeState.Readers[i], toMerge[i], places, mergeState.CheckAbort);
        }

        isWhole = true;
    }

    private static void Look(AtomicReader reader, NumericDocValues norms, short[] places, List<long> distinct)
    {
        var living = reader.LiveDocs;
        for (var document = 0; document < reader.MaxDoc; document++)
        {
            var norm = norms.Get(document);
            if ((ulong)norm >= Lengths)
            {
                throw new CorruptIndexException($"{reader}: the norm {norm} is not a byte, which is not merged");
            }

            if (places[norm] == Unknown && living?.Get(document) != false)
            {
                places[norm] = (short)distinct.Count;
                distinct.Add(norm);
            }
        }
    }

    private void WriteTable(List<long> distinct)
    {
        output.Meta.WriteVInt(PackedInt32s.VERSION_CURRENT);
        output.Data.WriteVInt(distinct.Count);
        distinct.ForEach(output.Data.WriteInt64);
        output.Data.WriteVInt(PackedInt32s.Format.PACKED.Id);
        output.Data.WriteVInt(BitsEach);
    }

    private void Copy(AtomicReader reader, NumericDocValues norms, short[] places, CheckAbort abort)
    {
        var living = reader.LiveDocs;
        for (var first = 0; first < reader.MaxDoc; first += ArticlesALook)
        {
            var end = Math.Min(first + ArticlesALook, reader.MaxDoc);
            abort.Work(end - first);
            var bytes = output.Data.Reserve(end - first);
            var count = 0;
            for (var document = first; document < end; document++)
            {
                if (living?.Get(document) != false)
                {
                    bytes[count++] = (byte)places[norms.Get(document)];
                }
            }

            output.Data.Advance(count);
        }
    }

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

    private static NotSupportedException ComeWhole() => new("Articles come as whole segments, and are merged.");
}
