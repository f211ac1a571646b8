using System.Runtime.InteropServices;

using SearchCore.Schema;
using SearchCore.Storage.Columns;

namespace SearchCore.Searching.Columns;

/// <summary>The dates that count of a segment's articles: that of publication, or those of a field of the archive's own.</summary>
internal ref struct ArticleDates
{
    private readonly ManyNumbers? many;
    private readonly OptionalNumbers? one;
    private readonly List<long> several = [];
    private ReadOnlySpan<long> block;
    private int start = -1;

    /// <summary>Makes the reader.</summary>
    /// <param name="columns">The segment's columns.</param>
    /// <param name="field">The field; null for the date of publication.</param>
    public ArticleDates(SegmentColumns columns, string? field)
    {
        many = field is null ? null : columns.Many(IndexSchema.ColumnOf(field));
        one = field is null ? columns.Dates : many is null ? columns.Numbers(IndexSchema.ColumnOf(field), greatest: false) : null;
    }

    /// <summary>An article's dates in seconds since 1970, rising; good until the next are asked for.</summary>
    public ReadOnlySpan<long> Of(int document)
    {
        if (many is not null)
        {
            many.Of(document, several);
            return CollectionsMarshal.AsSpan(several);
        }

        var place = document & (NumberColumn.BlockSize - 1);
        if (document - place != start)
        {
            start = document - place;
            block = one!.Window(start);
        }

        return block[place] == OptionalNumbers.None ? [] : block.Slice(place, 1);
    }
}
