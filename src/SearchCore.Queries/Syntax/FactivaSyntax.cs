namespace SearchCore.Queries.Syntax;

/// <summary>The language of Factiva, as far as it has a counterpart here: <c>toyota w/5 recall and hd=strike</c>.</summary>
internal static class FactivaSyntax
{
    private static readonly Proximity Words = new(ProximityUnit.Words);
    private static readonly Proximity InOrder = new(ProximityUnit.Words, InOrder: true);

    public static QuerySyntax Syntax { get; } = new(
        [
            new("and", TokenKind.And),
            new("&&", TokenKind.And),
            new("or", TokenKind.Or),
            new("not", TokenKind.Not),
            new("same", TokenKind.Near, proximity: new(ProximityUnit.Paragraph)),
            new("adj", TokenKind.Near, proximity: InOrder with { Distance = 1 }),
            new("adj", TokenKind.Near, OperatorNumber.Required, InOrder),
            new("w/", TokenKind.Near, OperatorNumber.Expected, InOrder),
            new("near", TokenKind.Near, OperatorNumber.Required, Words),
            new("near/", TokenKind.Near, OperatorNumber.Expected, Words),
            new("atleast", TokenKind.AtLeast, OperatorNumber.Required),
        ],
        ("hd", "title"),
        ("hl", "title"),
        ("td", "body"),
        ("lp", "body"),
        ("by", "author"),
        ("au", "author"),
        ("sn", "source"),
        ("sc", "source"),
        ("rst", "source"),
        ("la", "lang"),
        ("se", "section"),
        ("sec", "section"),
        ("ns", "tag"),
        ("ipc", "tag"),
        ("re", "place"),
        ("co", "organization"),
        ("fds", "organization"),
        ("pe", "person"),
        ("pd", "date"),
        ("an", "id"))
    {
        NeighboursArePhrases = true,
        HasSlashedOperators = true,
        NotNear = "NOT near",
    };
}
