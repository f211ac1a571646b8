using Lucene.Net.Index;
using Lucene.Net.Util;
using Lucene.Net.Util.Automaton;

using SearchCore.Analysis;
using SearchCore.Queries;
using SearchCore.Searching.Budget;

namespace SearchCore.Searching.Planning;

/// <summary>
/// The terms of the index that a prefix, a wildcard or a nearly spelled word stands for.
/// </summary>
/// <remarks>
/// Terms are stems, and people think of words: <c>organiz*</c> means <c>organization</c>, whose term is <c>organ</c>. So besides the terms
/// that begin so, the prefix stands for the stems of the words that it begins with one of English's endings. Articles with other words of
/// such a stem match as well, as they do for a word; what is marked in snippets is only what begins so.
/// </remarks>
internal static class TermExpansion
{
    // Those that the stemmer takes off or changes. Longer chains begin with one of these as far as the stem is concerned.
    private static readonly string[] Endings =
    [
        "", "e", "s", "es", "ed", "d", "er", "ers", "ing", "ings", "y", "ies", "ied", "ly", "al", "ally", "ation", "ations", "ion",
        "ions", "ator", "ate", "ates", "ated", "ating", "ative", "ive", "able", "ible", "ability", "ance", "ence", "ant", "ent", "ment",
        "ments", "ful", "fully", "less", "ness", "ity", "ities", "ism", "ist", "ists", "ize", "izes", "ized", "izing", "ization",
        "izations", "ic", "ical", "ically", "ous", "ously",
    ];

    private const int StepsATerm = 100;

    // Lucene's automaton of a longer word takes tens of milliseconds to make; few words are so long, and looking at all terms that begin
    // like it takes less.
    private const int LongestByAutomaton = 32;

    // A vowel and a consonant: the stemmer tells them apart.
    private static readonly string[] Fillings = ["a", "b"];

    /// <summary>Terms of words that begin so, at most <see cref="QueryLimits.MaxExpansions"/> a field.</summary>
    public static Terms Prefix(IndexReader reader, TextAnalysis analysis, string prefix, IReadOnlyList<string> fields, SearchBudget budget)
    {
        var stems = prefix.Length < 3
            ? []
            : Endings.Select(ending => Stem(analysis, prefix + ending))
                .Where(s => s is not null && !s.StartsWith(prefix, StringComparison.Ordinal)).Distinct().ToList();
        return Collect(reader, fields, prefix, _ => true, stems!, budget);
    }

    /// <summary>Terms of words of a shape, at most <see cref="QueryLimits.MaxExpansions"/> a field.</summary>
    public static Terms Wildcard(
        IndexReader reader, TextAnalysis analysis, WildcardPattern pattern, IReadOnlyList<string> fields, SearchBudget budget)
    {
        // What the stemmer does to a word's end it does to the pattern's: te?ting looks for te?t too.
        WildcardPattern[] shapes = [pattern, .. Fillings.Select(any => WithStemmedTail(analysis, pattern, any)).OfType<WildcardPattern>()];
        return Collect(reader, fields, pattern.Prefix, term => Array.Exists(shapes, s => s.Matches(term)), [], budget);
    }

    /// <summary>
    /// Terms at most so many edits from a word's, nearest first, then the most frequent; at most
    /// <see cref="QueryLimits.MaxFuzzyExpansions"/>.
    /// </summary>
    public static IReadOnlyList<(string Term, int Edits)> Near(
        IndexReader reader, string term, int edits, IReadOnlyList<string> fields, SearchBudget budget)
    {
        var first = term[..(char.IsHighSurrogate(term[0]) && term.Length > 1 ? 2 : 1)];
        var near = term.Length > LongestByAutomaton ? null : AutomatonOf(first, term[first.Length..], edits);
        var found = new Dictionary<string, (int Edits, int Documents)>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            if (MultiFields.GetTerms(reader, field) is not { } terms)
            {
                continue;
            }

            budget.Check();
            foreach (var candidate in near is null ? Beginning(terms, first) : Accepted(terms, near))
            {
                var text = candidate.Term.Utf8ToString();
                budget.Spend(StepsATerm + (near is null && Math.Abs(text.Length - term.Length) <= edits ? text.Length * term.Length : 0));
                if (EditDistance.Between(term, text, edits + 1) is var distance && (near is not null || distance <= edits))
                {
                    found[text] = (distance, found.GetValueOrDefault(text).Documents + candidate.DocFreq);
                }
            }
        }

        return [.. found.OrderBy(t => t.Value.Edits).ThenByDescending(t => t.Value.Documents).ThenBy(t => t.Key, StringComparer.Ordinal)
            .Take(QueryLimits.MaxFuzzyExpansions).Select(t => (t.Key, t.Value.Edits))];
    }

    private static CompiledAutomaton AutomatonOf(string first, string rest, int edits) =>
        new(
            BasicOperations.Concatenate(BasicAutomata.MakeString(first), new LevenshteinAutomata(rest, true).ToAutomaton(edits)),
            true,
            false);

    private static IEnumerable<TermsEnum> Accepted(Lucene.Net.Index.Terms terms, CompiledAutomaton automaton)
    {
        for (var candidates = automaton.GetTermsEnum(terms); candidates.MoveNext();)
        {
            yield return candidates;
        }
    }

    private static IEnumerable<TermsEnum> Beginning(Lucene.Net.Index.Terms terms, string prefix)
    {
        var (all, start) = (terms.GetEnumerator(), new BytesRef(prefix));
        for (var found = all.SeekCeil(start) != TermsEnum.SeekStatus.END;
             found && StringHelper.StartsWith(all.Term, start);
             found = all.MoveNext())
        {
            yield return all;
        }
    }

    private static Terms Collect(
        IndexReader reader, IReadOnlyList<string> fields, string prefix, Func<string, bool> accepts, IReadOnlyList<string> further,
        SearchBudget budget)
    {
        var result = new List<FieldTerm>();
        var capped = false;
        foreach (var field in fields)
        {
            result.AddRange(further.Select(stem => new FieldTerm(field, stem)));
            if (MultiFields.GetTerms(reader, field)?.GetEnumerator() is not { } terms)
            {
                continue;
            }

            var start = new BytesRef(prefix);
            var count = 0;
            for (var found = terms.SeekCeil(start) != TermsEnum.SeekStatus.END;
                 found && StringHelper.StartsWith(terms.Term, start);
                 found = terms.MoveNext())
            {
                budget.Spend(StepsATerm);
                if (!accepts(terms.Term.Utf8ToString()))
                {
                    continue;
                }

                if (++count > QueryLimits.MaxExpansions)
                {
                    capped = true;
                    break;
                }

                result.Add(new FieldTerm(field, terms.Term.Bytes.AsSpan(terms.Term.Offset, terms.Term.Length).ToArray()));
            }
        }

        return new(result, capped);
    }

    private static WildcardPattern? WithStemmedTail(TextAnalysis analysis, WildcardPattern pattern, string any)
    {
        if (pattern.Tail.Length == 0 || Stem(analysis, pattern.Fill(any)) is not { } stem)
        {
            return null;
        }

        var word = pattern.Fill(any);
        var common = word.AsSpan().CommonPrefixLength(stem);
        var kept = common - (word.Length - pattern.Tail.Length);
        return kept >= 0 && stem != word ? pattern.WithTail(pattern.Tail[..kept] + stem[common..]) : null;
    }

    private static string? Stem(TextAnalysis analysis, string word) => QueryWord.Of(analysis, word) is [var only] ? only.Term : null;

    /// <summary>Terms found, and whether there were more.</summary>
    internal readonly record struct Terms(IReadOnlyList<FieldTerm> Found, bool Capped);
}
