using SearchCore.Queries;

namespace SearchCore.Cli.Samples;

/// <summary>One stop of the tour.</summary>
/// <param name="Title">A few words.</param>
/// <param name="Words">What to look at.</param>
/// <param name="Call">What to type to get the same.</param>
/// <param name="Request">The query.</param>
internal sealed record TourScene(string Title, string Words, string Call, SearchRequest Request)
{
    /// <summary>The id of a sample article: an index that has it holds the samples.</summary>
    public const string Landmark = "clippings/night-trains-return.txt";

    /// <summary>The tour in order. Every scene fits a screen of 80 by 24.</summary>
    public static IReadOnlyList<TourScene> All { get; } =
    [
        new(
            "a phrase, a day, a person",
            "Somewhere in here is a clipping as it came off a page: the headline broken in two, the date run together, a photo credit, "
            + "an address in the middle of a sentence. Who made an unannounced visit that Thursday?",
            "'\"unannounced visit\" AND date:2019-03-14 AND person:\"Helena Brandt\"'",
            new() { Query = "\"unannounced visit\" AND date:2019-03-14 AND person:\"Helena Brandt\"", Limit = 1 }),
        new(
            "who and where",
            "A strike, and who had to do with it. Names come with the articles or are recognized in them; "
            + "the counts are of all that match, not of the hits shown.",
            "'strike AND (port OR harbour)' --limit 2 --facet person:5 --facet organization:3",
            new()
            {
                Query = "strike AND (port OR harbour)",
                Limit = 2,
                SnippetLength = 150,
                Facets = [new("person") { Top = 5 }, new("organization") { Top = 3 }],
            }),
        new(
            "over time",
            "When there was news of it, what share of the archive that was, and who sets it apart from everything else. In the console "
            + ".timeline year and .significant person do the same, and .compare 2019 2022 sets two times beside one another.",
            "'strike OR walkout' --timeline year --significant person:3 --limit 1",
            new()
            {
                Query = "strike OR walkout",
                Limit = 1,
                SnippetLength = 150,
                Timeline = new(TimelineUnit.Year),
                Significant = [new("person") { Top = 3 }],
            }),
        new(
            "what became of it",
            "Shepherds tried something new, and a year later there was news of it. Both words must match, in any form; "
            + "the newest comes first.",
            "'wolves operas' --sort newest",
            new() { Query = "wolves operas", Sort = SearchSort.Newest, Limit = 3 }),
        new(
            "off a scanner",
            "\"Local His-tory\" was cut in two at the end of a line, on a page that a scanner made the best of. "
            + "As a phrase it is whole again.",
            "'seal \"local history\" date:2016'",
            new() { Query = "seal \"local history\" date:2016", Limit = 1 }),
        new(
            "a choice",
            "Everything of one summer, and only what happened in Scotland or Germany. A choice narrows what is found and leaves the "
            + "ranking alone.",
            "'date:[2018-06 TO 2018-10]' --select place=Scotland --select place=Germany --sort oldest",
            new()
            {
                Query = "date:[2018-06 TO 2018-10]",
                Select = [new("place", "Scotland"), new("place", "Germany")],
                Sort = SearchSort.Oldest,
                Limit = 3,
            }),
        new(
            "a slip",
            "What it does not know it does not guess: an unknown field is an error that says where, and what was probably meant.",
            "'persn:\"Helena Brandt\" AND trains'",
            new() { Query = "persn:\"Helena Brandt\" AND trains" }),
    ];
}
