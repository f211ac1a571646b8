using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Facets;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Trends;

/// <summary>What one index adds to a comparison of two sets of articles. For one thread.</summary>
internal sealed class BackgroundRun
{
    private const int StepsATerm = 500;

    private readonly PointInTime point;
    private readonly IReadOnlyList<FixedBitSet?> articles;
    private readonly FixedBitSet?[] others;

    // Whether any article is a match too.
    private readonly bool overlaps;

    /// <summary>Makes ready.</summary>
    /// <param name="point">The index.</param>
    /// <param name="matched">The matches, by segment; null where a segment has none.</param>
    /// <param name="articles">The articles they are compared with.</param>
    public BackgroundRun(PointInTime point, IReadOnlyList<FixedBitSet?> matched, IReadOnlyList<FixedBitSet?> articles)
    {
        (this.point, this.articles, others) = (point, articles, [.. articles]);
        for (var segment = 0; segment < others.Length; segment++)
        {
            if (articles[segment] is { } all && matched[segment] is { } found && all.Intersects(found))
            {
                overlaps = true;
                others[segment] = all.Clone();
                others[segment]!.AndNot(found);
            }
        }
    }

    /// <summary>Counts the values of some kinds, and draws a sample of texts where it is wanted.</summary>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public Background Count(IReadOnlyList<KindOrdinals> kinds, int member, bool wantsSample, SearchBudget budget)
    {
        FacetTally[] values = [.. kinds.Select(k => Count(k, articles, budget))];
        return new(
            articles.Sum(a => (long)(a?.Cardinality ?? 0)), others.Sum(a => (long)(a?.Cardinality ?? 0)), values,
            overlaps ? [.. kinds.Select(k => Count(k, others, budget))] : values,
            wantsSample ? MatchSample.Of(point, member, others, budget) : null);
    }

    /// <summary>Counts the articles in whose title or body terms stand.</summary>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public IReadOnlyList<WordCount> CountWords(IReadOnlyList<BytesRef> terms, SearchBudget budget)
    {
        var counts = new WordCount[terms.Count];
        foreach (var leaf in point.Reader.Leaves)
        {
            if (articles[leaf.Ord] is not { } all)
            {
                continue;
            }

            var rest = others[leaf.Ord]!;
            var fields = FieldTable.TextNames.Select(f => leaf.AtomicReader.GetTerms(f)?.GetEnumerator()).ToArray();
            var documents = new DocsEnum?[fields.Length];
            for (var term = 0; term < counts.Length; term++)
            {
                budget.Spend(StepsATerm);
                for (var field = 0; field < fields.Length; field++)
                {
                    documents[field] = fields[field]?.SeekExact(terms[term]) == true
                        ? fields[field]!.Docs(all, documents[field], DocsFlags.NONE)
                        : null;
                    documents[field]?.NextDoc();
                }

                counts[term] = Add(counts[term], documents, rest, budget);
            }
        }

        return counts;
    }

    // An article that has the word in both fields counts once.
    private static WordCount Add(WordCount count, DocsEnum?[] documents, FixedBitSet rest, SearchBudget budget)
    {
        while (true)
        {
            budget.Spend(2);
            var next = DocIdSetIterator.NO_MORE_DOCS;
            foreach (var field in documents)
            {
                next = Math.Min(next, field?.DocID ?? DocIdSetIterator.NO_MORE_DOCS);
            }

            if (next == DocIdSetIterator.NO_MORE_DOCS)
            {
                return count;
            }

            count = new(count.Articles + 1, count.Others + (rest.Get(next) ? 1 : 0));
            foreach (var field in documents)
            {
                if (field?.DocID == next)
                {
                    field.NextDoc();
                }
            }
        }
    }

    private static FacetTally Count(KindOrdinals kind, IReadOnlyList<FixedBitSet?> documents, SearchBudget budget)
    {
        var totals = new int[kind.Size];
        for (var segment = 0; segment < documents.Count; segment++)
        {
            if (documents[segment] is not { } some || kind.Column(segment) is not { } column)
            {
                continue;
            }

            var counts = new int[column.Size];
            var each = some.GetIterator();
            for (var doc = each.NextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.NextDoc())
            {
                budget.Spend(2);
                foreach (var number in column.Of(doc))
                {
                    counts[number - column.First]++;
                }
            }

            kind.Add(segment, counts, totals);
        }

        return new(kind, totals);
    }
}
