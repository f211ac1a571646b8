using System.Text;

using SearchCore.Queries;
using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Postings;

namespace SearchCore.Searching.Positions;

/// <summary>Makes readers of plans for one segment.</summary>
/// <param name="segment">The segment.</param>
/// <param name="cursor">Where cursors come from.</param>
/// <param name="allowance">How many spans an article may have.</param>
/// <param name="budget">The time there is.</param>
internal sealed class SpanReaders(SegmentPostings segment, Func<PositionCursor> cursor, SpanAllowance allowance, SearchBudget budget)
{
    private const int StepsATerm = 100;

    /// <summary>The reader of a plan in a field; null where nothing of it can occur there.</summary>
    public SpanReader? Open(PositionPlan plan, string field)
    {
        switch (plan)
        {
            case PhrasePlan { Pattern: var phrase }:
                return Holds(phrase, field) ? OpenPhrase(phrase, field) : null;
            case TermsPlan terms:
                var found = Holds(terms.Pattern, field)
                    ? Postings(field, terms.Terms.Where(t => t.Field == field).Select(t => t.Bytes)).ToList()
                    : [];
                return found.Count == 0 ? null : new TermsReader(found, budget);
            case AnyPlan any:
                var readers = any.Plans.Select(p => Open(p, field)).OfType<SpanReader>().ToList();
                return readers.Count == 0 ? null : readers is [var only] ? only : new AnyReader(readers, budget);
            case FirstPlan first:
                return Open(first.Plan, field) is { } whole ? new FirstReader(whole, first.Words) : null;
            case NearPlan near:
                return OpenNear(near, field);
            default:
                throw new InvalidOperationException($"There is no reader of {plan.GetType().Name}.");
        }
    }

    private static bool Holds(HighlightPattern pattern, string field) => pattern.Field switch
    {
        TextField.Any => true,
        TextField.Title => field == FieldNames.Title,
        _ => field == FieldNames.Body,
    };

    private SpanReader? OpenPhrase(PhrasePattern phrase, string field)
    {
        var postings = phrase.Terms.SelectMany(t => Postings(field, [Encoding.UTF8.GetBytes(t)])).ToList();
        return postings.Count < phrase.Terms.Count ? null
            : postings.Count == 1 ? new TermsReader(postings, budget)
            : new PhraseReader(postings, phrase.Positions, budget);
    }

    private SpanReader? OpenNear(NearPlan near, string field)
    {
        var (unit, distance, inOrder, excludes) = near.Proximity;
        if (Open(near.Left, field) is not { } left)
        {
            return null;
        }

        var right = Open(near.Right, field);
        if (right is null)
        {
            return excludes ? left : null;
        }

        if (unit == ProximityUnit.Words)
        {
            return excludes
                ? new ApartReader(left, right, distance, budget)
                : new NearReader(left, right, distance, inOrder, allowance, budget);
        }

        ReadOnlyMemory<byte> mark = new byte[] { unit == ProximityUnit.Sentence ? TextMarks.Sentence : TextMarks.Paragraph };
        var starts = field == FieldNames.Body ? Postings(FieldNames.BodyMarks, [mark]).FirstOrDefault() : null;
        return new UnitReader(left, right, new UnitStarts(starts, budget), near.Proximity.UnitsHeld, excludes, allowance, budget);
    }

    private IEnumerable<PositionCursor> Postings(string field, IEnumerable<ReadOnlyMemory<byte>> terms)
    {
        if (segment.Field(field) is not { HasPositions: true } all)
        {
            yield break;
        }

        foreach (var term in terms)
        {
            budget.Spend(StepsATerm);
            if (all.TryFind(term.Span, out var list))
            {
                var postings = cursor();
                postings.Open(segment, list);
                yield return postings;
            }
        }
    }
}
