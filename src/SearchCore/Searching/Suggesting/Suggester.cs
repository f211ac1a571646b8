using SearchCore.Analysis;
using SearchCore.Queries;
using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Snapshots;
using SearchCore.Searching.Words;

namespace SearchCore.Searching.Suggesting;

/// <summary>
/// Did you mean: for the words and names of a query that hardly any article has, the nearest ones that many have. All of them come from the
/// index's own terms, so none leads to nothing.
/// </summary>
internal sealed class Suggester(ITermView terms, SearchBudget budget)
{
    /// <summary>The most suggestions: a query wrong in every word is no slip of the finger.</summary>
    private const int Most = 3;

    // A rare word may be meant; it is doubted where one that is spelled nearly so is this much more frequent.
    private const int RareArticles = 2, TimesMore = 20;

    private const int ShortWord = 3, LongWord = 6;

    // Stems whose words are looked for, until one is found.
    private const int MostTried = 3;

    /// <summary>Looks through a query.</summary>
    /// <param name="tree">The query.</param>
    /// <param name="text">Its text; empty where there was none.</param>
    /// <param name="spanOf">Where in the text a node stands.</param>
    public IReadOnlyList<Suggestion> Suggest(QueryNode tree, string text, Func<QueryNode, (int Start, int End)> spanOf)
    {
        var suggestions = new List<Suggestion>();
        foreach (var node in Leaves(tree))
        {
            if (suggestions.Count == Most || budget.IsExceeded())
            {
                break;
            }

            if (Better(node) is { } found)
            {
                suggestions.Add(At(spanOf(node), text, found.Asked, found.Better, found.Articles));
            }
        }

        return suggestions;
    }

    private (string Asked, string Better, long Articles)? Better(QueryNode node)
    {
        try
        {
            return node switch
            {
                WordNode word => Word(word.Text),
                FacetNode { Kind: { } kind, IsPrefix: false } facet when EntityForms.Of(terms, kind, facet.Value, budget).Count == 0 =>
                    Name(kind, facet.Value),
                _ => null,
            };
        }
        catch (BudgetExceededException)
        {
            return null;
        }
    }

    // What is negated is not missed.
    private static IEnumerable<QueryNode> Leaves(QueryNode node) => node switch
    {
        BooleanNode boolean => boolean.Must.Concat(boolean.Should).SelectMany(Leaves),

        // Other spellings are those of titles and bodies.
        OwnTextNode => [],
        _ when QueryTree.Children(node) is { Count: > 0 } children => children.SelectMany(Leaves),
        _ => [node],
    };

    // The span of a node may begin with its field and be quoted: what is replaced is the word or name inside.
    private static Suggestion At((int Start, int End) span, string text, string asked, string better, long articles)
    {
        var (start, end) = span;
        if (end <= start || end > text.Length || text.IndexOf(asked, start, end - start, StringComparison.Ordinal) is not (>= 0 and var at))
        {
            return new() { Text = asked, Replacement = better, Articles = articles };
        }

        (start, end) = (at, at + asked.Length);
        var quoted = start > 0 && end < text.Length && text[start - 1] == '"' && text[end] == '"';
        var replacement = better.Contains(' ', StringComparison.Ordinal) && !quoted ? $"\"{better}\"" : better;
        return new()
        {
            Start = start,
            End = end,
            Text = asked,
            Replacement = better,
            Articles = articles,
            Query = string.Concat(text.AsSpan(0, start), replacement, text.AsSpan(end)),
        };
    }

    // In each language that articles are in; what is rare in all of them is looked for in all.
    private (string Asked, string Better, long Articles)? Word(string text)
    {
        var words = new List<string>();
        foreach (var analysis in terms.Analyses)
        {
            if (QueryWord.Of(analysis, text) is [{ IsStopWord: false, Term: var term }] && term.Length - analysis.Mark.Length > ShortWord)
            {
                words.Add(term);
            }
        }

        var asked = terms.Ask(new WordCounts(words), budget);
        var own = words.Select((_, i) => asked.Of(i)).Sum();
        if (words.Count == 0 || own > RareArticles)
        {
            return null;
        }

        var least = Math.Max(1, own * TimesMore);
        var near = words
            .SelectMany(w => NearTerms.InOrder(terms.Ask(
                new NearTerms(w, Edits(TextLanguages.WithoutMark(w)), terms.WordFields), budget)).Take(QueryLimits.MaxFuzzyExpansions))
            .Where(n => !words.Contains(n.Term)).ToList();
        var counts = terms.Ask(new WordCounts([.. near.Select(n => n.Term)]), budget);
        foreach (var (term, _, articles) in near.Select((n, i) => (n.Term, n.Edits, Articles: counts.Of(i)))
            .Where(n => n.Articles >= least)
            .OrderBy(n => n.Edits).ThenByDescending(n => n.Articles).ThenBy(n => n.Term, StringComparer.Ordinal)
            .Take(MostTried))
        {
            if (FormOf(term, text) is { } form)
            {
                return (text, form, articles);
            }
        }

        return null;
    }

    // The stem as a word: of the spellings in some articles that have it the one nearest to what was typed.
    private string? FormOf(string term, string typed)
    {
        var folded = TextFolding.FoldValue(typed);
        return terms.Ask(new FormsOfTerm(term), budget).SelectMany(a => a.Forms)
            .OrderBy(f => EditDistance.Between(folded, TextFolding.FoldValue(f), folded.Length))
            .ThenBy(f => f, StringComparer.Ordinal).FirstOrDefault();
    }

    private (string Asked, string Better, long Articles)? Name(string kind, string value)
    {
        var folded = TextFolding.FoldValue(value);
        if (folded.Length <= ShortWord || terms.Ask(new ValueCounts([FacetTerm.Term(kind, value)]), budget)[0] > RareArticles)
        {
            return null;
        }

        var near = terms.Ask(new NearValues(kind, folded, Edits(folded)), budget);
        var own = near.Where(n => n.Folded == folded).Sum(n => n.Articles);
        var best = near.Where(n => n.Folded != folded)
            .OrderBy(n => n.Edits).ThenByDescending(n => n.Articles).ThenBy(n => n.Shown, Utf8Order.Comparer).FirstOrDefault();
        return own <= RareArticles && best?.Articles >= Math.Max(1, own * TimesMore) ? (value, best.Shown, best.Articles) : null;
    }

    private static int Edits(string word) => word.Length < LongWord ? 1 : SyntaxLimits.MaxEdits;
}
