using SearchCore.Analysis;
using SearchCore.Queries;
using SearchCore.Queries.Syntax;
using SearchCore.Schema;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Words;

namespace SearchCore.Searching.Planning;

/// <content>Words and phrases, exact forms, and what stands for several words: prefixes, wildcards, near spellings.</content>
internal sealed partial class QueryPlanner
{
    private static readonly IReadOnlyList<string> TitleOnly = [FieldNames.Title], BodyOnly = [FieldNames.Body];

    /// <summary>
    /// The fields of the index that a field of text stands for where there are no others, in the order in which their scores are added.
    /// </summary>
    public static IReadOnlyList<string> FieldsOf(TextField field) => field switch
    {
        TextField.Title => TitleOnly,
        TextField.Body => BodyOnly,
        _ => FieldTable.TextNames,
    };

    // Those that words are looked for in where the planner stands.
    private IReadOnlyList<string> Here(TextField field) =>
        field != TextField.Any ? FieldsOf(field) : own is not null ? [own] : terms.WordFields;

    private string? OwnOf(TextField field) => field == TextField.Any ? own : null;

    private PlanClause? Words(QueryNode node, string text, int slop, TextField field, bool negated, bool mayIgnore)
    {
        if (WordsOf(node, text) is not { } words)
        {
            return null;
        }

        if (mayIgnore)
        {
            words.RemoveAll(w => withContent.Contains(w.Analysis) && w.Words is [{ IsStopWord: true }]);
            if (words.Count == 0)
            {
                diagnostics.Add(Faults.StopWord(spanOf(node), text));
                return null;
            }
        }

        if (words is [var (analysis, plain)] && IsPlain(plain) && !(node is WordNode && Compound(analysis, text, plain) is not null))
        {
            return Text(PatternOf(plain, slop, field), negated);
        }

        var variants = slop > 0 ? words.SelectMany(w => SpellingsOf(w.Words)) : VariantsOf(node, text, words);
        return PlanClause.OneWord([.. variants.Select(v => Text(PatternOf(v, slop, field), negated))]);
    }

    // Words as they are written are terms of their own, at the places of the stems.
    private PlanClause? Exact(ExactNode node, bool negated) => ExactWordsOf(node) is { } rows
        ? PlanClause.OneWord([.. rows.Select(words => Text(PatternOf(words, 0, node.Field), negated))])
        : null;

    private TextClause Text(PhrasePattern pattern, bool negated)
    {
        HighlightUnless(negated, pattern);
        return new TextClause(pattern);
    }

    // The words of a text in each language; null where there are none.
    private List<LanguageWords>? WordsOf(QueryNode node, string text)
    {
        var words = new List<LanguageWords>(languages.Count);
        for (var i = 0; i < languages.Count; i++)
        {
            if (Read(languages[i], text) is { Count: > 0 } read)
            {
                words.Add(new(languages[i], read));
            }
        }

        if (words.Count > 0)
        {
            return words;
        }

        diagnostics.Add(Faults.NoWord(spanOf(node), text));
        return null;
    }

    private IReadOnlyList<IReadOnlyList<QueryWord>>? ExactWordsOf(ExactNode node)
    {
        if (!terms.HasExactForms)
        {
            diagnostics.Add(Faults.NoExactForms(spanOf(node)));
            return null;
        }

        return WordsOf(node, node.Text) is { } words
            ? [.. words.SelectMany(w => SpellingsOf(QueryWord.ExactOf(w.Analysis, node.Text)))]
            : null;
    }

    private PhrasePattern PatternOf(IReadOnlyList<QueryWord> words, int slop, TextField field) =>
        new(TermsOf(words), PlacesOf(words), slop, field)
        {
            Own = OwnOf(field),
            Fields = Here(field),
        };

    private static string[] TermsOf(IReadOnlyList<QueryWord> words)
    {
        var all = new string[words.Count];
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = words[i].Term;
        }

        return all;
    }

    private static int[] PlacesOf(IReadOnlyList<QueryWord> words)
    {
        var all = new int[words.Count];
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = words[i].Position;
        }

        return all;
    }

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

        var words = new WordShape(languages[0].Code, prefix, Shape: null);
        return Expand(node, node.Prefix + "*", words, most, new PrefixPattern(prefix, node.Field) { Own = OwnOf(node.Field) });
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

        var pattern = WildcardPattern.Parse(node.Pattern, languages[0].WrittenFormOf);
        if (QueryWord.Of(languages[0], pattern.Fill("a")).Count != 1)
        {
            diagnostics.Add(Faults.SeveralWords(spanOf(node), node.Pattern));
            return null;
        }

        var words = new WordShape(languages[0].Code, pattern.Prefix, node.Pattern);
        return Expand(node, node.Pattern, words, most, new ShapePattern(pattern, node.Field) { Own = OwnOf(node.Field) });
    }

    private Expansion Expand(QueryNode node, string shown, WordShape words, int most, HighlightPattern pattern)
    {
        var found = terms.Ask(new WrittenTerms(words, most), budget);
        if (found.Capped)
        {
            diagnostics.Add(Faults.Capped(spanOf(node), shown, most));
        }

        // Exact forms find no other words.
        if (!terms.HasExactForms && found.Found.Count > 0
            && terms.Ask(new OtherWord(words, [.. found.Found.Select(f => f.Term)]), budget).Found is [var other, ..])
        {
            diagnostics.Add(Faults.OtherWords(spanOf(node), shown, other.Word, found.Found.First(f => f.Term == other.Term).Word));
        }

        var field = node is PrefixNode prefix ? prefix.Field : ((WildcardNode)node).Field;
        return new([.. Here(field).SelectMany(name => found.Found.Select(f => new FieldTerm(name, f.Term)))], pattern);
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
            new HasAnyTerm([.. group.SelectMany(t => Here(node.Field).Select(field => new FieldTerm(field, t.Term)))]),
            1f - ((float)group.Key / (near.Length + 1))))]);
    }

    private NearWords? ExpandFuzzy(FuzzyNode node)
    {
        if (node.MaxEdits is < 0 or > SyntaxLimits.MaxEdits)
        {
            diagnostics.Add(SyntaxFaults.TooFuzzy(spanOf(node)));
            return null;
        }

        var words = languages.Select(analysis => QueryWord.Of(analysis, node.Text)).ToList();
        if (words.Exists(w => w.Count != 1))
        {
            diagnostics.Add(Faults.SeveralWords(spanOf(node), node.Text));
            return null;
        }

        var near = words.SelectMany(w =>
            NearTerms.InOrder(terms.Ask(new NearTerms(w[0].Term, node.MaxEdits, Here(node.Field)), budget))
                .Take(QueryLimits.MaxFuzzyExpansions));
        return new(
            words.Max(w => TextLanguages.WithoutMark(w[0].Term).Length), [.. near.OrderBy(n => n.Edits).Select(n => (n.Term, n.Edits))]);
    }

    private TermsPattern PatternOf(NearWords near, TextField field) =>
        new(near.Terms.Select(t => t.Term).ToHashSet(StringComparer.Ordinal), field) { Own = OwnOf(field) };

    // The folded text where it is one word, so that a term can begin with it.
    private string? SingleWord(QueryNode node, string text)
    {
        if (QueryWord.Of(languages[0], text).Count == 1)
        {
            return languages[0].WrittenFormOf(text);
        }

        diagnostics.Add(Faults.SeveralWords(spanOf(node), text));
        return null;
    }

    /// <summary>The terms a wildcard stands for, and how such words are known in text.</summary>
    private sealed record Expansion(IReadOnlyList<FieldTerm> Terms, HighlightPattern Pattern);

    /// <summary>How long a word's stem is, and the terms that are spelled nearly so.</summary>
    private sealed record NearWords(int Length, IReadOnlyList<(string Term, int Edits)> Terms);

    /// <summary>A text's words in a language.</summary>
    private sealed record LanguageWords(TextAnalysis Analysis, IReadOnlyList<QueryWord> Words);
}
