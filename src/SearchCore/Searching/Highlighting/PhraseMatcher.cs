using SearchCore.Searching.Budget;
using SearchCore.Searching.Planning;

using Occurrence = SearchCore.Searching.Highlighting.MatchFinder.Occurrence;

namespace SearchCore.Searching.Highlighting;

/// <summary>
/// Which occurrences of a phrase's words make up the phrase. Each occurrence is moved back by its word's place in the phrase; words then
/// match where the moved places lie within the slop of each other (Lucene's measure; 0: all the same).
/// </summary>
internal static class PhraseMatcher
{
    private const int StepsAnOccurrence = 20;

    public static IEnumerable<Occurrence> Match(PhrasePattern phrase, List<Occurrence> occurrences, SearchBudget budget)
    {
        budget.Spend(StepsAnOccurrence * occurrences.Count);
        var moved = occurrences.ConvertAll(o => (At: o.Position - phrase.Positions[o.Part.Index], Occurrence: o));
        moved.Sort((a, b) => a.At.CompareTo(b.At));
        var inside = new int[phrase.Terms.Count];
        var repeats = phrase.Slop > 0 && phrase.Terms.Distinct(StringComparer.Ordinal).Count() < phrase.Terms.Count;
        var marked = new HashSet<Occurrence>();
        int different = 0, behind = 0, done = 0;

        // Every way to match begins at some occurrence and lies within the slop after it.
        for (var first = 0; first < moved.Count; first++)
        {
            for (; behind < moved.Count && moved[behind].At - moved[first].At <= phrase.Slop; behind++)
            {
                different += inside[moved[behind].Occurrence.Part.Index]++ == 0 ? 1 : 0;
            }

            if (different == inside.Length)
            {
                // Without repeated words, any of each word go together.
                for (var at = repeats ? first : Math.Max(first, done); at < behind; at++)
                {
                    budget.Spend(1);
                    if (!repeats || (!marked.Contains(moved[at].Occurrence) && HavePlaces(moved, first, behind, at, inside.Length, budget)))
                    {
                        marked.Add(moved[at].Occurrence);
                    }
                }

                done = behind;
            }

            different -= --inside[moved[first].Occurrence.Part.Index] == 0 ? 1 : 0;
        }

        return marked.DistinctBy(o => o.Start);
    }

    // Whether each word of the phrase can have a place of its own where one has a given one: a word that stands twice in a phrase needs two
    // places in the text (matching by augmenting paths).
    private static bool HavePlaces(
        List<(int At, Occurrence Occurrence)> moved, int first, int behind, int given, int words, SearchBudget budget)
    {
        var fixedWord = moved[given].Occurrence.Part.Index;
        var taken = new Dictionary<int, int> { [moved[given].Occurrence.Position] = fixedWord };
        for (var word = 0; word < words; word++)
        {
            if (word != fixedWord && !Place(word, []))
            {
                return false;
            }
        }

        return true;

        bool Place(int word, HashSet<int> tried)
        {
            for (var at = first; at < behind; at++)
            {
                budget.Spend(1);
                var (_, occurrence) = moved[at];
                if (occurrence.Part.Index != word || !tried.Add(occurrence.Position))
                {
                    continue;
                }

                if (!taken.TryGetValue(occurrence.Position, out var other) || (other != fixedWord && Place(other, tried)))
                {
                    taken[occurrence.Position] = word;
                    return true;
                }
            }

            return false;
        }
    }
}
