using System.Globalization;

using SearchCore.Queries.Syntax;

namespace SearchCore.Queries.Parsing;

/// <summary>What follows a tilde or a caret right after something: letters that may differ, moves, a boost.</summary>
internal sealed partial class TreeParser
{
    private QueryNode Boosted(QueryNode node, int start)
    {
        if (Take(TokenKind.Caret) is { } caret)
        {
            const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
            var read = float.TryParse(Suffix(caret), Style, CultureInfo.InvariantCulture, out var factor);
            if (read && factor is >= 0 and <= SyntaxLimits.MaxBoost)
            {
                node = Placed(new BoostNode(node, factor), (start, caret.End));
            }
            else
            {
                context.Report(SyntaxFaults.WrongBoost(caret.Span, read ? "^1000" : string.Empty));
            }
        }

        while (Peek.Kind is TokenKind.Tilde or TokenKind.Caret)
        {
            ReportMisplaced(Peek);
            next++;
        }

        return node;
    }

    private QueryNode? SkipBoost()
    {
        SkipSuffixes();
        return null;
    }

    private void SkipSuffixes()
    {
        while (Peek.Kind is TokenKind.Tilde or TokenKind.Caret)
        {
            next++;
        }
    }

    // What follows the sign of a tilde or a caret.
    private ReadOnlySpan<char> Suffix(Token token) => context.Text.AsSpan(token.Start + 1, token.End - token.Start - 1);

    private int ReadSlop(Token tilde)
    {
        if (int.TryParse(Suffix(tilde), NumberStyles.None, CultureInfo.InvariantCulture, out var slop) && slop <= SyntaxLimits.MaxSlop)
        {
            return slop;
        }

        context.Report(SyntaxFaults.WideSlop(tilde.Span));
        return SyntaxLimits.MaxSlop;
    }

    private int ReadEdits(Token tilde)
    {
        if (tilde.End - tilde.Start == 1)
        {
            return SyntaxLimits.MaxEdits;
        }

        if (tilde.End - tilde.Start == 2 && context.Text[tilde.Start + 1] is >= '0' and <= '2' and var edits)
        {
            return edits - '0';
        }

        context.Report(SyntaxFaults.TooFuzzy(tilde.Span));
        return SyntaxLimits.MaxEdits;
    }

    private void RefuseTilde(Token? tilde, string what)
    {
        if (tilde is { } token)
        {
            context.Report(SyntaxFaults.Misplaced(token.Span, Image(token), $"{what} takes no '~'", string.Empty));
        }
    }
}
