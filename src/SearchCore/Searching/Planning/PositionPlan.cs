using SearchCore.Queries;

namespace SearchCore.Searching.Planning;

/// <summary>
/// Where in a field something occurs, as a plan: its value for an article and a field is a set of spans, half-open ranges of word
/// positions. The plan knows no segment; <c>SpanReaders</c> makes readers of it for one.
/// </summary>
internal abstract record PositionPlan;

/// <summary>A word or an exact phrase: spans of words at given distances.</summary>
/// <param name="Pattern">Terms and positions, and the field.</param>
internal sealed record PhrasePlan(PhrasePattern Pattern) : PositionPlan;

/// <summary>Any of some terms: spans of one word.</summary>
/// <param name="Terms">The terms.</param>
/// <param name="Pattern">How such a word is known in text.</param>
internal sealed record TermsPlan(IReadOnlyList<FieldTerm> Terms, HighlightPattern Pattern) : PositionPlan;

/// <summary>The spans of all of these.</summary>
internal sealed record AnyPlan(IReadOnlyList<PositionPlan> Plans) : PositionPlan;

/// <summary>
/// Pairs that are near each other, each with all between as one span; or, where the operator excludes, the left spans without a right one
/// near.
/// </summary>
internal sealed record NearPlan(PositionPlan Left, PositionPlan Right, Proximity Proximity) : PositionPlan;

/// <summary>Spans that end within the first words.</summary>
internal sealed record FirstPlan(PositionPlan Plan, int Words) : PositionPlan;
