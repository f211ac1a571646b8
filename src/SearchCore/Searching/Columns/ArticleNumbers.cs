using System.Runtime.InteropServices;

using SearchCore.Schema;

namespace SearchCore.Searching.Columns;

/// <summary>The numbers of a column that articles of a segment have, one or several, for articles in any order. For one thread.</summary>
/// <param name="columns">The segment's columns.</param>
/// <param name="column">The column.</param>
internal sealed class ArticleNumbers(SegmentColumns columns, string column)
{
    private readonly ManyNumbers? many = columns.Many(column);
    private readonly OptionalNumbers one = columns.Numbers(column, greatest: false);
    private readonly List<long> several = [];

    /// <summary>The dates that count: those of a field of the archive's own, or with null that of publication.</summary>
    public static ArticleNumbers Dates(SegmentColumns columns, string? field) =>
        new(columns, field is null ? FieldNames.Published : IndexSchema.ColumnOf(field));

    /// <summary>An article's numbers, rising; good until the next are asked for.</summary>
    public ReadOnlySpan<long> Of(int document)
    {
        if (many is not null)
        {
            many.Of(document, several);
            return CollectionsMarshal.AsSpan(several);
        }

        var block = one.Window(document);
        return block[0] == OptionalNumbers.None ? [] : block[..1];
    }
}
