namespace SearchCore.Queries;

/// <summary>
/// Cuts a query's text into tokens, up to the bar. Brackets come out in pairs and no deeper than the limit: what has no partner is reported and left away here,
/// so that the parser may recurse once a bracket.
/// </summary>
/// <remarks>What a letter means depends on the field it stands behind: a colon belongs to a time and to an address, a minus to <c>now-1M</c>.</remarks>
internal ref struct Lexer
{
    private readonly ParseContext context;
    private readonly ReadOnlySpan<char> text;
    private readonly bool factiva;
    private readonly List<Token> tokens = [];
    private readonly Stack<(int At, FieldRole Role)> open = new();
    private int at;
    private int dropped;
    private int valueAt = -1;
    private bool endsNoRange;

    private Lexer(ParseContext context, int end, bool factiva)
    {
        this.context = context;
        this.factiva = factiva;
        text = context.Text.AsSpan(0, end);
    }

    /// <summary>Reads the text.</summary>
    /// <param name="context">Where the text is and what is wrong goes.</param>
    /// <param name="end">Where to stop reading.</param>
    /// <param name="factiva">Whether operators are Factiva's.</param>
    /// <param name="bar">Where the bar stands; <paramref name="end"/> where there is none.</param>
    public static List<Token> Read(ParseContext context, int end, bool factiva, out int bar)
    {
        var lexer = new Lexer(context, end, factiva);
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

    private readonly Token Last => tokens.Count > 0 ? tokens[^1] : default;

    // Right behind a colon, a comparison or an equals sign nothing is an operator.
    private readonly bool IsValue => at == valueAt;

    private readonly FieldRole Role => Last.Kind switch
    {
        TokenKind.Field => Target(Last).Role,
        TokenKind.Compare => FieldRole.Date,
        _ => open.TryPeek(out var around) ? around.Role : FieldRole.Text,
    };

    private readonly QueryFields.Target Target(Token field) => context.Field(text[field.Start..field.End], factiva);

    // False at the bar.
    private bool ReadOne()
    {
        var c = text[at];
        var next = at + 1 < text.Length ? text[at + 1] : ' ';
        switch (c)
        {
            case '(':
                Open();
                return true;
            case ')':
                Close();
                return true;
            case '[' or '{':
                Range();
                return true;
            case ']' or '}' or '<' or '>' or ':' or '~' or '^':
                Stray(c);
                return true;
            case '|' when next == '|':
                Add(TokenKind.Or, 2);
                return true;
            case '|' when open.Count > 0 || dropped > 0:
                context.Report(SyntaxFaults.BarInGroup((at, at + 1)));
                Add(TokenKind.Or, 1);
                return true;
            case '|':
                return false;
            case '-' or '+' or '!' when !IsValue && next != c && !char.IsWhiteSpace(next) && next is not (')' or '|'):
                Add(c switch { '-' => TokenKind.Minus, '+' => TokenKind.Plus, _ => TokenKind.Not }, 1);
                return true;
            case '=' when Last.Kind != TokenKind.Exact && (char.IsLetterOrDigit(next) || Quotes.IsQuote(next) || char.IsSurrogate(next) || next == '\\'):
                Add(TokenKind.Exact, 1);
                valueAt = at;
                return true;
            case '/' when factiva && TryFirst():
                return true;
            default:
                if (Quotes.IsQuote(c))
                {
                    Phrase();
                }
                else
                {
                    Word();
                }

                return true;
        }
    }

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

    private void Stray(char c)
    {
        var start = at++;
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

    // ~2 and ^1.5 right behind something.
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
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('(' or ')' or '|' or '~' or '^' or '[' or ']' or '{' or '}') && !Quotes.IsQuote(text[at]))
        {
            at++;
        }
    }

    // Factiva's toyota/F50/, written behind its word.
    private bool TryFirst()
    {
        var rest = text[at..];
        var length = rest.Length > 3 ? rest[1..].IndexOf('/') : -1;
        if (length < 2 || rest[1] is not ('F' or 'f' or 'N' or 'n') || rest[2..(length + 1)].ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        var number = int.TryParse(rest[2..(length + 1)], out var value) ? value : int.MaxValue;
        var isFirst = rest[1] is 'F' or 'f';
        tokens.Add(isFirst ? new(TokenKind.First, at, at + length + 2, number) : new(TokenKind.Near, at, at + length + 2, 0, new(ProximityUnit.Words, number)));
        at += length + 2;
        return true;
    }

    private void Word()
    {
        var (start, role, isValue, escaped, literal) = (at, Role, IsValue, false, -1);
        var isRaw = role is FieldRole.Date or FieldRole.Id or FieldRole.Address or FieldRole.Site;
        for (; at < text.Length && !char.IsWhiteSpace(text[at]); at++)
        {
            var c = text[at];
            if (c == '\\')
            {
                escaped = true;
                at += at + 1 < text.Length ? 1 : 0;
                literal = at;
                continue;
            }

            // Ids and addresses may have these in them, but not behind the asterisk that ends one.
            var isSuffix = c is '~' or '^' && (role is not (FieldRole.Id or FieldRole.Address) || (at > start && text[at - 1] == '*' && literal != at - 1));
            if (c is '(' or ')' or '[' or ']' or '{' or '}' or '|' || Quotes.IsQuote(c) || isSuffix || (factiva && c == '/' && IsFirstAhead()))
            {
                break;
            }

            if (!escaped && !isRaw && !isValue && c is ':' or '<' or '>' or '=' && TryField(start, c))
            {
                return;
            }
        }

        var image = text[start..at];
        var token = escaped || isValue ? new Token(TokenKind.Word, 0, 0) : Operators.Read(image, factiva);
        tokens.Add(token with { Start = start, End = at });
        if (token.Kind == TokenKind.Word)
        {
            Suffixes();
        }
    }

    private readonly bool IsFirstAhead()
    {
        var rest = text[at..];
        var digits = rest.Length > 3 && rest[1] is 'F' or 'f' or 'N' or 'n' ? rest[2..].IndexOfAnyExceptInRange('0', '9') : -1;
        return digits > 0 && rest[2 + digits] == '/';
    }

    // A name and what makes it a field's: a colon, or a comparison behind a date's. An address (http://) and a time (14:30) have none.
    private bool TryField(int start, char sign)
    {
        var name = text[start..at];
        if (sign == ':' && name is "*" && at + 1 < text.Length && text[at + 1] == '*')
        {
            return false;
        }

        if (!IsName(name) || (sign == ':' && text[(at + 1)..].StartsWith("//")))
        {
            return false;
        }

        var target = context.Field(name, factiva);
        var behind = at + 1 < text.Length ? text[at + 1] : ' ';
        switch (sign)
        {
            case '=' when (factiva && FactivaFields.Translate(name) is not null) || (target.Role == FieldRole.Date && behind is not ('=' or '>' or '<')):
            case ':':
                tokens.Add(new(TokenKind.Field, start, at));
                valueAt = ++at;
                return true;
            case '<' or '>' when target.Role == FieldRole.Date:
                var relation = (sign, behind) switch { ('>', '=') => DateRelation.From, ('<', '=') => DateRelation.Until, ('>', _) => DateRelation.After, _ => DateRelation.Before };
                tokens.Add(new(TokenKind.Compare, start, at, (int)relation));
                valueAt = at += behind == '=' ? 2 : 1;
                return true;
            case '<' or '>' when Names(target):
                context.Report(SyntaxFaults.NoRange((start, at + 1), name.ToString()));
                return false;
            default:
                return false;
        }
    }

    // A built-in field, not any word that could be a kind: "x>3" is text.
    private static bool Names(QueryFields.Target target) => target.Role is FieldRole.Text or FieldRole.Id or FieldRole.Address or FieldRole.Site || (target.Role == FieldRole.Facet && target.Name is { } kind && QueryFields.IsArticleKind(kind));

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
