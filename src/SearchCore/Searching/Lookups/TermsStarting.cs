using Lucene.Net.Index;
using Lucene.Net.Util;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Messages;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Lookups;

/// <summary>The terms of a text field that begin so, in order, with the number of articles that have each; deleted ones count.</summary>
/// <param name="Field">The field.</param>
/// <param name="Beginning">What they begin with.</param>
internal sealed record TermsStarting(string Field, string Beginning) : Lookup<IReadOnlyList<FacetValue>>
{
    private const int StepsATerm = 50;

    /// <inheritdoc/>
    public override IReadOnlyList<FacetValue> Unknown => [];

    /// <inheritdoc/>
    public override IReadOnlyList<FacetValue> Answer(PointInTime point, SearchBudget budget)
    {
        var found = new List<FacetValue>();
        foreach (var terms in In(point.Reader, Field, Beginning, budget))
        {
            found.Add(new(terms.Term.Utf8ToString(), terms.DocFreq));
        }

        return found;
    }

    /// <summary>The terms of an index that begin so, in their order: one enumerator that stands at each of them in turn.</summary>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public static IEnumerable<TermsEnum> In(IndexReader reader, string field, string beginning, SearchBudget budget)
    {
        if (MultiFields.GetTerms(reader, field)?.GetEnumerator() is not { } terms)
        {
            yield break;
        }

        var start = new BytesRef(beginning);
        for (var more = terms.SeekCeil(start) != TermsEnum.SeekStatus.END;
             more && StringHelper.StartsWith(terms.Term, start);
             more = terms.MoveNext())
        {
            budget.Spend(StepsATerm);
            yield return terms;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<FacetValue> Merge(IReadOnlyList<IReadOnlyList<FacetValue>> answers) =>
        [.. answers.SelectMany(a => a).GroupBy(t => t.Value, StringComparer.Ordinal).Select(g => new FacetValue(g.Key, g.Sum(t => t.Count)))
            .OrderBy(t => t.Value, Utf8Order.Comparer)];

    /// <inheritdoc/>
    public override void Write(MessageWriter writer)
    {
        writer.Text(Field);
        writer.Text(Beginning);
    }

    public static TermsStarting ReadFrom(MessageReader reader) => new(reader.Text(), reader.Text());

    /// <inheritdoc/>
    public override void Write(MessageWriter writer, IReadOnlyList<FacetValue> answer) => writer.List(answer, (w, t) =>
    {
        w.Text(t.Value);
        w.Number(t.Count);
    });

    /// <inheritdoc/>
    public override IReadOnlyList<FacetValue> Read(MessageReader reader) => reader.List(r => new FacetValue(r.Text(), r.Number()));
}
