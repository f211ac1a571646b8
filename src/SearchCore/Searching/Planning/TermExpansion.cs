using System.Text;

using Lucene.Net.Index;
using Lucene.Net.Util;
using Lucene.Net.Util.Automaton;

using SearchCore.Analysis;
using SearchCore.Queries;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Words;
using SearchCore.Storage;

namespace SearchCore.Searching.Planning;

/// <summary>
/// The terms of the index that a prefix, a wildcard or a nearly spelled word stands for.
/// </summary>
/// <remarks>
/// Terms are stems, and people think of words: <c>organiz*</c> means <c>organization</c>, whose term is <c>organ</c>. So prefixes and
/// wildcards look through the words of each segment as they are written (<see cref="WordList"/>), which tell their terms. Where those are
/// stems, articles with other words of such a stem match as well, as they do for a word; where they are exact forms, none does.
/// </remarks>
internal static class TermExpansion
{
    private const int StepsATerm = 100, StepsAWord = 10;

    // Other words of a stem mostly share the beginning that is asked for but for so many letters, and so many at least.
    private const int LettersThatDiffer = 3, LettersShared = 2;

    // Lucene's automaton of a longer word takes tens of milliseconds to make; few words are so long, and looking at all terms that begin
    // like it takes less.
    private const int LongestByAutomaton = 32;

    /// <summary>Terms of words of a kind.</summary>
    /// <param name="terms">Where to look.</param>
    /// <param name="beginning">What the words begin with, folded.</param>
    /// <param name="accepts">Which of the words that begin so are meant.</param>
    /// <param name="fields">In which fields the terms are looked for.</param>
    /// <param name="most">How many terms at most: those of the first words, in their order.</param>
    /// <param name="budget">The time there is.</param>
    public static Terms Written(
        ITermView terms, string beginning, Func<string, bool> accepts, IReadOnlyList<string> fields, int most, SearchBudget budget)
    {
        var cursors = new List<WordListCursor>();
        foreach (var leaf in terms.Reader.Leaves)
        {
            budget.Check();
            cursors.Add(new WordListCursor(WordList.Of(leaf.AtomicReader)
                ?? throw new CorruptIndexException($"the segment {leaf.AtomicReader} has no list of its words")));
        }

        // By term the first word that it was found for, in the order of words.
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var isCapped = false;
        var start = Encoding.UTF8.GetBytes(beginning);
        foreach (var cursor in cursors)
        {
            var here = 0;
            for (var more = cursor.Seek(start); more && cursor.Word.StartsWith(start); more = cursor.Next())
            {
                budget.Spend(StepsAWord);
                var word = Encoding.UTF8.GetString(cursor.Word);
                if (!accepts(word))
                {
                    continue;
                }

                var term = TermOf(cursor, terms);
                if (found.TryGetValue(term, out var before) && string.CompareOrdinal(before, word) <= 0)
                {
                    continue;
                }

                if (terms.Has(word, term, budget))
                {
                    found[term] = word;
                    if (before is null && ++here > most)
                    {
                        isCapped = true;
                        break;
                    }
                }
            }
        }

        var kept = found.OrderBy(f => f.Value, StringComparer.Ordinal).ThenBy(f => f.Key, StringComparer.Ordinal).Take(most).ToList();
        isCapped |= kept.Count < found.Count;
        var result = fields.SelectMany(field => kept.Select(f => new FieldTerm(field, f.Key))).ToList();
        return new(result, isCapped) { Other = terms.HasExactForms ? null : Other(terms, cursors, beginning, accepts, found, budget) };
    }

    /// <summary>
    /// Terms at most so many edits from a word's, nearest first, then the most frequent; at most
    /// <see cref="QueryLimits.MaxFuzzyExpansions"/>.
    /// </summary>
    public static IReadOnlyList<(string Term, int Edits)> Near(
        IndexReader reader, string term, int edits, IReadOnlyList<string> fields, SearchBudget budget)
    {
        // Its language and its first letter stay.
        var letter = LanguageMark.LengthOf(term);
        if (letter == term.Length)
        {
            return [];
        }

        var first = term[..(letter + (char.IsHighSurrogate(term[letter]) && term.Length > letter + 1 ? 2 : 1))];
        var near = term.Length - letter > LongestByAutomaton ? null : AutomatonOf(first, term[first.Length..], edits);
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

    // The term as the index has it: in a list of exact forms it stands without its mark.
    private static string TermOf(WordListCursor cursor, ITermView terms) =>
        terms.HasExactForms ? (char)ExactForm.Mark + Encoding.UTF8.GetString(cursor.Term) : Encoding.UTF8.GetString(cursor.Term);

    // A word that is not meant and has a term that was found, with the word that it was found for. Only words that begin much as those do
    // are looked through: other words of the stem are seldom elsewhere.
    private static (string Other, string Word)? Other(
        ITermView terms, List<WordListCursor> cursors, string beginning, Func<string, bool> accepts, Dictionary<string, string> found,
        SearchBudget budget)
    {
        var shared = beginning[..Math.Min(beginning.Length, Math.Max(LettersShared, beginning.Length - LettersThatDiffer))];
        var start = Encoding.UTF8.GetBytes(shared);
        foreach (var cursor in cursors)
        {
            for (var more = cursor.Seek(start); more && cursor.Word.StartsWith(start); more = cursor.Next())
            {
                budget.Spend(StepsAWord);
                if (TermOf(cursor, terms) is var term && found.TryGetValue(term, out var known)
                    && Encoding.UTF8.GetString(cursor.Word) is var word
                    && !(word.StartsWith(beginning, StringComparison.Ordinal) && accepts(word))
                    && terms.Has(word, term, budget))
                {
                    return (word, known);
                }
            }
        }

        return null;
    }

    /// <summary>Terms found, and whether there were more.</summary>
    internal readonly record struct Terms(IReadOnlyList<FieldTerm> Found, bool Capped)
    {
        /// <summary>A word that was not asked for and is found too: its stem is that of one that was. Null for none.</summary>
        public (string Other, string Word)? Other { get; init; }
    }
}
