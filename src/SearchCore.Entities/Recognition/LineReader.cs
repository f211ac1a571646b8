using SearchCore.Entities.Text;

namespace SearchCore.Entities.Recognition;

/// <summary>
/// Reads a block's lines: which are headlines whose capitals say nothing, which are rows of tables, whether lines are wrapped.
/// </summary>
internal static class LineReader
{
    /// <summary>A line that is shorter than this, in UTF-16 code units, may end where it does for its own reasons.</summary>
    private const int ShortestFull = 60;

    /// <summary>Marks every word with what its line is, and where lines and sentences start.</summary>
    /// <returns>Whether the block's lines are wrapped, so that a name may go on after a line break.</returns>
    public static bool Mark(TokenList tokens)
    {
        var span = tokens.Span;
        var breaks = 0;
        var soft = 0;
        var before = 0;
        for (var start = 0; start < span.Length;)
        {
            var end = start + 1;
            while (end < span.Length && !span[end].GapHas(Gap.Line))
            {
                end++;
            }

            MarkLine(span[start..end], goesOn: end < span.Length && GoesOn(in span[end]));
            if (start > 0 && !span[start].GapHas(Gap.Paragraph))
            {
                breaks++;
                soft += span[start].Shape == Shape.Lower ? 1 : 0;
                MarkBreak(span[before..start], span[start..end]);
            }

            (before, start) = (start, end);
        }

        // Of wrapped lines at least every fourth goes on with a small word.
        return breaks > 0 && soft * 4 >= breaks;
    }

    // A full line of running text that ends within a sentence goes on in the next one.
    private static void MarkBreak(Span<TextToken> before, Span<TextToken> line)
    {
        const TokenFlags NoText = TokenFlags.Headline | TokenFlags.Table;
        if (line[0].GapHasOnly(Gap.Line | Gap.Space | Gap.Abbreviation) && !line[0].Has(NoText) && !before[0].Has(NoText)
            && before[^1].End - before[0].Start >= ShortestFull && !StartsEntry(line))
        {
            line[0].Flags |= TokenFlags.Continued;
        }
    }

    // "Midfielders - ", "Velmora 326": the next entry of a list.
    private static bool StartsEntry(Span<TextToken> line) =>
        line.Length == 1 || line[1].Shape == Shape.Number || line[1].GapHas(Gap.Dash | Gap.Colon | Gap.Open);

    // A line that begins small goes on with the sentence of the line before it, which is no headline then, however short it is:
    // "Brightwater Chemicals Inc said | it will close".
    private static bool GoesOn(ref readonly TextToken next) => next.Shape == Shape.Lower && next.GapHasOnly(Gap.Line | Gap.Space);

    private static void MarkLine(Span<TextToken> line, bool goesOn)
    {
        var count = new ShapeCount(line);
        var headline = count.IsShouted || (!goesOn && count.IsTitled && OrdinaryCapitals(line) * 4 >= count.Capitalized);
        var flags = (headline ? TokenFlags.Headline : TokenFlags.None) | (count.IsRow ? TokenFlags.Table : TokenFlags.None);

        foreach (ref var token in line)
        {
            token.Flags |= StartsSentence(in token) ? flags | TokenFlags.SentenceStart : flags;
        }

        line[0].Flags |= TokenFlags.LineStart | TokenFlags.SentenceStart;
        TeamRows.Mark(line);
    }

    private static bool StartsSentence(ref readonly TextToken token) =>
        token.GapHas(Gap.SentenceEnd | Gap.Paragraph | Gap.Dash | Gap.Colon) || IsQuoteIntroduced(token.Gap);

    // He said, "They left".
    private static bool IsQuoteIntroduced(Gap gap)
    {
        const Gap Introduced = Gap.Quote | Gap.Space | Gap.Comma;
        return (gap & Introduced) == Introduced;
    }

    // "Putin Orders Russian Military to Withdraw": a line of capitals is a headline only if ordinary words have them, too.
    private static int OrdinaryCapitals(Span<TextToken> line)
    {
        var ordinary = 0;
        foreach (ref var token in line[1..])
        {
            ordinary += token.Shape == Shape.Capitalized && token.Is(Traits.Common) ? 1 : 0;
        }

        return ordinary;
    }

    // How many words of a line are written in which way, and what that makes of it.
    private readonly ref struct ShapeCount
    {
        private readonly int small;
        private readonly int longSmall;
        private readonly int capitals;
        private readonly int numbers;

        public ShapeCount(Span<TextToken> line)
        {
            foreach (ref var token in line)
            {
                switch (token.Shape)
                {
                    case Shape.Number:
                        numbers++;
                        break;
                    case Shape.Lower:
                        small++;
                        longSmall += token.Length > 4 ? 1 : 0;
                        break;
                    case Shape.Capitalized or Shape.Mixed:
                        Capitalized++;
                        break;
                    case Shape.AllCaps:
                        capitals++;
                        break;
                }
            }
        }

        public int Capitalized { get; }

        // CITY HALL TO CLOSE
        public bool IsShouted => capitals >= 2 && capitals * 10 >= Words * 7 && small * 4 <= Words;

        // City Hall to Close
        public bool IsTitled => Words >= 4 && longSmall * 8 <= Words && small * 3 <= Words && Capitalized >= 3;

        // Lisbon 3 Porto 1
        public bool IsRow => numbers >= 1 && longSmall <= 1 && small <= numbers && Words <= 12 && numbers * 3 >= Words;

        private int Words => small + Capitalized + capitals;
    }
}
