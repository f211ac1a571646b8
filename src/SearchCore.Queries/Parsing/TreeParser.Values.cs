using SearchCore.Queries.Syntax;

namespace SearchCore.Queries.Parsing;

/// <summary>What stands after fields that hold whole values: kinds of entity, ids, dates.</summary>
internal sealed partial class TreeParser
{
    private QueryNode? ParseValue(Scope scope)
    {
        var (token, text, isQuoted) = ReadValue(scope);
        var span = (token.Start, tokens[next - 1].End);
        if (Take(TokenKind.Tilde) is not null)
        {
            span.End = tokens[next - 1].End;
            context.Report(SyntaxFaults.WrongForm(span, scope.Name, "a whole value, without '~'"));
        }

        if (!isQuoted && text == "*")
        {
            return Boosted(Leaf(new HasFieldNode(scope.Target.Name ?? QueryFields.AnyEntity), span), span.Start);
        }

        var isPrefix = !isQuoted && text.EndsWith('*') && !text.EndsWith("\\*", StringComparison.Ordinal);
        if (!isQuoted && QueryEscapes.HasWildcard(isPrefix ? text.AsSpan(0, text.Length - 1) : text))
        {
            context.Report(SyntaxFaults.WrongForm(span, scope.Name, "a wildcard only at its end: put*"));
            return SkipBoost();
        }

        var value = QueryEscapes.Unescape(isPrefix ? text[..^1] : text);
        if (string.IsNullOrWhiteSpace(value))
        {
            context.Report(SyntaxFaults.WrongForm(span, scope.Name, "a value", "*"));
            return SkipBoost();
        }

        if (scope.Target.Type == FieldType.Boolean && !isPrefix)
        {
            if (BooleanOf(value) is not { } truth)
            {
                context.Report(SyntaxFaults.WrongForm(span, scope.Name, "true or false"));
                return SkipBoost();
            }

            value = truth;
        }
        else if (!isQuoted && !isPrefix && !scope.IsGroup)
        {
            WarnOfSecondWord(scope, value, span);
        }

        return Boosted(Leaf(new FacetNode(scope.Target.Name, value, isPrefix), span), span.Start);
    }

    // person:Ronald Reagan: a name in capitals goes on behind the blank.
    private void WarnOfSecondWord(Scope scope, string value, (int Start, int End) span)
    {
        if (!char.IsUpper(value[0]))
        {
            return;
        }

        var (words, end) = (value, span.End);
        for (var at = next; tokens[at] is { Kind: TokenKind.Word } token && char.IsUpper(context.Text[token.Start])
            && string.IsNullOrWhiteSpace(context.Text[end..token.Start]) && !QueryEscapes.HasWildcard(Image(token)); at++)
        {
            (words, end) = ($"{words} {QueryEscapes.Unescape(Image(token))}", token.End);
        }

        if (end > span.End)
        {
            var read = $"{scope.Name}:{value}";
            context.Report(SyntaxFaults.OneWordOfValue((span.Start, end), scope.Name, read, $"\"{words}\""));
        }
    }

    // A quoted value, a word, or in brackets words up to an operator or a comma: place:(new york, paris).
    private (Token First, string Text, bool IsQuoted) ReadValue(Scope scope)
    {
        var token = Peek;
        next++;
        if (token.Kind == TokenKind.Phrase)
        {
            // A comma after a quoted value separates it from the next one.
            if (scope.IsGroup && Peek.Kind == TokenKind.Word && Image(Peek) == ",")
            {
                next++;
            }

            return (token, context.Text[(token.Start + 1)..(token.End - 1)], true);
        }

        if (token.Kind == TokenKind.Exact)
        {
            // Values are always whole and as written; the sign says nothing more.
            return ReadValue(scope) with { First = token };
        }

        var end = token;
        while (scope is { IsGroup: true, Target.Role: not (FieldRole.Address or FieldRole.Site) } && Peek.Kind == TokenKind.Word
            && !EndsInComma(scope, end))
        {
            end = Peek;
            next++;
        }

        var text = string.Join(' ', context.Text[token.Start..end.End].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return (token, EndsInComma(scope, end) || text.EndsWith(',') ? text.TrimEnd(',') : text, false);
    }

    private bool EndsInComma(Scope scope, Token token) =>
        scope.Target.Role is FieldRole.Facet or FieldRole.Date or FieldRole.Number or FieldRole.Address or FieldRole.Site
        && token.Kind == TokenKind.Word && context.Text[token.End - 1] == ',';

    private QueryNode? ParseId(Scope scope)
    {
        var token = Peek;
        next++;
        if (token.Kind == TokenKind.Exact)
        {
            token = Peek;
            next++;
        }

        if (token.Kind == TokenKind.Phrase)
        {
            RefuseTilde(Take(TokenKind.Tilde), "an id");
            var id = QueryEscapes.Unescape(context.Text[(token.Start + 1)..(token.End - 1)]);
            return Boosted(Leaf(IdOrNear(scope, id), token.Span), token.Start);
        }

        var image = Image(token);
        RefuseTilde(Take(TokenKind.Tilde), "an id");
        if (image == "*" && scope.Target.Name != QueryFields.Near)
        {
            return Boosted(Leaf(new MatchAllNode(), token.Span), token.Start);
        }

        if (QueryEscapes.HasWildcard(image))
        {
            context.Report(SyntaxFaults.WrongForm(token.Span, scope.Name, "a whole value, without a wildcard"));
            return SkipBoost();
        }

        return Leaf(IdOrNear(scope, Text(image, token)), token.Span);
    }

    private static QueryNode IdOrNear(Scope scope, string id) => scope.Target.Name == QueryFields.Near ? new NearNode(id) : new IdNode(id);

    private static string? BooleanOf(string value) => value.ToLowerInvariant() switch
    {
        "true" or "yes" or "1" => "true",
        "false" or "no" or "0" => "false",
        _ => null,
    };

    private QueryNode? ParseNumber(Scope scope)
    {
        var reader = new NumberReader(context, scope.Target.Name!);
        var relation = scope.Target.Relation;
        if (Peek.Kind == TokenKind.Range)
        {
            var range = Peek;
            next++;
            RefuseTilde(Take(TokenKind.Tilde), "a number");
            if (relation != DateRelation.During)
            {
                context.Report(SyntaxFaults.WrongForm(range.Span, scope.Name, $"one number; for a range write {scope.Name}:[10 TO 20]"));
            }

            return Numbered(reader.Range(range.Start, range.End), range.Span);
        }

        var (token, text, isQuoted) = ReadValue(scope);
        var span = (token.Start, tokens[next - 1].End);
        RefuseTilde(Take(TokenKind.Tilde), "a number");
        return !isQuoted && text == "*"
            ? Boosted(Leaf(new HasFieldNode(scope.Target.Name!), span), span.Start)
            : Numbered(reader.Value(text, span, relation), span);
    }

    private QueryNode? Numbered(NumberRangeNode? range, (int Start, int End) span) =>
        range is null ? SkipBoost() : Boosted(Leaf(range, span), span.Start);

    private QueryNode? ParseDate(Scope scope)
    {
        var relation = scope.Target.Relation;
        if (Peek.Kind == TokenKind.Range)
        {
            var range = Peek;
            next++;
            RefuseTilde(Take(TokenKind.Tilde), "a date");
            if (relation != DateRelation.During)
            {
                const string Expected = "one date; for a range write date:[2017-12-01 TO 2017-12-31]";
                context.Report(SyntaxFaults.WrongForm(range.Span, scope.Name, Expected));
            }

            return Dated(new DateReader(context).Range(range.Start, range.End), range.Span, scope);
        }

        var (token, text, isQuoted) = ReadValue(scope);
        var span = (token.Start, tokens[next - 1].End);
        RefuseTilde(Take(TokenKind.Tilde), "a date");
        if (!isQuoted && text == "*")
        {
            return Boosted(Leaf(new HasFieldNode(scope.Target.Name!), span), span.Start);
        }

        if (!isQuoted && text.EndsWith('*'))
        {
            const string Expected = "a date, which covers its whole unit: 2017, 2017-12";
            context.Report(SyntaxFaults.WrongForm(span, scope.Name, Expected, text.TrimEnd('*', '-')));
            return SkipBoost();
        }

        return Dated(new DateReader(context).Value(text, span, relation), span, scope);
    }

    private QueryNode? BareRange(string image, Token token) =>
        DateReader.LooksLikeRange(image) ? Dated(new DateReader(context).Value(image, token.Span, DateRelation.During), token.Span) : null;

    private QueryNode? Dated(DateInterval? interval, (int Start, int End) span, Scope? scope = null)
    {
        var field = scope?.Target.Name is { } name and not QueryFields.Published ? name : null;
        return interval is { } found ? Boosted(Leaf(new DateRangeNode(found, field), span), span.Start) : SkipBoost();
    }
}
