namespace SearchCore.Entities.Recognition;

/// <summary>What one document has shown of a word so far.</summary>
internal struct WordMemory
{
    public ulong Hash;

    /// <summary>How often it stood capitalized where only a name is.</summary>
    public int Capitalized;

    /// <summary>How often it was written small.</summary>
    public int Small;

    /// <summary>Index of the person last named in full with this word at an end, plus one.</summary>
    public int Person;

    /// <summary>Index of the organization that a bracket behind its name abbreviates by this word, plus one.</summary>
    public int Abbreviates;

    /// <summary>How often a candidate of this word alone was taken for each kind, by strength.</summary>
    public int PersonVotes, OrganizationVotes, PlaceVotes;
}

/// <summary>A document's words that may be names, kept from its first block to its last.</summary>
/// <remarks>
/// Ordinary words written small are not kept, so the table stays as small as the document's stock of names; it stops growing at a
/// bound that no article reaches, and what comes later goes without memory.
/// </remarks>
internal sealed class DocumentMemory
{
    private const int MostWords = 1 << 17;
    private const int KeptSlots = 1 << 13;

    private int[] slots = new int[1 << 11];
    private WordMemory[] words = new WordMemory[1 << 9];
    private int count;

    /// <summary>The people named in full.</summary>
    public List<string> People { get; } = [];

    /// <summary>The organizations whose abbreviation was introduced.</summary>
    public List<string> Organizations { get; } = [];

    public NameForms Forms { get; } = new();

    public int SportWords { get; set; }

    public int Words { get; set; }

    public ref WordMemory this[int index] => ref words[index];

    /// <summary>The word's entry, made where it is new; -1 where the memory is full.</summary>
    public int Intern(ulong hash)
    {
        var mask = slots.Length - 1;
        var slot = (int)(hash >> 13) & mask;
        for (; slots[slot] != 0; slot = (slot + 1) & mask)
        {
            if (words[slots[slot] - 1].Hash == hash)
            {
                return slots[slot] - 1;
            }
        }

        if (count == MostWords)
        {
            return -1;
        }

        if (count == words.Length)
        {
            Array.Resize(ref words, count * 2);
            Grow();
            return Intern(hash);
        }

        words[count] = new WordMemory { Hash = hash };
        slots[slot] = ++count;
        return count - 1;
    }

    public void Clear()
    {
        if (slots.Length > KeptSlots)
        {
            slots = new int[1 << 11];
            words = new WordMemory[1 << 9];
        }
        else
        {
            slots.AsSpan().Clear();
        }

        count = 0;
        People.Clear();
        Organizations.Clear();
        Forms.Clear();
        SportWords = 0;
        Words = 0;
    }

    private void Grow()
    {
        slots = new int[words.Length * 4];
        var mask = slots.Length - 1;
        for (var i = 0; i < count; i++)
        {
            var slot = (int)(words[i].Hash >> 13) & mask;
            while (slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            slots[slot] = i + 1;
        }
    }
}
