using Lucene.Net.Index;
using Lucene.Net.Util;

using SearchCore.Storage.Columns;

namespace SearchCore.Indexing.Merging;

/// <summary>
/// A field's numbers of all living articles of the segments that are merged, one segment after the other, in stretches. For one thread.
/// </summary>
/// <param name="merge">What is merged.</param>
/// <param name="field">The field.</param>
internal sealed class NumberStream(MergeState merge, string field)
{
    private readonly long[] numbers = new long[MostOf(merge)];
    private readonly bool[] has = new bool[MostOf(merge)];
    private readonly byte[] bits = new byte[(MostOf(merge) + 7) / 8];
    private int segment;
    private int document;
    private int count;

    /// <summary>The most articles that a stretch may have.</summary>
    public int Most => numbers.Length;

    /// <summary>The most articles that a stretch of the segments of a merge may have: live indexes merge many that have a few.</summary>
    public static int MostOf(MergeState merge) => Math.Min(NumberColumn.BlockSize, merge.Readers.Max(r => r.MaxDoc));

    /// <summary>The stretch's numbers; 0 where an article has none. Good until the next step.</summary>
    public ReadOnlySpan<long> Numbers => numbers.AsSpan(0, count);

    /// <summary>Which of its articles have a number, where not all have.</summary>
    public ReadOnlySpan<bool> Has => has.AsSpan(0, count);

    /// <summary>Whether all articles of the stretch have a number.</summary>
    public bool HasAll { get; private set; }

    /// <summary>Before the first article again.</summary>
    public void Rewind() => (segment, document, count) = (0, 0, 0);

    /// <summary>Goes to the next stretch.</summary>
    /// <returns>Whether there is one; it may be of no article, where all were deleted.</returns>
    /// <exception cref="CorruptIndexException">A column is damaged.</exception>
    public bool Next()
    {
        while (segment < merge.Readers.Count && document >= merge.Readers[segment].MaxDoc)
        {
            (segment, document) = (segment + 1, 0);
        }

        if (segment == merge.Readers.Count)
        {
            return false;
        }

        var reader = merge.Readers[segment];
        count = Math.Min(NumberColumn.BlockSize, reader.MaxDoc - document);
        merge.CheckAbort.Work(count);
        Read(ColumnFile.Of(reader).Numbers(field), reader.MaxDoc);
        if (reader.LiveDocs is { } living)
        {
            LeaveOutDeleted(living);
        }

        document += NumberColumn.BlockSize;
        return true;
    }

    private void Read(NumberColumn? column, int articles)
    {
        if (column is null)
        {
            HasAll = false;
            Array.Clear(numbers, 0, count);
            Array.Clear(has, 0, count);
            return;
        }

        if (column.Count != articles)
        {
            throw new CorruptIndexException(
                $"{merge.Readers[segment]} is damaged: {field} has {column.Count} numbers of {articles} articles");
        }

        column.Read(document >> NumberColumn.BlockShift, numbers);
        HasAll = column.HasAll;
        if (HasAll)
        {
            return;
        }

        column.Present(document, count, bits);
        for (var i = 0; i < count; i++)
        {
            has[i] = (bits[i >> 3] & (1 << (i & 7))) != 0;
        }
    }

    private void LeaveOutDeleted(IBits living)
    {
        var left = 0;
        for (var i = 0; i < count; i++)
        {
            if (living.Get(document + i))
            {
                (numbers[left], has[left]) = (numbers[i], has[i]);
                left++;
            }
        }

        count = left;
    }
}
