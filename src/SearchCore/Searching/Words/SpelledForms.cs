using System.Text;

namespace SearchCore.Searching.Words;

/// <summary>How often each spelling of some terms was seen, so that a term, a stem, can be shown as a word. For one thread.</summary>
internal sealed class SpelledForms
{
    private readonly Dictionary<int, Dictionary<string, int>> forms = [];

    public void Add(int term, ReadOnlySpan<byte> word)
    {
        if (!forms.TryGetValue(term, out var spellings))
        {
            forms[term] = spellings = new(StringComparer.Ordinal);
        }

        var text = Encoding.UTF8.GetString(word);
        text = text.EndsWith("'s", StringComparison.OrdinalIgnoreCase) || text.EndsWith("’s", StringComparison.OrdinalIgnoreCase)
            ? text[..^2]
            : text;
        spellings[text] = spellings.GetValueOrDefault(text) + 1;
    }

    /// <summary>
    /// The most frequent spelling; between equals the one without capitals, then the first in ordinal order. Null where none was seen.
    /// </summary>
    public string? Best(int term)
    {
        if (!forms.TryGetValue(term, out var spellings))
        {
            return null;
        }

        // Capitals at the beginning of a sentence are no reason to write a word so: spellings that differ in nothing else count together.
        return spellings.GroupBy(s => s.Key.ToLowerInvariant(), StringComparer.Ordinal)
            .OrderByDescending(g => g.Sum(s => s.Value)).ThenBy(g => g.Key, StringComparer.Ordinal)
            .First().OrderByDescending(s => s.Value).ThenByDescending(s => s.Key, StringComparer.Ordinal).First().Key;
    }
}
