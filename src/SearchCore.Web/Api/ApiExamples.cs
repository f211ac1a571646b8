using System.Text.Json.Nodes;

namespace SearchCore.Web.Api;

/// <summary>What answers look like, for the API's description. A test compares each with what its address answers.</summary>
internal static class ApiExamples
{
    private const string Hit = """
        {"id":"rotterdam-3","score":10.1,"title":"Retired Judge to Mediate in Rotterdam Port Strike","published":"2019-03-11T00:00:00Z",
         "source":"The Northern Ledger","url":null,"snippet":"… end the <em>port</em> <em>strike</em> in Rotterdam …"}
        """;

    private const string Results = $$"""
        {"sequence":2,"total":5,"totalIsExact":true,"tookMs":1.4,"partial":false,"next":null,"hits":[{{Hit}}],
         "facets":{"person":[{"value":"Marieke van Dorst","count":5}]},"distinct":{"person":4},"warnings":[]}
        """;

    private const string Receipt = """
        {"id":"0f4c7a1e5b2d48c09a6e3f7b1c2d4e5f","state":"received","received":"2019-03-11T12:00:00+00:00","articles":0,"rejected":0,
         "rejections":[],"deleted":0}
        """;

    private const string Event = $$"""
        {"id":"17","alert":"strikes","at":"2019-03-11T12:00:00+00:00","commit":3,"article":{{Hit}}}
        """;

    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["me"] = """{"name":"local","signIn":"embedded"}""",
        ["collections"] = """
            {"collections":[{"name":"sample","title":"Sample archive","articles":96,"sequence":2,"kinds":["person","place"],"fields":[],
             "may":["read","export","ingest","delete","snapshot","restore"]}]}
            """,
        ["search"] = Results,
        ["searchRequest"] = Results,
        ["similar"] = Results,
        ["timeline"] = """
            {"sequence":2,"total":5,"totalIsExact":true,"tookMs":1.4,"partial":false,"next":null,"hits":[],
             "timeline":[{"start":"2019-03-01","count":5,"articles":9,"burst":false}],"timelineUnit":"month",
              "timelineZone":"UTC","undated":0,
             "warnings":[]}
            """,
        ["significance"] = """
            {"sequence":2,"total":5,"totalIsExact":true,"tookMs":1.4,"partial":false,"next":null,"hits":[],
             "significant":{"person":{"sample":5,"archive":96,"values":[{"value":"Joost Brandsma","score":9.4,"matches":4,"articles":6,
             "ratio":12.8}]}},"warnings":[]}
            """,
        ["article"] = """
            {"stored":{"article":{"id":"rotterdam-3","title":"Retired Judge to Mediate in Rotterdam Port Strike","authors":[],"tags":[],
             "entities":[],"members":[]},"recognized":[{"kind":"person","name":"Hanneke Prins"}],
             "mentions":[{"inBody":true,"start":136,"end":149,"kind":"person","name":"Hanneke Prins"}]},
             "titleMatches":[{"start":38,"end":42}],"bodyMatches":[],"isPartial":false}
            """,
        ["near"] = """
            {"near":[{"id":"rotterdam-3b","overlap":0.93,"title":"Judge to Mediate in Port Strike","published":null,"source":null}]}
            """,
        ["named"] = """
            {"named":[{"id":"rotterdam-3","values":[{"kind":"person","value":"Hanneke Prins"},{"kind":"tag","value":"ports"}],"near":1}]}
            """,
        ["parse"] = """
            {"query":"\"port strike","valid":false,"tree":null,"printed":null,"dates":[],"directives":null,
             "diagnostics":[{"code":"SC107","severity":"error","start":0,"end":1,
             "message":"this quotation mark has no partner; add one or remove it","fix":"","expected":"a closing quotation mark"}],
              "spans":[]}
            """,
        ["suggest"] = """
            {"values":[{"sort":"value","kind":"tag","text":"ports","start":0,"articles":5},
             {"sort":"word","text":"port","start":0,"articles":10}],"isPartial":false}
            """,
        ["terms"] = """{"field":"person","values":[{"value":"Marieke van Dorst","count":6}]}""",
        ["entity"] = $$"""
            {"kind":"person","name":"Marieke van Dorst","alsoNamed":[],"forms":[{"value":"Van Dorst","count":6}],
             "articles":{"value":6,"relation":"exact"},"companions":[],"sources":{"kind":"source","values":[],"distinct":0},
             "newest":[{{Hit}}],"partial":false}
            """,
        ["compare"] = """
            {"a":{"query":"strike","total":7,"totalIsExact":true,"partial":false,"significant":{}},
             "b":{"query":"bridge","total":4,"totalIsExact":true,"partial":false,"significant":{}}}
            """,
        ["ingest"] = Receipt,
        ["receipt"] = Receipt,
        ["receiptEvents"] = Receipt,
        ["savedSearches"] = """
            {"searches":[{"name":"strikes","address":"q=strike&sort=newest","saved":"2019-03-11T12:00:00+00:00"}]}
            """,
        ["saveSearch"] = """{"name":"strikes","address":"q=strike&sort=newest","saved":"2019-03-11T12:00:00+00:00"}""",
        ["alerts"] = """
            {"alerts":[{"name":"strikes","request":{"query":"strike"},"stored":"2019-03-11T12:00:00+00:00"}],"last":"17"}
            """,
        ["putAlert"] = """{"name":"strikes","request":{"query":"strike"},"stored":"2019-03-11T12:00:00+00:00"}""",
        ["alertEvents"] = Event,
        ["snapshots"] = """
            {"snapshots":[{"name":"2019-03-11","taken":"2019-03-11T12:00:00+00:00","articles":96,"bytes":310000}]}
            """,
        ["restore"] = Receipt,
        ["snapshot"] = """{"path":"sample/2019-03-11","sequence":2,"articles":96,"files":12,"linked":12,"bytes":310000}""",
    };

    /// <summary>The operations that have one.</summary>
    public static IEnumerable<string> Operations => Texts.Keys;

    /// <summary>The answer of an operation; null where it has none in JSON.</summary>
    public static JsonNode? Of(string operation) => Texts.TryGetValue(operation, out var text) ? JsonNode.Parse(text) : null;

    /// <summary>What is said of a query with a mistake.</summary>
    public static JsonNode Problem() => JsonNode.Parse("""
        {"title":"The query cannot be run.","status":400,"detail":"this quotation mark has no partner; add one or remove it",
         "query":"\"port strike","diagnostics":[{"code":"SC107","severity":"error","start":0,"end":1,
         "message":"this quotation mark has no partner; add one or remove it","fix":"","expected":"a closing quotation mark"}]}
        """)!;
}
