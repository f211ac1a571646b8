using SearchCore.Searching.Budget;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Standing;

/// <summary>
/// What planning knows when a batch is matched: words of the archive and of the batch together; the text of an article as the batch has it,
/// where it does; and as near-duplicates those of the batch alone, for no others are matched and the archive may still have versions that
/// the batch replaces.
/// </summary>
/// <param name="view">The archive and the batch.</param>
/// <param name="batch">The batch.</param>
/// <param name="kinds">Kinds of entity that queries may name besides.</param>
/// <param name="words">Words of the archive that are kept; null within a scope, which may hide some.</param>
internal sealed class BatchTerms(PointInTimeSet view, PointInTime batch, IReadOnlyCollection<string> kinds, SegmentWords? words)
    : KindsBesides(view, kinds)
{
    /// <inheritdoc/>
    public override T Ask<T>(Lookup<T> lookup, SearchBudget budget) => lookup switch
    {
        WrittenTerms written when words is not null => (T)(object)words.Ask(written, view, batch, budget),

        // Nobody is told that a wildcard finds other words of a stem, too.
        OtherWord => lookup.Unknown,
        NearArticles => lookup.Answer(batch, budget),
        ShinglesOfArticle when lookup.Answer(batch, budget) is ShinglesOfArticle.Found { Shingles: not null } found => (T)(object)found,
        _ => base.Ask(lookup, budget),
    };
}
