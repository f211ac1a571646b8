using System.Text.Json;

using SearchCore.Queries.Json;

namespace SearchCore.Queries;

/// <summary>What was read of one node, in any order, until its end tells what it is.</summary>
internal struct NodeParts
{
    public string? Name;
    public List<QueryNode>? Must;
    public List<QueryNode>? Should;
    public List<QueryNode>? MustNot;
    public QueryNode? Left;
    public QueryNode? Right;
    public QueryNode? Of;
    public Proximity? Operator;
    public string? Field;
    public string? Text;
    public string? Prefix;
    public string? Kind;
    public int? Number;
    public float? Factor;
    public double? Least;
    public double? Greatest;
    public bool ExcludesLeast;
    public bool ExcludesGreatest;
    public long? From;
    public long? To;

    private List<string>? seen;

    /// <summary>Notes that a member was there.</summary>
    public void Seen(string key) => (seen ??= []).Add(key);

    /// <summary>The node.</summary>
    /// <exception cref="JsonException">It lacks a member, has one of another kind of node, or is of no kind there is.</exception>
    public QueryNode ToNode()
    {
        QueryNode node = Name switch
        {
            "all" => QueryNode.All,
            "none" => QueryNode.None,
            "word" => new WordNode(Need(Text, "text"), In()),
            "phrase" => new PhraseNode(Need(Text, "text"), Number ?? 0, In()),
            "prefix" => new PrefixNode(Need(Prefix, "prefix"), In()),
            "wildcard" => new WildcardNode(Need(Text, "pattern"), In()),
            "fuzzy" => new FuzzyNode(Need(Text, "text"), Number ?? throw Lacks("edits"), In()),
            "exact" => new ExactNode(Need(Text, "text"), In()),
            "proximity" => new ProximityNode(Need(Left, "left"), Need(Right, "right"), Operator ?? throw Lacks("operator")),
            "atLeast" => new AtLeastNode(Need(Of, "of"), Number ?? throw Lacks("count")),
            "first" => new FirstNode(Need(Of, "of"), Number ?? throw Lacks("words")),
            "ownText" => new OwnTextNode(Need(Text ?? Field, "field"), Need(Of, "of")),
            "boolean" => new BooleanNode { Must = Must ?? [], Should = Should ?? [], MustNot = MustNot ?? [] },
            "boost" => new BoostNode(Need(Of, "of"), Factor ?? throw Lacks("factor")),
            "published" => new DateRangeNode(new(From, To), Text ?? Field),
            "number" => new NumberRangeNode(
                Need(Text ?? Field, "field"),
                Least ?? double.NegativeInfinity,
                Greatest ?? double.PositiveInfinity,
                ExcludesLeast,
                ExcludesGreatest),
            "facet" => new FacetNode(Need(Kind, "kind") is "*" ? null : Kind, Prefix ?? Need(Text, "value"), Prefix is not null),
            "id" => new IdNode(Need(Text, "id")),
            "near" => new NearNode(Need(Text, "id")),
            "url" => new AddressNode(Prefix ?? Need(Text, "address"), Prefix is not null),
            "site" => new SiteNode(Need(Text, "host")),
            "has" => new HasFieldNode(Need(Text ?? Field, "field")),
            null => throw new JsonException("a node needs the member \"node\", its name."),
            var other => throw new JsonException($"there is no node {JsonRead.Quote(other)}."),
        };
        RefuseOthers(Name!);
        return node;
    }

    // A member that the node has not is a slip: with it left out the query would be another.
    private readonly void RefuseOthers(string name)
    {
        ReadOnlySpan<string> members = name switch
        {
            "word" or "exact" => ["text", "field"],
            "phrase" => ["text", "field", "slop"],
            "fuzzy" => ["text", "field", "edits"],
            "prefix" => ["prefix", "field"],
            "wildcard" => ["pattern", "field"],
            "proximity" => ["operator", "left", "right"],
            "atLeast" => ["count", "of"],
            "first" => ["words", "of"],
            "ownText" => ["field", "of"],
            "boolean" => ["must", "should", "mustnot"],
            "boost" => ["factor", "of"],
            "published" => ["field", "from", "to"],
            "number" => ["field", "least", "greatest", "excludesleast", "excludesgreatest"],
            "facet" => ["kind", Prefix is null ? "value" : "prefix"],
            "id" or "near" => ["id"],
            "url" => [Prefix is null ? "address" : "prefix"],
            "site" => ["host"],
            "has" => ["field"],
            _ => [],
        };
        foreach (var key in seen ?? [])
        {
            if (!members.Contains(key))
            {
                throw new JsonException($"a node \"{name}\" has no member '{key}'.");
            }
        }
    }

    private readonly T Need<T>(T? part, string member)
        where T : class => part ?? throw Lacks(member);

    private readonly JsonException Lacks(string member) => new($"a node \"{Name}\" needs the member \"{member}\".");

    private readonly TextField In() => Field is null ? TextField.Any
        : EnumNames<TextField>.TryParse(Field, out var field) ? field
        : throw new JsonException($"a node \"{Name}\" has no field {JsonRead.Quote(Field)}: there are {EnumNames<TextField>.List}.");
}
