using SearchCore.Searching.Budget;
using SearchCore.Searching.Postings;

namespace SearchCore.Searching.Execution;

/// <summary>
/// What a pair of words adds to the score of a document, for documents that rise: first the most that it can add, by how often each word
/// stands there, and then, of documents for which that may be enough, what it adds by where they stand. For one thread.
/// </summary>
internal sealed class PairCursor
{
    private const int PositionsAStep = 8;

    private readonly SegmentPostings segment;
    private readonly bool combines;
    private readonly SearchBudget budget;
    private readonly Field[] fields;

    /// <summary>Makes the cursor, before the first document.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="fields">
    /// Where each word's postings stand in each field that has both, and how the pair scores there; the last field the one that more
    /// articles have them in.
    /// </param>
    /// <param name="combines">Whether the fields score together (<see cref="ScoringFormula.Combines"/>) or each by itself.</param>
    /// <param name="scratch">Where room comes from.</param>
    /// <param name="budget">The time there is.</param>
    public PairCursor(
        SegmentPostings segment,
        IReadOnlyList<(PostingList First, PostingList Second, FieldScore Score)> fields,
        bool combines,
        Scratch scratch,
        SearchBudget budget)
    {
        (this.segment, this.combines, this.budget) = (segment, combines, budget);
        this.fields = new Field[fields.Count];
        for (var i = 0; i < fields.Count; i++)
        {
            var (first, second, score) = fields[i];
            var isFirstRarer = first.DocumentCount <= second.DocumentCount;
            this.fields[i] = new()
            {
                RarerList = isFirstRarer ? first : second,
                OtherList = isFirstRarer ? second : first,
                Distance = isFirstRarer ? 1 : -1,
                Rarer = scratch.Positions(),
                Other = scratch.Positions(),
                Score = score,
            };
        }

        Restart();
    }

    /// <summary>Begins with the first document again.</summary>
    public void Restart()
    {
        for (var i = 0; i < fields.Length; i++)
        {
            ref var field = ref fields[i];
            field.Rarer.Open(segment, field.RarerList);
            field.Other.Open(segment, field.OtherList);
        }
    }

    /// <summary>The most that the pair adds to a document's score: it stands no more often than the rarer of its words.</summary>
    public double Most(int document)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            ref var field = ref fields[i];
            field.Frequency = field.Rarer.Advance(document) == document && field.Other.Advance(document) == document
                ? Math.Min(field.Rarer.Frequency, field.Other.Frequency)
                : 0;
        }

        return Scored(document);
    }

    /// <summary>What the pair adds to the score of the document of which <see cref="Most"/> was asked last.</summary>
    public double Added(int document)
    {
        var isAny = false;
        for (var i = 0; i < fields.Length; i++)
        {
            ref var field = ref fields[i];
            if (field.Frequency > 0)
            {
                field.Frequency = Together(ref field);
                isAny |= field.Frequency > 0;
            }
        }

        return isAny ? Scored(document) : 0;
    }

    private int Together(ref Field field)
    {
        var rarer = field.Rarer.PaddedPositions();
        var others = field.Other.PaddedPositions();
        budget.Spend((rarer.Length + others.Length) / PositionsAStep);
        return BlockSums.CountShared(
            rarer, rarer.Length - PositionCursor.Pad, field.Distance, others, others.Length - PositionCursor.Pad);
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

            var once = field.Frequency * field.Score.Once[field.Score.Lengths[document]];
            x = combines ? x + once : once;
            sum = combines ? x * field.Score.Weight / (x + 1) : sum + (x * field.Score.Weight / (x + 1));
        }

        return sum;
    }

    private struct Field
    {
        public PostingList RarerList;
        public PostingList OtherList;
        public int Distance;
        public PositionCursor Rarer;
        public PositionCursor Other;
        public FieldScore Score;
        public int Frequency;
    }
}
