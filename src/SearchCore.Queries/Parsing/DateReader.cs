using SearchCore.Queries.Syntax;

namespace SearchCore.Queries.Parsing;

/// <summary>Dates of a query: one, a range in brackets, a range with dots, a comparison.</summary>
internal sealed class DateReader(ParseContext context)
{
    /// <summary>Whether a word is two dates with dots between, one of which may be missing.</summary>
    public static bool LooksLikeRange(string word)
    {
        var dots = word.IndexOf("..", StringComparison.Ordinal);
        var (first, last) = (word[..dots], word[(dots + 2)..]);
        return first.Length + last.Length > 0 && IsBound(first) && IsBound(last);

        static bool IsBound(string text) => text.Length == 0 || DateExpression.TryParse(text, null, TimeZoneInfo.Utc, out _, out _);
    }

    /// <summary>A date as it stands after a field; null where it is none.</summary>
    public DateInterval? Value(string text, (int Start, int End) span, DateRelation relation)
    {
        if (relation == DateRelation.During && text.IndexOf("..", StringComparison.Ordinal) is var dots and >= 0)
        {
            return Between(text[..dots], text[(dots + 2)..], true, true, span, (from, to) => $"{from}..{to}");
        }

        if (Read(text, span) is not { } unit)
        {
            return null;
        }

        var interval = relation switch
        {
            DateRelation.After => new DateInterval(unit.To, null),
            DateRelation.Before => new DateInterval(null, unit.From),
            DateRelation.From => new DateInterval(unit.From, null),
            DateRelation.Until => new DateInterval(null, unit.To),
            _ => unit,
        };
        if (relation is DateRelation.After or DateRelation.From && interval.From is null)
        {
            context.Report(SyntaxFaults.NothingBeyond(span, $"'{text}' has no end"));
            return null;
        }

        return interval;
    }

    /// <summary>A range with its brackets; null where it is none.</summary>
    public DateInterval? Range(int start, int end)
    {
        var image = context.Text[start..end];
        var inner = image[1..^1];
        var (first, last) = Split(inner);
        if (first.Length == 0 || last.Length == 0)
        {
            context.Report(SyntaxFaults.OpenRange((start, end)));
            return null;
        }

        return Between(first, last, image[0] == '[', image[^1] == ']', (start, end), (from, to) => $"[{from} TO {to}]");
    }

    private DateInterval? Between(
        string first, string last, bool fromInside, bool toInside, (int Start, int End) span, Func<string, string, string> write)
    {
        if (Read(first, span) is not { } low || Read(last, span) is not { } high)
        {
            return null;
        }

        var interval = new DateInterval(fromInside ? low.From : low.To, toInside ? high.To : high.From);
        if (!interval.IsEmpty)
        {
            return interval;
        }

        if (low.From > high.From)
        {
            context.Report(SyntaxFaults.Backwards(span, write(last, first)));
            return new DateInterval(high.From, low.To);
        }

        context.Report(SyntaxFaults.EmptyRange(span, write(first, last)));
        return new DateInterval(low.From, high.To);
    }

    private DateInterval? Read(string text, (int Start, int End) span)
    {
        var plain = text.Trim();
        if (plain is "*" or "")
        {
            return default(DateInterval);
        }

        if (plain.Length > 1 && Quotes.IsQuote(plain[0]) && Quotes.IsQuote(plain[^1]))
        {
            plain = plain[1..^1];
        }

        var (now, zone) = (context.Options.Now, context.Options.Zone);
        if (DateExpression.TryParse(QueryEscapes.Unescape(plain), now, zone, out var interval, out var problem))
        {
            return interval;
        }

        context.Report(SyntaxFaults.NotADate(span, problem));
        return null;
    }

    private static (string First, string Last) Split(string inner)
    {
        for (var at = IndexOfTo(0); at >= 0; at = IndexOfTo(at + 1))
        {
            if (at > 0 && at + 2 < inner.Length && char.IsWhiteSpace(inner[at - 1]) && char.IsWhiteSpace(inner[at + 2]))
            {
                return (inner[..at].Trim(), inner[(at + 2)..].Trim());
            }
        }

        return (string.Empty, string.Empty);

        int IndexOfTo(int start) => inner.IndexOf("TO", start, StringComparison.OrdinalIgnoreCase);
    }
}
