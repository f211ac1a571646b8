namespace SearchCore.Entities.Text;

/// <summary>One word of a text, with what stands before it.</summary>
internal struct TextToken
{
    /// <summary>Its first UTF-16 code unit in the text.</summary>
    public int Start;

    /// <summary>The code unit after its last one, a possessive ending left out.</summary>
    public int End;

    /// <summary>The id of the folded word in the vocabulary, or -1.</summary>
    public int Term;

    /// <summary>What the vocabulary says of the word: read once, asked often.</summary>
    public Traits Traits;

    /// <summary>The word's entry in the document's memory, or -1.</summary>
    public int Memory;

    /// <summary>A hash of the folded word.</summary>
    public ulong Hash;
    public Gap Gap;
    public Shape Shape;
    public TokenFlags Flags;

    /// <summary>Its length in UTF-16 code units.</summary>
    public readonly int Length => End - Start;

    public readonly bool IsCapital => Shape >= Shape.Capitalized;

    public readonly bool Has(TokenFlags flag) => (Flags & flag) != 0;

    /// <summary>Whether the word has one of some traits.</summary>
    public readonly bool Is(Traits traits) => (Traits & traits) != 0;

    /// <summary>Whether one of some things stands before the word.</summary>
    public readonly bool GapHas(Gap gap) => (Gap & gap) != 0;

    /// <summary>Whether nothing but some things stands before the word.</summary>
    public readonly bool GapHasOnly(Gap gap) => (Gap & ~gap) == 0;
}
