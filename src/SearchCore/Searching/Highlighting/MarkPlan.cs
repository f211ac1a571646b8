using SearchCore.Queries;
using SearchCore.Searching.Positions;

namespace SearchCore.Searching.Highlighting;

/// <summary>What a query looks for in text, so that it can be marked there.</summary>
internal sealed class MarkPlan
{
    private readonly List<Mark> marks = [];

    public IReadOnlyList<Mark> Marks => marks;

    /// <summary>How many words behind a word can still decide whether it is marked; null where any number can.</summary>
    public int? Reach => marks.Count == 0 ? 0 : marks.Max(m => m.Reach ?? int.MaxValue) is < int.MaxValue and var reach ? reach : null;

    public void Add(Mark mark)
    {
        if (!marks.Contains(mark))
        {
            marks.Add(mark);
        }
    }
}

/// <summary>One thing to mark.</summary>
/// <param name="Field">Where.</param>
internal abstract record Mark(TextField Field)
{
    /// <summary>How many words behind a word can still decide whether it is marked; null where any number can.</summary>
    public virtual int? Reach => 1;
}

/// <summary>Terms at given distances; a word is a phrase of one.</summary>
internal sealed record PhraseMark(IReadOnlyList<string> Terms, IReadOnlyList<int> Positions, int Slop, TextField Field) : Mark(Field)
{
    public override int? Reach => Positions[^1] + 1 + Slop;

    public bool Equals(PhraseMark? other) =>
        other is not null && Field == other.Field && Slop == other.Slop && Terms.SequenceEqual(other.Terms) && Positions.SequenceEqual(other.Positions);

    public override int GetHashCode() => HashCode.Combine(Terms.Count, Terms[0], Slop, Field);
}

/// <summary>Words that stand near each other as a plan wants; those that are near to nothing are not marked.</summary>
internal sealed record PositionMark(PositionPlan Plan) : Mark(TextField.Any)
{
    /// <summary>What the words are known by, the plan's leaves.</summary>
    public IReadOnlyList<Mark> Words { get; } = [.. LeavesOf(Plan).Distinct()];

    /// <summary>Whether it asks where sentences and paragraphs begin.</summary>
    public bool AsksForUnits { get; } = HasUnits(Plan);

    public override int? Reach { get; } = ReachOf(Plan);

    public bool Equals(PositionMark? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    private static IEnumerable<Mark> LeavesOf(PositionPlan plan) => plan switch
    {
        PhrasePlan phrase => [phrase.Mark],
        TermsPlan terms => [terms.Mark],
        AnyPlan any => any.Plans.SelectMany(LeavesOf),
        FirstPlan first => LeavesOf(first.Plan),
        NearPlan near => LeavesOf(near.Left).Concat(LeavesOf(near.Right)),
        _ => [],
    };

    // Sentences and paragraphs have any length.
    private static int? ReachOf(PositionPlan plan) => plan switch
    {
        PhrasePlan phrase => phrase.Mark.Reach,
        TermsPlan terms => terms.Mark.Reach,
        AnyPlan any => any.Plans.Aggregate((int?)0, (reach, part) => ReachOf(part) is { } further && reach is { } known ? Math.Max(known, further) : null),
        FirstPlan first => ReachOf(first.Plan),
        NearPlan { Proximity.Unit: ProximityUnit.Words } near => ReachOf(near.Left) + ReachOf(near.Right) + near.Proximity.Distance,
        _ => null,
    };

    private static bool HasUnits(PositionPlan plan) => plan switch
    {
        AnyPlan any => any.Plans.Any(HasUnits),
        FirstPlan first => HasUnits(first.Plan),
        NearPlan near => near.Proximity.Unit != ProximityUnit.Words || HasUnits(near.Left) || HasUnits(near.Right),
        _ => false,
    };
}

/// <summary>Words whose term is one of these.</summary>
internal sealed record TermsMark(IReadOnlySet<string> Terms, TextField Field) : Mark(Field);

/// <summary>Words that begin so, folded.</summary>
internal sealed record PrefixMark(string Prefix, TextField Field) : Mark(Field);

/// <summary>Words of this shape, folded.</summary>
internal sealed record PatternMark(WildcardPattern Pattern, TextField Field) : Mark(Field);
