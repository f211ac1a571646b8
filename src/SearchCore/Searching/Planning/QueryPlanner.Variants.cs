using System.Text;

using SearchCore.Analysis;
using SearchCore.Queries;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Words;

namespace SearchCore.Searching.Planning;

/// <content>
/// What a word or phrase is in each language, and what it is also written as: acronyms with periods, compounds joined and split, synonyms,
/// other accents. Each is a phrase of its own, any of which will do; as one word of the query they are worth the same.
/// </content>
internal sealed partial class QueryPlanner
{
    // Of one word or phrase. More are left out: the first ones say what is meant.
    private const int MostVariants = 32;

    // Of neighbours joined by AND that may be one name: a file's names have two hundred characters at most.
    private const int LongestName = 16;

    // What "e" is joined to or parted from by a dash: e-mail, email.
    private static readonly string[] Electronic = ["mail", "book", "commerce", "learning", "government", "cigarette", "sport", "reader"];

    // Of the longest row of terms that begins at one of them.
    private RowSynonyms.Found SynonymsIn(TextAnalysis analysis, IReadOnlyList<string> row, int at) =>
        terms.HasSynonyms ? terms.Ask(new RowSynonyms(analysis.Code, row, at), budget) : RowSynonyms.None;

    // Whether words are written in one way alone, as most are.
    private bool IsPlain(IReadOnlyList<QueryWord> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i] is not { Other: null, Written: null })
            {
                return false;
            }
        }

        return !terms.HasSynonyms;
    }

    // The first is what was asked for.
    private List<IReadOnlyList<QueryWord>> VariantsOf(QueryNode node, string text, List<LanguageWords> byLanguage)
    {
        var variants = new List<IReadOnlyList<QueryWord>>();
        var told = new List<string>();
        var isCut = false;
        foreach (var (analysis, words) in byLanguage)
        {
            variants.Add(words);
            if (node is WordNode && Compound(analysis, text, words) is var (shown, other))
            {
                variants.Add(other);
                told.Add(shown);
            }

            isCut |= Add(variants, words, at => SynonymsIn(analysis, [.. words.Select(w => w.Term)], at), told);
        }

        if (isCut)
        {
            diagnostics.Add(Faults.Capped(spanOf(node), text, MostVariants));
        }

        if (told.Count > 0)
        {
            diagnostics.Add(Faults.ReadAsWords(spanOf(node), text, [.. told.Distinct(StringComparer.Ordinal)]));
        }

        return variants;
    }

    // Words as all that are spelled so but for accents have them.
    private List<IReadOnlyList<QueryWord>> SpellingsOf(IReadOnlyList<QueryWord> words)
    {
        List<IReadOnlyList<QueryWord>> variants = [words];
        Add(variants, words, _ => RowSynonyms.None, []);
        return variants;
    }

    // Whether some were left out.
    private bool Add(
        List<IReadOnlyList<QueryWord>> variants, IReadOnlyList<QueryWord> words,
        Func<int, RowSynonyms.Found> find, List<string> told)
    {
        string[] row = [.. words.Select(w => w.Term)];
        List<List<string>> rows = [[]];
        var isCut = false;
        for (var at = 0; at < row.Length;)
        {
            var (length, synonyms) = find(at);
            var own = row[at..(at + Math.Max(1, length))];
            told.AddRange(synonyms.Select(s => s.Text));
            List<IReadOnlyList<string>> choices = [own, .. synonyms.Select(s => s.Terms)];
            if (length == 0 && words[at].Other is { } acronym)
            {
                choices.Add([acronym]);
            }

            if (own is [var only] && words[at].Written is { } written)
            {
                choices.AddRange(TermsSpelled(only, written).Where(t => t != only).Select(IReadOnlyList<string> (t) => [t]));
            }

            if (choices.Count == 1)
            {
                rows.ForEach(r => r.AddRange(own));
            }
            else
            {
                isCut |= rows.Count * choices.Count > MostVariants;
                rows = [.. rows.SelectMany(before => choices.Select(c => before.Concat(c).ToList())).Take(MostVariants)];
            }

            at += own.Length;
        }

        // Words as they were asked for keep their positions, which may have gaps.
        variants.AddRange(rows.Where(r => !r.SequenceEqual(row)).Select(InARow));
        return isCut;
    }

    // The terms, of the kind that one is, of all words that are spelled so.
    private IEnumerable<string> TermsSpelled(string term, string written)
    {
        var analysis = TextLanguages.OfTerm(term);
        var listed = terms.Ask(new SpelledTerms(analysis.Code, written), budget);
        return !terms.HasExactForms ? listed
            : term[0] == (char)ExactForm.Mark ? listed.Select(t => (char)ExactForm.Mark + t)
            : listed.Select(t => analysis.TermOf(Encoding.UTF8.GetBytes(TextLanguages.WithoutMark(t))));
    }

    // Neighbours joined by AND that are one name together: heart attack.
    private PlanClause? NamedTogether(IReadOnlyList<QueryNode> nodes, ref int at)
    {
        if (nodes.Count < 2 || !terms.HasSynonyms || nodes[at] is not WordNode first)
        {
            return null;
        }

        var together = nodes.Skip(at).Take(LongestName).TakeWhile(n => n is WordNode word && word.Field == first.Field)
            .Cast<WordNode>().ToList();
        foreach (var analysis in languages)
        {
            var row = together.Select(w => Read(analysis, w.Text)).TakeWhile(w => w.Count == 1).Select(w => w[0].Term).ToList();
            if (row.Count < 2 || SynonymsIn(analysis, row, 0) is not ( >= 2 and var length, var synonyms))
            {
                continue;
            }

            together = together[..length];
            var (from, to) = (spanOf(together[0]), spanOf(together[^1]));
            string[] others = [.. synonyms.Select(s => s.Text)];
            diagnostics.Add(Faults.ReadAsWords((from.Item1, to.Item2), string.Join(' ', together.Select(w => w.Text)), others));
            at += length - 1;
            var apart = together.Select(w => Words(w, w.Text, 0, w.Field, negated: false, mayIgnore: false)).OfType<PlanClause>();
            return PlanClause.Any([PlanClause.All([.. apart]), .. others.Select(o => InAllLanguages(o, first.Field))]);
        }

        return null;
    }

    private PlanClause InAllLanguages(string text, TextField field) => PlanClause.OneWord(
        [.. languages.SelectMany(a => SpellingsOf(Read(a, text))).Select(w => Text(PatternOf(w, 0, field), negated: false))]);

    private static IReadOnlyList<QueryWord> InARow(IEnumerable<string> terms) =>
        [.. terms.Select((term, position) => new QueryWord(term, position, IsStopWord: false))];

    // covid-19 is covid19 too, and covid19 is "covid 19"; what the index does not have is not said.
    private (string Shown, IReadOnlyList<QueryWord> Words)? Compound(
        TextAnalysis analysis, string text, IReadOnlyList<QueryWord> words)
    {
        var parts = words.Count > 1 ? text.Split('-', '\u2010', '\u2011') : [];
        if (words.Count > 1 && parts.Length == words.Count)
        {
            var joined = string.Concat(parts);
            return QueryWord.Of(analysis, joined) is [var one] && IsTerm(one.Term) ? (joined, [one]) : null;
        }

        if (words.Count != 1 || SplitAt(text) is not (> 0 and var cut))
        {
            return null;
        }

        var split = QueryWord.Of(analysis, $"{text[..cut]} {text[cut..]}");
        return split is [var left, var right] && IsTerm(left.Term) && IsTerm(right.Term)
            ? ($"\"{text[..cut]} {text[cut..]}\"", split) : null;
    }

    // Between letters and the figures behind them, or behind the e of email.
    private static int SplitAt(string text)
    {
        var letters = 0;
        while (letters < text.Length && char.IsLetter(text[letters]))
        {
            letters++;
        }

        if (letters > 0 && letters < text.Length && text.AsSpan(letters).IndexOfAnyExceptInRange('0', '9') < 0)
        {
            return letters;
        }

        return letters == text.Length && text[0] is 'e' or 'E'
            && Array.Exists(Electronic, e => text.AsSpan(1).StartsWith(e, StringComparison.OrdinalIgnoreCase)) ? 1 : 0;
    }

    private bool IsTerm(string term) => own is null
        ? terms.Ask(new WordCounts([term]), budget).Of(0) > 0
        : terms.Ask(new OwnTextCounts(own, [term]), budget)[0] > 0;
}
