using Lucene.Net.Index;

using SearchCore.Schema;
using SearchCore.Storage.Columns;

namespace SearchCore.Searching.Columns;

/// <summary>
/// The numbers of a field of which an article of a segment may have several. The different ones are read at the first use and held as long
/// as the segment, eight bytes each; which of them an article has is read in blocks. Thread-safe.
/// </summary>
/// <param name="ordinals">Which of the numbers each article has, by their places.</param>
/// <param name="values">The different numbers, rising, as <see cref="ManyNumber"/> writes them.</param>
internal sealed class ManyNumbers(OrdinalColumn ordinals, SortedValues values) : IDisposable
{
    // A read that failed is tried again.
    private readonly Lazy<long[]> numbers = new(() => Read(values), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>Lets go of what was decoded.</summary>
    public void Dispose() => ordinals.Dispose();

    /// <summary>The least or the greatest number of each article of a block; <see cref="OptionalNumbers.None"/> of those without.</summary>
    /// <param name="block">The block.</param>
    /// <param name="greatest">Whether the greatest is wanted.</param>
    /// <param name="into">Room for a block; what is behind the last article stays as it is.</param>
    public void Ends(int block, bool greatest, Span<long> into)
    {
        var (all, read) = (numbers.Value, ordinals.Block(block));
        var count = Math.Min(into.Length, ordinals.Count - (block << NumberColumn.BlockShift));
        for (var i = 0; i < count; i++)
        {
            into[i] = read.Of(i) is { IsEmpty: false } own ? all[greatest ? own[^1] : own[0]] : OptionalNumbers.None;
        }
    }

    /// <summary>Whether an article has a number between two, both inclusive.</summary>
    public bool HasWithin(int document, long first, long last)
    {
        var all = numbers.Value;
        foreach (var ordinal in ordinals.Block(document >> NumberColumn.BlockShift).Of(document))
        {
            if (all[ordinal] >= first)
            {
                return all[ordinal] <= last;
            }
        }

        return false;
    }

    /// <summary>Puts an article's numbers, rising, into a list that is emptied first.</summary>
    public void Of(int document, List<long> into)
    {
        into.Clear();
        foreach (var ordinal in ordinals.Block(document >> NumberColumn.BlockShift).Of(document))
        {
            into.Add(numbers.Value[ordinal]);
        }
    }

    /// <summary>The days since 1970, of UTC and in order, that the numbers as seconds since then lie in.</summary>
    public int[] Days() => [.. numbers.Value.Select(OptionalNumbers.DayOf).Distinct()];

    private static long[] Read(SortedValues values)
    {
        if (values.Width != ManyNumber.Bytes && values.Count > 0)
        {
            throw new CorruptIndexException($"A column's numbers have not {ManyNumber.Bytes} bytes each");
        }

        var numbers = new long[values.Count];
        var reader = values.From(0);
        while (reader.Next())
        {
            numbers[reader.Number] = ManyNumber.Read(reader.Value);
        }

        return numbers;
    }
}
