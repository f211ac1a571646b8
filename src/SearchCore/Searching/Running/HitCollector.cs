using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

using Lucene.Net.Index;
using Lucene.Net.Util;

using SearchCore.Queries;
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
    private const int StepsAWord = 2, FewMatches = 6;

    private readonly SortKeys order;
    private readonly SearchBudget budget;
    private readonly TopHits top;
    private readonly FacetCounters facets;
    private readonly DrillDownFilter[] choices;
    private readonly ulong[]?[] chosen;
    private readonly FixedBitSet?[]? matched;
    private readonly int[] docs;
    private readonly ulong[] besides;
    private AtomicReaderContext? leaf;
    private readonly Candidates candidates;
    private DateColumn? dates;
    private PairScores? pairs;

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
        top = new TopHits(size, after);
        chosen = new ulong[]?[choices.Count];
        matched = segments > 0 ? new FixedBitSet?[segments] : null;
        docs = facets.Count > 0 ? new int[Window.Size] : [];
        this.facets = new(facets, ChoiceOf);
        besides = choices.Count > 0 ? new ulong[Window.Words] : [];
        WantsScores = this.order.IsByScore && size > 0;
        candidates = new(size, isLimited: after is null);

        int ChoiceOf(string kind) => Array.FindIndex(this.choices, c => c.Kind == kind);
    }

    /// <summary>How many articles match.</summary>
    public long Total { get; private set; }

    public bool WantsScores { get; }

    public bool WantsBestOnly => WantsScores && facets.Count + choices.Length == 0 && matched is null;

    public bool AsksForPairs => true;

    /// <summary>The articles that match, by segment; null where a segment has none.</summary>
    public IReadOnlyList<FixedBitSet?> Matched => matched!;

    /// <summary>The best hits, best first. Ends the collection.</summary>
    public IReadOnlyList<RankedHit> Finish()
    {
        facets.Finish();

        // Where the time was up within a segment, its best are taken as they are.
        foreach (var (document, score) in candidates.Held)
        {
            top.Offer(score, score, document);
        }

        return top.Finish();
    }

    /// <summary>A facet's counts.</summary>
    public FacetTally Counts(int facet) => facets.Tally(facet);

    public void Enter(SegmentView segment, PairScores? pairs)
    {
        this.pairs = pairs;
        leaf = segment.Leaf;
        top.Enter(leaf);
        dates = segment.Columns.Dates;
        for (var i = 0; i < choices.Length; i++)
        {
            chosen[i] = choices[i].Filter.Bits(leaf) is { } bits ? Words(bits) : null;
        }

        facets.Enter(leaf);
    }

    public void Leave()
    {
        if (pairs is not null)
        {
            RankCandidates();
        }
    }

    public void Take(int from, Span<ulong> matches, ReadOnlySpan<double> scores)
    {
        budget.Spend(StepsAWord * Window.Words);
        if (choices.Length > 0)
        {
            Choose(from, matches);
        }

        Total += Window.Count(matches);
        if (facets.Count > 0)
        {
            var hits = Documents(from, matches);
            facets.CountAll(hits);
            budget.Spend(hits.Length);
        }

        if (matched is not null)
        {
            Keep(from, matches);
        }

        if (order.IsByScore)
        {
            Rank(from, matches, scores);
        }
        else
        {
            RankByDate(from, matches);
        }
    }

    public void Take(ReadOnlySpan<int> documents, ReadOnlySpan<double> scores)
    {
        Total += documents.Length;
        var threshold = top.Threshold;
        for (var at = 0; at < documents.Length; at++)
        {
            at += Below(scores[at..], threshold);
            if (at < documents.Length)
            {
                top.Offer(scores[at], scores[at], documents[at]);
                threshold = top.Threshold;
            }
        }
    }

    public void Dispose() => facets.Dispose();

    private static ulong[] Words(FixedBitSet bits)
    {
        var words = new ulong[SetNode.WordsOf(bits.Length)];
        MemoryMarshal.Cast<long, ulong>(bits.GetBits().AsSpan(0, (bits.Length + 63) >> 6)).CopyTo(words);
        return words;
    }

    private ReadOnlySpan<int> Documents(int from, ReadOnlySpan<ulong> matches)
    {
        var count = 0;
        for (var i = 0; i < matches.Length; i++)
        {
            var start = from + (i << 6);
            for (var word = matches[i]; word != 0; word &= word - 1)
            {
                docs[count++] = start + BitOperations.TrailingZeroCount(word);
            }
        }

        return docs.AsSpan(0, count);
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

            facets.CountBeside(choice, Documents(from, besides));
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

    private void Keep(int from, ReadOnlySpan<ulong> matches)
    {
        var bits = MemoryMarshal.Cast<long, ulong>((matched![leaf!.Ord] ??= new FixedBitSet(leaf.AtomicReader.MaxDoc)).GetBits().AsSpan());
        var start = from >> 6;
        var count = Math.Min(matches.Length, bits.Length - start);
        matches[..count].CopyTo(bits[start..]);
    }

    private void Rank(int from, ReadOnlySpan<ulong> matches, ReadOnlySpan<double> scores)
    {
        var threshold = Threshold;
        if (double.IsPositiveInfinity(threshold))
        {
            return;
        }

        for (var i = 0; i < matches.Length; i++)
        {
            if (matches[i] == 0)
            {
                continue;
            }

            var some = scores.Slice(i << 6, 64);
            var candidates = BitOperations.PopCount(matches[i]) > FewMatches ? AtLeast(some, threshold) : ulong.MaxValue;
            for (var word = matches[i] & candidates; word != 0; word &= word - 1)
            {
                var place = BitOperations.TrailingZeroCount(word);
                if (some[place] >= threshold)
                {
                    Offer(some[place], from + (i << 6) + place);
                    threshold = Threshold;
                }
            }
        }
    }

    // What a document must score at least so that it is worth offering. Rounding keeps nothing out.
    private double Threshold => pairs is null || double.IsInfinity(candidates.Threshold(top.Threshold))
        ? top.Threshold
        : pairs.Least(candidates.Threshold(top.Threshold)) * (1 - 1e-12);

    private void Offer(double score, int document)
    {
        if (pairs is null)
        {
            top.Offer(score, score, document);
            return;
        }

        candidates.Add(document, score);
        if (candidates.IsFull)
        {
            candidates.Keep(Threshold);
        }
    }

    // What pairs add is asked of those alone that can be among the best by it: first of the best as they are, by which most of the others
    // are out of the question.
    private void RankCandidates()
    {
        candidates.Keep(Threshold);
        var held = candidates.Held;
        var best = candidates.Threshold(top.Threshold);
        var (rankedBest, rankedOthers) = (0, 0);
        try
        {
            for (; rankedBest < held.Length; rankedBest++)
            {
                if (held[rankedBest].Score >= best)
                {
                    OfferRaised(held[rankedBest]);
                }
            }

            var isAtStart = false;
            for (; rankedOthers < held.Length; rankedOthers++)
            {
                if (held[rankedOthers].Score < best && held[rankedOthers].Score >= Threshold)
                {
                    if (!isAtStart)
                    {
                        pairs!.Restart();
                        isAtStart = true;
                    }

                    OfferRaised(held[rankedOthers]);
                }
            }
        }
        catch (BudgetExceededException)
        {
            // What was not ranked yet is taken as it is.
            for (var at = 0; at < held.Length; at++)
            {
                if (at >= (held[at].Score >= best ? rankedBest : rankedOthers))
                {
                    top.Offer(held[at].Score, held[at].Score, held[at].Document);
                }
            }

            throw;
        }
        finally
        {
            candidates.Clear();
        }
    }

    private void OfferRaised((int Document, double Score) held)
    {
        var score = pairs!.Raised(held.Document, held.Score);
        top.Offer(score, score, held.Document);
    }

    // How many scores in front are below a threshold.
    private static int Below(ReadOnlySpan<double> scores, double threshold)
    {
        ref var score = ref MemoryMarshal.GetReference(scores);
        var at = 0;
        for (; at + 4 <= scores.Length; at += 4)
        {
            var some = Vector256.GreaterThanOrEqual(Vector256.LoadUnsafe(ref score, (nuint)at), Vector256.Create(threshold))
                .ExtractMostSignificantBits();
            if (some != 0)
            {
                return at + BitOperations.TrailingZeroCount(some);
            }
        }

        while (at < scores.Length && scores[at] < threshold)
        {
            at++;
        }

        return at;
    }

    private void RankByDate(int from, ReadOnlySpan<ulong> matches)
    {
        // Archives are loaded in the order of time: the best stand at one end.
        var threshold = top.Threshold;
        var isBackwards = order.NewestFirst;
        var window = dates!.Window(from);
        for (var i = 0; i < matches.Length; i++)
        {
            var at = isBackwards ? matches.Length - 1 - i : i;
            for (var word = matches[at]; word != 0;)
            {
                var place = isBackwards ? 63 - BitOperations.LeadingZeroCount(word) : BitOperations.TrailingZeroCount(word);
                word &= ~(1ul << place);
                var key = order.Key(window[(at << 6) + place]);
                if (key >= threshold)
                {
                    top.Offer(key, 0, from + (at << 6) + place);
                    threshold = top.Threshold;
                }
            }
        }
    }

    // A bit for each of 64 scores that is not less than a threshold.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong AtLeast(ReadOnlySpan<double> scores, double threshold)
    {
        ref var score = ref MemoryMarshal.GetReference(scores[..64]);
        ulong bits = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (var i = 0; i < 64; i += 8)
            {
                var atLeast = Vector512.GreaterThanOrEqual(Vector512.LoadUnsafe(ref score, (nuint)i), Vector512.Create(threshold));
                bits |= atLeast.ExtractMostSignificantBits() << i;
            }
        }
        else
        {
            for (var i = 0; i < 64; i += 4)
            {
                var atLeast = Vector256.GreaterThanOrEqual(Vector256.LoadUnsafe(ref score, (nuint)i), Vector256.Create(threshold));
                bits |= (ulong)atLeast.ExtractMostSignificantBits() << i;
            }
        }

        return bits;
    }
}
