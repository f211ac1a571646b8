using Lucene.Net.Index;

using SearchCore.Queries;
using SearchCore.Schema;

namespace SearchCore.Searching.Planning;

/// <content>
/// What a word or phrase is also written as: acronyms with periods, compounds joined and split, synonyms. Each is a phrase of its own, any
/// of which will do, and their scores add up.
/// </content>
internal sealed partial class QueryPlanner
{
    // Of one word or phrase. More are left out: the first ones say what is meant.
    private const int MostVariants = 32;

    // What "e" is joined to or parted from by a dash: e-mail, email.
    private static readonly string[] Electronic = ["mail", "book", "commerce", "learning", "government", "cigarette", "sport", "reader"];

    private SynonymLookup? Synonyms => SynonymLookup.Of(terms.Synonyms, terms.Analysis);

    // The first is what was asked for.
    private List<IReadOnlyList<QueryWord>> VariantsOf(QueryNode node, string text, IReadOnlyList<QueryWord> words)
    {
        var variants = new List<IReadOnlyList<QueryWord>> { words };
        if (node is WordNode && Compound(text, words) is var (shown, other))
        {
            variants.Add(other);
            diagnostics.Add(Faults.ReadAsWords(spanOf(node), text, [shown]));
        }

        if (Synonyms is null && words.All(w => w.Other is null))
        {
            return variants;
        }

        string[] row = [.. words.Select(w => w.Term)];
        List<List<string>> rows = [[]];
        List<string> told = [];
        for (var at = 0; at < row.Length;)
        {
            var (length, synonyms) = Synonyms?.Find(row, at) ?? default;
            var own = row[at..(at + Math.Max(1, length))];
            told.AddRange((synonyms ?? []).Select(s => s.Text));
            List<IReadOnlyList<string>> choices = [own, .. (synonyms ?? []).Select(s => s.Terms)];
            if (length == 0 && words[at].Other is { } acronym)
            {
                choices.Add([acronym]);
            }

            rows = [.. rows.SelectMany(before => choices.Select(c => before.Concat(c).ToList())).Take(MostVariants)];
            at += own.Length;
        }

        // Words as they were asked for keep their positions, which may have gaps.
        variants.AddRange(rows.Where(r => !r.SequenceEqual(row)).Select(InARow));
        if (told.Count > 0)
        {
            diagnostics.Add(Faults.ReadAsWords(spanOf(node), text, told));
        }

        return variants;
    }

    // Neighbours joined by AND that are one name together: heart attack.
    private PlanClause? NamedTogether(IReadOnlyList<QueryNode> nodes, ref int at)
    {
        if (nodes.Count < 2 || Synonyms is not { } lookup || nodes[at] is not WordNode first)
        {
            return null;
        }

        var row = new List<string>();
        for (var i = at; i < nodes.Count && nodes[i] is WordNode word && word.Field == first.Field; i++)
        {
            if (QueryWord.Of(terms.Analysis, word.Text) is not [var only])
            {
                break;
            }

            row.Add(only.Term);
        }

        var (length, synonyms) = row.Count < 2 ? default : lookup.Find(row, 0);
        if (length < 2)
        {
            return null;
        }

        var together = nodes.Skip(at).Take(length).ToList();
        var (from, to) = (spanOf(together[0]), spanOf(together[^1]));
        diagnostics.Add(Faults.ReadAsWords(
            (from.Item1, to.Item2), string.Join(' ', together.Cast<WordNode>().Select(w => w.Text)), [.. synonyms.Select(s => s.Text)]));
        at += length - 1;
        var apart = row.Take(length).Select(term => Text(PatternOf(InARow([term]), 0, first.Field), negated: false));
        var others = synonyms.Select(s => Text(PatternOf(InARow(s.Terms), 0, first.Field), negated: false));
        return PlanClause.Any([PlanClause.All([.. apart]), .. others]);
    }

    private static IReadOnlyList<QueryWord> InARow(IEnumerable<string> terms) =>
        [.. terms.Select((term, position) => new QueryWord(term, position, IsStopWord: false))];

    // covid-19 is covid19 too, and covid19 is "covid 19"; what the index does not have is not said.
    private (string Shown, IReadOnlyList<QueryWord> Words)? Compound(string text, IReadOnlyList<QueryWord> words)
    {
        var parts = text.Split('-', '\u2010', '\u2011');
        if (parts.Length == words.Count && words.Count > 1)
        {
            var joined = string.Concat(parts);
            return QueryWord.Of(terms.Analysis, joined) is [var one] && IsTerm(one.Term) ? (joined, [one]) : null;
        }

        if (words.Count != 1 || SplitAt(text) is not (> 0 and var cut))
        {
            return null;
        }

        var split = QueryWord.Of(terms.Analysis, $"{text[..cut]} {text[cut..]}");
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

    private bool IsTerm(string term) => FieldTable.TextNames.Any(field => terms.Reader.DocFreq(new Term(field, term)) > 0);
}
