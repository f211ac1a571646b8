using Lucene.Net.Util;

using SearchCore.Analysis;
using SearchCore.Schema;

namespace SearchCore.Indexing.Segments;

/// <summary>The articles' dates: trie terms, as Lucene's numeric field makes them, and a column.</summary>
internal sealed class PublishedField
{
    private readonly BytesRef term = new(NumericUtils.BUF_SIZE_INT64);

    /// <summary>The terms.</summary>
    public IndexedField Field { get; } = new(FieldTable.Published, new ByteKeys());

    /// <summary>The column.</summary>
    public NumericColumn Column { get; } = new();

    /// <summary>The memory it holds.</summary>
    public long Bytes => Field.Terms.Bytes + Field.Log.Bytes + Column.Bytes;

    /// <summary>Adds the next article's, in seconds since 1970.</summary>
    public void Add(long? seconds)
    {
        Column.Add(seconds);
        if (seconds is { } value)
        {
            Field.IsPresent = true;
            for (var shift = 0; shift < 64; shift += PublishedTrie.Step)
            {
                NumericUtils.Int64ToPrefixCodedBytes(value, shift, term);
                Field.Log.Add(Field.Terms.Add(term.Bytes.AsSpan(term.Offset, term.Length)));
            }
        }

        Field.Log.EndDocument(seconds.HasValue);
    }

    public void Clear()
    {
        Field.Clear();
        Field.Terms.Clear();
        Column.Clear();
    }
}
