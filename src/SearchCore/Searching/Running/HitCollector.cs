using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

using SearchCore.Queries;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Facets;
using SearchCore.Searching.Filters;
using SearchCore.Searching.Ranking;

namespace SearchCore.Searching.Running;

/// <summary>
/// Everything a search wants of its matches in one pass: the total, the best hits, the counts of each facet, which articles they were.
/// Facet choices are applied here and not in the query, because an article that only one kind's choices exclude still counts for that kind
/// (sideways).
/// </summary>
/// <remarks>Matches are gathered in blocks, so that each of these is a tight loop over a block and none costs the others a call a match.
/// For one thread.</remarks>
internal sealed class HitCollector : IMatchCollector, IDisposable
{
    private const int Block = 1_024, Admitted = -1, Several = -2;

    private readonly SortKeys order;
    private readonly SearchBudget budget;
    private readonly TopHits top;
    private readonly FacetCounter[] counters;
    private readonly DrillDownFilter[] choices;
    private readonly FixedBitSet?[] chosen;
    private readonly FixedBitSet?[]? matched;
    private readonly int[] docs = new int[Block];
    private readonly float[] scores;
    private readonly int[] besides;
    private readonly bool ranksOnly;
    private AtomicReaderContext? leaf;
    private Scorer? scorer;
    private long[] dates = [];
    private double least;
    private int count;

    /// <summary>Makes the collector of one search.</summary>
    /// <param name="size">How many hits to keep.</param>
    /// <param name="order">Their order.</param>
    /// <param name="after">Keep only hits after this place; null for all.</param>
    /// <param name="facets">The kinds to count.</param>
    /// <param name="choices">Facet choices by kind.</param>
    /// <param name="segments">How many segments there are, where <see cref="Matched"/> is wanted; else 0.</param>
    /// <param name="budget">The time there is.</param>
    public HitCollector(
        int size,
        SearchSort order,
        SortPosition? after,
        IReadOnlyList<FacetCount> facets,
        IReadOnlyList<DrillDownFilter> choices,
        int segments,
        SearchBudget budget)
    {
        this.order = new(order);
        this.budget = budget;
        this.choices = [.. choices];
        top = new TopHits(size, budget, after);
        chosen = new FixedBitSet?[choices.Count];
        matched = segments > 0 ? new FixedBitSet?[segments] : null;
        ranksOnly = this.order.IsByScore && facets.Count == 0 && choices.Count == 0 && matched is null;
        scores = this.order.IsByScore ? new float[Block] : [];
        besides = choices.Count > 0 ? new int[Block] : [];
        counters = [.. facets.Select(f => new FacetCounter(f.Kind, f.Sideways ? ChoiceOf(f.Kind.Kind) : Admitted))];

        int ChoiceOf(string kind) => Array.FindIndex(this.choices, c => c.Kind == kind);
    }

    /// <summary>How many articles match.</summary>
    public long Total { get; private set; }

    public bool AcceptsDocsOutOfOrder => true;

    /// <summary>The articles that match, by segment; null where a segment has none.</summary>
    public IReadOnlyList<FixedBitSet?> Matched => matched!;

    /// <summary>The best hits, best first. Ends the collection.</summary>
    public IReadOnlyList<RankedHit> Finish()
    {
        EndSegment();
        foreach (var counter in counters)
        {
            counter.Finish();
        }

        return top.Finish();
    }

    /// <summary>A facet's counts.</summary>
    public FacetCounter Counts(int facet) => counters[facet];

    public void SetScorer(Scorer scorer) => this.scorer = scorer;

    public void SetNextReader(AtomicReaderContext context)
    {
        EndSegment();
        budget.Check();
        leaf = context;
        top.Enter(context);
        least = top.Threshold;
        dates = order.IsByScore ? [] : SegmentColumns.Of(context.AtomicReader).Dates(context.AtomicReader, budget);
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
        if (ranksOnly)
        {
            Rank(doc, scorer!.GetScore());
            return;
        }

        if (order.IsByScore)
        {
            scores[count] = scorer!.GetScore();
        }

        docs[count] = doc;
        if (++count == Block)
        {
            Flush();
            budget.Check();
        }
    }

    /// <summary>Collects matches of the segment that have the same score.</summary>
    public void CollectAll(DocIdSetIterator matches, float score)
    {
        if (ranksOnly)
        {
            RankAll(matches, score);
            return;
        }

        for (var doc = matches.NextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = matches.NextDoc())
        {
            if (order.IsByScore)
            {
                scores[count] = score;
            }

            docs[count] = doc;
            if (++count == Block)
            {
                Flush();
                budget.Check();
            }
        }
    }

    public void Dispose()
    {
        foreach (var counter in counters)
        {
            counter.Dispose();
        }
    }

    // Where ranking is all there is to do, a block would only be written to be read once.
    private void Rank(int doc, float score)
    {
        if ((++Total & (Block - 1)) == 0)
        {
            budget.Check();
        }

        if (score >= least)
        {
            top.Offer(score, score, doc);
            least = top.Threshold;
        }
    }

    // All tie: what decides is the place of their ids.
    private void RankAll(DocIdSetIterator matches, float score)
    {
        var ranks = top.Ranks;
        var last = top.LastRank(score);
        for (var doc = matches.NextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = matches.NextDoc())
        {
            if ((++Total & (Block - 1)) == 0)
            {
                budget.Check();
            }

            if (ranks[doc] <= last)
            {
                top.Offer(score, score, doc);
                last = top.LastRank(score);
            }
        }
    }

    private void EndSegment()
    {
        if (count > 0)
        {
            Flush();
        }
    }

    private void Flush()
    {
        if (choices.Length > 0)
        {
            Choose();
        }

        var hits = docs.AsSpan(0, count);
        Total += count;
        foreach (var counter in counters)
        {
            counter.Count(hits);
        }

        if (matched is not null)
        {
            var bits = matched[leaf!.Ord] ??= new FixedBitSet(leaf.AtomicReader.MaxDoc);
            foreach (var doc in hits)
            {
                bits.Set(doc);
            }
        }

        Offer(hits);
        count = 0;
    }

    // Keeps of the block what every choice admits, and counts what one alone excludes along that one.
    private void Choose()
    {
        var kept = 0;
        for (var choice = 0; choice < choices.Length; choice++)
        {
            var aside = 0;
            for (var i = 0; i < count; i++)
            {
                if (OnlyExcluding(docs[i]) == choice)
                {
                    besides[aside++] = docs[i];
                }
            }

            foreach (var counter in counters)
            {
                if (counter.Choice == choice)
                {
                    counter.Count(besides.AsSpan(0, aside));
                }
            }
        }

        for (var i = 0; i < count; i++)
        {
            if (OnlyExcluding(docs[i]) == Admitted)
            {
                docs[kept] = docs[i];
                if (order.IsByScore)
                {
                    scores[kept] = scores[i];
                }

                kept++;
            }
        }

        count = kept;
    }

    private int OnlyExcluding(int doc)
    {
        var excluding = Admitted;
        for (var i = 0; i < chosen.Length; i++)
        {
            if (chosen[i] is not { } bits || !bits.Get(doc))
            {
                if (excluding != Admitted)
                {
                    return Several;
                }

                excluding = i;
            }
        }

        return excluding;
    }

    private void Offer(ReadOnlySpan<int> hits)
    {
        if (order.IsByScore)
        {
            var threshold = top.Threshold;
            for (var i = 0; i < hits.Length; i++)
            {
                if (scores[i] >= threshold)
                {
                    top.Offer(scores[i], scores[i], hits[i]);
                    threshold = top.Threshold;
                }
            }

            return;
        }

        foreach (var doc in hits)
        {
            top.Offer(order.Key(dates[doc]), 0, doc);
        }
    }
}
