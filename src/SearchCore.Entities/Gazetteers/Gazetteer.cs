using SearchCore.Entities.Text;

namespace SearchCore.Entities.Gazetteers;

/// <summary>Everything known before a text is read: words with their traits, and phrases with what they name.</summary>
/// <remarks>Immutable once built, so any number of threads read it.</remarks>
internal sealed class Gazetteer
{
    private readonly PhraseTrie phrases = new();
    private readonly List<Entry> entries = [];
    private readonly TokenList scratch = new();
    private uint[] traits = new uint[1 << 16];
    private WordIndex? words;

    public TermTable Terms { get; } = new();

    /// <summary>Whether the user's own gazetteer has phrases.</summary>
    public bool HasUserPhrases { get; private set; }

    public Traits Traits(int term) => (uint)term < (uint)traits.Length ? (Traits)traits[term] : Gazetteers.Traits.None;

    /// <summary>The id of a folded word, or -1, and what is known of it; while the gazetteer is built every word gets an id.</summary>
    public (int Term, Traits Traits) Resolve(ReadOnlySpan<char> folded, ulong hash)
    {
        if (words is not null)
        {
            return words.Find(hash);
        }

        var term = AddTerm(folded);
        return (term, Traits(term));
    }

    /// <summary>The longest phrase that begins at a word; <paramref name="user"/> asks for the user's phrases alone.</summary>
    public Match Longest(TokenList tokens, int start, int limit, bool user = false)
    {
        var term = tokens[start].Term;
        var node = term < 0 ? 0 : phrases.First(term);
        var best = default(Match);
        for (var i = start; node != 0;)
        {
            var entry = phrases.Entry(node);
            if (entry >= 0 && Fits(entries[entry], tokens, start, i, user))
            {
                best = new Match(entries[entry], i - start + 1);
            }

            if (++i >= limit || !Joins(ref tokens[i]))
            {
                break;
            }

            node = phrases.Next(node, tokens[i].Term);
        }

        return best;
    }

    /// <summary>The entry of a text that is one phrase from its beginning to its end, whatever its conditions; null where it is none.</summary>
    public Entry? Whole(ReadOnlySpan<char> text, TokenList tokens)
    {
        Tokenizer.Run(text, 0, text.Length, this, tokens);
        var node = tokens.Count == 0 || tokens[0].Term < 0 ? 0 : phrases.First(tokens[0].Term);
        for (var i = 1; i < tokens.Count && node != 0; i++)
        {
            node = Joins(ref tokens[i]) ? phrases.Next(node, tokens[i].Term) : 0;
        }

        return node != 0 && phrases.Entry(node) is >= 0 and var entry ? entries[entry] : null;
    }

    public void AddTrait(ReadOnlySpan<char> word, Traits trait)
    {
        Span<char> folded = stackalloc char[64];
        if (word.Length > folded.Length)
        {
            return;
        }

        var length = 0;
        foreach (var c in word)
        {
            var f = c is '\'' or '\u2019' ? '\0' : Folding.Fold(c);
            if (f != '\0')
            {
                folded[length++] = f;
            }
        }

        traits[AddTerm(folded[..length])] |= (uint)trait;
    }

    /// <summary>Adds a phrase; where it is there already the first one stays, marked as ambiguous if the other is of another kind.</summary>
    public void AddPhrase(string phrase, Entry entry)
    {
        scratch.Clear();
        Tokenizer.Run(phrase, 0, phrase.Length, this, scratch);
        if (scratch.Count == 0)
        {
            return;
        }

        var terms = new int[scratch.Count];
        for (var i = 0; i < terms.Length; i++)
        {
            terms[i] = scratch[i].Term;
            if (terms[i] < 0)
            {
                return;
            }
        }

        ref var last = ref scratch[scratch.Count - 1];
        if (last.Has(TokenFlags.Possessive))
        {
            entry = entry with { Flags = entry.Flags | EntryFlags.Possessive };
        }

        if (terms.Length == 1 && last.Shape == Shape.AllCaps && !entry.Has(EntryFlags.User)
            && (phrase.Length <= 3 || (Traits(terms[0]) & (Gazetteers.Traits.Common | Gazetteers.Traits.CommonOrName)) != 0))
        {
            entry = entry with { Flags = entry.Flags | EntryFlags.CapitalsOnly };
        }

        var node = phrases.Add(terms);
        var present = phrases.Entry(node);
        if (present < 0 || entry.Has(EntryFlags.User))
        {
            phrases.SetEntry(node, entries.Count);
            entries.Add(entry);
        }
        else if (entries[present].Class != entry.Class && !entries[present].Has(EntryFlags.User))
        {
            entries[present] = entries[present] with { Flags = entries[present].Flags | EntryFlags.Ambiguous };
        }

        if (entry.Has(EntryFlags.User))
        {
            HasUserPhrases = true;
            traits[terms[0]] |= (uint)Gazetteers.Traits.StartsUserPhrase;
        }
    }

    /// <summary>Ends the building: from now on nothing changes.</summary>
    public Gazetteer Freeze()
    {
        words = new WordIndex(Terms, Traits);
        return this;
    }

    private static bool Joins(ref Token token) =>
        (token.Gap & ~(Gap.Space | Gap.Hyphen | Gap.Abbreviation | Gap.Ampersand | Gap.Line | Gap.Slash)) == 0;

    private static bool Fits(Entry entry, TokenList tokens, int first, int last, bool user)
    {
        if (user != entry.Has(EntryFlags.User))
        {
            return false;
        }

        if (entry.Has(EntryFlags.Possessive) && !tokens[last].Has(TokenFlags.Possessive))
        {
            return false;
        }

        if (entry.Has(EntryFlags.AnyCase))
        {
            return true;
        }

        if (entry.Has(EntryFlags.CapitalsOnly))
        {
            return tokens[first].Shape is Shape.AllCaps or Shape.Dotted && !tokens[first].Has(TokenFlags.Headline);
        }

        // The small words inside a phrase may be written small, its ends may not, but for al-Qaeda and bin Laden.
        if (!tokens[last].IsCapital && tokens[last].Shape != Shape.Number)
        {
            return false;
        }

        for (var i = first; i < last; i++)
        {
            if (tokens[i].Shape == Shape.Lower && tokens[i].End - tokens[i].Start > 3)
            {
                return false;
            }
        }

        return true;
    }

    private int AddTerm(ReadOnlySpan<char> folded)
    {
        var id = Terms.Add(folded);
        if (id >= traits.Length)
        {
            Array.Resize(ref traits, traits.Length * 2);
        }

        return id;
    }
}
