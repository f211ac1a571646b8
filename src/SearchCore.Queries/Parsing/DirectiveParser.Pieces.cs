using SearchCore.Queries.Syntax;

namespace SearchCore.Queries.Parsing;

/// <content>How the text after the bar is cut.</content>
internal sealed partial class DirectiveParser
{
    private string Image(Piece piece) => context.Text[piece.Start..piece.End];

    // Words, quoted texts and the signs | : , ( ) by themselves.
    private void Cut()
    {
        var text = context.Text.AsSpan(0, end);
        for (var at = bar; at < end;)
        {
            var c = text[at];
            var start = at++;
            if (char.IsWhiteSpace(c))
            {
                continue;
            }

            if (c is '|' or ':' or ',' or '(' or ')' or '=')
            {
                pieces.Add(new(start, at, c == '=' ? ':' : c));
            }
            else if (Quotes.IsQuote(c))
            {
                var close = Quotes.FindEnd(text, start);
                if (close < 0)
                {
                    context.Report(SyntaxFaults.OpenQuote((start, at)));
                    continue;
                }

                at = close + 1;
                pieces.Add(new(start, at, '"'));
            }
            else
            {
                at = start;
                while (at < end && !char.IsWhiteSpace(text[at]) && text[at] is not ('|' or ':' or ',' or '(' or ')' or '=')
                    && !Quotes.IsQuote(text, at))
                {
                    at += text[at] == '\\' && at + 1 < end ? 2 : 1;
                }

                pieces.Add(new(start, at, 'w'));
            }
        }
    }

    /// <summary>A piece of the text: 'w' a word, '"' a quoted text, else the sign itself.</summary>
    private readonly record struct Piece(int Start, int End, char Sign)
    {
        public (int Start, int End) Span => (Start, End);
    }
}
