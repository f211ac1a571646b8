using SearchCore.Queries;
using SearchCore.Queries.Syntax;
using SearchCore.Schema;

namespace SearchCore.Searching.Planning;

/// <content>Words and phrases, exact forms, and what stands for several words: prefixes, wildcards, near spellings.</content>
internal sealed partial class QueryPlanner
{
    private static readonly IReadOnlyList<string> TitleOnly = [FieldNames.Title], BodyOnly = [FieldNames.Body];

    /// <summary>The fields of the index that a field of text stands for, in the order in which their scores are added.</summary>
    public static IReadOnlyList<string> FieldsOf(TextField field) => field switch
    {
        TextField.Title => TitleOnly,
        TextField.Body => BodyOnly,
        _ => FieldTable.TextNames,
    };

    private PlanClause? Words(QueryNode node, string text, int slop, TextField field, bool negated, bool mayIgnore)
    {
        if (WordsOf(node, text) is not { } words)
        {
            return null;
        }

        if (mayIgnore && words is [{ IsStopWord: true }])
        {
            diagnostics.Add(Faults.StopWord(spanOf(node), text));
            return null;
        }

        return slop > 0
            ? Text(PatternOf(words, slop, field), negated)
            : PlanClause.Any([.. VariantsOf(node, text, words).Select(v => Text(PatternOf(v, 0, field), negated))]);
    }

    // Words as they are written are terms of their own, at the places of the stems.
    private TextClause? Exact(ExactNode node, bool negated) =>
        ExactWordsOf(node) is { } words ? Text(PatternOf(words, 0, node.Field), negated) : null;

    private TextClause Text(PhrasePattern pattern, bool negated)
    {
        HighlightUnless(negated, pattern);
        return new TextClause(pattern);
    }

    private IReadOnlyList<QueryWord>? WordsOf(QueryNode node, string text)
    {
        var words = QueryWord.Of(terms.Analysis, text);
        if (words.Count > 0)
        {
            return words;
        }

        diagnostics.Add(Faults.NoWord(spanOf(node), text));
        return null;
    }

    private IReadOnlyList<QueryWord>? ExactWordsOf(ExactNode node)
    {
        if (!terms.HasExactForms)
        {
            diagnostics.Add(Faults.NoExactForms(spanOf(node)));
            return null;
        }

        return WordsOf(node, node.Text) is null ? null : QueryWord.ExactOf(terms.Analysis, node.Text);
    }

    private static PhrasePattern PatternOf(IReadOnlyList<QueryWord> words, int slop, TextField field) =>
        new([.. words.Select(w => w.Term)], [.. words.Select(w => w.Position)], slop, field);

    private ConstantClause? Expanded(Expansion? expansion, bool negated)
    {
        if (expansion is null)
        {
            return null;
        }

        HighlightUnless(negated, expansion.Pattern);
        return new ConstantClause(new HasAnyTerm(expansion.Terms));
    }

    private Expansion? ExpandPrefix(PrefixNode node, int most = QueryLimits.MaxExpansions)
    {
        if (SingleWord(node, node.Prefix) is not { } prefix)
        {
            return null;
        }

        if (prefix.Length < limits.WildcardPrefix)
        {
            diagnostics.Add(SyntaxFaults.ShortWildcard(spanOf(node), limits));
            return null;
        }

        var found = TermExpansion.Written(terms, prefix, _ => true, FieldsOf(node.Field), most, budget);
        return Expand(node, node.Prefix + "*", found, most, new PrefixPattern(prefix, node.Field));
    }

    private Expansion? ExpandWildcard(WildcardNode node, int most = QueryLimits.MaxExpansions)
    {
        if (WildcardPattern.Check(node.Pattern, limits) is not WildcardFault.None and var fault)
        {
            diagnostics.Add(
                fault == WildcardFault.ShortPrefix
                    ? SyntaxFaults.ShortWildcard(spanOf(node), limits)
                    : SyntaxFaults.WideWildcard(spanOf(node), limits));
            return null;
        }

        var pattern = WildcardPattern.Parse(node.Pattern, terms.Analysis.FormOf);
        if (QueryWord.Of(terms.Analysis, pattern.Fill("a")).Count != 1)
        {
            diagnostics.Add(Faults.SeveralWords(spanOf(node), node.Pattern));
            return null;
        }

        var found = TermExpansion.Written(terms, pattern.Prefix, word => pattern.Matches(word), FieldsOf(node.Field), most, budget);
        return Expand(node, node.Pattern, found, most, new ShapePattern(pattern, node.Field));
    }

    private Expansion Expand(QueryNode node, string shown, TermExpansion.Terms found, int most, HighlightPattern pattern)
    {
        if (found.Capped)
        {
            diagnostics.Add(Faults.Capped(spanOf(node), shown, most));
        }

        if (found.Other is { } other)
        {
            diagnostics.Add(Faults.OtherWords(spanOf(node), shown, other.Other, other.Word));
        }

        return new(found.Found, pattern);
    }

    private PlanClause? Fuzzy(FuzzyNode node, bool negated)
    {
        if (ExpandFuzzy(node) is not { } near)
        {
            return null;
        }

        HighlightUnless(negated, PatternOf(near, node.Field));

        // The nearer the better, and never more than the word itself.
        return PlanClause.Any([.. near.Terms.GroupBy(t => t.Edits).Select(group => new ConstantClause(
            new HasAnyTerm([.. group.SelectMany(t => FieldsOf(node.Field).Select(field => new FieldTerm(field, t.Term)))]),
            1f - ((float)group.Key / (near.Word.Length + 1))))]);
    }

    private NearTerms? ExpandFuzzy(FuzzyNode node)
    {
        if (node.MaxEdits is < 0 or > SyntaxLimits.MaxEdits)
        {
            diagnostics.Add(SyntaxFaults.TooFuzzy(spanOf(node)));
            return null;
        }

        if (QueryWord.Of(terms.Analysis, node.Text) is not [var word])
        {
            diagnostics.Add(Faults.SeveralWords(spanOf(node), node.Text));
            return null;
        }

        return new(word.Term, TermExpansion.Near(terms.Reader, word.Term, node.MaxEdits, FieldsOf(node.Field), budget));
    }

    private static TermsPattern PatternOf(NearTerms near, TextField field) =>
        new(near.Terms.Select(t => t.Term).ToHashSet(StringComparer.Ordinal), field);

    // The folded text where it is one word, so that a term can begin with it.
    private string? SingleWord(QueryNode node, string text)
    {
        if (QueryWord.Of(terms.Analysis, text).Count == 1)
        {
            return terms.Analysis.FormOf(text);
        }

        diagnostics.Add(Faults.SeveralWords(spanOf(node), text));
        return null;
    }

    /// <summary>The terms a wildcard stands for, and how such words are known in text.</summary>
    private sealed record Expansion(IReadOnlyList<FieldTerm> Terms, HighlightPattern Pattern);

    /// <summary>A word's term and the terms that are spelled nearly so.</summary>
    private sealed record NearTerms(string Word, IReadOnlyList<(string Term, int Edits)> Terms);
}
