using SearchCore.Queries;
using SearchCore.Searching.Columns;

namespace SearchCore.Searching.Ranking;

/// <summary>What hits are sorted by: a number, larger is better.</summary>
internal readonly struct SortKeys(SearchSort sort)
{
    public bool IsByScore => sort == SearchSort.Relevance;

    public bool NewestFirst => sort == SearchSort.Newest;

    /// <summary>The number of a date; articles without one come last. Exact: the seconds of ten thousand years are far below 2⁵³.</summary>
    public double Key(long date) => date == OptionalNumbers.None ? double.NegativeInfinity : sort == SearchSort.Newest ? date : -date;
}
