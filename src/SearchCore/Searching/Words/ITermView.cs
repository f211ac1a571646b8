using Lucene.Net.Index;

using SearchCore.Analysis;
using SearchCore.Entities;
using SearchCore.Queries;
using SearchCore.Searching.Budget;

namespace SearchCore.Searching.Words;

/// <summary>What planning a query looks up: the terms of one index, or of several that are searched as one. Thread-safe.</summary>
internal interface ITermView
{
    /// <summary>A reader of all terms.</summary>
    IndexReader Reader { get; }

    /// <summary>The kinds of facet values that articles have.</summary>
    IReadOnlySet<string> Kinds { get; }

    /// <summary>The fields of the archive's own and what their values are; null where there are none.</summary>
    IReadOnlyDictionary<string, FieldType>? Fields { get; }

    /// <summary>Whether words stand in the index by their exact form too.</summary>
    bool HasExactForms { get; }

    /// <summary>How text became the terms: the analyses of the languages that articles are in, one at least.</summary>
    IReadOnlyList<TextAnalysis> Analyses { get; }

    /// <summary>How the text of an article became terms.</summary>
    /// <param name="language">Its language as it gives it; null where it gives none.</param>
    TextAnalysis AnalysisFor(string? language);

    /// <summary>What queries may not use.</summary>
    QueryParts Forbidden { get; }

    /// <summary>
    /// Whether a word that is written so, of a term, is one that may be known of. It is, where no scope hides articles; within one, where
    /// an article of it has the word.
    /// </summary>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    bool Has(string written, string term, SearchBudget budget);

    /// <summary>Under which names entities are kept; null where that is not known.</summary>
    IEntityAliases? Aliases { get; }

    /// <summary>What is searched for what; null where nothing is.</summary>
    Synonyms? Synonyms { get; }
}
