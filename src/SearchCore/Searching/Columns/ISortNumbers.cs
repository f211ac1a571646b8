using SearchCore.Storage.Columns;

namespace SearchCore.Searching.Columns;

/// <summary>The number by which each article of a segment is sorted; <see cref="OptionalNumbers.None"/> of those that come last.</summary>
internal interface ISortNumbers
{
    /// <summary>One article's.</summary>
    long this[int document] { get; }

    /// <summary>
    /// Those of the articles of a block of <see cref="NumberColumn.BlockSize"/> from one on; good until others are asked for.
    /// </summary>
    ReadOnlySpan<long> Window(int document);
}
