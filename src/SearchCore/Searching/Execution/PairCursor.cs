using SearchCore.Searching.Budget;
using SearchCore.Searching.Postings;

namespace SearchCore.Searching.Execution;

/// <summary>A pair of words in one field that has both.</summary>
/// <param name="First">The first word.</param>
/// <param name="Second">The second.</param>
/// <param name="Score">How the pair scores in the field.</param>
internal readonly record struct PairField(PairWord First, PairWord Second, FieldScore Score);

/// <summary>A word of a pair, or of two that stand beside each other, in a field.</summary>
/// <param name="Matches">How often it stands in the documents of the window that was gone over last.</param>
/// <param name="Positions">Where it stands.</param>
internal sealed record PairWord(FieldMatches Matches, PositionCursor Positions);

/// <summary>
/// What a pair of words adds to the score of a document: the most that it can add, by how often each word stands there, which the window
/// says that is gone over; and what it adds by where they stand, of documents that rise. For one thread.
/// </summary>
internal sealed class PairCursor
{
    /// <summary>So often or oftener.</summary>
    public const byte Often = byte.MaxValue;

    // More than a text has words.
    private const double AnyNumber = 1e12;

    private const int PositionsAStep = 8;

    private readonly bool combines;
    private readonly SearchBudget budget;
    private readonly Field[] fields;

    /// <summary>Makes the cursor.</summary>
    /// <param name="fields">The fields that have both words; the last the one that more articles have them in.</param>
    /// <param name="combines">Whether the fields score together (<see cref="ScoringFormula.Combines"/>) or each by itself.</param>
    /// <param name="budget">The time there is.</param>
    public PairCursor(IReadOnlyList<PairField> fields, bool combines, SearchBudget budget)
    {
        (this.combines, this.budget) = (combines, budget);
        this.fields = new Field[fields.Count];
        for (var i = 0; i < fields.Count; i++)
        {
            var (first, second) = (fields[i].First.Positions, fields[i].Second.Positions);
            var isFirstRarer = first.Cost <= second.Cost;
            this.fields[i] = new()
            {
                Pair = fields[i],
                Distance = isFirstRarer ? 1 : -1,
                Rarer = isFirstRarer ? first : second,
                Other = isFirstRarer ? second : first,
            };
        }
    }

    /// <summary>How many fields have both words.</summary>
    public int Fields => fields.Length;

    /// <summary>Begins with the first document again; so does every pair that shares one of its words.</summary>
    public void Restart()
    {
        foreach (ref var field in fields.AsSpan())
        {
            field.Rarer.Restart();
            field.Other.Restart();
        }
    }

    /// <summary>Adds what the pair scores at most to bounds of scores.</summary>
    public void AddTo(ScoreBounds bounds)
    {
        foreach (ref var field in fields.AsSpan())
        {
            bounds.Add(field.Pair.Score, field.Pair.First.Matches, field.Pair.Second.Matches);
        }
    }

    /// <summary>
    /// How often the pair stands at most in a field of a match of the window that was gone over last: no oftener than the rarer of its
    /// words; <see cref="Often"/> is any number.
    /// </summary>
    /// <param name="field">The field's number.</param>
    /// <param name="place">The document, from the window's first.</param>
    public byte Most(int field, int place)
    {
        ref var pair = ref fields[field].Pair;
        return Math.Min(pair.First.Matches.Few(place), pair.Second.Matches.Few(place));
    }

    /// <summary>The most that the pair adds to the score of a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="most">For each field what <see cref="Most(int, int)"/> said, from the lowest byte on.</param>
    public double Most(int document, ulong most)
    {
        var isAny = false;
        for (var i = 0; i < fields.Length; i++)
        {
            var times = (byte)(most >> (8 * i));
            fields[i].Frequency = times == Often ? AnyNumber : times;
            isAny |= times > 0;
        }

        return isAny ? Scored(document) : 0;
    }

    /// <summary>What the pair adds to the score of a document; documents rise.</summary>
    public double Added(int document)
    {
        var isAny = false;
        for (var i = 0; i < fields.Length; i++)
        {
            ref var field = ref fields[i];
            field.Frequency = field.Rarer.Advance(document) == document && field.Other.Advance(document) == document
                ? Together(ref field)
                : 0;
            isAny |= field.Frequency > 0;
        }

        return isAny ? Scored(document) : 0;
    }

    private int Together(ref Field field)
    {
        budget.Spend(1 + (field.Rarer.Frequency / PositionsAStep) + (field.Other.Frequency / PositionsAStep));
        return PositionPair.Count(field.Rarer, field.Distance, field.Other);
    }

    private double Scored(int document)
    {
        var (x, sum) = (0.0, 0.0);
        for (var i = fields.Length - 1; i >= 0; i--)
        {
            ref var field = ref fields[i];
            if (field.Frequency == 0)
            {
                continue;
            }

            var score = field.Pair.Score;
            var once = field.Frequency * score.Once[score.Lengths[document]];
            x = combines ? x + once : once;
            sum = combines ? x * score.Weight / (x + 1) : sum + (x * score.Weight / (x + 1));
        }

        return sum;
    }

    private struct Field
    {
        public PairField Pair;
        public int Distance;
        public PositionCursor Rarer;
        public PositionCursor Other;
        public double Frequency;
    }
}
