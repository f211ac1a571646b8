using SearchCore.Analysis;
using SearchCore.Queries;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Standing;

/// <summary>What is known of articles, with something of it otherwise.</summary>
/// <param name="view">What is known.</param>
internal abstract class DerivedTerms(ITermView view) : ITermView
{
    /// <inheritdoc/>
    public virtual IReadOnlySet<string> Kinds => view.Kinds;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, FieldType>? Fields => view.Fields;

    /// <inheritdoc/>
    public bool HasExactForms => view.HasExactForms;

    /// <inheritdoc/>
    public IReadOnlyList<TextAnalysis> Analyses => view.Analyses;

    /// <inheritdoc/>
    public virtual QueryParts Forbidden => view.Forbidden;

    /// <inheritdoc/>
    public bool HasSynonyms => view.HasSynonyms;

    /// <inheritdoc/>
    public long Articles => view.Articles;

    /// <inheritdoc/>
    public TextAnalysis AnalysisFor(string? language) => view.AnalysisFor(language);

    /// <inheritdoc/>
    public virtual T Ask<T>(Lookup<T> lookup, SearchBudget budget)
        where T : class => view.Ask(lookup, budget);
}

/// <summary>What is known of articles, with more kinds of entity.</summary>
/// <param name="view">What is known.</param>
/// <param name="kinds">Kinds that articles to come may have.</param>
internal sealed class KindsBesides(ITermView view, IEnumerable<string> kinds) : DerivedTerms(view)
{
    /// <inheritdoc/>
    public override IReadOnlySet<string> Kinds { get; } = view.Kinds.Concat(kinds).ToHashSet(StringComparer.Ordinal);
}
