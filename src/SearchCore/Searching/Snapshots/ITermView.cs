using SearchCore.Analysis;
using SearchCore.Queries;
using SearchCore.Searching.Budget;

namespace SearchCore.Searching.Snapshots;

/// <summary>
/// What is known of the articles that are searched when a query is planned: those of one index, or of several that are searched as one,
/// here or elsewhere. Thread-safe.
/// </summary>
internal interface ITermView
{
    /// <summary>The kinds of facet values that articles have.</summary>
    IReadOnlySet<string> Kinds { get; }

    /// <summary>The fields of the archive's own and what their values are; null where there are none.</summary>
    IReadOnlyDictionary<string, FieldType>? Fields { get; }

    /// <summary>The fields that words which name none are looked for in (<see cref="Schema.IndexSchema.WordFields"/>).</summary>
    IReadOnlyList<string> WordFields { get; }

    /// <summary>Whether words stand in the index by their exact form too.</summary>
    bool HasExactForms { get; }

    /// <summary>How text became the terms: the analyses of the languages that articles are in, one at least.</summary>
    IReadOnlyList<TextAnalysis> Analyses { get; }

    /// <summary>What queries may not use.</summary>
    QueryParts Forbidden { get; }

    /// <summary>Whether there is anything that is searched for something else.</summary>
    bool HasSynonyms { get; }

    /// <summary>How many articles there are.</summary>
    long Articles { get; }

    /// <summary>How the text of an article became terms.</summary>
    /// <param name="language">Its language as it gives it; null where it gives none.</param>
    TextAnalysis AnalysisFor(string? language);

    /// <summary>Asks something of all indexes.</summary>
    /// <param name="lookup">What is asked.</param>
    /// <param name="budget">The time there is.</param>
    /// <returns>Their answers, put together.</returns>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    T Ask<T>(Lookup<T> lookup, SearchBudget budget)
        where T : class;
}
