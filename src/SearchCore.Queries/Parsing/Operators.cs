using System.Globalization;

namespace SearchCore.Queries;

/// <summary>Which words of a query are operators, and what they stand for.</summary>
internal static class Operators
{
    /// <summary>Stands for a number that is missing.</summary>
    public const int Missing = -1;

    /// <summary>The operator a word is, as a token without a place; <see cref="TokenKind.Word"/> where it is none. A number too large to read is the largest there is.</summary>
    public static Token Read(ReadOnlySpan<char> word, bool factiva)
    {
        switch (word)
        {
            case "AND" or "&&":
                return new(TokenKind.And, 0, 0);
            case "OR":
                return new(TokenKind.Or, 0, 0);
            case "NOT":
                return new(TokenKind.Not, 0, 0);
        }

        return factiva ? ReadFactiva(word) : ReadOwn(word);
    }

    private static Token ReadOwn(ReadOnlySpan<char> word)
    {
        if (Is(word, "/S") || Is(word, "W/S"))
        {
            return Near(new(ProximityUnit.Sentence));
        }

        if (Is(word, "/P") || Is(word, "W/P"))
        {
            return Near(new(ProximityUnit.Paragraph));
        }

        return TryNumber(word, "W/", out var number) || TryNumber(word, "NEAR/", out number) ? Near(new(ProximityUnit.Words, number))
            : TryNumber(word, "PRE/", out number) ? Near(new(ProximityUnit.Words, number, InOrder: true))
            : TryNumber(word, "FIRST/", out number) ? new(TokenKind.First, 0, 0, number)
            : TryNumber(word, "ATLEAST", out number) && number != Missing ? new(TokenKind.AtLeast, 0, 0, number)
            : new(TokenKind.Word, 0, 0);
    }

    private static Token ReadFactiva(ReadOnlySpan<char> word)
    {
        if (Is(word, "and") || Is(word, "or") || Is(word, "not"))
        {
            return new(Is(word, "and") ? TokenKind.And : Is(word, "or") ? TokenKind.Or : TokenKind.Not, 0, 0);
        }

        if (Is(word, "same"))
        {
            return Near(new(ProximityUnit.Paragraph));
        }

        if (Is(word, "adj"))
        {
            return Near(new(ProximityUnit.Words, 1, InOrder: true));
        }

        return TryNumber(word, "w/", out var number) || (TryNumber(word, "adj", out number) && number != Missing) ? Near(new(ProximityUnit.Words, number, InOrder: true))
            : (TryNumber(word, "near", out number) && number != Missing) || TryNumber(word, "near/", out number) ? Near(new(ProximityUnit.Words, number))
            : TryNumber(word, "atleast", out number) && number != Missing ? new(TokenKind.AtLeast, 0, 0, number)
            : new(TokenKind.Word, 0, 0);
    }

    private static Token Near(Proximity proximity) => new(TokenKind.Near, 0, 0, 0, proximity);

    private static bool Is(ReadOnlySpan<char> word, string name) => word.Equals(name, StringComparison.OrdinalIgnoreCase);

    // The name with a number behind it, or the name alone where it ends in a slash.
    private static bool TryNumber(ReadOnlySpan<char> word, string name, out int number)
    {
        number = Missing;
        if (!word.StartsWith(name, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var digits = word[name.Length..];
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
        {
            return digits.IsEmpty;
        }

        number = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : int.MaxValue;
        return true;
    }
}
