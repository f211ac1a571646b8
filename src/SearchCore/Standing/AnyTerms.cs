using SearchCore.Analysis;
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
/// <param name="hasSignatures">Whether all articles have signatures, by which near-duplicates are found.</param>
internal sealed class AnyTerms(
    ITermView view, Entities.IEntityAliases? aliases, IReadOnlyCollection<string> kinds, bool hasSignatures)
    : KindsBesides(view, kinds)
{
    private static readonly Shingles None = Shingles.Of(null);

    private readonly List<string> named = [];

    /// <summary>Whether the plan depends on the words of an index.</summary>
    public bool DependsOnWords { get; private set; }

    /// <summary>Whether words may be missing from the plan without a sign of it.</summary>
    public bool LacksWords { get; private set; }

    /// <summary>
    /// The ids of articles whose near-duplicates the plan asks for. In the plan the term of such an id stands for all of these: which they
    /// are, each batch has to be asked.
    /// </summary>
    public IReadOnlyList<string> Named => named;

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
            case OwnTextCounts of:
                var articles = of.Unknown;
                Array.Fill(articles, 1);
                return articles;
            case NamesOfEntity names:
                return aliases is null
                    ? (object)names.Unknown
                    : aliases.Canonical(names.Kind, names.Value).Select((name, rank) => new NamesOfEntity.Name(rank, name)).ToList();
            case RowSynonyms or MembersOfArticles:
                return base.Ask(lookup, budget);
            case ShinglesOfArticle of:
                DependsOnWords = true;
                named.Add(of.Id);
                return new ShinglesOfArticle.Found(None, hasSignatures);
            case NearArticles:
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
