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
