namespace SearchCore.Queries;

/// <summary>Operators of proximity: their numbers, and what may stand beside them.</summary>
internal sealed partial class TreeParser
{
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

    private Proximity ReadProximity(bool excludes, (int Start, int End) span)
    {
        var token = excludes ? PeekBehind : Peek;
        var proximity = token.Proximity with { Excludes = excludes };
        if (proximity.Unit == ProximityUnit.Words)
        {
            var slash = Image(token).TrimEnd("0123456789".AsSpan()).ToString();
            proximity = proximity with { Distance = ReadNumber(proximity.Distance, token.Span, slash) };
            if (excludes && proximity.InOrder)
            {
                proximity = proximity with { InOrder = false };
                context.Report(SyntaxFaults.NotInOrder(span, Image(span), factiva ? $"NOT near{proximity.Distance}" : proximity.ToString()));
            }
        }

        return proximity;
    }

    private int ReadNumber(int number, (int Start, int End) span, string name)
    {
        if (number == Operators.Missing)
        {
            context.Report(SyntaxFaults.NoDistance(span, Image(span)));
            return 5;
        }

        var most = context.Options.Limits.Distance;
        if (number < 1 || number > most)
        {
            var fit = Math.Clamp(number, 1, most);
            context.Report(SyntaxFaults.WideDistance(span, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}{fit}"), context.Options.Limits));
            return fit;
        }

        return number;
    }

    // In Factiva words without an operator are a phrase; what has no place in the text (a field's value) is joined by AND.
    private bool IsNeighbour() => Peek.BeginsOperand && Peek.Kind is not (TokenKind.Not or TokenKind.Plus or TokenKind.Minus);

    private static PhraseNode? AsPhrase(QueryNode left, QueryNode right) =>
        TextOf(left) is var (first, field) && TextOf(right) is var (second, other) && field == other && first is not null && second is not null && !string.IsNullOrWhiteSpace(first + second)
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
}
