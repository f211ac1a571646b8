using Occurrence = SearchCore.Searching.Highlighting.MarkFinder.Occurrence;

namespace SearchCore.Searching.Highlighting;

/// <summary>
/// Which occurrences of a phrase's words make up the phrase. Each occurrence is moved back by its word's place in the phrase; words then match where the moved places lie
/// within the slop of each other (Lucene's measure; 0: all the same).
/// </summary>
internal static class PhraseMatcher
{
    public static IEnumerable<Occurrence> Match(PhraseMark phrase, List<Occurrence> occurrences)
    {
        var moved = occurrences.Select(o => (At: o.Position - phrase.Positions[o.Part.Index], Occurrence: o)).OrderBy(m => m.At).ThenBy(m => m.Occurrence.Part.Index).ToList();
        var latest = new (int At, Occurrence Occurrence)?[phrase.Terms.Count];
        var marked = new HashSet<Occurrence>();
        foreach (var (at, occurrence) in moved)
        {
            latest[occurrence.Part.Index] = (at, occurrence);
            if (Array.TrueForAll(latest, l => l is { } seen && at - seen.At <= phrase.Slop) && AreDistinct(latest))
            {
                foreach (var part in latest)
                {
                    marked.Add(part!.Value.Occurrence);
                }
            }
        }

        return marked.DistinctBy(o => o.Start);
    }

    // A word that stands twice in a phrase needs two places in the text.
    private static bool AreDistinct((int At, Occurrence Occurrence)?[] parts)
    {
        for (var i = 1; i < parts.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (parts[i]!.Value.Occurrence.Position == parts[j]!.Value.Occurrence.Position)
                {
                    return false;
                }
            }
        }

        return true;
    }
}
