using SearchCore.Entities.Text;

namespace SearchCore.Entities.Gazetteers;

/// <summary>Everything known before a text is read: words with their traits, and phrases with what they name.</summary>
/// <remarks>Filled by one thread and then frozen; once frozen it is immutable, and any number of threads read it.</remarks>
internal sealed class Gazetteer
{
    private const Gap InPhrase = Gap.Space | Gap.Hyphen | Gap.Abbreviation | Gap.Ampersand | Gap.Line | Gap.Slash;

    private readonly PhraseTrie phrases = new();
    private readonly List<Entry> entries = [];
    private readonly TokenList scratch = new();

    public Vocabulary Vocabulary { get; } = new();

    /// <summary>Whether the user's own gazetteer has phrases.</summary>
    public bool HasUserPhrases { get; private set; }

    /// <summary>The longest built-in phrase that begins at a word.</summary>
    /// <param name="tokens">The words of the text.</param>
    /// <param name="start">The first word.</param>
    /// <param name="limit">The word at which a phrase has to have ended (exclusive).</param>
    public PhraseMatch Longest(TokenList tokens, int start, int limit) => Longest(tokens, start, limit, user: false);

    /// <summary>The longest phrase of the user's own that begins at a word.</summary>
    /// <inheritdoc cref="Longest(TokenList, int, int)"/>
    public PhraseMatch LongestOfUser(TokenList tokens, int start, int limit) => Longest(tokens, start, limit, user: true);

    /// <summary>
    /// The entry of a text that is one phrase from its beginning to its end, whatever its conditions; null where it is none.
    /// </summary>
    public Entry? Whole(ReadOnlySpan<char> text)
    {
        var tokens = new TokenList();
        Tokenizer.Run(text, 0, text.Length, Vocabulary, tokens);
        var node = tokens.Count == 0 ? 0 : phrases.First(tokens[0].Term);
        for (var i = 1; i < tokens.Count && node != 0; i++)
        {
            node = tokens[i].GapHasOnly(InPhrase) ? phrases.Next(node, tokens[i].Term) : 0;
        }

        return node != 0 && phrases.Entry(node) is >= 0 and var entry ? entries[entry] : null;
    }

    /// <summary>
    /// Adds a phrase. Where it is there already the first one stays, marked as ambiguous if the other is of another kind; a phrase of the
    /// user takes its place. A text without words, or with one that is too long, is no phrase and is left out.
    /// </summary>
    public void AddPhrase(string phrase, Entry entry)
    {
        scratch.Clear();
        Tokenizer.Run(phrase, 0, phrase.Length, Vocabulary, scratch);
        var terms = new int[scratch.Count];
        for (var i = 0; i < terms.Length; i++)
        {
            terms[i] = scratch[i].Term;
        }

        if (terms.Length == 0 || terms.AsSpan().Contains(-1))
        {
            return;
        }

        var flags = FlagsOf(phrase, entry);
        if (flags != EntryFlags.None)
        {
            entry = entry with { Flags = entry.Flags | flags };
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
            Vocabulary.AddTrait(terms[0], Traits.StartsUserPhrase);
        }
    }

    /// <summary>Ends the building: from now on nothing changes.</summary>
    public Gazetteer Freeze()
    {
        Vocabulary.Freeze();
        return this;
    }

    // What the phrase that was just broken into words demands by its own spelling.
    private EntryFlags FlagsOf(string phrase, Entry entry)
    {
        ref var last = ref scratch[scratch.Count - 1];
        var flags = last.Has(TokenFlags.Possessive) ? EntryFlags.Possessive : EntryFlags.None;
        var acronym = scratch.Count == 1 && last.Shape == Shape.AllCaps;
        var isAlsoWord = phrase.Length <= 3 || last.Is(Traits.Common | Traits.CommonOrName);
        return acronym && isAlsoWord && !entry.Has(EntryFlags.User) ? flags | EntryFlags.CapitalsOnly : flags;
    }

    private PhraseMatch Longest(TokenList tokens, int start, int limit, bool user)
    {
        var node = phrases.First(tokens[start].Term);
        var best = default(PhraseMatch);
        for (var i = start; node != 0;)
        {
            var entry = phrases.Entry(node);
            if (entry >= 0 && Fits(entries[entry], tokens, start, i, user))
            {
                best = new PhraseMatch(entries[entry], i - start + 1);
            }

            if (++i >= limit || !tokens[i].GapHasOnly(InPhrase))
            {
                break;
            }

            node = phrases.Next(node, tokens[i].Term);
        }

        return best;
    }

    // Whether the words from the first to the last (inclusive) are written as the entry demands.
    private static bool Fits(Entry entry, TokenList tokens, int first, int last, bool user)
    {
        if (entry.Has(EntryFlags.User) != user || (entry.Has(EntryFlags.Possessive) && !tokens[last].Has(TokenFlags.Possessive)))
        {
            return false;
        }

        if (entry.Has(EntryFlags.AnyCase))
        {
            return true;
        }

        if (entry.Has(EntryFlags.CapitalsOnly))
        {
            const Traits AlsoWord = Traits.Common | Traits.CommonOrName | Traits.Function;
            return tokens[first].Shape is Shape.AllCaps or Shape.Dotted
                && !(tokens[first].Has(TokenFlags.Headline) && (entry.Class != EntryClass.Organization || tokens[first].Is(AlsoWord)));
        }

        return HasCapitals(tokens, first, last);
    }

    // The short words inside a phrase may be written small, its ends may not, but for the first of al-Qaeda and bin Laden.
    private static bool HasCapitals(TokenList tokens, int first, int last)
    {
        const int LongestSmall = 3;
        if (!tokens[last].IsCapital && tokens[last].Shape != Shape.Number)
        {
            return false;
        }

        for (var i = first; i < last; i++)
        {
            if (tokens[i].Shape == Shape.Lower && tokens[i].Length > LongestSmall)
            {
                return false;
            }
        }

        return true;
    }
}
