using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace SearchCore.Searching.Execution;

/// <summary>
/// Everything a search wants of its matches in one pass: the total, the best hits, the counts of each facet. Facet choices are applied here and not in the query, because an
/// article that only one kind's choices exclude still counts for that kind (sideways).
/// </summary>
internal sealed class HitCollector : ICollector
{
    private const int CheckInterval = 1_024;

    private readonly SearchSort sort;
    private readonly SearchBudget budget;
    private readonly TopHits top;
    private readonly FacetCounter[] counters;
    private readonly Choice[] choices;
    private readonly FixedBitSet?[] chosen;
    private readonly Action<RankedHit>? all;
    private AtomicReaderContext leaf = null!;
    private Scorer? scorer;
    private long[] dates = [];
    private int sinceCheck;

    /// <summary>Makes the collector of one search.</summary>
    /// <param name="size">How many hits to keep.</param>
    /// <param name="sort">Their order.</param>
    /// <param name="facets">The kinds to count.</param>
    /// <param name="choices">Facet choices by kind.</param>
    /// <param name="segments">How many segments there are.</param>
    /// <param name="budget">The time there is.</param>
    /// <param name="all">Called with every match; for work that wants them all and no order.</param>
    public HitCollector(
        int size, SearchSort sort, IReadOnlyList<string> facets, IReadOnlyList<Choice> choices, int segments, SearchBudget budget, Action<RankedHit>? all = null)
    {
        this.sort = sort;
        this.budget = budget;
        this.all = all;
        this.choices = [.. choices];
        top = new TopHits(size);
        chosen = new FixedBitSet?[choices.Count];
        counters = [.. facets.Select(kind => new FacetCounter(kind, Array.FindIndex(this.choices, c => c.Kind == kind), segments))];
    }

    /// <summary>How many articles match.</summary>
    public long Total { get; private set; }

    public bool AcceptsDocsOutOfOrder => true;

    /// <summary>The best hits, best first.</summary>
    public IReadOnlyList<RankedHit> Hits() => top.Finish();

    /// <summary>The counts of a facet: for each segment, by the kind's own numbers there.</summary>
    public int[]?[] Counts(int facet) => counters[facet].Counts;

    public void SetScorer(Scorer scorer) => this.scorer = scorer;

    public void SetNextReader(AtomicReaderContext context)
    {
        if (budget.IsExceeded())
        {
            throw new CollectionTerminatedException();
        }

        leaf = context;
        top.Enter(context);
        if (sort != SearchSort.Relevance)
        {
            dates = SegmentColumns.Of(context.AtomicReader).Dates(context.AtomicReader);
        }

        for (var i = 0; i < choices.Length; i++)
        {
            chosen[i] = choices[i].Filter.Bits(context);
        }

        foreach (var counter in counters)
        {
            counter.Enter(context);
        }
    }

    public void Collect(int doc)
    {
        if (++sinceCheck == CheckInterval)
        {
            sinceCheck = 0;
            if (budget.IsExceeded())
            {
                throw new CollectionTerminatedException();
            }
        }

        // Which choice excludes the article: none (-1), one, or more than one.
        var excluding = -1;
        for (var i = 0; i < chosen.Length; i++)
        {
            if (chosen[i] is not { } bits || !bits.Get(doc))
            {
                if (excluding >= 0)
                {
                    return;
                }

                excluding = i;
            }
        }

        foreach (var counter in counters)
        {
            if (excluding < 0 || counter.Choice == excluding)
            {
                counter.Count(doc);
            }
        }

        if (excluding < 0)
        {
            Total++;
            Keep(doc);
        }
    }

    private void Keep(int doc)
    {
        switch (sort)
        {
            case SearchSort.Relevance:
                var score = scorer!.GetScore();
                top.Offer(score, score, doc);
                break;
            default:
                var date = dates[doc];
                top.Offer(date == SegmentColumns.NoDate ? double.NegativeInfinity : sort == SearchSort.Newest ? date : -date, 0, doc);
                break;
        }

        all?.Invoke(new(0, 0, leaf, doc));
    }

    /// <summary>The choices of one kind: any of its values.</summary>
    internal sealed record Choice(string Kind, TermSetFilter Filter);

    /// <summary>Counts one kind's values.</summary>
    private sealed class FacetCounter(string kind, int choice, int segments)
    {
        private SortedSetDocValues column = null!;
        private int[]? current;
        private int from;

        /// <summary>The kind's own choices, whose exclusion does not keep an article from being counted here.</summary>
        public int Choice { get; } = choice;

        public int[]?[] Counts { get; } = new int[]?[segments];

        public void Enter(AtomicReaderContext context)
        {
            column = FacetOrdinals.Column(context.AtomicReader);
            (from, var to) = FacetOrdinals.Range(column, kind);
            current = to > from ? Counts[context.Ord] = new int[to - from] : null;
        }

        public void Count(int doc)
        {
            if (current is null)
            {
                return;
            }

            column.SetDocument(doc);
            for (var ordinal = column.NextOrd(); ordinal != SortedSetDocValues.NO_MORE_ORDS; ordinal = column.NextOrd())
            {
                if ((ulong)(ordinal - from) < (ulong)current.Length)
                {
                    current[ordinal - from]++;
                }
            }
        }
    }
}
