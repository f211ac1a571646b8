using System.Runtime.InteropServices;

using Lucene.Net.Index;
using Lucene.Net.Util;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Overlaps;

namespace SearchCore.Searching.Facets;

/// <summary>
/// Counts how many hits, or stories, have a number in each range; of several numbers of an article in one range it counts once. For one
/// thread.
/// </summary>
internal sealed class RangeCounter
{
    /// <summary>How many ranges by a rule are counted. One more is noted, which says that there are too many.</summary>
    public const int Most = 100_000;

    private const int StepsAnArticle = 3;

    private readonly RangeFacet facet;
    private readonly (string Text, long First, long Last)[] given;

    // The place of each range by a rule, and a count for each place.
    private readonly Dictionary<long, int> places = [];
    private readonly List<int> counts;
    private readonly List<long> several = [];
    private readonly List<int> own = [];
    private ManyNumbers? many;
    private OptionalNumbers? numbers;

    /// <summary>Makes the counter of a facet.</summary>
    public RangeCounter(RangeFacet facet)
    {
        this.facet = facet;
        given = [.. facet.Given.DistinctBy(g => g.Text)];
        counts = [.. new int[given.Length]];
    }

    /// <summary>How many hits lie in each range.</summary>
    public FacetTally Tally() => Tally(shared: null);

    /// <summary>Takes over what another counter of the facet counted.</summary>
    public void Add(RangeCounter other)
    {
        for (var place = 0; place < given.Length; place++)
        {
            counts[place] += other.counts[place];
        }

        foreach (var (range, theirs) in other.places)
        {
            if (PlaceOf(range) is >= 0 and var place)
            {
                counts[place] += other.counts[theirs];
            }
        }
    }

    /// <summary>Counts the stories of some articles too: a story is one in each range that any of its matches has a number in.</summary>
    /// <param name="leaves">The index's segments.</param>
    /// <param name="articles">The articles.</param>
    /// <param name="stories">The stories.</param>
    /// <param name="budget">The time there is; where it is up, those that were counted are.</param>
    /// <returns>All that was counted, and what other indexes may count too.</returns>
    public FacetTally CountStories(
        IReadOnlyList<AtomicReaderContext> leaves, FixedBitSet articles, MemberStories stories, SearchBudget budget)
    {
        ArticleNumbers[] ofSegments = [.. leaves.Select(l => new ArticleNumbers(SegmentColumns.Of(l.AtomicReader), facet.Column))];
        var rows = new StoryRows(stories, counts.Count);
        foreach (var story in stories.Among(articles))
        {
            rows.Enter(story);
            var segment = 0;
            foreach (var document in stories.Documents(story))
            {
                if (budget.IsSpent(StepsAnArticle))
                {
                    return Tally(rows.Shared);
                }

                if (!articles.Get(document))
                {
                    continue;
                }

                while (segment + 1 < leaves.Count && leaves[segment + 1].DocBase <= document)
                {
                    segment++;
                }

                FindPlaces(ofSegments[segment].Of(document - leaves[segment].DocBase));
                foreach (var place in own)
                {
                    counts[place] += rows.Counts(place) ? 1 : 0;
                }
            }
        }

        return Tally(rows.Shared);
    }

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

    private void Add(ReadOnlySpan<long> values)
    {
        FindPlaces(values);
        foreach (var place in own)
        {
            counts[place]++;
        }
    }

    // The places of the ranges that an article's numbers, rising, lie in: each once.
    private void FindPlaces(ReadOnlySpan<long> values)
    {
        own.Clear();
        if (facet.Computed is { } rule)
        {
            long? last = null;
            foreach (var number in values)
            {
                if (rule.Of(number) is var range && range != last)
                {
                    last = range;
                    if (PlaceOf(range) is >= 0 and var place)
                    {
                        own.Add(place);
                    }
                }
            }

            return;
        }

        for (var place = 0; place < given.Length; place++)
        {
            var (_, first, last) = given[place];
            foreach (var number in values)
            {
                if (number >= first && number <= last)
                {
                    own.Add(place);
                    break;
                }
            }
        }
    }

    // Below 0 where there is no room.
    private int PlaceOf(long range)
    {
        if (places.TryGetValue(range, out var known))
        {
            return known;
        }

        if (places.Count > Most)
        {
            return -1;
        }

        places.Add(range, counts.Count);
        counts.Add(0);
        return counts.Count - 1;
    }

    private FacetTally Tally(IReadOnlyList<StoryRow>? shared)
    {
        var texts = new string[counts.Count];
        for (var place = 0; place < given.Length; place++)
        {
            texts[place] = given[place].Text;
        }

        foreach (var (range, place) in places)
        {
            texts[place] = facet.Computed!.Text(range);
        }

        return FacetTally.Of([.. texts.Zip(counts)], shared);
    }
}
