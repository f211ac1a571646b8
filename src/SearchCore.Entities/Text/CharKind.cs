namespace SearchCore.Entities.Text;

/// <summary>What a character is to a tokenizer. Those that can belong to a word stand first, letters and digits before all.</summary>
internal enum CharKind : byte
{
    Lower,
    Upper,
    Digit,

    /// <summary>Belongs to the word around it without being a letter of it: combining marks, soft hyphens, zero-width characters.</summary>
    Mark,
    Apostrophe,
    Backquote,
    Ampersand,
    Period,

    // From here on: never inside a word.
    Blank,
    LineBreak,
    ParagraphBreak,
    Comma,
    SentenceEnd,
    Hyphen,
    Dash,
    Quote,
    Open,

    /// <summary>Opens a stock exchange's sign for a company: <c>&lt;</c>.</summary>
    OpenAngle,
    Close,
    Colon,
    Slash,

    /// <summary>Stands before handles, tags and parts of names of files: <c>@ # _ \</c>.</summary>
    Prefix,
    Other,
}
