using System.Globalization;

using SearchCore.Queries.Syntax;

namespace SearchCore.Queries.Parsing;

/// <summary>Operators of proximity: their numbers, and what may stand beside them.</summary>
internal sealed partial class TreeParser
{
    // The operator of proximity that comes next, or null. In some dialects nothing but a blank is one: then words are a phrase, and what
    // has no place in the text (a field's value) is joined by AND.
    private Link? ReadLink()
    {
        if (Peek.Kind == TokenKind.Near)
        {
            var link = new Link(ReadProximity(Peek, Peek.Span, excludes: false), Peek.Span);
            next++;
            return link;
        }

        if (Peek.Kind == TokenKind.Not && PeekBehind.Kind == TokenKind.Near)
        {
            var span = (Peek.Start, PeekBehind.End);
            var link = new Link(ReadProximity(PeekBehind, span, excludes: true), span);
            next += 2;
            return link;
        }

        return syntax.NeighboursArePhrases && Peek is { BeginsOperand: true, IsSign: false }
            ? new Link(new Proximity(ProximityUnit.Words, 1, InOrder: true), Peek.Span, IsImplied: true)
            : null;
    }

    // The right side of a link, and both sides as one. A side that is missing is reported, and the other one stays.
    private QueryNode? ParseLinked(QueryNode? left, int start, Link link, Scope scope, ref int links)
    {
        var reported = context.Count;
        var right = ParseOperand(scope);
        if (left is null || right is null)
        {
            if (reported == context.Count)
            {
                context.Report(left is null ? Misplaced(link.Span) : SyntaxFaults.Dangling(link.Span, Image(link.Span)));
            }

            return left ?? right;
        }

        var span = (start, tokens[next - 1].End);
        if (link.IsImplied && AsPhrase(left, right) is { } phrase)
        {
            // A longer phrase is no deeper tree.
            links--;
            return Placed(phrase, span);
        }

        if (links >= context.Options.Limits.Nesting)
        {
            // What is too much is left out, so that no tree grows deeper than it may.
            context.Report(SyntaxFaults.TooManyInARow(link.Span, context.Options.Limits));
            return left;
        }

        var canBe = link.IsImplied
            ? CanBeNear(left) && CanBeNear(right)
            : IsNearable(left, Image(link.Span)) & IsNearable(right, Image(link.Span));
        return Placed(canBe ? new ProximityNode(left, right, link.Proximity) : QueryNode.And(left, right), span);
    }

    /// <summary>Whether a node has places in the text, so that something can be near to it.</summary>
    private static bool CanBeNear(QueryNode node) => node switch
    {
        WordNode or ExactNode or PrefixNode or WildcardNode or FuzzyNode or ProximityNode or FirstNode => true,
        PhraseNode phrase => phrase.Slop == 0,
        BoostNode boost => CanBeNear(boost.Node),
        BooleanNode { Must.Count: 0, MustNot.Count: 0, Should.Count: > 0 } any => any.Should.All(CanBeNear),
        _ => false,
    };

    private bool IsNearable(QueryNode node, string image)
    {
        if (CanBeNear(node))
        {
            return true;
        }

        var span = context.SpanOf(node);
        if (node is PhraseNode && context.Text.IndexOf('~', span.Start, span.End - span.Start) is var tilde and > 0)
        {
            context.Report(SyntaxFaults.SlopBesideProximity((tilde, span.End), image));
        }
        else
        {
            context.Report(SyntaxFaults.NotNearable(span, image));
        }

        return false;
    }

    private Proximity ReadProximity(Token token, (int Start, int End) span, bool excludes)
    {
        var proximity = token.Proximity with { Excludes = excludes };
        if (proximity.Unit != ProximityUnit.Words && !char.IsAsciiDigit(context.Text[token.End - 1]))
        {
            return proximity;
        }

        var name = Image(token).TrimEnd("0123456789".AsSpan()).ToString();
        proximity = proximity with { Distance = ReadNumber(proximity.Distance, token.Span, name) };
        if (excludes && proximity.InOrder)
        {
            proximity = proximity with { InOrder = false };
            context.Report(SyntaxFaults.NotInOrder(span, Image(span), $"{syntax.NotNear}{proximity.Distance}"));
        }

        return proximity;
    }

    private int ReadNumber(int number, (int Start, int End) span, string name)
    {
        if (number == OperatorForm.Missing)
        {
            context.Report(SyntaxFaults.NoDistance(span, Image(span)));
            return 5;
        }

        var most = context.Options.Limits.Distance;
        if (number < 1 || number > most)
        {
            var fit = Math.Clamp(number, 1, most);
            var fix = string.Create(CultureInfo.InvariantCulture, $"{name}{fit}");
            context.Report(SyntaxFaults.WideDistance(span, fix, context.Options.Limits));
            return fit;
        }

        return number;
    }

    private static PhraseNode? AsPhrase(QueryNode left, QueryNode right) =>
        TextOf(left) is var (first, field) && TextOf(right) is var (second, other) && field == other
        && first is not null && second is not null && !string.IsNullOrWhiteSpace(first + second)
            ? new PhraseNode($"{first} {second}", 0, field)
            : null;

    private static (string? Text, TextField Field) TextOf(QueryNode node) => node switch
    {
        WordNode word => (word.Text, word.Field),
        PhraseNode { Slop: 0 } phrase => (phrase.Text, phrase.Field),
        _ => default,
    };

    private QueryNode? ReadSuffixedFirst(QueryNode? operand, int start)
    {
        var token = Peek;
        next++;
        var number = ReadNumber(token.Number, token.Span, "/F");
        if (operand is null)
        {
            ReportMisplaced(token);
            return null;
        }

        return IsNearable(operand, Image(token)) ? Placed(new FirstNode(operand, number), (start, token.End)) : operand;
    }

    /// <summary>What stands between two neighbours.</summary>
    /// <param name="Proximity">How near they must be.</param>
    /// <param name="Span">The operator; where none is written, the token after.</param>
    /// <param name="IsImplied">Whether none is written.</param>
    private readonly record struct Link(Proximity Proximity, (int Start, int End) Span, bool IsImplied = false);
}
