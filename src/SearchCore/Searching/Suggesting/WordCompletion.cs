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
        var counted = new List<(string Written, string Term, long Articles)>();
        var at = 0;
        foreach (var (written, terms) in words)
        {
            var counts = terms.Select(t => (Term: t, Articles: frequencies.Of(at++))).ToList();
            counted.Add((written, counts.MaxBy(c => c.Articles).Term, counts.Sum(c => c.Articles)));
        }

        // What a scope hides is found out of those that would be shown, as many at a time as are wanted.
        var found = new List<(string, long)>();
        foreach (var some in counted.Where(c => c.Articles > 0)
            .OrderByDescending(c => c.Articles).ThenBy(c => c.Written, StringComparer.Ordinal).Chunk(top))
        {
            var spelled = view.Ask(new SpellingsOfWords([.. some.Select(s => (s.Written, s.Term))]), budget);
            found.AddRange(some.Select((s, i) => (Text: spelled[i], s.Articles)).Where(s => s.Text is not null)
                .Select(s => (s.Text!, s.Articles)));
            if (found.Count >= top)
            {
                break;
            }
        }

        return ([.. found.Take(top)], cut);
    }
}
