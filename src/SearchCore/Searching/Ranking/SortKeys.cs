using SearchCore.Queries;
using SearchCore.Schema;
using SearchCore.Searching.Columns;

namespace SearchCore.Searching.Ranking;

/// <summary>What hits are sorted by: a number, larger is better.</summary>
internal readonly struct SortKeys
{
    private readonly bool isSortable;

    private SortKeys(string? column, bool greatestFirst, bool isSortable) =>
        (Column, GreatestFirst, this.isSortable) = (column, greatestFirst, isSortable);

    /// <summary>The column whose numbers decide; null where scores do.</summary>
    public string? Column { get; }

    /// <summary>Whether the greatest number comes first.</summary>
    public bool GreatestFirst { get; }

    public bool IsByScore => Column is null;

    /// <summary>Those of an order.</summary>
    /// <param name="sort">The order.</param>
    /// <param name="by">The field of the archive's own that takes its place; null for none.</param>
    /// <param name="fields">The fields of the archive's own; null where there are none.</param>
    public static SortKeys Of(SearchSort sort, FieldSort? by, IReadOnlyDictionary<string, FieldType>? fields)
    {
        if (by is not null)
        {
            var isNumber = fields?.GetValueOrDefault(by.Field) == FieldType.Number;
            return new(IndexSchema.ColumnOf(by.Field), by.Descending, isNumber);
        }

        return sort == SearchSort.Relevance ? default : new(FieldNames.Published, sort == SearchSort.Newest, isSortable: false);
    }

    /// <summary>
    /// The key of a number of the column; articles without one come last. Exact: the seconds of ten thousand years are far below 2⁵³.
    /// </summary>
    public double Key(long number)
    {
        if (number == OptionalNumbers.None)
        {
            return double.NegativeInfinity;
        }

        var value = isSortable ? SortableNumber.From(number) : number;
        return GreatestFirst ? value : -value;
    }
}
