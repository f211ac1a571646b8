using System.Globalization;
using System.Text;

using Lucene.Net.Search;

using SearchCore.Analysis;
using SearchCore.Queries;
using SearchCore.Queries.Parsing;
using SearchCore.Queries.Syntax;

using LuceneOperator = Lucene.Net.QueryParsers.Classic.Operator;

namespace SearchCore.Dialects;

/// <summary>Lucene's classic parser with its factory methods replaced, so that it makes nodes of our tree and nothing else.</summary>
internal sealed class ClassicTreeParser : Lucene.Net.QueryParsers.Classic.QueryParser
{
    private readonly ParseContext context;
    private readonly ClassicLexer lexer;
    private int next;

    // Nothing of it analyzes: every method that would is replaced below.
    public ClassicTreeParser(ParseContext context, ClassicLexer lexer)
        : base(TextAnalysis.Version, string.Empty, a: null)
    {
        this.context = context;
        this.lexer = lexer;
        Locale = CultureInfo.InvariantCulture;
        AllowLeadingWildcard = true;
        DefaultOperator = context.Options.DefaultOperator == QueryOperator.And ? LuceneOperator.AND : LuceneOperator.OR;
    }

    public QueryNode ParseTree()
    {
        ReInit(lexer.Again());
        return Node(TopLevelQuery(Field));
    }

    protected override Query GetBooleanQuery(IList<BooleanClause> clauses) => GetBooleanQuery(clauses, false);

    protected override Query GetBooleanQuery(IList<BooleanClause> clauses, bool disableCoord)
    {
        if (clauses is [{ Occur: not Occur.MUST_NOT } only])
        {
            return only.Query;
        }

        return new Carrier(new BooleanNode
        {
            Must = [.. clauses.Where(c => c.Occur == Occur.MUST).Select(c => Node(c.Query))],
            Should = [.. clauses.Where(c => c.Occur == Occur.SHOULD).Select(c => Node(c.Query))],
            MustNot = [.. clauses.Where(c => c.Occur == Occur.MUST_NOT).Select(c => Node(c.Query))],
        });
    }

    protected override Query GetFieldQuery(string field, string queryText, bool quoted) => Leaf(field, (target, at) => target.Role switch
    {
        FieldRole.Text => new WordNode(queryText, target.Text),
        _ => Value(field, target, at, queryText),
    });

    protected override Query GetFieldQuery(string field, string queryText, int slop) => Leaf(field, (target, at) => target.Role switch
    {
        FieldRole.Text => new PhraseNode(queryText, slop, target.Text),
        _ => Value(field, target, at, queryText),
    });

    protected override Query GetPrefixQuery(string field, string termStr) => Leaf(field, (target, at) => target.Role switch
    {
        FieldRole.Text when TextFolding.FoldValue(termStr).Length < context.Options.Limits.WildcardPrefix =>
            Fault(SyntaxFaults.ShortWildcard(at.Span, context.Options.Limits)),
        FieldRole.Text => new PrefixNode(termStr, target.Text),
        FieldRole.Facet => new FacetNode(target.Name, termStr, IsPrefix: true),
        FieldRole.Address => new AddressNode(termStr, IsPrefix: true),
        FieldRole.Date => Fault(SyntaxFaults.WrongForm(at.Span, field, "a date, which covers its whole unit: 2017, 2017-12")),
        _ => Fault(SyntaxFaults.WrongForm(at.Span, field, "a whole value, without a wildcard")),
    });

    protected override Query GetWildcardQuery(string field, string termStr) => Leaf(field == "*" ? string.Empty : field, (target, at) =>
    {
        if (termStr == "*")
        {
            return target.Name == QueryFields.Near ? Fault(SyntaxFaults.WrongForm(at.Span, field, "a whole value, without a wildcard"))
                : field.Length == 0 || field == "*" || target.Role == FieldRole.Id
                ? new MatchAllNode()
                : new HasFieldNode(target.Name ?? QueryFields.AnyEntity);
        }

        if (target.Role != FieldRole.Text)
        {
            return Fault(SyntaxFaults.WrongForm(
                at.Span, field, target.Role == FieldRole.Facet ? "a wildcard only at its end: put*" : "a whole value, without a wildcard"));
        }

        var pattern = UnescapePattern(termStr);
        return WildcardPattern.Check(pattern, context.Options.Limits) switch
        {
            WildcardFault.None => new WildcardNode(pattern, target.Text),
            WildcardFault.ShortPrefix => Fault(SyntaxFaults.ShortWildcard(at.Span, context.Options.Limits)),
            _ => Fault(SyntaxFaults.WideWildcard(at.Span, context.Options.Limits)),
        };
    });

    protected override Query GetFuzzyQuery(
        string field, string termStr, float minSimilarity) => Leaf(field, (target, at) => target.Role switch
    {
        FieldRole.Text => new FuzzyNode(termStr, Edits(termStr, minSimilarity), target.Text),
        _ => Fault(SyntaxFaults.WrongForm(at.Span, field, "a whole value, without '~'")),
    });

    protected override Query GetRegexpQuery(string field, string termStr) => Leaf(field, (_, at) => Fault(SyntaxFaults.Regex(at.Span)));

    protected override Query GetRangeQuery(
        string field, string? part1, string? part2, bool startInclusive, bool endInclusive) => Leaf(field, (target, at) =>
    {
        if (target.Role == FieldRole.Number)
        {
            return NumberReader.Between(context, target.Name!, part1, part2, startInclusive, endInclusive, at.Span) ?? QueryNode.None;
        }

        if (target.Role != FieldRole.Date)
        {
            return Fault(SyntaxFaults.NoRange(at.Span, field.Length == 0 ? "text" : field));
        }

        if (!TryDate(part1, at, out var first) || !TryDate(part2, at, out var last))
        {
            return QueryNode.None;
        }

        var interval = new DateInterval(startInclusive ? first.From : first.To, endInclusive ? last.To : last.From);
        if (!interval.IsEmpty)
        {
            return new DateRangeNode(interval, OwnDate(target));
        }

        return Fault(
            first.From > last.From
                ? SyntaxFaults.Backwards(at.Span, $"[{part2} TO {part1}]")
                : SyntaxFaults.EmptyRange(at.Span, $"[{part1} TO {part2}]"));
    });

    private static QueryNode Node(Query query)
    {
        var node = ((Carrier)query).Node;
        return query.Boost == 1f ? node : new BoostNode(node, query.Boost);
    }

    // As classic Lucene reads it: a whole number is a number of letters, a fraction is a share of the word that must stay.
    private static int Edits(string word, float similarity) =>
        similarity >= 1f ? (int)similarity
            : similarity == 0f ? 0
            : Math.Min((int)((1d - similarity) * word.EnumerateRunes().Count()), SyntaxLimits.MaxEdits);

    private static string UnescapePattern(string image)
    {
        var pattern = new StringBuilder(image.Length);
        for (var i = 0; i < image.Length; i++)
        {
            if (image[i] != '\\' || i + 1 == image.Length)
            {
                pattern.Append(image[i]);
            }
            else if (image[++i] is '*' or '?' or '\\')
            {
                pattern.Append('\\').Append(image[i]);
            }
            else if (image[i] == 'u' && i + 4 < image.Length
                && ushort.TryParse(image.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                pattern.Append(code is '*' or '?' or '\\' ? "\\" : string.Empty).Append((char)code);
                i += 4;
            }
            else
            {
                pattern.Append(image[i]);
            }
        }

        return pattern.ToString();
    }

    private Carrier Leaf(string field, Func<QueryFields.Target, Place, QueryNode> make)
    {
        var operand = lexer.Operands[next++];
        var place = new Place((operand.Start, operand.End));
        var target = field.Length == 0 || field == "*" ? new(FieldRole.Text, null) : context.Field(field);
        if (target.Role == FieldRole.Unknown)
        {
            if (!context.HasEnough)
            {
                context.Report(SyntaxFaults.UnknownField(operand.Field ?? place.Span, field, context.Suggest(field)));
            }

            return new Carrier(QueryNode.None);
        }

        var node = make(target, place);
        return new Carrier(context.Place(
            target.Type == FieldType.Text && node is not (HasFieldNode or MatchNoneNode) ? new OwnTextNode(target.Name!, node) : node,
            place.Span));
    }

    private QueryNode Value(string field, QueryFields.Target target, Place at, string text)
    {
        switch (target.Role)
        {
            case FieldRole.Date:
                return TryDate(text, at, out var interval) ? new DateRangeNode(interval, OwnDate(target)) : QueryNode.None;
            case FieldRole.Number:
                return new NumberReader(context, target.Name!).Value(text, at.Span, DateRelation.During) ?? QueryNode.None;
            case FieldRole.Id:
                return target.Name == QueryFields.Near ? new NearNode(text) : new IdNode(text);
            case FieldRole.Address when !string.IsNullOrWhiteSpace(text):
                return new AddressNode(text);
            case FieldRole.Site when SiteText.Host(text, out var isMore) is { Length: > 0 } host:
                return isMore ? Fault(SyntaxFaults.MoreThanHost(at.Span, field, host)) : new SiteNode(host);
            case FieldRole.Site:
                return Fault(SyntaxFaults.WrongForm(at.Span, field, "a host: bbc.co.uk"));
            default:
                return string.IsNullOrWhiteSpace(text)
                    ? Fault(SyntaxFaults.WrongForm(at.Span, field, "a value"))
                    : new FacetNode(target.Name, text);
        }
    }

    private static string? OwnDate(QueryFields.Target target) => target.Type == FieldType.Date ? target.Name : null;

    private bool TryDate(string? text, Place at, out DateInterval interval)
    {
        interval = default;
        if (text is null)
        {
            return true;
        }

        if (DateExpression.TryParse(text, context.Options.Now, context.Options.Zone, out interval, out var problem))
        {
            return true;
        }

        context.Report(SyntaxFaults.NotADate(at.Span, problem));
        return false;
    }

    private MatchNoneNode Fault(QueryDiagnostic diagnostic)
    {
        context.Report(diagnostic);
        return new MatchNoneNode();
    }

    private readonly record struct Place((int Start, int End) Span);

    /// <summary>A node in the shape that the parser passes around.</summary>
    private sealed class Carrier(QueryNode node) : Query
    {
        public QueryNode Node { get; } = node;

        public override string ToString(string field) => Node.ToString();
    }
}
