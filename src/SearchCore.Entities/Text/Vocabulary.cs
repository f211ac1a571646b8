namespace SearchCore.Entities.Text;

/// <summary>The words that are known before a text is read, each with an id and its traits.</summary>
/// <remarks>Filled by one thread and then frozen; once frozen it is immutable, and any number of threads read it.</remarks>
internal sealed class Vocabulary
{
    /// <summary>No word with traits is longer; in UTF-16 code units.</summary>
    private const int MaxWord = 64;

    private readonly TermTable terms = new();
    private Traits[] traits = new Traits[1 << 16];
    private WordIndex? frozen;

    /// <summary>A word's id, or -1, and its traits. Until the vocabulary is frozen a new word gets an id.</summary>
    /// <param name="folded">The folded word.</param>
    /// <param name="hash">Its <see cref="TermTable.Hash"/>.</param>
    public (int Term, Traits Traits) Resolve(ReadOnlySpan<char> folded, ulong hash)
    {
        if (frozen is not null)
        {
            return frozen.Find(hash);
        }

        var term = Add(folded);
        return (term, traits[term]);
    }

    /// <summary>Whether the vocabulary, frozen or not, holds a folded word.</summary>
    public bool Knows(ReadOnlySpan<char> folded, ulong hash) => (frozen?.Find(hash).Term ?? terms.Find(folded, hash)) >= 0;

    /// <summary>The folded word with an id.</summary>
    public ReadOnlySpan<char> Text(int term) => terms.Text(term);

    /// <summary>The traits of the word with an id.</summary>
    public Traits TraitsOf(int term) => traits[term];

    /// <summary>Gives a word a further trait; apostrophes in it are left out, as they are in texts.</summary>
    public void AddTrait(ReadOnlySpan<char> word, Traits trait)
    {
        if (word.Length > MaxWord)
        {
            return;
        }

        Span<char> folded = stackalloc char[MaxWord + Folding.Longest];
        var length = 0;
        foreach (var c in word)
        {
            length += Folding.Fold(c, folded[length..]);
            if (length > MaxWord)
            {
                return;
            }
        }

        AddTrait(Add(folded[..length]), trait);
    }

    /// <summary>Gives the word with an id a further trait.</summary>
    public void AddTrait(int term, Traits trait) => traits[term] |= trait;

    /// <summary>Ends the filling.</summary>
    public void Freeze() => frozen = new WordIndex(terms, TraitsOf);

    private int Add(ReadOnlySpan<char> folded)
    {
        var term = terms.Add(folded);
        if (term >= traits.Length)
        {
            Array.Resize(ref traits, traits.Length * 2);
        }

        return term;
    }
}
