using SearchCore.Entities.Gazetteers;

namespace SearchCore.Entities.Text;

/// <summary>How a word is written.</summary>
internal enum Shape : byte
{
    Lower,
    Number,
    Capitalized,
    AllCaps,
    Mixed,

    /// <summary>One capital, with or without a period: <c>J.</c></summary>
    Initial,

    /// <summary>Capitals with periods: <c>U.S.</c></summary>
    Dotted,
}

/// <summary>What stands between a word and the word before it.</summary>
[Flags]
internal enum Gap : ushort
{
    None = 0,
    Space = 1 << 0,
    Line = 1 << 1,
    Paragraph = 1 << 2,
    SentenceEnd = 1 << 3,
    Comma = 1 << 4,

    /// <summary>A hyphen that touches both words.</summary>
    Hyphen = 1 << 5,
    Dash = 1 << 6,
    Quote = 1 << 7,
    Open = 1 << 8,
    Close = 1 << 9,
    Colon = 1 << 10,
    Ampersand = 1 << 11,
    Slash = 1 << 12,
    Other = 1 << 13,

    /// <summary>A period that belongs to the abbreviation before it: <c>Dr.</c></summary>
    Abbreviation = 1 << 14,

    /// <summary>A mark that is no blank stands directly before the word: <c>@ # / _</c>.</summary>
    Glued = 1 << 15,
}

[Flags]
internal enum TokenFlags : byte
{
    None = 0,

    /// <summary>A possessive ending was cut off behind the word.</summary>
    Possessive = 1 << 0,
    SentenceStart = 1 << 1,

    /// <summary>The word stands in a line whose capitals say nothing: a headline.</summary>
    Headline = 1 << 2,

    /// <summary>The line is a row of a table: mostly numbers and names.</summary>
    Table = 1 << 3,
    LineStart = 1 << 4,

    /// <summary>The word counts as capitalized, or would outside a headline.</summary>
    Name = 1 << 5,
}

/// <summary>One word of the text.</summary>
internal struct Token
{
    /// <summary>Its first UTF-16 code unit in the text.</summary>
    public int Start;

    /// <summary>The code unit behind its last one, a possessive ending left out.</summary>
    public int End;

    /// <summary>The id of the folded word in the gazetteer's terms, or -1.</summary>
    public int Term;

    /// <summary>What the gazetteer says of the word: read once, asked often.</summary>
    public Traits Traits;

    /// <summary>The word's entry in the document's memory, or -1.</summary>
    public int Memory;

    /// <summary>A hash of the folded word.</summary>
    public ulong Hash;
    public Gap Gap;
    public Shape Shape;
    public TokenFlags Flags;

    public readonly bool IsCapital => Shape >= Shape.Capitalized;

    public readonly bool Has(TokenFlags flag) => (Flags & flag) != 0;

    public readonly bool GapHas(Gap gap) => (Gap & gap) != 0;
}
