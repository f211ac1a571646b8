using SearchCore.Queries.Syntax;

namespace SearchCore.Queries.Parsing;

/// <summary>Words, phrases, groups and fields.</summary>
internal sealed partial class TreeParser
{
    private QueryNode? ParsePrimary(Scope scope)
    {
        switch (Peek.Kind)
        {
            case TokenKind.Open:
                return ParseGroup(scope);
            case TokenKind.Field or TokenKind.Compare:
                return ParseField();
            case TokenKind.Word or TokenKind.Phrase or TokenKind.Exact or TokenKind.Range:
                return ParseLeaf(scope);
            case TokenKind.Stray or TokenKind.Tilde or TokenKind.Caret:
                ReportMisplaced(Peek);
                next++;
                return Peek is { BeginsOperand: true, IsSign: false } && SkipStray() ? ParseOperand(scope) : null;
            default:
                return null;
        }
    }

    // A row of strays is skipped here and not by recursion, one level each.
    private bool SkipStray()
    {
        while (Peek.Kind == TokenKind.Stray)
        {
            ReportMisplaced(Peek);
            next++;
        }

        return Peek is { BeginsOperand: true, IsSign: false };
    }

    private QueryNode? ParseGroup(Scope scope)
    {
        var open = Peek;
        next++;
        var reported = context.Count;
        var node = ParseOr(scope with { IsGroup = true });
        while (Peek.Kind is not (TokenKind.Close or TokenKind.End))
        {
            ReportMisplaced(Peek);
            next++;
        }

        var close = Peek;
        next += close.Kind == TokenKind.Close ? 1 : 0;
        if (node is null && reported == context.Count)
        {
            context.Report(SyntaxFaults.EmptyGroup((open.Start, close.End)));
        }

        if (Peek.Kind == TokenKind.Tilde)
        {
            ReportMisplaced(Peek);
            next++;
        }

        return node is null ? SkipBoost() : Boosted(node, open.Start);
    }

    private QueryNode? ParseField()
    {
        var token = Peek;
        next++;
        var name = Image(token);
        var target = context.Field(name);
        var colon = token.End < context.Text.Length ? token.End + 1 : token.End;
        if (target.Role == FieldRole.Unknown)
        {
            var suggestion = context.Suggest(name);
            context.Report(SyntaxFaults.UnknownField(token.Span, name, suggestion));

            // The best sense: the field that was meant, or else the words as text.
            target = suggestion is null ? new(FieldRole.Text, null) : context.Field(suggestion);
        }

        if (token.Kind == TokenKind.Compare)
        {
            target = target with { Relation = (DateRelation)token.Number };
        }

        if (Peek.Kind is TokenKind.Word or TokenKind.Phrase or TokenKind.Exact or TokenKind.Range or TokenKind.Open)
        {
            var scope = new Scope(target, name, IsGroup: false);
            return target.Type == FieldType.Text ? ParseOwnText(scope, token.Start)
                : Peek.Kind == TokenKind.Open ? ParseGroup(scope) : ParseLeaf(scope);
        }

        if (target.Name is null && target.Role == FieldRole.Text)
        {
            return Leaf(new WordNode(name), token.Span);
        }

        if (!context.HasEnough)
        {
            context.Report(SyntaxFaults.NoValue((token.Start, colon), name));
        }

        return null;
    }

    // A number of dots between two years is text there, as in title and body.
    private QueryNode? ParseOwnText(Scope scope, int start)
    {
        var outer = isOwnText;
        isOwnText = true;
        var node = Peek.Kind == TokenKind.Open ? ParseGroup(scope) : ParseLeaf(scope);
        isOwnText = outer;
        return node switch
        {
            null => null,
            BoostNode { Node: MatchAllNode } or MatchAllNode => Placed(new HasFieldNode(scope.Target.Name!)),
            BoostNode boost => Placed(boost with { Node = new OwnTextNode(scope.Target.Name!, boost.Node) }),
            _ => Placed(new OwnTextNode(scope.Target.Name!, node)),
        };

        QueryNode Placed(QueryNode whole) => context.Place(whole, (start, tokens[next - 1].End));
    }

    private QueryNode? ParseLeaf(Scope scope)
    {
        var first = Peek;
        if (first.Kind == TokenKind.Range && scope.Target.Role is not (FieldRole.Date or FieldRole.Number))
        {
            next++;
            context.Report(SyntaxFaults.NoRange(first.Span, scope.Name.Length == 0 ? "text" : scope.Name));
            SkipSuffixes();
            return null;
        }

        if (first.Kind == TokenKind.Exact && (PeekBehind.Kind is not (TokenKind.Word or TokenKind.Phrase) || PeekBehind.Start != first.End))
        {
            next++;
            ReportMisplaced(first);
            return null;
        }

        return scope.Target.Role switch
        {
            FieldRole.Date => ParseDate(scope),
            FieldRole.Number => ParseNumber(scope),
            FieldRole.Facet => ParseValue(scope),
            FieldRole.Id => ParseId(scope),
            FieldRole.Address => ParseAddress(scope),
            FieldRole.Site => ParseSite(scope),
            _ => ParseText(scope.Target.Text),
        };
    }

    private QueryNode? ParseText(TextField field)
    {
        var token = Peek;
        next++;
        var isExact = token.Kind == TokenKind.Exact;
        if (isExact)
        {
            token = Peek with { Start = token.Start };
            next++;
        }

        var tilde = Take(TokenKind.Tilde);
        var inner = isExact ? Image((token.Start + 1, token.End)) : Image(token);
        var node = token.Kind == TokenKind.Phrase ? PhraseOf(inner[1..^1], token, tilde, field, isExact)
            : isExact ? ExactWord(inner, token, tilde, field)
            : Word(inner, token, tilde, field);
        return node is null ? SkipBoost() : Boosted(Leaf(node, (token.Start, tokens[next - 1].End)), token.Start);
    }

    private QueryNode? PhraseOf(string inner, Token token, Token? tilde, TextField field, bool isExact)
    {
        var text = QueryEscapes.Unescape(inner);
        if (string.IsNullOrWhiteSpace(text))
        {
            context.Report(SyntaxFaults.EmptyPhrase(token.Span));
            return null;
        }

        if (text.Contains('*', StringComparison.Ordinal) && HasAsteriskAtWord(inner))
        {
            context.Report(SyntaxFaults.LiteralAsterisk(token.Span));
        }

        if (isExact)
        {
            RefuseTilde(tilde, "an exact form");
            return new ExactNode(text, field);
        }

        return new PhraseNode(text, tilde is { } slop ? ReadSlop(slop) : 0, field);
    }

    private ExactNode? ExactWord(string inner, Token token, Token? tilde, TextField field)
    {
        RefuseTilde(tilde, "an exact form");
        if (QueryEscapes.HasWildcard(inner))
        {
            context.Report(SyntaxFaults.WrongForm(token.Span, "=", "a word as it is written, without a wildcard"));
        }

        return Text(inner, token) is var text && !string.IsNullOrWhiteSpace(text) ? new ExactNode(text, field) : null;
    }

    private QueryNode? Word(string image, Token token, Token? tilde, TextField field)
    {
        if (field == TextField.Any && image is "*" or "*:*")
        {
            RefuseTilde(tilde, image);
            return new MatchAllNode();
        }

        if (image == "*")
        {
            RefuseTilde(tilde, image);
            return new HasFieldNode(field == TextField.Title ? "title" : "body");
        }

        if (QueryEscapes.HasWildcard(image))
        {
            RefuseTilde(tilde, "a word with a wildcard");
            return Wildcard(image, token, field);
        }

        var text = Text(image, token);
        if (tilde is { } fuzzy && text.Length > 0)
        {
            return new FuzzyNode(text, ReadEdits(fuzzy), field);
        }

        if (field == TextField.Any && !isOwnText && syntax.HasBareDateRanges && image.Contains("..", StringComparison.Ordinal)
            && BareRange(image, token) is { } range)
        {
            return range;
        }

        WarnOfLookalikes(image, token, field);
        return text.Length == 0 ? null : new WordNode(text, field);
    }

    private QueryNode? Wildcard(string image, Token token, TextField field)
    {
        CheckEscape(image, token);
        image = HasLoneEscape(image) ? image[..^1] : image;
        var pattern = QueryEscapes.ToPattern(image);
        var limits = context.Options.Limits;
        if (pattern is [.., '*'] && !QueryEscapes.HasWildcard(image.AsSpan(0, image.Length - 1)))
        {
            var prefix = QueryEscapes.Unescape(image[..^1]);
            if (prefix.Length >= limits.WildcardPrefix)
            {
                return new PrefixNode(prefix, field);
            }

            context.Report(SyntaxFaults.ShortWildcard(token.Span, limits));
            return null;
        }

        switch (WildcardPattern.Check(pattern, limits))
        {
            case WildcardFault.None:
                return new WildcardNode(pattern, field);
            case WildcardFault.ShortPrefix:
                context.Report(SyntaxFaults.ShortWildcard(token.Span, limits));
                return null;
            default:
                context.Report(SyntaxFaults.WideWildcard(token.Span, limits));
                return null;
        }
    }

    private void WarnOfLookalikes(string image, Token token, TextField field)
    {
        if (field != TextField.Any || isOwnText)
        {
            return;
        }

        if (syntax.Lookalikes.AsSpan().Contains(image))
        {
            context.Report(SyntaxFaults.WordNotOperator(token.Span, image, syntax.LookalikesMean));
        }
        else if (Lookalike.Of(image) is { } fix && syntax.ReadOperator(fix).Kind != TokenKind.Word)
        {
            context.Report(SyntaxFaults.WordNotOperator(token.Span, image, fix));
        }
        else if (IsAddress(image))
        {
            context.Report(SyntaxFaults.WordsNotAddress(token.Span, image, $"url:\"{image}\""));
        }
        else if (syntax.HasBareDateRanges && LooksLikeDate(image))
        {
            context.Report(SyntaxFaults.WordsNotDate(token.Span, image));
        }
    }

    private static bool IsAddress(string image) =>
        image.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || image.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || (image.StartsWith("www.", StringComparison.OrdinalIgnoreCase) && image.Length > "www.".Length);

    // 2017-12, 2017-12-11, 2017-Q4: with a month at least, since a year may be any number.
    private static bool LooksLikeDate(string image) =>
        image.Length is >= 7 and <= 10 && image[4] == '-' && char.IsAsciiDigit(image[0])
        && DateExpression.TryParse(image, null, TimeZoneInfo.Utc, out _, out _);

    private QueryNode Leaf(QueryNode node, (int Start, int End) span)
    {
        if (++leaves == context.Options.Limits.Clauses + 1)
        {
            context.Report(SyntaxFaults.TooManyClauses((span.Start, context.Text.Length), context.Options.Limits));

            // The rest of the text is over the limit too and needs no further diagnostic.
            next = tokens.Count - 1;
        }

        return context.Place(node, span);
    }

    private string Text(string image, Token token)
    {
        CheckEscape(image, token);
        return QueryEscapes.Unescape(image);
    }

    private void CheckEscape(string image, Token token)
    {
        if (HasLoneEscape(image))
        {
            context.Report(SyntaxFaults.BadEscape((token.End - 1, token.End), classic: false));
        }
    }

    private static bool HasLoneEscape(string image) => (image.Length - image.AsSpan().TrimEnd('\\').Length) % 2 == 1;

    private Token? Take(TokenKind kind)
    {
        if (Peek.Kind != kind)
        {
            return null;
        }

        var token = Peek;
        next++;
        return token;
    }

    // "withdraw*", not "2 * 3".
    private static bool HasAsteriskAtWord(string text)
    {
        for (var at = text.IndexOf('*', StringComparison.Ordinal); at >= 0; at = text.IndexOf('*', at + 1))
        {
            if (at > 0 && char.IsLetterOrDigit(text[at - 1]))
            {
                return true;
            }
        }

        return false;
    }
}
