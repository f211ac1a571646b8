using Lucene.Net.Util;

using SearchCore.Analysis;
using SearchCore.Schema;

namespace SearchCore.Indexing.Segments;

/// <summary>The articles' dates: trie terms, as Lucene's numeric field makes them, and a column.</summary>
internal sealed class PublishedField
{
    private readonly BytesRef term = new(NumericUtils.BUF_SIZE_INT64);
    private readonly int[] numbers = new int[64 / PublishedTrie.Step];

    // The last article's that has any, and the numbers of its terms.
    private long? last;

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
            for (var (shift, i) = (0, 0); shift < 64; shift += PublishedTrie.Step, i++)
            {
                // Articles come by date: of most terms it is the same one as of the article before.
                if (last is not { } before || (before ^ value) >> shift != 0)
                {
                    NumericUtils.Int64ToPrefixCodedBytes(value, shift, term);
                    numbers[i] = Field.Terms.Add(term.Bytes.AsSpan(term.Offset, term.Length));
                }

                Field.Log.Add(numbers[i]);
            }

            last = value;
        }

        Field.Log.EndDocument(seconds.HasValue);
    }

    public void Clear()
    {
        Field.Clear();
        Field.Terms.Clear();
        Column.Clear();
        last = null;
    }
}
