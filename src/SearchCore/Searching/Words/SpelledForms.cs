using System.Text;

using SearchCore.Searching.Messages;

namespace SearchCore.Searching.Words;

/// <summary>How often each spelling of a term was seen, so that the term, a stem, can be shown as a word. For one thread.</summary>
internal sealed class SpelledForms
{
    private readonly Dictionary<string, int> spellings = new(StringComparer.Ordinal);

    /// <summary>Adds a word as it is written.</summary>
    public void Add(ReadOnlySpan<byte> word)
    {
        var text = Encoding.UTF8.GetString(word);
        Add(
            text.EndsWith("'s", StringComparison.OrdinalIgnoreCase) || text.EndsWith("’s", StringComparison.OrdinalIgnoreCase)
                ? text[..^2]
                : text,
            1);
    }

    /// <summary>Adds all that others have.</summary>
    public void Add(SpelledForms others)
    {
        foreach (var (text, times) in others.spellings)
        {
            Add(text, times);
        }
    }

    /// <summary>
    /// The most frequent spelling; between equals the one without capitals, then the first in ordinal order. Of one at least.
    /// </summary>
    public string Best() =>
        // Capitals at the beginning of a sentence are no reason to write a word so: spellings that differ in nothing else count together.
        spellings.GroupBy(s => s.Key.ToLowerInvariant(), StringComparer.Ordinal)
            .OrderByDescending(g => g.Sum(s => s.Value)).ThenBy(g => g.Key, StringComparer.Ordinal)
            .First().OrderByDescending(s => s.Value).ThenByDescending(s => s.Key, StringComparer.Ordinal).First().Key;

    public void Write(MessageWriter writer) => writer.List(spellings, (w, s) =>
    {
        w.Text(s.Key);
        w.Number(s.Value);
    });

    public static SpelledForms Read(MessageReader reader)
    {
        var forms = new SpelledForms();
        foreach (var (text, times) in reader.List(r => (r.Text(), r.Small())))
        {
            forms.Add(text, times);
        }

        return forms;
    }

    private void Add(string text, int times) => spellings[text] = spellings.GetValueOrDefault(text) + times;
}
