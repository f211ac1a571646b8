using System.Numerics;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Positions;

namespace SearchCore.Searching.Execution;

/// <summary>
/// Documents whose words stand as a plan wants them. A node of the words finds candidates (every document that has the words) and scores;
/// positions are read of candidates alone.
/// </summary>
/// <remarks>
/// Lucene's span queries are not used: their unordered near takes one place for two words, their slop measures moves and not distance, and
/// they know no exclusion by distance on both sides of nested spans.
/// </remarks>
/// <param name="words">Finds candidates, and scores.</param>
/// <param name="fields">The plan's spans in each field that has any; one at least.</param>
/// <param name="count">How many spans a document must have at least, from 1.</param>
/// <param name="budget">The time there is.</param>
internal sealed class PositionNode(WindowNode words, SpanReader[] fields, int count, SearchBudget budget) : WindowNode
{
    private const int StepsADocument = 20;

    private readonly SpanList spans = new();

    public override long Cost => words.Cost;

    public override int First(int from) => words.First(from);

    public override void Match(int from, ReadOnlySpan<ulong> within, Span<ulong> into)
    {
        words.Match(from, within, into);
        for (var i = 0; i < into.Length; i++)
        {
            for (var word = into[i]; word != 0; word &= word - 1)
            {
                var place = BitOperations.TrailingZeroCount(word);
                if (!Stands(from + (i << 6) + place))
                {
                    into[i] &= ~(1ul << place);
                }
            }
        }
    }

    public override void Score(int from, ReadOnlySpan<ushort> documents, Span<double> scores) => words.Score(from, documents, scores);

    private bool Stands(int document)
    {
        budget.Spend(StepsADocument);
        var starts = 0;
        foreach (var field in fields)
        {
            if (count == 1 ? field.Any(document, spans) : (starts += Starts(field, document)) >= count)
            {
                return true;
            }
        }

        return false;
    }

    private int Starts(SpanReader reader, int document)
    {
        reader.Read(document, spans);
        var starts = 0;
        for (var i = 0; i < spans.Count; i++)
        {
            starts += i == 0 || spans.Start(i) != spans.Start(i - 1) ? 1 : 0;
        }

        return starts;
    }
}
