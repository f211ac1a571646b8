using System.Globalization;

namespace SearchCore.Queries.Syntax;

/// <summary>Whether an operator's name has a number right after it.</summary>
internal enum OperatorNumber
{
    None,

    /// <summary>A number belongs there; without one the word is still the operator, so that the mistake can be reported.</summary>
    Expected,

    /// <summary>Without a number it is an ordinary word.</summary>
    Required,

    /// <summary>It is the operator with a number and without.</summary>
    Optional,
}

/// <summary>One way to write an operator: a row of the table in a <see cref="QuerySyntax"/>. Case does not matter.</summary>
/// <param name="name">What its word is, or begins with where a number follows.</param>
/// <param name="kind">What it stands for.</param>
/// <param name="number">Whether a number follows.</param>
/// <param name="proximity">What a <see cref="TokenKind.Near"/> asks for; the number, where there is one, becomes its distance.</param>
internal sealed class OperatorForm(
    string name, TokenKind kind, OperatorNumber number = OperatorNumber.None, Proximity proximity = default)
{
    /// <summary>Stands for a number that is expected and missing.</summary>
    public const int Missing = -1;

    /// <summary>Whether only this very writing is meant.</summary>
    public bool MatchesCase { get; init; }

    /// <summary>Whether a word is this operator. A number too large to read is the largest there is.</summary>
    /// <param name="word">The whole word.</param>
    /// <param name="token">The operator, without a place.</param>
    public bool TryRead(ReadOnlySpan<char> word, out Token token)
    {
        token = default;
        if (!word.StartsWith(name, MatchesCase ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var digits = word[name.Length..];
        if (digits.IsEmpty ? number == OperatorNumber.Required : number == OperatorNumber.None || digits.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        var value = digits.IsEmpty ? number == OperatorNumber.Optional ? 0 : Missing
            : int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read
            : int.MaxValue;
        token = number == OperatorNumber.None ? new(kind, 0, 0, 0, proximity)
            : kind == TokenKind.Near ? new(kind, 0, 0, 0, proximity with { Distance = value })
            : new(kind, 0, 0, value);
        return true;
    }
}
