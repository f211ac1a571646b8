using System.Runtime.InteropServices;

using Lucene.Net.Index;
using Lucene.Net.Util;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Execution;
using SearchCore.Searching.Facets;
using SearchCore.Searching.Filters;
using SearchCore.Searching.Ranking;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Running;

/// <summary>
/// Everything a search wants of its matches in one pass: the total, the best hits, the counts of each facet, which articles they were.
/// Facet choices are applied here and not in the query, because an article that only one kind's choices exclude still counts for that kind
/// (sideways).
/// </summary>
/// <remarks>Each of these is a tight loop over a window's matches. For one thread.</remarks>
internal sealed class HitCollector : IMatchConsumer, IDisposable
{
    private const int StepsAWord = 2, StepsABoost = 3;

    private readonly SortKeys order;
    private readonly SearchBudget budget;
    private readonly TopHits top;
    private readonly RankedMatches ranked;
    private readonly NumberedMatches? numbered;
    private readonly FacetCounters facets;
    private readonly ArticleBoosts? boosts;
    private readonly DrillDownFilter[] choices;
    private readonly ulong[]?[] chosen;
    private readonly MatchBits? matched;
    private readonly ulong[] besides;
    private AtomicReaderContext? leaf;
    private ISortNumbers? numbers;

    /// <summary>Makes the collector of one search.</summary>
    /// <param name="size">How many hits to keep.</param>
    /// <param name="order">Their order.</param>
    /// <param name="score">What all matches score, where all score the same; else null.</param>
    /// <param name="boosts">What scores are multiplied by; null for nothing.</param>
    /// <param name="groups">The groups of which the best hits are kept, in place of the best of all; null for none.</param>
    /// <param name="after">Keep only hits after this place; null for all.</param>
    /// <param name="facetsOf">Makes what counts kinds, of what says which choice is a kind's own; it is the collector's.</param>
    /// <param name="choices">Facet choices by kind.</param>
    /// <param name="segments">How many segments there are, where <see cref="Matched"/> is wanted; else 0.</param>
    /// <param name="budget">The time there is.</param>
    public HitCollector(
        int size,
        SortKeys order,
        double? score,
        ArticleBoosts? boosts,
        IArticleKeys? groups,
        SortPosition? after,
        Func<Func<string, int>, FacetCounters> facetsOf,
        IReadOnlyList<DrillDownFilter> choices,
        int segments,
        SearchBudget budget)
    {
        this.order = order;
        this.budget = budget;
        this.choices = [.. choices];
        top = new TopHits(size, after);
        chosen = new ulong[]?[choices.Count];
        matched = segments > 0 ? new MatchBits(segments, budget) : null;
        facets = facetsOf(ChoiceOf);
        besides = choices.Count > 0 ? new ulong[Window.Words] : [];

        // Hits that are raised differ again, and groups are compared by scores.
        var alike = order.IsByScore && boosts is null && groups is null ? score : null;
        numbered = order.IsByScore && alike is null ? null : new(top, order, alike);
        WantsScores = numbered is null && size > 0;
        this.boosts = WantsScores ? boosts : null;
        Collapsed = groups is null ? null : new(groups, order, budget);
        ranked = new(top, size, isLimited: after is null);

        int ChoiceOf(string kind) => Array.FindIndex(this.choices, c => c.Kind == kind);
    }

    /// <summary>How many articles match.</summary>
    public long Total { get; private set; }

    public bool WantsScores { get; }

    public bool WantsBestOnly =>
        WantsScores && AsksForPairs && facets.Count + choices.Length == 0 && matched is null && Collapsed is null;

    public double LeastScore => WantsScores && boosts is null && Collapsed is null ? ranked.LeastScore : 0;

    // What is raised is the whole score, and so is what is compared within groups that most matches belong to.
    public bool AsksForPairs => boosts is null && Collapsed?.AsksForPairs != false;

    // Nothing is asked of single matches but which are the best.
    private bool WantsFew =>
        (numbered is not null || !WantsScores) && facets.Count + choices.Length == 0 && matched is null && Collapsed is null;

    /// <summary>The matches' groups; null where they are not grouped.</summary>
    public CollapsedMatches? Collapsed { get; }

    /// <summary>The articles that match, by segment; null where a segment has none. Null where they are not kept.</summary>
    public IReadOnlyList<FixedBitSet?>? Matched => matched?.Matched;

    /// <summary>The best hits, best first; where matches are grouped, of those that belong to no group. Ends the collection.</summary>
    public IReadOnlyList<RankedHit> Finish()
    {
        facets.Finish();
        ranked.Finish();
        return top.Finish();
    }

    /// <summary>The facets' counts.</summary>
    public FacetCounters Facets => facets;

    public void Enter(SegmentView segment, PairScores? pairs)
    {
        leaf = segment.Leaf;
        top.Enter(leaf);
        ranked.Enter(pairs, segment.Columns.Dates);
        matched?.Enter(segment, pairs);
        numbered?.Enter(segment);
        numbers = order.IsByScore || Collapsed is null ? null : order.Numbers(segment.Columns, segment.Reader);
        for (var i = 0; i < choices.Length; i++)
        {
            chosen[i] = choices[i].Bits(leaf) is { } bits ? Words(bits) : null;
        }

        facets.Enter(leaf);
        boosts?.Enter(segment.Columns);
        Collapsed?.Enter(segment, pairs);
    }

    public void Leave()
    {
        Collapsed?.Leave();
        ranked.Leave();
    }

    public void Take(int from, Span<ulong> matches, ReadOnlySpan<ulong> worthy, ReadOnlySpan<double> scores)
    {
        budget.Spend(StepsAWord * Window.Words);
        if (choices.Length > 0)
        {
            Choose(from, matches);
        }

        var count = Window.Count(matches);
        Total += count;
        if (facets.Count > 0)
        {
            facets.CountAll(from, matches, count);
            budget.Spend(count);
        }

        matched?.Take(from, matches, worthy, scores);

        if (boosts is not null)
        {
            var threshold = Collapsed is null ? top.Threshold : double.NegativeInfinity;
            scores = boosts.Raised(from, matches, scores, threshold);
            budget.Spend(StepsABoost * count);
        }

        Collapsed?.Take(from, matches, scores, numbers);
        if (numbered is not null)
        {
            numbered.Take(from, matches);
        }
        else
        {
            ranked.Take(from, matches, worthy, scores);
        }
    }

    public bool TakeCount(long count)
    {
        if (!WantsFew || numbered?.Begin(count) == false)
        {
            return false;
        }

        Total += count;
        return true;
    }

    public int NextStretch() => numbered?.NextStretch() ?? -1;

    public void TakeBest(int from, ReadOnlySpan<ulong> matches)
    {
        budget.Spend(StepsAWord * Window.Words);
        numbered!.Take(from, matches);
    }

    public void Take(ReadOnlySpan<int> documents, ReadOnlySpan<double> scores)
    {
        Total += documents.Length;
        ranked.Take(documents, scores);
    }

    public void Take(int from, int count, ReadOnlySpan<ushort> documents, ReadOnlySpan<double> scores)
    {
        budget.Spend(StepsAWord * Window.Words);
        Total += count;
        ranked.Take(from, documents, scores);
    }

    public void Dispose()
    {
        facets.Dispose();
        ranked.Dispose();
    }

    private static ulong[] Words(FixedBitSet bits)
    {
        var words = new ulong[SetNode.WordsOf(bits.Length)];
        MemoryMarshal.Cast<long, ulong>(bits.GetBits().AsSpan(0, (bits.Length + 63) >> 6)).CopyTo(words);
        return words;
    }

    // Keeps what every choice admits, and counts what one alone excludes along that one.
    private void Choose(int from, Span<ulong> matches)
    {
        for (var choice = 0; choice < choices.Length; choice++)
        {
            if (!facets.Has(choice))
            {
                continue;
            }

            matches.CopyTo(besides);
            for (var other = 0; other < choices.Length; other++)
            {
                if (other == choice)
                {
                    Exclude(other, from);
                }
                else
                {
                    Admit(other, from, besides);
                }
            }

            facets.CountBeside(choice, from, besides, Window.Count(besides));
        }

        for (var choice = 0; choice < choices.Length; choice++)
        {
            Admit(choice, from, matches);
        }
    }

    private void Admit(int choice, int from, Span<ulong> words)
    {
        if (chosen[choice] is { } bits)
        {
            Window.And(words, bits.AsSpan(from >> 6, Window.Words));
        }
        else
        {
            words.Clear();
        }
    }

    private void Exclude(int choice, int from)
    {
        if (chosen[choice] is { } bits)
        {
            Window.AndNot(besides, bits.AsSpan(from >> 6, Window.Words));
        }
    }
}
