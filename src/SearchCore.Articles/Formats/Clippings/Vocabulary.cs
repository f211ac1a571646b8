namespace SearchCore.Articles.Formats.Clippings;

/// <summary>
/// The words a text holds inside its lines: they tell whether <c>re-\nport</c> was <c>report</c>, and <c>well-\nknown</c> not
/// <c>wellknown</c>.
/// </summary>
internal sealed class Vocabulary
{
    /// <summary>Words past this many, and longer ones, are not learnt: a bound on memory, not on correctness.</summary>
    private const int MaxWords = 50_000;
    private const int MaxLength = 40;

    private readonly HashSet<string> words = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> lookup;
    private readonly IReadOnlyList<string> lines;
    private bool learnt;

    /// <summary>The words of these lines: looked at only when the first is asked for, because most texts break none.</summary>
    public Vocabulary(IReadOnlyList<string> lines) => (this.lines, lookup) = (lines, words.GetAlternateLookup<ReadOnlySpan<char>>());

    /// <summary>Whether the text holds the two parts as one word, with <paramref name="between"/> between them.</summary>
    public bool Holds(ReadOnlySpan<char> head, string between, ReadOnlySpan<char> tail)
    {
        if (!learnt)
        {
            learnt = true;
            foreach (var line in lines)
            {
                Learn(line);
            }
        }

        var length = head.Length + between.Length + tail.Length;
        if (length > MaxLength)
        {
            return false;
        }

        Span<char> word = stackalloc char[length];
        head.CopyTo(word);
        between.CopyTo(word[head.Length..]);
        tail.CopyTo(word[(head.Length + between.Length)..]);
        return lookup.Contains(word);
    }

    // A line's first and last words are left out: they may be parts of one.
    private void Learn(ReadOnlySpan<char> line)
    {
        var first = true;
        for (var i = 0; i < line.Length && words.Count < MaxWords; i++)
        {
            if (!char.IsLetter(line[i]))
            {
                continue;
            }

            var start = i;
            while (i < line.Length && (char.IsLetter(line[i]) || (line[i] == '-' && i + 1 < line.Length && char.IsLetter(line[i + 1]))))
            {
                i++;
            }

            if (!first && i < line.Length && line[i] != LineEnds.SoftHyphen && !(line[i] == '-' && i == line.Length - 1)
                && i - start is >= 4 and <= MaxLength)
            {
                lookup.Add(line[start..i]);
            }

            first = false;
        }
    }
}
