namespace SearchCore.Cli.Interactive.Completion;

/// <summary>What stands at the cursor of a query that is being typed.</summary>
internal enum PlaceKind
{
    /// <summary>A word, the beginning of a field or of an operator.</summary>
    Word,

    /// <summary>A word of a phrase.</summary>
    PhraseWord,

    /// <summary>A value of a field.</summary>
    Value,

    /// <summary>What is to be done with the hits: the first word behind a bar.</summary>
    Directive,

    /// <summary>What follows such a word.</summary>
    DirectiveArgument,
}

/// <summary>Where the cursor stands in a query, found without reading the query: it is unfinished.</summary>
/// <param name="Kind">What stands there.</param>
/// <param name="Start">Where that begins, in UTF-16 units; it ends at the cursor.</param>
/// <param name="Typed">What was typed of it, without an opening quotation mark.</param>
/// <param name="Name">The field of a value, or the word of a directive, in lower case; else empty.</param>
/// <param name="InGroup">Whether a value stands between brackets, where it ends at a comma.</param>
/// <param name="IsFirst">Whether nothing stands before it.</param>
internal sealed record QueryPlace(PlaceKind Kind, int Start, string Typed, string Name = "", bool InGroup = false, bool IsFirst = false)
{
    /// <summary>The place of a cursor.</summary>
    public static QueryPlace Of(string text, int cursor)
    {
        int token = 0, part = 0;
        int? quote = null, bar = null;
        var groups = new Stack<string>();
        for (var i = 0; i < cursor; i++)
        {
            var c = text[i];
            if (c == '\\')
            {
                i++;
            }
            else if (c is '"' or '“' or '”')
            {
                quote = quote is null ? i : null;
            }
            else if (quote is null)
            {
                switch (c)
                {
                    case '(':
                        groups.Push(
                            Field(text[token..i]) is ({ Length: > 0 } name, "") ? name : groups.TryPeek(out var around) ? around : "");
                        (token, part) = (i + 1, i + 1);
                        break;
                    case ')':
                        groups.TryPop(out _);
                        (token, part) = (i + 1, i + 1);
                        break;
                    case ',':
                        (token, part) = (i + 1, i + 1);
                        break;
                    case '|' when groups.Count == 0:
                        (token, part, bar) = (i + 1, i + 1, i + 1);
                        break;
                    default:
                        token = char.IsWhiteSpace(c) ? i + 1 : token;
                        break;
                }
            }
        }

        var (field, value) = Field(text[token..cursor]);
        if (field.Length > 0)
        {
            return new(PlaceKind.Value, cursor - value.Length, Unquoted(value), field);
        }

        if (groups.TryPeek(out var group) && group.Length > 0)
        {
            var start = part;
            while (start < cursor && char.IsWhiteSpace(text[start]))
            {
                start++;
            }

            return new(PlaceKind.Value, start, Unquoted(text[start..cursor]), group, InGroup: true);
        }

        if (quote is not null)
        {
            var start = Math.Max(quote.Value + 1, text.AsSpan(0, cursor).LastIndexOfAny(' ', '\n') + 1);
            return new(PlaceKind.PhraseWord, start, text[start..cursor]);
        }

        return bar is { } behind ? AfterBar(text, behind, token, cursor) : Plain(text, token, cursor);
    }

    private static QueryPlace Plain(string text, int token, int cursor)
    {
        var start = token;
        while (start < cursor && text[start] is '+' or '-' or '=')
        {
            start++;
        }

        return new(PlaceKind.Word, start, text[start..cursor], IsFirst: string.IsNullOrWhiteSpace(text[..token]));
    }

    private static QueryPlace AfterBar(string text, int bar, int token, int cursor)
    {
        var words = text[bar..token].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0
            ? new(PlaceKind.Directive, token, text[token..cursor])
            : new(PlaceKind.DirectiveArgument, token, text[token..cursor], words[0].ToLowerInvariant());
    }

    // The field and the value of "place:syr" and "date>=2017"; no field where there is none.
    private static (string Name, string Value) Field(string token)
    {
        var start = 0;
        while (start < token.Length && token[start] is '+' or '-')
        {
            start++;
        }

        var end = start;
        while (end < token.Length && (char.IsAsciiLetterOrDigit(token[end]) || token[end] == '-'))
        {
            end++;
        }

        var sign = end;
        while (sign < token.Length && sign < end + 2 && token[sign] is ':' or '>' or '<' or '=')
        {
            sign++;
        }

        return end > start && sign > end && token[end] is ':' or '>' or '<' && char.IsAsciiLetter(token[start])
            ? (token[start..end].ToLowerInvariant(), token[sign..])
            : ("", "");
    }

    private static string Unquoted(string value) => value.Length > 0 && value[0] is '"' or '“' ? value[1..] : value;
}
