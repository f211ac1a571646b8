namespace SearchCore.Queries.Syntax;

/// <summary>
/// One dialect of the query language: everything in which the lexer and the parser treat it differently from another. Brackets, quotation
/// marks, wildcards, escapes, suffixes, the names of fields and what stands after the bar are the same in all of them. Immutable.
/// </summary>
/// <param name="operators">How operators are written; the first row that fits a word counts.</param>
/// <param name="fieldCodes">Short names of fields besides the common ones, in lower case, and the fields they stand for.</param>
internal sealed class QuerySyntax(OperatorForm[] operators, params (string Code, string Field)[] fieldCodes)
{
    private const int LongestCode = 8;

    /// <summary>
    /// Whether operands without an operator between them are words of a phrase; otherwise <see cref="QueryTextOptions.DefaultOperator"/>
    /// joins them.
    /// </summary>
    public bool NeighboursArePhrases { get; init; }

    /// <summary>Whether <c>/F50/</c> and <c>/N3/</c> may be written right after a word; see <see cref="SlashedOperator"/>.</summary>
    public bool HasSlashedOperators { get; init; }

    /// <summary>
    /// Whether a range of dates needs no field: <c>2017-11..2018-01</c>. Then a date without one, which is searched as words, is warned of.
    /// </summary>
    public bool HasBareDateRanges { get; init; }

    /// <summary>Words that are searched as such though other products take them for operators of proximity.</summary>
    public string[] Lookalikes { get; init; } = [];

    /// <summary>What is written instead of a lookalike.</summary>
    public string LookalikesMean { get; init; } = string.Empty;

    /// <summary>How it is written, up to its number, that two things are not within so many words of each other.</summary>
    public required string NotNear { get; init; }

    /// <summary>The operator that a word is, as a token without a place; <see cref="TokenKind.Word"/> where it is none.</summary>
    public Token ReadOperator(ReadOnlySpan<char> word)
    {
        foreach (var form in operators)
        {
            if (form.TryRead(word, out var token))
            {
                return token;
            }
        }

        return new(TokenKind.Word, 0, 0);
    }

    /// <summary>The field that a code stands for, in any case, or null.</summary>
    public string? FieldOf(ReadOnlySpan<char> code)
    {
        if (fieldCodes.Length == 0)
        {
            return null;
        }

        Span<char> lower = stackalloc char[LongestCode];
        var length = code.ToLowerInvariant(lower);
        foreach (var (known, field) in fieldCodes)
        {
            if (length == known.Length && lower[..length].SequenceEqual(known))
            {
                return field;
            }
        }

        return null;
    }

    /// <summary>The length of the slashed operator that a text begins with; 0 where it begins with none.</summary>
    public int SlashedLength(ReadOnlySpan<char> text) => HasSlashedOperators ? SlashedOperator.Length(text) : 0;
}
