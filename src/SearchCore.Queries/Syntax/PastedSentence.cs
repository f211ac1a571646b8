namespace SearchCore.Queries.Syntax;

/// <summary>
/// A sentence that was pasted and not written in the query language: its question marks are punctuation, and so is an asterisk behind
/// punctuation at its end (docs/query-language.md). Then they are blanks to the parser, so that places in the text stay what they are.
/// </summary>
/// <remarks>
/// It has two words or more, and nothing of the language: no operator, field, bracket that groups, sign, suffix or other wildcard. So
/// <c>colou?</c> alone, <c>(colou?)</c> and <c>wom?n colou?</c> are wildcards. Quotation marks and square brackets are in headlines too.
/// </remarks>
internal static class PastedSentence
{
    // A longer text is refused, or is no sentence.
    private const int Longest = 10_000;

    private static readonly char[] Blanks = [' ', '\t', '\r', '\n', '\u00A0'];

    private static readonly System.Buffers.SearchValues<char> OfTheLanguage = System.Buffers.SearchValues.Create("()|~^\\<>");

    /// <summary>The text with blanks in place of the marks that are punctuation; the text itself where there are none.</summary>
    /// <param name="text">The query.</param>
    /// <param name="marks">Where such a mark stands, in order.</param>
    public static string WithoutMarks(string text, out IReadOnlyList<int> marks)
    {
        marks = [];
        if (text.Length > Longest || !text.AsSpan().ContainsAny('?', '*') || Marks(text) is not { Count: > 0 } found)
        {
            return text;
        }

        var without = text.ToCharArray();
        foreach (var mark in found)
        {
            without[mark] = ' ';
        }

        marks = found;
        return new(without);
    }

    private static List<int> Marks(string text)
    {
        var marks = new List<int>();
        var (words, quoted) = (0, 0);
        var textEnd = text.AsSpan().TrimEnd().Length;
        for (var at = 0; at < text.Length;)
        {
            var end = text.AsSpan(at).IndexOfAny(Blanks) is var blank and >= 0 ? at + blank : text.Length;
            var chunk = text.AsSpan(at, end - at);
            if (IsOfTheLanguage(chunk))
            {
                return [];
            }

            // Inside of quotation marks they are no wildcards.
            for (var i = Math.Max(at, quoted); i < end; i++)
            {
                if (Quotes.IsQuote(text, i) && Quotes.FindEnd(text, i) is var close and > 0)
                {
                    i = quoted = close + 1;
                }
            }

            // What a word ends with: marks, and quotation marks and full stops among them.
            var letters = chunk.Length;
            while (letters > 0 && !char.IsLetterOrDigit(chunk[letters - 1]))
            {
                letters--;
            }

            if (at >= quoted && chunk[..letters].ContainsAny('?', '*'))
            {
                return [];
            }

            words += letters > 0 ? 1 : 0;
            var behind = chunk[letters..];
            var isLast = at + chunk.Length >= textEnd;
            if (at + letters >= quoted && behind.Contains('*') && !(isLast && (letters == 0 || behind[0] != '*')))
            {
                return [];
            }

            for (var i = letters; i < chunk.Length; i++)
            {
                if (chunk[i] is '?' or '*' && at + i >= quoted)
                {
                    marks.Add(at + i);
                }
            }

            at = end + 1;
        }

        return words > 1 ? marks : [];
    }

    private static bool IsOfTheLanguage(ReadOnlySpan<char> chunk) =>
        chunk is "AND" or "OR" or "NOT" || chunk.ContainsAny(OfTheLanguage)
        || chunk.StartsWith("&&") || OwnSyntax.Syntax.ReadOperator(chunk).Kind != TokenKind.Word
        || (chunk.Length > 1 && chunk[0] is '+' or '-' or '!' or '=' && char.IsLetterOrDigit(chunk[1]))
        || (chunk.IndexOf(':') is > 0 and var colon && colon < chunk.Length - 1);
}
