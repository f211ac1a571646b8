using System.Runtime.InteropServices;

using SearchCore.Searching.Columns;

namespace SearchCore.Searching.Facets;

/// <summary>Counts how many hits have a number in each range; of several numbers of an article in one range it counts once. For one thread.
/// </summary>
internal sealed class RangeCounter(RangeFacet facet)
{
    private readonly int[] given = new int[facet.Given.Count];
    private readonly Dictionary<long, int> computed = [];
    private readonly List<long> several = [];
    private ManyNumbers? many;
    private OptionalNumbers? numbers;

    /// <summary>How many hits lie in each range.</summary>
    public FacetTally Tally() => FacetTally.Of(facet.Computed is null
        ? [.. facet.Given.Select((g, i) => (g.Text, Count: given[i])).DistinctBy(g => g.Text)]
        : [.. computed.Select(c => (facet.Computed.Text(c.Key), c.Value))]);

    /// <summary>Goes on with a segment.</summary>
    public void Enter(SegmentColumns columns)
    {
        many = columns.Many(facet.Column);
        numbers = many is null ? columns.Numbers(facet.Column, greatest: false) : null;
    }

    /// <summary>Counts hits, all of one window.</summary>
    public void Count(ReadOnlySpan<int> documents)
    {
        if (documents.IsEmpty)
        {
            return;
        }

        var first = documents[0];
        var window = numbers is null ? [] : numbers.Window(first);
        foreach (var document in documents)
        {
            if (many is not null)
            {
                many.Of(document, several);
                Add(CollectionsMarshal.AsSpan(several));
            }
            else if (window[document - first] is not OptionalNumbers.None and var number)
            {
                Add([number]);
            }
        }
    }

    // The numbers of an article, rising.
    private void Add(ReadOnlySpan<long> own)
    {
        if (facet.Computed is { } rule)
        {
            long? last = null;
            foreach (var number in own)
            {
                if (rule.Of(number) is var range && range != last)
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(computed, range, out _)++;
                    last = range;
                }
            }

            return;
        }

        for (var i = 0; i < given.Length; i++)
        {
            var (_, first, last) = facet.Given[i];
            foreach (var number in own)
            {
                if (number >= first && number <= last)
                {
                    given[i]++;
                    break;
                }
            }
        }
    }
}
