using System.Globalization;

using Lucene.Net.QueryParsers.Classic;

using SearchCore.Queries;
using SearchCore.Queries.Parsing;
using SearchCore.Queries.Syntax;

using Token = Lucene.Net.QueryParsers.Classic.Token;

namespace SearchCore.Dialects;

/// <summary>
/// Looks at a classic query's tokens before its parser does: the parser recurses once a bracket, and a stack that overflows cannot be
/// caught. By the same look brackets and quotes without partners are found where they stand, and each operand gets its place in the text.
/// </summary>
internal sealed class ClassicLexer
{
    private readonly ParseContext context;
    private readonly List<Token> tokens = [];
    private readonly List<Operand> operands = [];
    private readonly Stack<int> enclosing = new();
    private Token end = new();

    private ClassicLexer(ParseContext context, string text)
    {
        this.context = context;
        Read(text);
    }

    /// <summary>The operands in the order in which the parser asks for them.</summary>
    public IReadOnlyList<Operand> Operands => operands;

    /// <summary>The text's tokens; what cannot be read or is over a limit is reported to the context.</summary>
    public static ClassicLexer Scan(ParseContext context, string text) => new(context, text);

    /// <summary>The tokens for a parser, which need not be found again.</summary>
    public QueryParserTokenManager Again() => new Replay(tokens, end);

    /// <summary>The beginning of a range that does not end, or null.</summary>
    public Token? OpenRange =>
        tokens.FindLast(
            t => t.Kind is RegexpToken.RANGEIN_START or RegexpToken.RANGEEX_START or RegexpToken.RANGEIN_END or RegexpToken.RANGEEX_END)
            is { Kind: RegexpToken.RANGEIN_START or RegexpToken.RANGEEX_START } open ? open : null;

    /// <summary>The token that begins at a place, or null.</summary>
    public Token? TokenAt(int start) => tokens.Find(t => t.BeginColumn == start);

    /// <summary>The token before another.</summary>
    public Token? Before(Token token) => tokens.IndexOf(token) is var at and > 0 ? tokens[at - 1] : null;

    private static (int Start, int End) Span(Token token) => (token.BeginColumn, token.EndColumn);

    private void Read(string text)
    {
        var manager = new QueryParserTokenManager(new FastCharStream(new StringReader(text)));
        try
        {
            for (end = manager.GetNextToken(); end.Kind != RegexpToken.EOF; end = manager.GetNextToken())
            {
                tokens.Add(end);
            }
        }
        catch (TokenMgrError)
        {
            ReportUnreadable(text);
            return;
        }

        // Looking for the field around each operand takes time that grows with how deep it stands.
        if (!CheckBrackets())
        {
            return;
        }

        for (var i = 0; i < tokens.Count && operands.Count <= context.Options.Limits.Clauses; i++)
        {
            if (tokens[i].Kind == RegexpToken.LPAREN)
            {
                enclosing.Push(i);
            }
            else if (tokens[i].Kind == RegexpToken.RPAREN)
            {
                enclosing.TryPop(out _);
            }

            i = ReadOperand(i);
        }

        if (operands.Count > context.Options.Limits.Clauses)
        {
            context.Report(
                SyntaxFaults.TooManyClauses((operands[context.Options.Limits.Clauses].Start, context.Text.Length), context.Options.Limits));
        }
    }

    private void ReportUnreadable(string text)
    {
        var at = tokens is [.., var last] ? last.EndColumn : 0;
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        var span = (at, Math.Min(at + 1, text.Length));
        if (OpenRange is { } range)
        {
            context.Report(SyntaxFaults.OpenRange((range.BeginColumn, text.Length)));
        }
        else if (at < text.Length && text[at] == '"')
        {
            context.Report(SyntaxFaults.OpenQuote(span));
        }
        else
        {
            var escape = text.IndexOf('\\', at) >= 0;
            context.Report(
                escape ? SyntaxFaults.BadEscape((at, text.Length))
                    : tokens is [.., { Kind: RegexpToken.CARAT }] ? SyntaxFaults.WrongBoost(span)
                    : SyntaxFaults.NotUnderstood(span));
        }
    }

    // False where going on is of no use: they are too deep, or enough is wrong with them.
    private bool CheckBrackets()
    {
        var open = new Stack<Token>();
        Token? previous = null;
        foreach (var token in tokens)
        {
            if (token.Kind == RegexpToken.LPAREN)
            {
                open.Push(token);
                if (open.Count == context.Options.Limits.Nesting + 1)
                {
                    context.Report(SyntaxFaults.TooDeep(Span(token), context.Options.Limits));
                    return false;
                }
            }
            else if (token.Kind == RegexpToken.RPAREN)
            {
                if (context.HasEnough)
                {
                    return false;
                }

                if (!open.TryPop(out var opener))
                {
                    context.Report(SyntaxFaults.Unopened(Span(token)));
                }
                else if (ReferenceEquals(opener, previous))
                {
                    context.Report(SyntaxFaults.EmptyGroup((opener.BeginColumn, token.EndColumn)));
                }
            }

            previous = token;
        }

        foreach (var token in open)
        {
            context.Report(SyntaxFaults.Unclosed(Span(token)));
        }

        return true;
    }

    // An operand, the marks after it and the field before it; returns its last token's index.
    private int ReadOperand(int i)
    {
        var token = tokens[i];
        if (i + 1 < tokens.Count && tokens[i + 1].Kind == RegexpToken.COLON && token.Kind is RegexpToken.TERM or RegexpToken.STAR
            && (i == 0 || tokens[i - 1].Kind != RegexpToken.COLON))
        {
            return i + 1;
        }

        if (token.Kind == RegexpToken.CARAT)
        {
            return CheckBoost(i);
        }

        var last = i;
        switch (token.Kind)
        {
            case RegexpToken.REGEXPTERM:
                context.Report(SyntaxFaults.Regex(Span(token)));
                break;
            case RegexpToken.RANGEIN_START or RegexpToken.RANGEEX_START:
                while (last + 1 < tokens.Count && tokens[last].Kind is not (RegexpToken.RANGEIN_END or RegexpToken.RANGEEX_END))
                {
                    last++;
                }

                break;
            case RegexpToken.BAREOPER or RegexpToken.STAR or RegexpToken.QUOTED or RegexpToken.TERM or RegexpToken.PREFIXTERM
                or RegexpToken.WILDTERM:
                break;
            default:
                return i;
        }

        var operand = (token.BeginColumn, tokens[last].EndColumn);
        while (last + 1 < tokens.Count && tokens[last + 1].Kind is RegexpToken.FUZZY_SLOP or RegexpToken.CARAT or RegexpToken.NUMBER)
        {
            last++;
            if (tokens[last].Kind == RegexpToken.FUZZY_SLOP)
            {
                CheckTilde(token, tokens[last]);
            }
            else if (tokens[last].Kind == RegexpToken.CARAT)
            {
                last = CheckBoost(last);
            }
        }

        (int, int)? field = FieldOf(i) is { } name ? Span(name) : null;
        operands.Add(new(operand.BeginColumn, operand.EndColumn, field));
        return last;
    }

    // The field right before it, or before the nearest bracket around that has one.
    private Token? FieldOf(int at) =>
        IsField(at - 1) ? tokens[at - 2]
            : enclosing.FirstOrDefault(bracket => IsField(bracket - 1)) is > 1 and var around ? tokens[around - 2]
            : null;

    private bool IsField(int colon) => colon > 0 && tokens[colon].Kind == RegexpToken.COLON;

    private int CheckBoost(int caret)
    {
        if (caret + 1 >= tokens.Count || tokens[caret + 1].Kind != RegexpToken.NUMBER)
        {
            context.Report(SyntaxFaults.WrongBoost(Span(tokens[caret])));
            return caret;
        }

        var number = tokens[caret + 1];
        if (!float.TryParse(number.Image, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var boost)
            || boost is not (>= 0 and <= SyntaxLimits.MaxBoost))
        {
            context.Report(SyntaxFaults.WrongBoost(Span(number)));
        }

        return caret + 1;
    }

    private void CheckTilde(Token operand, Token tilde)
    {
        if (tilde.Image.Length == 1)
        {
            return;
        }

        var read = float.TryParse(tilde.Image.AsSpan(1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value);
        if (operand.Kind == RegexpToken.QUOTED)
        {
            if (!read || value > SyntaxLimits.MaxSlop)
            {
                context.Report(SyntaxFaults.WideSlop(Span(tilde)));
            }
        }
        else if (!read || value > SyntaxLimits.MaxEdits || (value > 1 && value != MathF.Floor(value)))
        {
            context.Report(SyntaxFaults.TooFuzzy(Span(tilde)));
        }
    }

    private sealed class Replay(List<Token> tokens, Token end) : QueryParserTokenManager(new FastCharStream(TextReader.Null))
    {
        private int next;

        public override Token GetNextToken() => next < tokens.Count ? tokens[next++] : end;
    }
}

/// <summary>An operand of a classic query: where it stands, and the field that governs it.</summary>
/// <param name="Start">Its first UTF-16 unit.</param>
/// <param name="End">The unit after its last.</param>
/// <param name="Field">Where the field's name stands, if it has one.</param>
internal readonly record struct Operand(int Start, int End, (int Start, int End)? Field);
