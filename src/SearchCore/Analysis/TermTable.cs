namespace SearchCore.Analysis;

/// <summary>
/// The terms of an index path by number, shared by the memos of its languages and by its fields of words. Not safe for use by two threads
/// at a time.
/// </summary>
/// <param name="hasExactForms">Whether words have exact forms, each of which knows its stem.</param>
/// <param name="hasWords">Whether the written forms of a segment's words are wanted.</param>
internal sealed class TermTable(bool hasExactForms = false, bool hasWords = false)
{
    // Whoever wants written forms is about to see an archive's words.
    private const int WordsOfAnArchive = 1 << 16;

    private int[] stems = [];

    /// <summary>The terms by number.</summary>
    public ByteKeys Terms { get; } = hasWords ? new(WordsOfAnArchive) : new();

    /// <summary>Whether numbers of words are those of exact forms.</summary>
    public bool HasExactForms => hasExactForms;

    /// <summary>By the number of an exact form that of its stem; empty where there are no exact forms.</summary>
    public ReadOnlySpan<int> Stems => hasExactForms ? stems : default;

    /// <summary>The written forms of the words that the segment has; null where none are wanted.</summary>
    public SegmentWords? Words { get; } = hasWords ? new(WordsOfAnArchive) : null;

    /// <summary>The memory it holds.</summary>
    public long Bytes => Terms.Bytes + (stems.Length * (long)sizeof(int)) + (Words?.Bytes ?? 0);

    /// <summary>Of it, what is in use.</summary>
    public long UsedBytes => Terms.UsedBytes + (Words?.UsedBytes ?? 0);

    /// <summary>Adds an exact form, or finds it.</summary>
    /// <param name="form">The term.</param>
    /// <param name="stem">The number of its stem.</param>
    /// <returns>Its number.</returns>
    public int AddForm(ReadOnlySpan<byte> form, int stem)
    {
        var number = Terms.Add(form);
        if (number >= stems.Length)
        {
            Array.Resize(ref stems, Capacity.For(number + 1));
        }

        stems[number] = stem;
        return number;
    }

    /// <summary>Forgets everything; the memory is kept.</summary>
    public void Clear()
    {
        Terms.Clear();
        Words?.Clear();
    }

    /// <summary>The same, and gives back the memory that it has grown to.</summary>
    public void Release()
    {
        Terms.Release();
        Words?.Release();
        stems = [];
    }
}
