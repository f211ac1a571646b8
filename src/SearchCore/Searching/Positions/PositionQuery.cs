using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Planning;

namespace SearchCore.Searching.Positions;

/// <summary>
/// Articles of a query whose words stand as a plan wants them. The query finds candidates (it must find every article that has the words)
/// and scores; positions are read of candidates alone.
/// </summary>
/// <remarks>
/// Lucene's span queries are not used: their unordered near takes one place for two words, their slop measures moves and not distance, and
/// they know no exclusion by distance on both sides of nested spans.
/// </remarks>
internal sealed class PositionQuery(Query inner, PositionPlan plan, int count, SearchBudget budget) : Query
{
    /// <summary>The query of the words.</summary>
    public Query Words => inner;

    public override Query Rewrite(IndexReader reader)
    {
        var rewritten = inner.Rewrite(reader);
        return ReferenceEquals(rewritten, inner) ? this : new PositionQuery(rewritten, plan, count, budget) { Boost = Boost };
    }

    public override Weight CreateWeight(IndexSearcher searcher) => new PositionWeight(this, inner.CreateWeight(searcher));

    public override void ExtractTerms(ISet<Term> terms) => inner.ExtractTerms(terms);

    public override string ToString(string field) =>
        $"positions({inner.ToString(field)}){(count > 1 ? $" at least {count} times" : string.Empty)}{ToStringUtils.Boost(Boost)}";

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    private sealed class PositionWeight(PositionQuery query, Weight inner) : Weight
    {
        public override Query Query => query;

        public override float GetValueForNormalization() => inner.GetValueForNormalization() * query.Boost * query.Boost;

        public override void Normalize(float norm, float topLevelBoost) => inner.Normalize(norm, topLevelBoost * query.Boost);

        public override Explanation Explain(AtomicReaderContext context, int doc)
        {
            var scorer = GetScorer(context, context.AtomicReader.LiveDocs);
            return scorer is not null && scorer.Advance(doc) == doc
                ? inner.Explain(context, doc)
                : new Explanation(0, "the words do not stand as the query asks");
        }

        public override Scorer? GetScorer(AtomicReaderContext context, IBits acceptDocs) =>
            inner.GetScorer(context, acceptDocs) is { } candidates && query.Open(context) is { } check
                ? new PositionScorer(this, candidates, check)
                : null;
    }

    private PositionCheck? Open(AtomicReaderContext context)
    {
        var readers = new SpanReaders(context.AtomicReader, new SpanAllowance(budget), budget);
        var (title, body) = (readers.Open(plan, FieldNames.Title), readers.Open(plan, FieldNames.Body));
        return title is null && body is null ? null : new PositionCheck(title, body, count, budget);
    }

    /// <summary>Whether an article has enough of the plan's spans.</summary>
    private sealed class PositionCheck(SpanReader? title, SpanReader? body, int count, SearchBudget budget)
    {
        private const int StepsAnArticle = 20;

        private readonly SpanList spans = new();

        public bool Matches(int doc)
        {
            budget.Spend(StepsAnArticle);
            return count == 1
                ? (title?.Any(doc, spans) ?? false) || (body?.Any(doc, spans) ?? false)
                : Starts(title, doc) is var first && (first >= count || first + Starts(body, doc) >= count);
        }

        private int Starts(SpanReader? reader, int doc)
        {
            if (reader is null)
            {
                return 0;
            }

            reader.Read(doc, spans);
            var starts = 0;
            for (var i = 0; i < spans.Count; i++)
            {
                starts += i == 0 || spans.Start(i) != spans.Start(i - 1) ? 1 : 0;
            }

            return starts;
        }
    }

    private sealed class PositionScorer(Weight weight, Scorer candidates, PositionCheck check) : Scorer(weight)
    {
        public override int DocID => candidates.DocID;

        public override int Freq => candidates.Freq;

        public override float GetScore() => candidates.GetScore();

        public override int NextDoc() => Settle(candidates.NextDoc());

        public override int Advance(int target) => Settle(candidates.Advance(target));

        public override long GetCost() => candidates.GetCost();

        private int Settle(int doc)
        {
            while (doc != NO_MORE_DOCS && !check.Matches(doc))
            {
                doc = candidates.NextDoc();
            }

            return doc;
        }
    }
}
