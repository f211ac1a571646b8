using System.Numerics;
using System.Text;

using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

using SearchCore.Analysis;
using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Execution;
using SearchCore.Searching.Ranking;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Running;

/// <summary>
/// All matches of a query, collected in one pass: sixteen bytes a match in order of relevance, eight else, whatever the articles' size, and
/// for those of one segment as much again while they are sorted. For one thread.
/// </summary>
internal sealed class AllMatches(SortKeys order, ArticleBoosts? boosts, SearchBudget budget) : IMatchConsumer
{
    // An id that is read on its own costs a block of stored fields; ids that are read in their order, a term each.
    private const int WalkShare = 32;

    private static readonly HashSet<string> IdAlone = [FieldNames.Id];

    private readonly List<SegmentMatches> segments = [];
    private SegmentMatches? current;

    public bool WantsScores => order.IsByScore;

    public bool WantsBestOnly => false;

    public bool AsksForPairs => false;

    public void Enter(SegmentView segment, PairScores? pairs)
    {
        budget.Check();
        segments.Add(current = new SegmentMatches(segment.Leaf, order.IsByScore));
        boosts?.Enter(segment.Columns);
    }

    public void Take(int from, Span<ulong> matches, ReadOnlySpan<ulong> worthy, ReadOnlySpan<double> scores)
    {
        if (boosts is not null && order.IsByScore)
        {
            scores = boosts.Raised(from, matches, scores, double.NegativeInfinity);
        }

        for (var i = 0; i < matches.Length; i++)
        {
            for (var word = matches[i]; word != 0; word &= word - 1)
            {
                var place = (i << 6) + BitOperations.TrailingZeroCount(word);
                budget.Spend(1);
                current!.Add(from + place, order.IsByScore ? scores[place] : 0);
            }
        }
    }

    public void Leave()
    {
    }

    /// <summary>Matches of several indexes, each in order, in one order.</summary>
    public static IEnumerable<RankedHit> Merge(IReadOnlyList<IEnumerable<RankedHit>> ordered)
    {
        if (ordered is [var only])
        {
            foreach (var hit in only)
            {
                yield return hit;
            }

            yield break;
        }

        var heads = new PriorityQueue<IEnumerator<RankedHit>, RankedHit>(Comparer<RankedHit>.Create((a, b) => RankedHit.Compare(a, b)));
        try
        {
            foreach (var hits in ordered)
            {
                Advance(hits.GetEnumerator());
            }

            while (heads.TryDequeue(out var best, out var hit))
            {
                yield return hit;
                Advance(best);
            }
        }
        finally
        {
            while (heads.TryDequeue(out var left, out _))
            {
                left.Dispose();
            }
        }

        void Advance(IEnumerator<RankedHit> hits)
        {
            if (hits.MoveNext())
            {
                heads.Enqueue(hits, hits.Current);
            }
            else
            {
                hits.Dispose();
            }
        }
    }

    /// <summary>The matches in order. Ends the collection.</summary>
    public IEnumerable<RankedHit> InOrder()
    {
        var heads = new List<Head>(segments.Count);
        foreach (var matches in segments)
        {
            if (matches.Count > 0)
            {
                heads.Add(new Head(matches, order, budget));
            }
        }

        // The best head comes last, so that it goes without moving the others. There are a few dozen segments at most.
        heads.Sort((a, b) => RankedHit.Compare(b.Hit, a.Hit));
        while (heads.Count > 0)
        {
            var best = heads[^1];
            heads.RemoveAt(heads.Count - 1);
            yield return best.Hit;
            budget.Check();
            if (!best.Next())
            {
                continue;
            }

            var at = heads.Count;
            while (at > 0 && RankedHit.Compare(heads[at - 1].Hit, best.Hit) < 0)
            {
                at--;
            }

            heads.Insert(at, best);
        }
    }

    /// <summary>The ids of the matches, in no order.</summary>
    public IReadOnlyList<string> Ids()
    {
        var ids = new List<string>();
        foreach (var matches in segments)
        {
            var reader = matches.Leaf.AtomicReader;
            if (matches.Count * (long)WalkShare < reader.MaxDoc)
            {
                ReadIds(reader, matches, ids);
            }
            else if (matches.Count > 0)
            {
                WalkIds(reader, matches, ids);
            }
        }

        return ids;
    }

    private void ReadIds(AtomicReader reader, SegmentMatches matches, List<string> ids)
    {
        foreach (var doc in matches.Docs)
        {
            budget.Check();
            ids.Add(reader.Document(doc, IdAlone).Get(FieldNames.Id));
        }
    }

    private void WalkIds(AtomicReader reader, SegmentMatches matches, List<string> ids)
    {
        var wanted = new FixedBitSet(reader.MaxDoc);
        foreach (var doc in matches.Docs)
        {
            wanted.Set(doc);
        }

        DocsEnum? docs = null;
        for (var terms = reader.GetTerms(FieldNames.Id)?.GetEnumerator(); terms is not null && terms.MoveNext();)
        {
            budget.Spend(1);
            docs = terms.Docs(wanted, docs, DocsFlags.NONE);
            if (docs.NextDoc() != DocIdSetIterator.NO_MORE_DOCS)
            {
                ids.Add(Encoding.UTF8.GetString(terms.Term.Bytes, terms.Term.Offset, terms.Term.Length));
            }
        }
    }

    private sealed class SegmentMatches(AtomicReaderContext leaf, bool scored)
    {
        // A tie reads a date and a hash.
        private const int First = 256, StepsATie = 10;

        private int[] docs = [];
        private double[] scores = [];

        public AtomicReaderContext Leaf => leaf;

        public int Count { get; private set; }

        public ReadOnlySpan<int> Docs => docs.AsSpan(0, Count);

        public void Add(int doc, double score)
        {
            if (Count == docs.Length)
            {
                var size = Math.Max(First, Count * 2);
                Array.Resize(ref docs, size);
                Array.Resize(ref scores, scored ? size : 0);
            }

            docs[Count] = doc;
            if (scored)
            {
                scores[Count] = score;
            }

            Count++;
        }

        public double Score(int at) => scored ? scores[at] : 0;

        // Best first.
        public void Sort(SortKeys order, HitColumns columns, SearchBudget budget)
        {
            var keys = scored ? scores : new double[Count];
            if (!scored)
            {
                for (var i = 0; i < Count; i++)
                {
                    budget.Spend(1);
                    keys[i] = columns.Key(order, docs[i]);
                }
            }

            BudgetedSort.Descending(keys.AsSpan(0, Count), docs.AsSpan(0, Count), budget);
            Tie[] room = [];
            SortTies(keys.AsSpan(0, Count), docs.AsSpan(0, Count), areDates: false, columns, ref room, budget);
        }

        // Of documents that are sorted by keys, those of the same one.
        private static void SortTies(
            ReadOnlySpan<double> keys, Span<int> docs, bool areDates, HitColumns columns, ref Tie[] room, SearchBudget budget)
        {
            for (int start = 0, end; start < docs.Length; start = end)
            {
                end = start + 1;
                while (end < docs.Length && keys[end] == keys[start])
                {
                    end++;
                }

                if (end - start > BudgetedSort.Few && !areDates)
                {
                    SortDates(docs[start..end], columns, ref room, budget);
                }
                else if (end - start > 1)
                {
                    if (room.Length < end - start)
                    {
                        room = new Tie[Capacity.For(end - start)];
                    }

                    var ties = room.AsSpan(0, end - start);
                    for (var i = 0; i < ties.Length; i++)
                    {
                        budget.Spend(StepsATie);
                        ties[i] = columns.Tie(docs[start + i]);
                    }

                    BudgetedSort.Sort(ties, docs[start..end], (a, b) => a.CompareTo(b), budget);
                }
            }
        }

        // Where many have the same key their dates decide between nearly all.
        private static void SortDates(Span<int> docs, HitColumns columns, ref Tie[] room, SearchBudget budget)
        {
            var dates = new double[docs.Length];
            for (var i = 0; i < dates.Length; i++)
            {
                budget.Spend(1);
                dates[i] = SortKeys.Newest.Key(columns.Date(docs[i]));
            }

            BudgetedSort.Descending(dates, docs, budget);
            SortTies(dates, docs, areDates: true, columns, ref room, budget);
        }
    }

    /// <summary>Where a segment's matches have come to.</summary>
    private sealed class Head
    {
        private readonly SegmentMatches matches;
        private readonly SortKeys order;
        private readonly HitColumns columns;
        private int at = -1;

        public Head(SegmentMatches matches, SortKeys order, SearchBudget budget)
        {
            (this.matches, this.order) = (matches, order);
            columns = new(matches.Leaf.AtomicReader);
            matches.Sort(order, columns, budget);
            Next();
        }

        public RankedHit Hit { get; private set; }

        public bool Next()
        {
            if (++at >= matches.Count)
            {
                return false;
            }

            var (doc, score) = (matches.Docs[at], matches.Score(at));
            Hit = new RankedHit(order.IsByScore ? score : columns.Key(order, doc), score, columns, matches.Leaf, doc);
            return true;
        }
    }
}
