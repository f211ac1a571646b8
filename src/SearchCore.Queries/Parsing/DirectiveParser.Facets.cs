using System.Globalization;

using SearchCore.Queries.Syntax;

namespace SearchCore.Queries.Parsing;

/// <content>What facets are asked for, and values and ranges as commands have them.</content>
internal sealed partial class DirectiveParser
{
    private const string ByWord = "by";

    // person, person 20, person:20, person pu*, person 20 pu*; price, price 5, price by 10, price ([0 TO 10}, >=10), embargo by month.
    private void Facets()
    {
        do
        {
            var isThere = Peek.Sign == 'w';
            var kind = Kind("facet", "facet person 20, place");
            if (!isThere)
            {
                break;
            }

            Take(':');
            int? top = Peek.Sign == 'w' && char.IsAsciiDigit(context.Text[Peek.Start]) && !IsPrefix(Peek)
                ? Number(Peek, "facet", 1, SyntaxLimits.MaxFacetValues)
                : null;
            var (step, unit) = Width();
            var prefix = Peek.Sign == 'w' && IsPrefix(Peek) ? Image(pieces[next++])[..^1] : null;
            var ranges = Take('(') ? Values("facet", "ranges in its brackets") : [];
            if (kind is not null)
            {
                facets.Add(new(kind)
                {
                    Top = top ?? FacetRequest.DefaultTop,
                    Prefix = prefix,
                    Step = step,
                    Unit = unit,
                    Ranges = ranges,
                });
            }
        }
        while (Take(',') || Peek.Sign == 'w');
    }

    private bool IsPrefix(Piece piece)
    {
        var image = context.Text.AsSpan(piece.Start, piece.End - piece.Start);
        return image.Length > 1 && image[^1] == '*' && image[..^1].IndexOfAny('*', '\\') < 0;
    }

    // by 10, by month; 'by' that neither follows is left to be another kind.
    private (double? Step, TimelineUnit? Unit) Width()
    {
        if (Peek.Sign != 'w' || !Image(Peek).Equals(ByWord, StringComparison.OrdinalIgnoreCase)
            || next + 1 >= pieces.Count || pieces[next + 1] is not { Sign: 'w' } width)
        {
            return default;
        }

        var text = Image(width);
        if (char.IsLetter(text[0]) && Enum.TryParse<TimelineUnit>(text, ignoreCase: true, out var unit))
        {
            next += 2;
            return (null, unit);
        }

        if (char.IsLetter(text[0]))
        {
            return default;
        }

        next += 2;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var step) && step > 0 && double.IsFinite(step))
        {
            return (step, null);
        }

        context.Report(SyntaxFaults.BadArgument(
            width.Span, "ranges are as wide as a number above 0, or a day, week, month, quarter or year", "a width", "10"));
        return default;
    }

    // The values behind an opened bracket, which is closed.
    private List<string> Values(string command, string needs)
    {
        var values = new List<string>();
        while (Value(isGroup: true) is { } value)
        {
            values.Add(value);
            if (!Take(',') && Peek.Sign == 'w' && Image(Peek) == "OR")
            {
                next++;
            }
        }

        if (values.Count == 0)
        {
            context.Report(SyntaxFaults.BadArgument(Peek.Span, $"'{command}' needs {needs}", "a value"));
        }

        if (!Take(')'))
        {
            context.Report(SyntaxFaults.BadArgument(Peek.Span, $"the values of '{command}' end with ')'", "')'"));
        }

        return values;
    }

    private string? Value(bool isGroup)
    {
        if (Peek.Sign == '"')
        {
            var quoted = pieces[next++];
            var text = QueryEscapes.Unescape(context.Text[(quoted.Start + 1)..(quoted.End - 1)]);
            return string.IsNullOrWhiteSpace(text) ? null : text;
        }

        // A range goes on to the bracket that ends it: [10 TO 20}.
        var words = new List<string>();
        while (Peek.Sign == 'w' && Image(Peek) != "OR" && (words.Count == 0 || isGroup || IsOpenRange(words)))
        {
            var word = Image(pieces[next++]);
            if (word is ">" or "<" && Peek.Sign == ':' && Image(Peek) == "=" && next + 1 < pieces.Count && pieces[next + 1].Sign == 'w')
            {
                word += "=" + Image(pieces[next + 1]);
                next += 2;
            }

            words.Add(QueryEscapes.Unescape(word));
        }

        return string.Join(' ', words) is var value && !string.IsNullOrWhiteSpace(value) ? value : null;
    }

    private static bool IsOpenRange(List<string> words) => words[0] is ['[' or '{', ..] && words[^1] is not [.., ']' or '}'];
}
