using SearchCore.Cli.Interactive.Editing;

namespace SearchCore.Cli.Interactive.Completion;

/// <summary>The words of the query language, each with what it means in a few words.</summary>
internal static class QueryWords
{
    /// <summary>The fields that every archive has; kinds of entity come from the index.</summary>
    public static IReadOnlyList<(string Name, string Help)> Fields { get; } =
    [
        ("title", "in the headline"),
        ("body", "in the text"),
        ("date", "published then"),
        ("after", "published behind it"),
        ("before", "published in front of it"),
        ("person", "who is named"),
        ("place", "which place is named"),
        ("organization", "which organization is named"),
        ("entity", "named, of any kind"),
        ("source", "where it was published"),
        ("section", "in which section"),
        ("author", "who wrote it"),
        ("tag", "under which tag"),
        ("lang", "in which language"),
        ("id", "the article"),
        ("near", "the article and those of nearly its text"),
        ("url", "at this address"),
        ("site", "from this host"),
    ];

    /// <summary>The operators; the first two join and cannot begin a query.</summary>
    public static IReadOnlyList<Candidate> Operators { get; } =
    [
        new("AND ", "AND", "both"),
        new("OR ", "OR", "either"),
        new("NOT ", "NOT", "without"),
        new("W/5 ", "W/5", "within five words"),
        new("NEAR/5 ", "NEAR/5", "within five words"),
        new("PRE/5 ", "PRE/5", "within five words, in this order"),
        new("/S ", "/S", "in one sentence"),
        new("/P ", "/P", "in one paragraph"),
        new("ATLEAST3 ", "ATLEAST3", "three times or more"),
        new("FIRST/50 ", "FIRST/50", "within the first fifty words"),
    ];

    /// <summary>Dates that count from now.</summary>
    public static IReadOnlyList<(string Name, string Help)> Dates { get; } =
    [
        ("today", ""),
        ("yesterday", ""),
        ("last-7d", "today and six days before"),
        ("last-30d", "today and 29 days before"),
        ("this-week", "from Monday on"),
        ("last-week", "the whole one before"),
        ("this-month", ""),
        ("last-month", "the whole one before"),
        ("this-year", ""),
        ("last-year", "the whole one before"),
        ("now-1M/M", "the whole month a month ago"),
    ];

    /// <summary>What can be done with the hits.</summary>
    public static IReadOnlyList<(string Name, string Help)> Directives { get; } =
    [
        ("select", "only these: place:(Syria, Iraq)"),
        ("facet", "count values: person 20, place"),
        ("sort", "relevance, newest, oldest"),
        ("limit", "how many hits"),
        ("timeline", "matches over time"),
        ("boost", "newer ones score more: recent 30d"),
        ("group", "the best hit of each value"),
        ("unique", "one hit a story"),
        ("fields", "what to show of a hit"),
    ];

    /// <summary>The units of a timeline.</summary>
    public static IReadOnlyList<string> Units { get; } = ["day", "week", "month", "quarter", "year"];

    /// <summary>The orders of hits.</summary>
    public static IReadOnlyList<string> Sorts { get; } = ["relevance", "newest", "oldest"];

    /// <summary>The names of what a hit shows.</summary>
    public static IReadOnlyList<string> HitFields => SearchCore.Queries.QueryDirectives.FieldNames;
}
