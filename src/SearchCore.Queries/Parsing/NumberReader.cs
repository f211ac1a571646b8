using System.Globalization;

using SearchCore.Queries.Syntax;

namespace SearchCore.Queries.Parsing;

/// <summary>Numbers of a query: one, a range in brackets, a range with dots, a comparison.</summary>
internal sealed class NumberReader(ParseContext context, string field)
{
    private const string Expected = "a number: 12, -3.5, [10 TO 20], >100, 10..20";

    /// <summary>A number as it stands after a field; null where it is none.</summary>
    public NumberRangeNode? Value(string text, (int Start, int End) span, DateRelation relation)
    {
        if (relation == DateRelation.During && text.IndexOf("..", StringComparison.Ordinal) is var dots and >= 0)
        {
            return Between(text[..dots], text[(dots + 2)..], excludesFrom: false, excludesTo: false, span);
        }

        if (Read(text, span, infinity: null) is not { } number)
        {
            return null;
        }

        return relation switch
        {
            DateRelation.After => new(field, number, ExcludesLeast: true),
            DateRelation.From => new(field, number),
            DateRelation.Before => new(field, Greatest: number, ExcludesGreatest: true),
            DateRelation.Until => new(field, Greatest: number),
            _ => new(field, number, number),
        };
    }

    /// <summary>A range of which both bounds are known; null where one is no number.</summary>
    public static NumberRangeNode? Between(
        ParseContext context, string field, string? first, string? last, bool includesFirst, bool includesLast,
        (int Start, int End) span) =>
        new NumberReader(context, field).Between(first ?? "*", last ?? "*", !includesFirst, !includesLast, span);

    /// <summary>A range with its brackets; null where it is none.</summary>
    public NumberRangeNode? Range(int start, int end)
    {
        var image = context.Text[start..end];
        var inner = image[1..^1];
        var to = inner.IndexOf(" TO ", StringComparison.OrdinalIgnoreCase);
        if (to < 0)
        {
            context.Report(SyntaxFaults.WrongForm((start, end), field, Expected));
            return null;
        }

        return Between(inner[..to], inner[(to + 4)..], image[0] == '{', image[^1] == '}', (start, end));
    }

    private NumberRangeNode? Between(string first, string last, bool excludesFrom, bool excludesTo, (int Start, int End) span)
    {
        if (Read(first, span, double.NegativeInfinity) is not { } from || Read(last, span, double.PositiveInfinity) is not { } to)
        {
            return null;
        }

        if (from <= to)
        {
            return new(field, from, to, excludesFrom && double.IsFinite(from), excludesTo && double.IsFinite(to));
        }

        context.Report(SyntaxFaults.WrongForm(
            span, field, "the smaller number first", $"[{last.Trim()} TO {first.Trim()}]"));
        return new(field, to, from);
    }

    private double? Read(string text, (int Start, int End) span, double? infinity)
    {
        var plain = text.Trim();
        if (plain.Length > 1 && Quotes.IsQuote(plain[0]) && Quotes.IsQuote(plain[^1]))
        {
            plain = plain[1..^1];
        }

        if (infinity is { } open && plain is "" or "*")
        {
            return infinity;
        }

        if (double.TryParse(QueryEscapes.Unescape(plain), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number))
        {
            return number;
        }

        context.Report(SyntaxFaults.WrongForm(span, field, Expected));
        return null;
    }
}
