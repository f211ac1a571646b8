using SearchCore.Searching.Budget;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Standing;

/// <summary>
/// Planning as if an index had every word and every name that a plan may look for, so that the plan holds for articles to come; and it says
/// where it does not, because words had to be looked up. For one plan.
/// </summary>
/// <param name="view">What is known besides.</param>
/// <param name="aliases">The names of entities.</param>
/// <param name="kinds">Kinds of entity that queries may name besides.</param>
internal sealed class AnyTerms(ITermView view, Entities.IEntityAliases? aliases, IReadOnlyCollection<string> kinds)
    : KindsBesides(view, kinds)
{
    /// <summary>Whether the plan depends on the words of an index.</summary>
    public bool DependsOnWords { get; private set; }

    /// <summary>Whether words may be missing from the plan without a sign of it.</summary>
    public bool LacksWords { get; private set; }

    /// <inheritdoc/>
    public override QueryParts Forbidden => QueryParts.None;

    /// <inheritdoc/>
    public override T Ask<T>(Lookup<T> lookup, SearchBudget budget) => (T)Answer(lookup, budget);

    private object Answer<T>(Lookup<T> lookup, SearchBudget budget)
        where T : class
    {
        switch (lookup)
        {
            case WordCounts words:
                var counts = words.Unknown;
                Array.Fill(counts.Titles, 1);
                Array.Fill(counts.Bodies, 1);
                return counts;
            case NamesOfEntity names:
                return aliases is null
                    ? (object)names.Unknown
                    : aliases.Canonical(names.Kind, names.Value).Select((name, rank) => new NamesOfEntity.Name(rank, name)).ToList();
            case RowSynonyms or MembersOfArticles:
                return base.Ask(lookup, budget);
            case ShinglesOfArticle or NearArticles:
                // Which articles are near depends on texts: those that come are looked at with each batch.
                (DependsOnWords, LacksWords) = (true, true);
                return lookup.Unknown;
            case WrittenTerms or NearTerms or OtherWord:
                DependsOnWords = true;
                return lookup.Unknown;
            default:
                (DependsOnWords, LacksWords) = (true, true);
                return base.Ask(lookup, budget);
        }
    }
}
