using SearchCore.Entities.Text;

namespace SearchCore.Entities.Recognition;

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
    private int wordsRead;
    private int sportWords;
    private int teamRows;

    /// <summary>The people named in full.</summary>
    public List<string> People { get; } = [];

    /// <summary>The organizations whose abbreviation was introduced.</summary>
    public List<string> Organizations { get; } = [];

    public NameForms Forms { get; } = new();

    /// <summary>Parts of the companies that were named with their legal form.</summary>
    public NameParts Companies { get; } = new();

    /// <summary>What names of several words that no gazetteer knows were taken for.</summary>
    public NameVotes Votes { get; } = new();

    /// <summary>Family names of several words, of the people named in full.</summary>
    public NameParts FamilyNames { get; } = new();

    /// <summary>Whether the document is a page of sport, as far as it was read.</summary>
    public bool IsSport => sportWords > 0 && sportWords + teamRows >= 3 && (sportWords + teamRows) * 50 >= wordsRead;

    public ref WordMemory this[int index] => ref words[index];

    /// <summary>Takes in how the words of a block are written, and ties every word that may be a name to its entry.</summary>
    public void Record(TokenList tokens)
    {
        foreach (ref var token in tokens.Span)
        {
            wordsRead++;
            sportWords += token.Is(Traits.Sport) ? 1 : 0;
            teamRows += token.Has(TokenFlags.TeamRow) && token.Has(TokenFlags.LineStart) ? 1 : 0;
            if (IsNoName(in token))
            {
                continue;
            }

            token.Memory = Intern(token.Hash);
            if (token.Memory < 0 || token.Has(TokenFlags.Headline))
            {
                continue;
            }

            ref var word = ref words[token.Memory];
            if (token.Shape == Shape.Lower)
            {
                word.Small++;
            }
            else if (!token.Has(TokenFlags.SentenceStart) || token.Shape == Shape.Mixed)
            {
                word.Capitalized++;
            }
        }
    }

    /// <summary>
    /// Forgets the document; a table that grew large is given up, so that one long text does not hold its memory for good.
    /// </summary>
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
        Companies.Clear();
        Votes.Clear();
        FamilyNames.Clear();
        wordsRead = 0;
        sportWords = 0;
        teamRows = 0;
    }

    private static bool IsNoName(ref readonly TextToken token) =>
        token.Shape == Shape.Number
        || (token.Shape == Shape.Lower && (token.Traits & (Traits.Common | Traits.Surname)) == Traits.Common);

    // The word's entry, made where it is new; -1 where the memory is full.
    private int Intern(ulong hash)
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
