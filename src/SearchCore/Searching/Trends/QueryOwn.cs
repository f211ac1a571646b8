using SearchCore.Analysis;
using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Snapshots;
using SearchCore.Searching.Words;

namespace SearchCore.Searching.Trends;

/// <summary>
/// What a query asked for itself: its words and the values it chose, and what else it stands for, by aliases and whatever else planning
/// looks for. That this is frequent among the matches is no news, so it is left out of what sets them apart. For one thread.
/// </summary>
internal sealed class QueryOwn
{
    private readonly ITermView terms;
    private readonly SearchBudget budget;
    private readonly List<HighlightPattern> patterns;
    private readonly HashSet<string> stems = new(StringComparer.Ordinal);
    private readonly HashSet<(string? Kind, string Folded)> values = [];
    private readonly List<(string? Kind, string Folded)> beginnings = [];

    /// <summary>Makes it of a query.</summary>
    /// <param name="terms">The terms of the index.</param>
    /// <param name="patterns">What the query looks for in text.</param>
    /// <param name="tree">Its tree.</param>
    /// <param name="choices">The values that the request drills down to.</param>
    /// <param name="budget">The time there is.</param>
    public QueryOwn(
        ITermView terms, IReadOnlyList<HighlightPattern> patterns, QueryNode tree, IReadOnlyList<DrillDown> choices, SearchBudget budget)
    {
        (this.terms, this.budget) = (terms, budget);
        this.patterns = [.. patterns.SelectMany(p => p is PlacedPattern placed ? placed.Words : [p])];
        foreach (var term in this.patterns.SelectMany(TermsOf))
        {
            stems.Add(term[0] == (char)ExactForm.Mark ? StemOf(term) : term);
        }

        foreach (var node in QueryTree.All(tree))
        {
            switch (node)
            {
                case FacetNode { IsPrefix: true } facet:
                    beginnings.Add((KindOf(facet.Kind), TextFolding.FoldValue(facet.Value)));
                    break;
                case FacetNode facet:
                    AddValue(facet.Kind, facet.Value);
                    break;
                case WordNode word:
                    AddAliases(null, word.Text);
                    break;
                case PhraseNode phrase:
                    AddAliases(null, phrase.Text);
                    break;
                case ExactNode exact:
                    AddAliases(null, exact.Text);
                    break;
            }
        }

        foreach (var choice in choices)
        {
            AddValue(choice.Kind, choice.Value);
        }
    }

    /// <summary>Whether a word is the query's.</summary>
    /// <param name="stem">Its term.</param>
    /// <param name="form">The word as it is shown.</param>
    public bool HasWord(string stem, string form)
    {
        if (stems.Contains(stem))
        {
            return true;
        }

        var folded = TextFolding.FoldValue(form);
        return patterns.Exists(p => p switch
        {
            PrefixPattern prefix => folded.StartsWith(prefix.Prefix, StringComparison.Ordinal),
            ShapePattern shape => shape.Pattern.Matches(folded),
            _ => false,
        });
    }

    /// <summary>Whether a value is the query's: it was chosen, or all its words were asked for.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="value">The value as it is shown.</param>
    public bool HasValue(string kind, string value)
    {
        var folded = TextFolding.FoldValue(value);
        if (values.Contains((kind, folded)) || (!QueryFields.IsArticleKind(kind) && values.Contains((null, folded)))
            || beginnings.Exists(b => (b.Kind ?? kind) == kind && folded.StartsWith(b.Folded, StringComparison.Ordinal)))
        {
            return true;
        }

        if (stems.Count == 0)
        {
            return false;
        }

        return terms.Analyses.Any(analysis => QueryWord.Of(analysis, value).Where(w => !w.IsStopWord).ToList() is { Count: > 0 } words
            && words.TrueForAll(w => stems.Contains(w.Term)));
    }

    private static IEnumerable<string> TermsOf(HighlightPattern pattern) => pattern switch
    {
        PhrasePattern phrase => phrase.Terms.Where(t => t.Length > 0),
        TermsPattern any => any.Terms.Where(t => t.Length > 0),
        _ => [],
    };

    private static string? KindOf(string? kind) => kind is null ? null : QueryFields.FacetKind(kind) ?? kind;

    private static string StemOf(string exact) =>
        QueryWord.Of(TextLanguages.OfTerm(exact), TextLanguages.WithoutMark(exact)) is [var word, ..] ? word.Term : exact;

    private void AddValue(string? kind, string value)
    {
        Add(KindOf(kind), value);
        AddAliases(KindOf(kind), value);
    }

    private void AddAliases(string? kind, string text)
    {
        foreach (EntityName name in EntityForms.Of(terms, kind, text, budget))
        {
            Add(name.Kind, name.Name);
        }
    }

    private void Add(string? kind, string value)
    {
        values.Add((kind, TextFolding.FoldValue(value)));
        foreach (var word in terms.Analyses.SelectMany(analysis => QueryWord.Of(analysis, value)))
        {
            if (!word.IsStopWord)
            {
                stems.Add(word.Term);
            }
        }
    }
}
