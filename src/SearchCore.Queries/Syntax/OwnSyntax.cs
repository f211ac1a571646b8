namespace SearchCore.Queries.Syntax;

/// <summary>SearchCore's own language (docs/query-language.md).</summary>
internal static class OwnSyntax
{
    private static readonly Proximity Words = new(ProximityUnit.Words);
    private static readonly Proximity Sentence = new(ProximityUnit.Sentence);
    private static readonly Proximity Paragraph = new(ProximityUnit.Paragraph);

    public static QuerySyntax Syntax { get; } = new(
    [
        new("AND", TokenKind.And) { MatchesCase = true },
        new("&&", TokenKind.And),
        new("OR", TokenKind.Or) { MatchesCase = true },
        new("NOT", TokenKind.Not) { MatchesCase = true },
        new("/S", TokenKind.Near, OperatorNumber.Optional, Sentence),
        new("W/S", TokenKind.Near, OperatorNumber.Optional, Sentence),
        new("/P", TokenKind.Near, OperatorNumber.Optional, Paragraph),
        new("W/P", TokenKind.Near, OperatorNumber.Optional, Paragraph),
        new("W/", TokenKind.Near, OperatorNumber.Expected, Words),
        new("NEAR/", TokenKind.Near, OperatorNumber.Expected, Words),
        new("PRE/", TokenKind.Near, OperatorNumber.Expected, Words with { InOrder = true }),
        new("FIRST/", TokenKind.First, OperatorNumber.Expected),
        new("ATLEAST", TokenKind.AtLeast, OperatorNumber.Required),
    ])
    {
        HasBareDateRanges = true,
        Lookalikes = ["NEAR", "WITHIN"],
        LookalikesMean = "NEAR/5",
        NotNear = "NOT W/",
    };
}
