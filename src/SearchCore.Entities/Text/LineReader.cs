using SearchCore.Entities.Gazetteers;
using SearchCore.Entities.Recognition;

namespace SearchCore.Entities.Text;

/// <summary>Reads a block's lines: which are headlines whose capitals say nothing, which are rows of tables, whether lines are wrapped.</summary>
internal static class LineReader
{
    /// <summary>Marks every word with what its line is, and remembers how the document writes it.</summary>
    /// <returns>Whether the block's lines are wrapped, so that a name may go on behind a line break.</returns>
    public static bool Mark(TokenList tokens, Gazetteer gazetteer, DocumentMemory memory)
    {
        var span = tokens.Span;
        int breaks = 0, soft = 0;
        for (var start = 0; start < span.Length;)
        {
            var end = start + 1;
            while (end < span.Length && !span[end].GapHas(Gap.Line))
            {
                end++;
            }

            MarkLine(span[start..end], gazetteer);
            if (start > 0 && !span[start].GapHas(Gap.Paragraph))
            {
                breaks++;
                soft += span[start].Shape == Shape.Lower ? 1 : 0;
            }

            start = end;
        }

        Remember(span, gazetteer, memory);
        return breaks > 0 && soft * 4 >= breaks;
    }

    private static void MarkLine(Span<Token> line, Gazetteer gazetteer)
    {
        int words = 0, capitals = 0, capitalized = 0, small = 0, longSmall = 0, numbers = 0;
        foreach (ref var token in line)
        {
            switch (token.Shape)
            {
                case Shape.Number:
                    numbers++;
                    break;
                case Shape.Lower:
                    words++;
                    small++;
                    longSmall += token.End - token.Start > 4 ? 1 : 0;
                    break;
                case Shape.Capitalized or Shape.Mixed:
                    words++;
                    capitalized++;
                    break;
                case Shape.AllCaps:
                    words++;
                    capitals++;
                    break;
            }
        }

        var flags = TokenFlags.None;
        var shouted = capitals >= 2 && capitals * 10 >= words * 7 && small * 4 <= words;
        var titled = words >= 4 && longSmall * 8 <= words && small * 3 <= words && capitalized >= 3 && OrdinaryCapitals(line, gazetteer) * 4 >= capitalized;
        var row = numbers >= 1 && longSmall <= 1 && small <= numbers && words <= 12 && numbers * 3 >= words;
        if (shouted || titled)
        {
            flags |= TokenFlags.Headline;
        }

        if (row)
        {
            flags |= TokenFlags.Table;
        }

        for (var i = 0; i < line.Length; i++)
        {
            ref var token = ref line[i];
            token.Flags |= flags;
            if (i == 0)
            {
                token.Flags |= TokenFlags.LineStart | TokenFlags.SentenceStart;
            }
            else if (token.GapHas(Gap.SentenceEnd | Gap.Paragraph | Gap.Dash | Gap.Colon) || (token.GapHas(Gap.Quote) && token.GapHas(Gap.Space) && token.GapHas(Gap.Comma | Gap.Colon)))
            {
                token.Flags |= TokenFlags.SentenceStart;
            }
        }
    }

    // "Putin Orders Russian Military to Withdraw": a line of capitals is a headline only if ordinary words have them, too.
    private static int OrdinaryCapitals(Span<Token> line, Gazetteer gazetteer)
    {
        var ordinary = 0;
        for (var i = 1; i < line.Length; i++)
        {
            if (line[i].Shape == Shape.Capitalized && line[i].Term >= 0 && (line[i].Traits & Traits.Common) != 0)
            {
                ordinary++;
            }
        }

        return ordinary;
    }

    private static void Remember(Span<Token> span, Gazetteer gazetteer, DocumentMemory memory)
    {
        foreach (ref var token in span)
        {
            var traits = token.Traits;
            memory.Words++;
            memory.SportWords += (traits & Traits.Sport) != 0 ? 1 : 0;
            if (token.Shape == Shape.Number || (token.Shape == Shape.Lower && (traits & (Traits.Common | Traits.Surname)) == Traits.Common))
            {
                continue;
            }

            token.Memory = memory.Intern(token.Hash);
            if (token.Memory < 0 || token.Has(TokenFlags.Headline))
            {
                continue;
            }

            ref var word = ref memory[token.Memory];
            if (token.Shape == Shape.Lower)
            {
                word.Small++;
            }
            else if (!token.Has(TokenFlags.SentenceStart) || token.Shape is Shape.Mixed)
            {
                word.Capitalized++;
            }
        }
    }
}
