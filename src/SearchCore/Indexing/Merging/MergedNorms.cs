using Lucene.Net.Index;
using Lucene.Net.Util;
using Lucene.Net.Util.Packed;

namespace SearchCore.Indexing.Merging;

/// <summary>Writes the norms of a merged segment, a byte each, as Lucene's own merging writes them. For one thread.</summary>
/// <param name="state">What is written.</param>
internal sealed class MergedNorms(SegmentWriteState state)
    : MergedValues(new ColumnOutput(state, ("nvd", "Lucene41NormsData"), ("nvm", "Lucene41NormsMetadata"), Version))
{
    private const int Numbers = 0, Version = 2, BitsEach = 8, Lengths = 256, ArticlesALook = 4_096;
    private const byte WithTable = 1, OneByteEach = 2;
    private const short Unknown = -1;

    /// <inheritdoc/>
    public override void MergeNumericField(
        FieldInfo fieldInfo, MergeState mergeState, IList<NumericDocValues> toMerge, IList<IBits> docsWithField) =>
        Write(output => WriteField(output, fieldInfo, mergeState, toMerge));

    private static void WriteField(ColumnOutput output, FieldInfo field, MergeState merge, IList<NumericDocValues> toMerge)
    {
        var distinct = new List<long>();
        var places = new short[Lengths];
        Array.Fill(places, Unknown);
        for (var i = 0; i < toMerge.Count; i++)
        {
            Look(merge.Readers[i], toMerge[i], places, distinct);
        }

        // As numbers with a sign where they all are such, else as places in a table.
        var isPlain = distinct.TrueForAll(norm => norm <= sbyte.MaxValue);
        output.Meta.WriteVInt(field.Number);
        output.Meta.WriteByte(Numbers);
        output.Meta.WriteInt64(output.Data.Position);
        output.Meta.WriteByte(isPlain ? OneByteEach : WithTable);
        for (var norm = 0; isPlain && norm < Lengths; norm++)
        {
            places[norm] = (short)norm;
        }

        if (!isPlain)
        {
            WriteTable(output, distinct);
        }

        for (var i = 0; i < toMerge.Count; i++)
        {
            Copy(output, merge.Readers[i], toMerge[i], places, merge.CheckAbort);
        }
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

    private static void WriteTable(ColumnOutput output, List<long> distinct)
    {
        output.Meta.WriteVInt(PackedInt32s.VERSION_CURRENT);
        output.Data.WriteVInt(distinct.Count);
        distinct.ForEach(output.Data.WriteInt64);
        output.Data.WriteVInt(PackedInt32s.Format.PACKED.Id);
        output.Data.WriteVInt(BitsEach);
    }

    private static void Copy(ColumnOutput output, AtomicReader reader, NumericDocValues norms, short[] places, CheckAbort abort)
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
}
