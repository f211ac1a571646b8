using System.Globalization;

namespace SearchCore.Queries.Syntax;

/// <summary>Words that other products take for operators of proximity: <c>NEAR5</c>, <c>WITHIN/5</c>, <c>/5</c>.</summary>
internal static class Lookalike
{
    private static readonly (string Name, string Means)[] Names =
        [("ONEAR", "PRE/"), ("NEAR", "NEAR/"), ("WITHIN", "W/"), ("ADJ", "PRE/"), ("PRE", "PRE/"), ("W", "W/"), ("N", "W/"), ("", "W/")];

    /// <summary>What is written for a word that looks like an operator; null where it does not. <c>W3</c> and <c>N95</c> do not.</summary>
    public static string? Of(ReadOnlySpan<char> word)
    {
        foreach (var (name, means) in Names)
        {
            if (!word.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            // A name of one letter needs its slash, and one in small letters too: "near5" may be anything.
            var rest = word[name.Length..];
            var slash = rest.StartsWith('/') || rest.StartsWith('~');
            var number = slash ? rest[1..] : rest;
            if (number.Length is > 0 and <= 4 && !number.ContainsAnyExceptInRange('0', '9')
                && (slash || (name.Length > 2 && word.StartsWith(name, StringComparison.Ordinal))))
            {
                return string.Create(CultureInfo.InvariantCulture, $"{means}{number}");
            }
        }

        return null;
    }
}
