namespace SearchCore.Queries.Syntax;

internal enum TokenKind
{
    End,

    /// <summary>Letters up to a blank or an operator, escapes still inside.</summary>
    Word,

    /// <summary>Text in quotation marks; the span includes them.</summary>
    Phrase,

    /// <summary>An equals sign right before a word or phrase.</summary>
    Exact,
    Open,
    Close,
    And,
    Or,
    Not,
    Plus,
    Minus,

    /// <summary>A name with a colon after it; the span is the name's.</summary>
    Field,

    /// <summary>A date field's name with a comparison after it; the span is the name's.</summary>
    Compare,

    /// <summary>From <c>[</c> or <c>{</c> to its end.</summary>
    Range,

    /// <summary>An operator of proximity between two things.</summary>
    Near,
    AtLeast,
    First,

    /// <summary>A tilde right after something, with what follows it.</summary>
    Tilde,

    /// <summary>A caret right after something, with what follows it.</summary>
    Caret,

    /// <summary>An operator where none can be.</summary>
    Stray,
}

/// <summary>A piece of a query's text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Its first UTF-16 unit.</param>
/// <param name="End">The unit after its last.</param>
/// <param name="Number">The number of <c>ATLEASTn</c> and <c>FIRST/n</c>; the relation of a comparison.</param>
/// <param name="Proximity">The operator of a <see cref="TokenKind.Near"/>.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int End, int Number = 0, Proximity Proximity = default)
{
    public (int Start, int End) Span => (Start, End);

    /// <summary>Whether something to search for may begin with it.</summary>
    public bool BeginsOperand => IsSign
        || Kind is TokenKind.Word or TokenKind.Phrase or TokenKind.Exact or TokenKind.Open or TokenKind.Field or TokenKind.Compare
        or TokenKind.Range or TokenKind.AtLeast or TokenKind.First or TokenKind.Stray;

    /// <summary>Whether it says how what follows it counts.</summary>
    public bool IsSign => Kind is TokenKind.Not or TokenKind.Plus or TokenKind.Minus;
}
