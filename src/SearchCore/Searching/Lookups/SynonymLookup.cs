using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

using SearchCore.Analysis;
using SearchCore.Searching.Words;

namespace SearchCore.Searching.Lookups;

/// <summary>Synonyms by the terms of their words, so that a query's words are looked up as the index knows them. Immutable.</summary>
internal sealed class SynonymLookup
{
    // One each: analysing thousands of lines for every query would be felt.
    private static readonly ConditionalWeakTable<Synonyms, ConcurrentDictionary<TextAnalysis, SynonymLookup>> Made = [];

    private readonly Dictionary<string, List<Entry>> byFirst = new(StringComparer.Ordinal);

    private SynonymLookup(Synonyms synonyms, TextAnalysis analysis)
    {
        foreach (var group in synonyms.Pairs.GroupBy(p => p.From, p => p.To))
        {
            string[] words = [.. QueryWord.Of(analysis, group.Key).Select(w => w.Term)];
            var others = group.Select(to => new Synonym(to, [.. QueryWord.Of(analysis, to).Select(w => w.Term)]))
                .Where(s => s.Terms.Count > 0 && !s.Terms.SequenceEqual(words)).ToList();
            if (words.Length > 0 && others.Count > 0)
            {
                if (!byFirst.TryGetValue(words[0], out var entries))
                {
                    byFirst[words[0]] = entries = [];
                }

                entries.Add(new(words, others));
            }
        }

        foreach (var entries in byFirst.Values)
        {
            entries.Sort((a, b) => b.Words.Length.CompareTo(a.Words.Length));
        }
    }

    /// <summary>The lookup of some synonyms; null where there are none.</summary>
    public static SynonymLookup? Of(Synonyms? synonyms, TextAnalysis analysis) =>
        synonyms is null || synonyms.Pairs.Count == 0 ? null : Made.GetOrCreateValue(synonyms).GetOrAdd(analysis, a => new(synonyms, a));

    /// <summary>The synonyms of the longest row of terms that begins at one of them.</summary>
    /// <param name="terms">The terms of a query's words.</param>
    /// <param name="at">Where the row begins.</param>
    /// <returns>How many terms the row has, 0 where there is none; and its synonyms.</returns>
    public (int Length, IReadOnlyList<Synonym> Synonyms) Find(IReadOnlyList<string> terms, int at)
    {
        if (!byFirst.TryGetValue(terms[at], out var entries))
        {
            return (0, []);
        }

        var length = entries.FirstOrDefault(e => IsAt(e.Words, terms, at))?.Words.Length ?? 0;
        return (length, [.. entries.Where(e => e.Words.Length == length && IsAt(e.Words, terms, at)).SelectMany(e => e.Others)
            .DistinctBy(s => string.Join(' ', s.Terms))]);
    }

    private static bool IsAt(string[] words, IReadOnlyList<string> terms, int at)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (at + i >= terms.Count || terms[at + i] != words[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>One synonym: as the file has it, and its terms.</summary>
    internal sealed record Synonym(string Text, IReadOnlyList<string> Terms);

    private sealed record Entry(string[] Words, IReadOnlyList<Synonym> Others);
}
