using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace SearchCore.Indexing.Merging;

/// <summary>
/// Writes values of the articles of a merged segment, columns or norms, into two files. Articles come as whole segments: what would add
/// single values is refused. For one thread.
/// </summary>
/// <param name="output">The files; closed with it, and ended where everything was written.</param>
internal abstract class MergedValues(ColumnOutput output) : DocValuesConsumer
{
    private bool isWhole = true;

    /// <inheritdoc/>
    public override void AddNumericField(FieldInfo field, IEnumerable<long?> values) => throw ComeWhole();

    /// <inheritdoc/>
    public override void AddBinaryField(FieldInfo field, IEnumerable<BytesRef> values) => throw ComeWhole();

    /// <inheritdoc/>
    public override void AddSortedField(FieldInfo field, IEnumerable<BytesRef> values, IEnumerable<long?> docToOrd) => throw ComeWhole();

    /// <inheritdoc/>
    public override void AddSortedSetField(
        FieldInfo field, IEnumerable<BytesRef> values, IEnumerable<long?> docToOrdCount, IEnumerable<long?> ords) => throw ComeWhole();

    /// <summary>Writes a field. Where that throws, the files are not ended: nobody takes them for whole.</summary>
    protected void Write(Action<ColumnOutput> write)
    {
        isWhole = false;
        write(output);
        isWhole = true;
    }

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
