using SearchCore.Queries;

namespace SearchCore.Json.Tests;

/// <summary>Random query trees of every kind of node, and what stands beside a tree.</summary>
internal class OddTrees(Random random) : Odd(random)
{
    public QueryNode Tree(int depth = 5) => Random.Next(depth <= 0 ? 13 : 20) switch
    {
        0 => QueryNode.All,
        1 => QueryNode.None,
        2 => new WordNode(Text(), Any<TextField>()),
        3 => new PhraseNode(Text(), Int(), Any<TextField>()),
        4 => new PrefixNode(Text(), Any<TextField>()),
        5 => new WildcardNode(Text(), Any<TextField>()),
        6 => new FuzzyNode(Text(), Int(), Any<TextField>()),
        7 => new ExactNode(Text(), Any<TextField>()),
        8 => Flag()
            ? new DateRangeNode(Interval())
            : new NumberRangeNode(Text(), Number(double.NegativeInfinity), Number(double.PositiveInfinity), Flag(), Flag()),
        9 => new FacetNode(Flag() ? null : Name(1), Text(), Flag()),
        10 => Flag() ? Flag() ? new IdNode(Text()) : new NearNode(Text()) : new HasFieldNode(Text()),
        11 => new AddressNode(Text(), Flag()),
        12 => new SiteNode(Text()),
        13 => new ProximityNode(Tree(depth - 1), Tree(depth - 1), Proximity()),
        14 => new AtLeastNode(Tree(depth - 1), Int()),
        15 => Flag() ? new FirstNode(Tree(depth - 1), Int()) : new OwnTextNode(Text(), Tree(depth - 1)),
        16 => new BoostNode(Tree(depth - 1), Random.Next(3) == 0 ? float.MaxValue : Random.NextSingle() * 1_000),
        _ => new BooleanNode
        {
            Must = List(_ => Tree(depth - 1)),
            Should = List(_ => Tree(depth - 1)),
            MustNot = List(_ => Tree(depth - 1), 2),
        },
    };

    public DateInterval Interval() => new(Bound(), Bound());

    private double Number(double open) => Random.Next(3) switch
    {
        0 => open,
        1 => double.MaxValue,
        _ => Random.NextDouble() * 1_000,
    };

    public Proximity Proximity() => Random.Next(3) == 0
        ? new(Flag() ? ProximityUnit.Sentence : ProximityUnit.Paragraph, Flag() ? 0 : Int(), Excludes: Flag())
        : new(ProximityUnit.Words, Int(), Flag(), Flag());

    public QueryDirectives Directives() => new()
    {
        Select = List(DrillDown),
        Facets = List(Facet),
        Timeline = Flag() ? null : Any<TimelineUnit>(),
        TimelineField = Maybe(Text),
        Sort = Flag() ? null : Any<SearchSort>(),
        SortBy = Flag() ? null : new(Text(), Flag()),
        Boosts = List(Boost),
        GroupBy = Maybe(Text),
        Limit = Flag() ? null : Int(),
        Fields = List(_ => Text()),
    };

    public DrillDown DrillDown(int index) => new(Name(index), Text());

    public ScoreBoost Boost(int index)
    {
        var weight = Random.NextDouble() * Math.Pow(10, Random.Next(-300, 4));
        weight = weight is > 0 and <= ScoreBoost.MaxWeight ? weight : ScoreBoost.DefaultWeight;
        return Flag()
            ? ScoreBoost.By(Name(index), weight)
            : ScoreBoost.Recent(TimeSpan.FromSeconds(Random.NextInt64(1, (long)ScoreBoost.MaxHalfLife.TotalSeconds + 1)), weight);
    }

    public FacetRequest Facet(int index) => new(Name(index))
    {
        Top = Int(),
        Prefix = Maybe(Text),
        Ranges = [.. List(_ => Text())],
        Step = Flag() ? null : Random.NextDouble() * 1e6,
        Unit = Flag() ? null : Any<TimelineUnit>(),
    };

    public QueryDiagnostic Diagnostic(int index) => new()
    {
        Code = Name(index),
        Severity = Any<DiagnosticSeverity>(),
        Start = Int(),
        End = Int(),
        Message = Text(),
        Fix = Maybe(Text),
        Expected = Maybe(Text),
    };

    public QueryParseResult Parsed()
    {
        var (tree, text) = (Flag() ? null : Tree(3), $"{Text()}{Text()}");
        var spans = new Dictionary<QueryNode, (int, int)>(ReferenceEqualityComparer.Instance);
        foreach (var node in tree is null ? [] : QueryTree.All(tree))
        {
            var start = Random.Next(text.Length + 1);
            spans[node] = (start, Random.Next(start, text.Length + 1));
        }

        return new(text, tree, List(Diagnostic), spans) { Directives = Flag() ? null : Directives() };
    }

    private long? Bound() => Random.Next(7) switch
    {
        0 => null,
        1 => 253_402_300_800,
        2 => long.MinValue,
        3 => Long(),
        _ => Date().UnixSeconds,
    };
}
