namespace SearchCore.Entities.Text;

/// <summary>What is known of one occurrence of a word beyond its spelling.</summary>
[Flags]
internal enum TokenFlags : ushort
{
    None = 0,

    /// <summary>A possessive ending was cut off after the word.</summary>
    Possessive = 1 << 0,
    SentenceStart = 1 << 1,

    /// <summary>The word stands in a line whose capitals say nothing: a headline.</summary>
    Headline = 1 << 2,

    /// <summary>The line is a row of a table: mostly numbers and names.</summary>
    Table = 1 << 3,
    LineStart = 1 << 4,

    /// <summary>The word counts as capitalized, or would outside a headline.</summary>
    Name = 1 << 5,

    /// <summary>The word belongs to a company that ends in its legal form.</summary>
    Company = 1 << 6,

    /// <summary>The first word of such a company.</summary>
    CompanyStart = 1 << 7,

    /// <summary>The first word of a line that goes on with the line before it.</summary>
    Continued = 1 << 8,

    /// <summary>The line is a row of teams: names and whole columns of numbers, or who plays where.</summary>
    TeamRow = 1 << 9,
}
