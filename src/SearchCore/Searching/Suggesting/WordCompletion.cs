using SearchCore.Searching.Budget;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Suggesting;

/// <summary>The words of the archive that begin in some way, as articles write them. For one thread.</summary>
internal sealed class WordCompletion(ITermView view, SearchBudget budget)
{
    /// <summary>The most frequent words that begin so, ties in ordinal order, and whether not all could be looked through.</summary>
    /// <param name="typed">What they begin with, whatever its case and accents.</param>
    /// <param name="top">How many.</param>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public (IReadOnlyList<(string Text, long Articles)> Words, bool Cut) Complete(string typed, int top)
    {
        var (words, cut) = view.Ask(new WordsStarting(view.Analyses[0].WrittenFormOf(typed)), budget);
        var frequencies = view.Ask(new WordCounts([.. words.SelectMany(w => w.Terms)]), budget);
        var counted = new List<Candidate>();
        var at = 0;
        foreach (var (written, terms) in words)
        {
            var counts = terms.Select(t => (Term: t, Articles: frequencies.Of(at++))).Where(c => c.Articles > 0).ToList();
            counted.Add(new(written, [.. counts.OrderByDescending(c => c.Articles)], counts.Sum(c => c.Articles)));
        }

        // What a scope hides is found out of those that would be shown, as many at a time as are wanted: of a word some of whose terms only
        // hidden articles write so, fewer articles count, so that others may come before it.
        counted.RemoveAll(c => c.Articles == 0);
        counted.Sort(Compare);
        var found = new List<(Candidate Word, string Text)>();
        for (var next = 0; next < counted.Count && (found.Count < top || Compare(found[top - 1].Word, counted[next]) > 0); next += top)
        {
            var some = counted.Skip(next).Take(top).ToList();
            var spelled = view.Ask(new SpellingsOfWords([.. some.SelectMany(s => s.Terms.Select(t => (s.Written, t.Term)))]), budget);
            var place = 0;
            foreach (var (written, terms, _) in some)
            {
                var shown = terms.Select(t => (t.Articles, Text: spelled[place++])).Where(t => t.Text is not null).ToList();
                if (shown.Count > 0)
                {
                    found.Add((new(written, terms, shown.Sum(t => t.Articles)), shown[0].Text!));
                }
            }

            found.Sort((a, b) => Compare(a.Word, b.Word));
        }

        return ([.. found.Take(top).Select(f => (f.Text, f.Word.Articles))], cut);
    }

    private static int Compare(Candidate one, Candidate other) => one.Articles != other.Articles
        ? other.Articles.CompareTo(one.Articles)
        : string.CompareOrdinal(one.Written, other.Written);

    /// <summary>A word, and how many articles have it.</summary>
    /// <param name="Written">The word, folded.</param>
    /// <param name="Terms">Its terms, those of most articles first.</param>
    /// <param name="Articles">How many articles have any of them, one of several languages counted for each.</param>
    private sealed record Candidate(string Written, IReadOnlyList<(string Term, long Articles)> Terms, long Articles);
}
