namespace SearchCore.Entities.Text;

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

    /// <summary>A sign that is no blank stands directly before the word: <c>@ # _ \</c>.</summary>
    Glued = 1 << 15,
}
