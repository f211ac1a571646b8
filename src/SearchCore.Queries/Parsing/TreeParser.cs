using SearchCore.Queries.Syntax;

namespace SearchCore.Queries.Parsing;

/// <summary>
/// Tokens to a tree. Or := And (OR And)* · And := Unary (AND? Unary)* · Unary := (NOT | + | -)* Near · Near := Operand (W/n Operand)*.
/// After a mistake it goes on with what makes the best sense, so that a lenient reading has a tree and a strict one reports more than one
/// error.
/// </summary>
internal sealed partial class TreeParser(ParseContext context, List<Token> tokens)
{
    private readonly QuerySyntax syntax = context.Syntax;
    private readonly bool joinsByAnd = context.Syntax.NeighboursArePhrases || context.Options.DefaultOperator == QueryOperator.And;
    private int next;
    private bool isOwnText;
    private int leaves;
    private int prefixes;

    /// <summary>What stands before an element of a list.</summary>
    private enum Sign
    {
        None,
        Plus,
        Minus,
        Not,
    }

    private Token Peek => tokens[next];

    private Token PeekBehind => tokens[Math.Min(next + 1, tokens.Count - 1)];

    /// <summary>The tree; all articles where the text asks for none in particular.</summary>
    public QueryNode Parse()
    {
        var found = new List<QueryNode>();
        while (Peek.Kind != TokenKind.End)
        {
            var at = next;
            if (ParseOr(Scope.Text) is { } node)
            {
                found.Add(node);
            }

            if (next == at)
            {
                // A bracket that only the end of the text closed was reported already.
                if (Peek.Start < Peek.End)
                {
                    ReportMisplaced(Peek);
                }

                next++;
            }
        }

        return found.Count == 0 ? new MatchAllNode() : QueryNode.And(found);
    }

    private QueryNode? ParseOr(Scope scope)
    {
        var start = Peek.Start;
        var branches = new List<Branch>();
        Token? join = null;
        while (true)
        {
            var (reported, before) = (context.Count, next);
            var branch = ParseAnd(scope);
            if (branch.Node is not null)
            {
                branches.Add(join is null && branches.Count > 0 && branch.Sign == Sign.Not ? branch with { Sign = Sign.Minus } : branch);
            }

            join = TakeJoin(TokenKind.Or, branch.Node, join, reported);
            if (join is null && (!Peek.BeginsOperand || next == before))
            {
                break;
            }
        }

        var end = next > 0 ? tokens[next - 1].End : start;
        WarnOfMixture(branches);
        return Combine(branches) is { } node ? Placed(node, (start, Math.Max(start, end))) : null;
    }

    private Branch ParseAnd(Scope scope)
    {
        var start = Peek.Start;
        var items = new List<Branch>();
        var implied = false;
        Token? join = null;
        while (true)
        {
            var (reported, before) = (context.Count, next);
            var item = ParseUnary(scope);
            if (item.Node is not null)
            {
                items.Add(item);
            }

            join = TakeJoin(TokenKind.And, item.Node, join, reported);
            if (join is not null)
            {
                continue;
            }

            if (!joinsByAnd || !Peek.BeginsOperand || next == before || (scope.IsGroup && EndsInComma(scope, tokens[next - 1])))
            {
                break;
            }

            implied = true;
        }

        return items.Count == 0 ? default
            : items.Count == 1 ? items[0]
            : Conjunction(items, (start, tokens[next - 1].End), implied);
    }

    // The AND or OR after an element, if there is one. Reports an operator with nothing on one side, where no other mistake explains it.
    private Token? TakeJoin(TokenKind kind, QueryNode? element, Token? before, int reported)
    {
        if (element is null && before is { } dangling && reported == context.Count)
        {
            context.Report(SyntaxFaults.Dangling(dangling.Span, Image(dangling)));
        }

        if (Peek.Kind != kind)
        {
            return null;
        }

        if (element is null && reported == context.Count)
        {
            ReportMisplaced(Peek);
        }

        return tokens[next++];
    }

    private Branch Conjunction(List<Branch> items, (int Start, int End) span, bool isImplied)
    {
        var must = items.Where(i => i.Sign is Sign.None or Sign.Plus).Select(i => i.Node!).ToList();
        var not = items.Where(i => i.Sign is Sign.Minus or Sign.Not).Select(i => i.Node!).ToList();
        return new(Placed(new BooleanNode { Must = must, MustNot = not }, span), Sign.None, isImplied && not.Count == 0);
    }

    private Branch ParseUnary(Scope scope)
    {
        if (context.IsHopeless)
        {
            next = tokens.Count - 1;
            return default;
        }

        var (first, count) = (Peek, 0);
        var negations = 0;
        while (Peek.IsSign && !(Peek.Kind == TokenKind.Not && PeekBehind.Kind == TokenKind.Near))
        {
            negations += Peek.Kind == TokenKind.Plus ? 0 : 1;
            count++;
            next++;
        }

        var reported = context.Count;
        var node = ParseNear(scope);
        if (node is null)
        {
            if (count > 0 && reported == context.Count)
            {
                context.Report(SyntaxFaults.Dangling(tokens[next - 1].Span, Image(tokens[next - 1])));
            }

            return default;
        }

        return new(node, count == 0 ? Sign.None
            : negations % 2 == 0 ? count == 1 ? Sign.Plus : Sign.None
            : count == 1 && first.Kind == TokenKind.Minus ? Sign.Minus : Sign.Not);
    }

    private QueryNode? ParseNear(Scope scope)
    {
        var start = Peek.Start;
        var node = ParseOperand(scope);
        for (var links = 0; ; links++)
        {
            if (Peek.Kind == TokenKind.First && syntax.HasSlashedOperators)
            {
                node = ReadSuffixedFirst(node, start);
            }
            else if (ReadLink() is { } link)
            {
                node = ParseLinked(node, start, link, scope, ref links);
            }
            else
            {
                return node;
            }
        }
    }

    private QueryNode? ParseOperand(Scope scope)
    {
        if (Peek.Kind is not (TokenKind.AtLeast or TokenKind.First))
        {
            return ParsePrimary(scope);
        }

        var token = Peek;
        next++;
        if (++prefixes > context.Options.Limits.Nesting)
        {
            prefixes--;
            context.Report(SyntaxFaults.TooManyInARow(token.Span, context.Options.Limits));
            return ParsePrimary(scope);
        }

        var number = ReadNumber(token.Number, token.Span, token.Kind == TokenKind.First ? "FIRST/" : "ATLEAST");
        var reported = context.Count;
        var operand = ParseOperand(scope);
        prefixes--;
        if (operand is null)
        {
            if (reported == context.Count)
            {
                context.Report(SyntaxFaults.Dangling(token.Span, Image(token)));
            }

            return null;
        }

        return !IsNearable(operand, Image(token)) ? operand
            : Placed<QueryNode>(
                token.Kind == TokenKind.First ? new FirstNode(operand, number) : new AtLeastNode(operand, number),
                (token.Start, tokens[next - 1].End));
    }

    private static QueryNode? Combine(List<Branch> branches)
    {
        if (branches.Count <= 1)
        {
            return branches switch
            {
                [] => null,
                [{ Sign: Sign.Minus or Sign.Not, Node: var node }] => QueryNode.Not(node!),
                _ => branches[0].Node,
            };
        }

        return new BooleanNode
        {
            Must = [.. branches.Where(b => b.Sign == Sign.Plus).Select(b => b.Node!)],
            Should =
            [
                .. branches.Where(b => b.Sign is Sign.None or Sign.Not)
                    .Select(b => b.Sign == Sign.Not ? QueryNode.Not(b.Node!) : b.Node!),
            ],
            MustNot = [.. branches.Where(b => b.Sign == Sign.Minus).Select(b => b.Node!)],
        };
    }

    private void WarnOfMixture(List<Branch> branches)
    {
        if (branches.Count < 2 || syntax.NeighboursArePhrases)
        {
            return;
        }

        foreach (var branch in branches.Where(b => b.IsImplied))
        {
            var span = context.SpanOf(branch.Node!);
            context.Report(SyntaxFaults.MixedWithoutBrackets(span, $"({context.Text[span.Start..span.End]})"));
        }
    }

    private T Placed<T>(T node, (int Start, int End) span)
        where T : QueryNode => context.SpanOf(node) == default ? context.Place(node, span) : node;

    private string Image(Token token) => Image(token.Span);

    private string Image((int Start, int End) span) => context.Text[span.Start..span.End];

    private QueryDiagnostic Misplaced(Token token) => Misplaced(token.Span);

    // Past the errors that are shown there is no need to word another one.
    private void ReportMisplaced(Token token)
    {
        if (!context.HasEnough)
        {
            context.Report(Misplaced(token));
        }
    }

    private QueryDiagnostic Misplaced((int Start, int End) span)
    {
        var image = Image(span);
        var hint = image[0] switch
        {
            ':' => "if it is text, put it in quotes",
            '~' or '^' => "it belongs right after a word or phrase",
            ']' or '}' => "it ends a range, and none begins",
            _ => "it joins what stands before it and after it",
        };
        return SyntaxFaults.Misplaced(span, image, hint, string.Empty);
    }

    /// <summary>An element of a list and what stands before it.</summary>
    private readonly record struct Branch(QueryNode? Node, Sign Sign = Sign.None, bool IsImplied = false);

    /// <summary>The field that governs, as typed.</summary>
    private readonly record struct Scope(QueryFields.Target Target, string Name, bool IsGroup)
    {
        public static Scope Text { get; } = new(new(FieldRole.Text, null), string.Empty, IsGroup: false);
    }
}
