using System.Text;

using Lucene.Net.Index;
using Lucene.Net.Search;

using SearchCore.Analysis;
using SearchCore.Queries;
using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Snapshots;
using SearchCore.Searching.Words;

namespace SearchCore.Searching.Suggesting;

/// <summary>
/// Did you mean: for the words and names of a query that hardly any article has, the nearest ones that many have. All of them come from the
/// index's own terms, so none leads to nothing.
/// </summary>
internal sealed class Suggester(PointInTimeSet points, SearchBudget budget)
{
    /// <summary>The most suggestions: a query wrong in every word is no slip of the finger.</summary>
    private const int Most = 3;

    // A rare word may be meant; it is doubted where one that is spelled nearly so is this much more frequent.
    private const int RareArticles = 2, TimesMore = 20;

    private const int ShortWord = 3, LongWord = 6;

    // Articles that are read to see how a stem is spelled.
    private const int FormArticles = 3;

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
                FacetNode { Kind: { } kind, IsPrefix: false } facet when EntityForms.Of(points, kind, facet.Value).Count == 0 =>
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
        var frequencies = new TermFrequencies(points.Reader);
        var words = new List<string>();
        var own = 0L;
        foreach (var analysis in points.Analyses)
        {
            if (QueryWord.Of(analysis, text) is [{ IsStopWord: false, Term: var term }] && term.Length - analysis.Mark.Length > ShortWord)
            {
                words.Add(term);
                own += frequencies.Articles(Encoding.UTF8.GetBytes(term));
            }
        }

        if (words.Count == 0 || own > RareArticles)
        {
            return null;
        }

        var least = Math.Max(1, own * TimesMore);
        foreach (var (term, _, articles) in words
            .SelectMany(w => TermExpansion.Near(points.Reader, w, Edits(TextLanguages.WithoutMark(w)), FieldTable.TextNames, budget))
            .Where(n => !words.Contains(n.Term))
            .Select(n => (n.Term, n.Edits, Articles: frequencies.Articles(Encoding.UTF8.GetBytes(n.Term))))
            .Where(n => n.Articles >= least)
            .OrderBy(n => n.Edits).ThenByDescending(n => n.Articles).ThenBy(n => n.Term, StringComparer.Ordinal)
            .Take(FormArticles))
        {
            if (FormOf(term, text) is { } form)
            {
                return (text, form, articles);
            }
        }

        return null;
    }

    // The stem as a word: of the spellings in the first articles that have it the one nearest to what was typed.
    private string? FormOf(string term, string typed)
    {
        var forms = new HashSet<string>(StringComparer.Ordinal);
        using var words = new TextWords();
        var wanted = Encoding.UTF8.GetBytes(term);
        var articles = 0;
        foreach (var leaf in points.Reader.Leaves)
        {
            var reader = leaf.AtomicReader;
            var docs = reader.GetTermDocsEnum(new Term(FieldNames.Body, term)) ?? reader.GetTermDocsEnum(new Term(FieldNames.Title, term));
            for (; docs is not null && articles < FormArticles && docs.NextDoc() != DocIdSetIterator.NO_MORE_DOCS; articles++)
            {
                budget.Check();
                var stored = reader.Document(docs.DocID, FieldTable.TextNameSet);
                var analysis = points.AnalysisFor(stored.Get(FieldNames.Language));
                words.Visit(stored.Get(FieldNames.Title), analysis, Take);
                words.Visit(stored.Get(FieldNames.Body), analysis, Take);
            }
        }

        var folded = TextFolding.FoldValue(typed);
        return forms.OrderBy(f => EditDistance.Between(folded, TextFolding.FoldValue(f), folded.Length))
            .ThenBy(f => f, StringComparer.Ordinal).FirstOrDefault();

        void Take(int number, ReadOnlySpan<byte> word)
        {
            if (words.Term(number).SequenceEqual(wanted))
            {
                forms.Add(Encoding.UTF8.GetString(word).ToLowerInvariant());
            }
        }
    }

    private (string Asked, string Better, long Articles)? Name(string kind, string value)
    {
        var folded = TextFolding.FoldValue(value);
        if (folded.Length <= ShortWord || points.Reader.DocFreq(new Term(FieldNames.Facet, FacetTerm.Term(kind, value))) > RareArticles)
        {
            return null;
        }

        var own = 0;
        var reach = Edits(folded);
        var near = new Dictionary<string, (int Edits, int Articles)>(StringComparer.Ordinal);
        var indexes = points.Members.Select(point => point.Facets(budget).Kind(kind, budget)).ToList();
        foreach (var ordinals in indexes)
        {
            var archive = ordinals.Archive(budget);
            for (var number = 0; number < ordinals.Size; number++)
            {
                if ((number & 1023) == 0)
                {
                    budget.Check();
                }

                var articles = archive[number];
                var name = ordinals.Folded(number);
                if (name == folded)
                {
                    own += articles;
                }
                else if (articles > 0 && EditDistance.Between(folded, name, reach) is var edits && edits <= reach)
                {
                    near[name] = (edits, near.GetValueOrDefault(name).Articles + articles);
                }
            }
        }

        if (own > RareArticles || near.Count == 0)
        {
            return null;
        }

        var best = near.Select(n => (Shown: Spelling.Of(indexes, n.Key), n.Value.Edits, n.Value.Articles))
            .OrderBy(n => n.Edits).ThenByDescending(n => n.Articles).ThenBy(n => n.Shown, Utf8Order.Comparer).First();
        return best.Articles >= Math.Max(1, own * TimesMore) ? (value, best.Shown, best.Articles) : null;
    }

    private static int Edits(string word) => word.Length < LongWord ? 1 : SyntaxLimits.MaxEdits;
}
