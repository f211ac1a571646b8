using SearchCore.Queries.Syntax;

namespace SearchCore.Queries.Parsing;

/// <summary>
/// Cuts a query's text into tokens, up to the bar. Brackets come out in pairs and no deeper than the limit: what has no partner is reported
/// and left out here, so that the parser may recurse once a bracket.
/// </summary>
/// <remarks>
/// What a letter means depends on the field it stands after: a colon belongs to a time and to an address, a minus to <c>now-1M</c>.
/// </remarks>
internal ref struct Lexer
{
    private readonly ParseContext context;
    private readonly ReadOnlySpan<char> text;
    private readonly List<Token> tokens = [];
    private readonly Stack<(int At, FieldRole Role)> open = new();
    private int at;
    private int dropped;
    private int valueAt = -1;
    private bool endsNoRange;

    private Lexer(ParseContext context, int end)
    {
        this.context = context;
        text = context.Text.AsSpan(0, end);
    }

    /// <summary>Reads the text.</summary>
    /// <param name="context">The text and its dialect; mistakes are reported to it.</param>
    /// <param name="end">Where to stop reading.</param>
    /// <param name="bar">Where the bar stands; <paramref name="end"/> where there is none.</param>
    public static List<Token> Read(ParseContext context, int end, out int bar)
    {
        var lexer = new Lexer(context, end);
        bar = lexer.ReadAll();
        return lexer.tokens;
    }

    private int ReadAll()
    {
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if (at == text.Length || !ReadOne())
            {
                break;
            }
        }

        foreach (var (bracket, _) in open)
        {
            context.Report(SyntaxFaults.Unclosed((bracket, bracket + 1)));
            tokens.Add(new(TokenKind.Close, at, at));
        }

        tokens.Add(new(TokenKind.End, at, at));
        return at;
    }

    // A blank at the end of the text.
    private readonly char Next => at + 1 < text.Length ? text[at + 1] : ' ';

    private readonly Token Last => tokens.Count > 0 ? tokens[^1] : default;

    // Right after a colon, a comparison or an equals sign nothing is an operator.
    private readonly bool IsValue => at == valueAt;

    private readonly FieldRole Role => Last.Kind switch
    {
        TokenKind.Field => Target(Last).Role,
        TokenKind.Compare => FieldRole.Date,
        _ => open.TryPeek(out var around) ? around.Role : FieldRole.Text,
    };

    private readonly QueryFields.Target Target(Token field) => context.Field(text[field.Start..field.End]);

    // False at the bar.
    private bool ReadOne()
    {
        switch (text[at])
        {
            case '(':
                Open();
                break;
            case ')':
                Close();
                break;
            case '[' or '{':
                Range();
                break;
            case ']' or '}' or '<' or '>' or ':' or '~' or '^':
                Stray();
                break;
            case '|':
                return ReadBar();
            case '-' or '+' or '!' when IsSign():
                Add(text[at] switch { '-' => TokenKind.Minus, '+' => TokenKind.Plus, _ => TokenKind.Not }, 1);
                break;
            case '=' when IsExact():
                Add(TokenKind.Exact, 1);
                valueAt = at;
                break;
            case '/' when context.Syntax.SlashedLength(text[at..]) is > 0 and var length:
                tokens.Add(SlashedOperator.Read(text.Slice(at, length)) with { Start = at, End = at + length });
                at += length;
                break;
            case var c when Quotes.IsQuote(c):
                Phrase();
                break;
            default:
                Word();
                break;
        }

        return true;
    }

    // Two are an OR. One begins what to make of the hits, but not inside of brackets; then false.
    private bool ReadBar()
    {
        if (Next == '|')
        {
            Add(TokenKind.Or, 2);
            return true;
        }

        if (open.Count == 0 && dropped == 0)
        {
            return false;
        }

        context.Report(SyntaxFaults.BarInGroup((at, at + 1)));
        Add(TokenKind.Or, 1);
        return true;
    }

    // A sign stands right before what it is about; a row of dashes is text.
    private readonly bool IsSign() => !IsValue && Next != text[at] && !char.IsWhiteSpace(Next) && Next is not (')' or '|');

    private readonly bool IsExact() => Last.Kind != TokenKind.Exact
        && (char.IsLetterOrDigit(Next) || Quotes.IsQuote(Next) || char.IsSurrogate(Next) || Next == '\\');

    private void Add(TokenKind kind, int length)
    {
        tokens.Add(new(kind, at, at + length));
        at += length;
    }

    private void Open()
    {
        if (open.Count == context.Options.Limits.Nesting)
        {
            if (dropped++ == 0)
            {
                context.Report(SyntaxFaults.TooDeep((at, at + 1), context.Options.Limits));
            }

            at++;
            return;
        }

        open.Push((at, Role is var role && role == FieldRole.Unknown ? FieldRole.Text : role));
        Add(TokenKind.Open, 1);
    }

    private void Close()
    {
        if (dropped > 0)
        {
            dropped--;
            at++;
        }
        else if (open.TryPop(out _))
        {
            Add(TokenKind.Close, 1);
            Suffixes();
        }
        else
        {
            context.Report(SyntaxFaults.Unopened((at, at + 1)));
            at++;
        }
    }

    private void Range()
    {
        var end = endsNoRange ? -1 : text[at..].IndexOfAny(']', '}');
        if (end < 0)
        {
            endsNoRange = true;
            context.Report(SyntaxFaults.OpenRange((at, text.Length)));
            at++;
            return;
        }

        Add(TokenKind.Range, end + 1);
        Suffixes();
    }

    private void Stray()
    {
        var start = at++;
        var c = text[start];
        if (c is '~' or '^')
        {
            SkipSuffix();
        }

        // A row of the same is one mistake.
        while (at < text.Length && text[at] == c)
        {
            at++;
        }

        tokens.Add(new(TokenKind.Stray, start, at));
    }

    private void Phrase()
    {
        var end = Quotes.FindEnd(text, at);
        if (end < 0)
        {
            context.Report(SyntaxFaults.OpenQuote((at, at + 1)));
            at++;
            return;
        }

        Add(TokenKind.Phrase, end + 1 - at);
        Suffixes();
    }

    // ~2 and ^1.5 right after something.
    private void Suffixes()
    {
        while (at < text.Length && text[at] is '~' or '^')
        {
            var start = at++;
            SkipSuffix();
            tokens.Add(new(text[start] == '~' ? TokenKind.Tilde : TokenKind.Caret, start, at));
        }
    }

    private void SkipSuffix()
    {
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && !Quotes.IsQuote(text[at])
            && text[at] is not ('(' or ')' or '|' or '~' or '^' or '[' or ']' or '{' or '}'))
        {
            at++;
        }
    }

    private void Word()
    {
        var (start, role, isValue, escapedAt) = (at, Role, IsValue, -1);
        var mayBeField = !isValue
            && role is not (FieldRole.Date or FieldRole.Number or FieldRole.Id or FieldRole.Address or FieldRole.Site);
        for (; at < text.Length && !EndsWord(start, role, escapedAt); at++)
        {
            if (text[at] == '\\')
            {
                at = Math.Min(at + 1, text.Length - 1);
                escapedAt = at;
            }
            else if (mayBeField && escapedAt < 0 && text[at] is ':' or '<' or '>' or '=' && TryField(start))
            {
                return;
            }
        }

        var token = escapedAt >= 0 || isValue ? new Token(TokenKind.Word, 0, 0) : context.Syntax.ReadOperator(text[start..at]);
        tokens.Add(token with { Start = start, End = at });
        if (token.Kind == TokenKind.Word)
        {
            Suffixes();
        }
    }

    private readonly bool EndsWord(int start, FieldRole role, int escapedAt) => text[at] switch
    {
        '(' or ')' or '[' or ']' or '{' or '}' or '|' => true,

        // Ids and addresses may have these in them, but not after the asterisk that ends one.
        '~' or '^' => role is not (FieldRole.Id or FieldRole.Address) || (at > start && text[at - 1] == '*' && escapedAt != at - 1),
        '/' => context.Syntax.SlashedLength(text[at..]) > 0,
        var c => char.IsWhiteSpace(c) || Quotes.IsQuote(text, at),
    };

    // A name and what makes it a field's: a colon, or a comparison after a date's. An address (http://) and a time (14:30) have none.
    private bool TryField(int start)
    {
        var name = text[start..at];
        var sign = text[at];
        if (!IsName(name) || (sign == ':' && text[(at + 1)..].StartsWith("//")))
        {
            return false;
        }

        var target = context.Field(name);
        var isOrdered = target.Role is FieldRole.Date or FieldRole.Number;
        switch (sign)
        {
            case ':' when (target.Role == FieldRole.Number || target.Type == FieldType.Date) && Next is '<' or '>':
                at++;
                tokens.Add(new(TokenKind.Compare, start, at - 1, (int)RelationOf(text[at], Next)));
                valueAt = at += Next == '=' ? 2 : 1;
                return true;
            case ':':
            case '=' when context.Syntax.FieldOf(name) is not null || (isOrdered && Next is not ('=' or '>' or '<')):
                tokens.Add(new(TokenKind.Field, start, at));
                valueAt = ++at;
                return true;
            case '<' or '>' when isOrdered:
                tokens.Add(new(TokenKind.Compare, start, at, (int)RelationOf(sign, Next)));
                valueAt = at += Next == '=' ? 2 : 1;
                return true;
            case '<' or '>' when IsBuiltIn(target):
                context.Report(SyntaxFaults.NoRange((start, at + 1), name.ToString()));
                return false;
            default:
                return false;
        }
    }

    private static DateRelation RelationOf(char sign, char behind) => (sign, behind) switch
    {
        ('>', '=') => DateRelation.From,
        ('<', '=') => DateRelation.Until,
        ('>', _) => DateRelation.After,
        _ => DateRelation.Before,
    };

    // A built-in field, not any word that could be a kind: "x>3" is text.
    private static bool IsBuiltIn(QueryFields.Target target) =>
        target.Role is FieldRole.Text or FieldRole.Id or FieldRole.Address or FieldRole.Site
        || (target.Role == FieldRole.Facet && target.Name is { } kind && QueryFields.IsArticleKind(kind));

    private static bool IsName(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || !char.IsLetter(name[0]))
        {
            return false;
        }

        foreach (var c in name)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('_' or '-' or '.'))
            {
                return false;
            }
        }

        return true;
    }
}
