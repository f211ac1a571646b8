using Lucene.Net.Index;

using SearchCore.Storage.Columns;

namespace SearchCore.Indexing.Merging;

/// <summary>Merges a column of bytes, as many of each article: they are copied as they are. For one thread.</summary>
/// <param name="output">Where it goes.</param>
internal sealed class BytesMerge(ColumnOutput output)
{
    private const int Bytes = 1, OfOneLength = 0, ArticlesALook = 1_024;

    /// <summary>Writes a field's bytes.</summary>
    /// <param name="merge">What is merged.</param>
    /// <param name="field">The field.</param>
    /// <exception cref="CorruptIndexException">An article has none, or another number of them.</exception>
    public void Write(MergeState merge, FieldInfo field)
    {
        var start = output.Data.Position;
        var (width, count) = (-1, 0L);
        foreach (var reader in merge.Readers)
        {
            var column = ColumnFile.Of(reader).Bytes(field.Name);
            width = width < 0 ? column?.Width ?? -1 : width;
            if (column is null || column.Width != width || column.Count != reader.MaxDoc)
            {
                throw new CorruptIndexException($"{reader} is damaged: not every article has the {width} bytes of {field.Name}");
            }

            count += Copy(merge, reader, column);
        }

        output.Meta.WriteVInt(field.Number);
        output.Meta.WriteByte(Bytes);
        output.Meta.WriteVInt(OfOneLength);
        output.Meta.WriteInt64(NumberColumn.AllPresent);
        output.Meta.WriteVInt(width);
        output.Meta.WriteVInt(width);
        output.Meta.WriteVLong(count);
        output.Meta.WriteInt64(start);
    }

    private int Copy(MergeState merge, AtomicReader reader, BytesColumn column)
    {
        var (width, copied) = (column.Width, 0);
        for (var first = 0; first < reader.MaxDoc; first += ArticlesALook)
        {
            var some = Math.Min(ArticlesALook, reader.MaxDoc - first);
            merge.CheckAbort.Work(some);
            var bytes = output.Data.Reserve(some * width)[..(some * width)];
            column.Read(first, bytes);
            var left = some;
            if (reader.LiveDocs is { } living)
            {
                left = 0;
                for (var i = 0; i < some; i++)
                {
                    if (living.Get(first + i))
                    {
                        bytes.Slice(i * width, width).CopyTo(bytes[(left * width)..]);
                        left++;
                    }
                }
            }

            output.Data.Advance(left * width);
            copied += left;
        }

        return copied;
    }
}
