using Lucene.Net.Index;

using SearchCore.Analysis;
using SearchCore.Entities;

namespace SearchCore.Searching.Words;

/// <summary>What planning a query looks up: the terms of one index, or of several that are searched as one. Thread-safe.</summary>
internal interface ITermView
{
    /// <summary>A reader of all terms.</summary>
    IndexReader Reader { get; }

    /// <summary>The kinds of facet values that articles have.</summary>
    IReadOnlySet<string> Kinds { get; }

    /// <summary>Whether words stand in the index by their exact form too.</summary>
    bool HasExactForms { get; }

    /// <summary>How text became the terms.</summary>
    TextAnalysis Analysis { get; }

    /// <summary>Under which names entities are kept; null where that is not known.</summary>
    IEntityAliases? Aliases { get; }

    /// <summary>What is searched for what; null where nothing is.</summary>
    Synonyms? Synonyms { get; }
}
