using SearchCore.Analysis;
using SearchCore.Queries;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Standing;

/// <summary>What is known of articles, with more kinds of entity, which articles to come may have.</summary>
/// <param name="view">What is known.</param>
/// <param name="kinds">The kinds.</param>
internal class KindsBesides(ITermView view, IReadOnlyCollection<string> kinds) : ITermView
{
    /// <inheritdoc/>
    public IReadOnlySet<string> Kinds { get; } =
        kinds.Count == 0 ? view.Kinds : view.Kinds.Union(kinds).ToHashSet(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, FieldType>? Fields => view.Fields;

    /// <inheritdoc/>
    public IReadOnlyList<string> WordFields => view.WordFields;

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
