namespace SearchCore.Articles.Reading.Clippings;

/// <summary>The words a text holds inside its lines: they tell whether <c>re-\nport</c> was <c>report</c>, and <c>well-\nknown</c> not <c>wellknown</c>.</summary>
internal sealed class Vocabulary
{
    /// <summary>Words past this many, and longer ones, are not learnt: a bound on memory, not on correctness.</summary>
    private const int MaxWords = 50_000;
    private const int MaxLength = 40;

    private readonly HashSet<string> words = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> lookup;

    public Vocabulary() => lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Learns the words of a line but for its first and last, which may be parts of one.</summary>
    public void Learn(ReadOnlySpan<char> line)
    {
        var first = true;
        for (var i = 0; i < line.Length && words.Count < MaxWords; i++)
        {
            if (!char.IsLetter(line[i]))
                continue;
            var start = i;
            while (i < line.Length && (char.IsLetter(line[i]) || (line[i] == '-' && i + 1 < line.Length && char.IsLetter(line[i + 1]))))
                i++;
            if (!first && i < line.Length && line[i] != LineEnds.SoftHyphen && !(line[i] == '-' && i == line.Length - 1) && i - start is >= 4 and <= MaxLength)
                lookup.Add(line[start..i]);
            first = false;
        }
    }

    /// <summary>Whether the text holds the two parts as one word, with <paramref name="between"/> between them.</summary>
    public bool Holds(ReadOnlySpan<char> head, string between, ReadOnlySpan<char> tail)
    {
        var length = head.Length + between.Length + tail.Length;
        if (length > MaxLength)
            return false;
        Span<char> word = stackalloc char[length];
        head.CopyTo(word);
        between.CopyTo(word[head.Length..]);
        tail.CopyTo(word[(head.Length + between.Length)..]);
        return lookup.Contains(word);
    }
}
