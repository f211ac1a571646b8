namespace SearchCore.Queries.Syntax;

/// <summary>
/// Operators between slashes, right after a word: <c>toyota/F50/</c>, within the first 50 words; <c>toyota/N3/recall</c>, at most 3 apart.
/// </summary>
internal static class SlashedOperator
{
    /// <summary>The length of the operator that a text begins with, slashes included; 0 where it begins with none.</summary>
    public static int Length(ReadOnlySpan<char> text)
    {
        if (text.Length < 4 || text[0] != '/' || text[1] is not ('F' or 'f' or 'N' or 'n'))
        {
            return 0;
        }

        var digits = text[2..].IndexOfAnyExceptInRange('0', '9');
        return digits > 0 && text[2 + digits] == '/' ? digits + 3 : 0;
    }

    /// <summary>The operator as a token without a place. A number too large to read is the largest there is.</summary>
    /// <param name="image">The operator with its slashes.</param>
    public static Token Read(ReadOnlySpan<char> image)
    {
        var number = int.TryParse(image[2..^1], out var value) ? value : int.MaxValue;
        return image[1] is 'F' or 'f'
            ? new(TokenKind.First, 0, 0, number)
            : new(TokenKind.Near, 0, 0, 0, new(ProximityUnit.Words, number));
    }
}
