using SearchCore.Queries;

namespace SearchCore.Searching.Planning;

/// <summary>What a query looks for in text, so that it can be highlighted there.</summary>
internal sealed class HighlightPlan
{
    private readonly List<HighlightPattern> patterns = [];

    public IReadOnlyList<HighlightPattern> Patterns => patterns;

    /// <summary>How many words after a word can still decide whether it is marked; null where any number can.</summary>
    public int? Reach =>
        patterns.Count == 0 ? 0 : patterns.Max(m => m.Reach ?? int.MaxValue) is < int.MaxValue and var reach ? reach : null;

    public void Add(HighlightPattern pattern)
    {
        if (!patterns.Contains(pattern))
        {
            patterns.Add(pattern);
        }
    }
}

/// <summary>One thing to pattern.</summary>
/// <param name="Field">Where.</param>
internal abstract record HighlightPattern(TextField Field)
{
    /// <summary>
    /// The text of the archive's own that it is looked for in, as segments name it; null for <see cref="Field"/>.
    /// </summary>
    public string? Own { get; init; }

    /// <summary>Whether it is looked for in a text.</summary>
    public bool AppliesTo(TextPlace place) => Own is { } own ? own == place.Own
        : Field == TextField.Any ? place.Field is not null
        : Field == place.Field;

    /// <summary>How many words after a word can still decide whether it is marked; null where any number can.</summary>
    public virtual int? Reach => 1;
}

/// <summary>Terms at given distances; a word is a phrase of one.</summary>
internal sealed record PhrasePattern(IReadOnlyList<string> Terms, IReadOnlyList<int> Positions, int Slop, TextField Field)
    : HighlightPattern(Field)
{
    /// <summary>The fields of the index that it is looked for in, in the order in which their scores are added.</summary>
    public IReadOnlyList<string> Fields { get; init; } = QueryPlanner.FieldsOf(Field);

    public override int? Reach => Positions[^1] + 1 + Slop;

    public bool Equals(PhrasePattern? other) =>
        other is not null && Field == other.Field && Own == other.Own && Slop == other.Slop && Terms.SequenceEqual(other.Terms)
            && Positions.SequenceEqual(other.Positions) && Fields.SequenceEqual(other.Fields);

    public override int GetHashCode() => HashCode.Combine(Terms.Count, Terms[0], Slop, Field);
}

/// <summary>Words that stand near each other as a plan wants; those that are near to nothing are not marked.</summary>
internal sealed record PlacedPattern(PositionPlan Plan) : HighlightPattern(TextField.Any)
{
    /// <summary>What the words are known by, the plan's leaves.</summary>
    public IReadOnlyList<HighlightPattern> Words { get; } = [.. LeavesOf(Plan).Distinct()];

    /// <summary>Whether it asks where sentences and paragraphs begin.</summary>
    public bool AsksForUnits { get; } = HasUnits(Plan);

    public override int? Reach { get; } = ReachOf(Plan);

    public bool Equals(PlacedPattern? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    private static IEnumerable<HighlightPattern> LeavesOf(PositionPlan plan) => plan switch
    {
        PhrasePlan phrase => [phrase.Pattern],
        TermsPlan terms => [terms.Pattern],
        AnyPlan any => any.Plans.SelectMany(LeavesOf),
        FirstPlan first => LeavesOf(first.Plan),
        NearPlan near => LeavesOf(near.Left).Concat(LeavesOf(near.Right)),
        _ => [],
    };

    // Sentences and paragraphs have any length.
    private static int? ReachOf(PositionPlan plan) => plan switch
    {
        PhrasePlan phrase => phrase.Pattern.Reach,
        TermsPlan terms => terms.Pattern.Reach,
        AnyPlan any => any.Plans.Aggregate(
            (int?)0, (reach, part) => ReachOf(part) is { } further && reach is { } known ? Math.Max(known, further) : null),
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
internal sealed record TermsPattern(IReadOnlySet<string> Terms, TextField Field) : HighlightPattern(Field);

/// <summary>Words that begin so, folded.</summary>
internal sealed record PrefixPattern(string Prefix, TextField Field) : HighlightPattern(Field);

/// <summary>Words of this shape, folded.</summary>
internal sealed record ShapePattern(WildcardPattern Pattern, TextField Field) : HighlightPattern(Field);
