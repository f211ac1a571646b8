using System.CommandLine;

using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Options;

/// <summary>The options that say how a query's text is meant.</summary>
internal sealed class QueryOptions
{
    private readonly Option<string?> dialect = Common.Dialect();
    private readonly Option<string?> now = Common.Now();
    private readonly Option<string?> zone = Common.Zone();
    private readonly Option<bool> lenient =
        new("--lenient") { Description = "make the best of a query with mistakes and say what they are" };

    private readonly Option<string?> date = new("--date")
    {
        HelpName = "RANGE",
        Description = "only articles published then: 2017, 2017-12, 2017-11..2018-01, last-30d",
    };

    public IReadOnlyList<Option> All => [dialect, now, zone, date, lenient];

    /// <summary>A request with what they say, and no text yet.</summary>
    public SearchRequest Read(ParseResult line, Shell shell)
    {
        var place = Common.ReadZone(line.GetValue(zone));
        var moment = Common.ReadNow(line.GetValue(now), place, shell);
        return new()
        {
            Dialect = Common.ReadDialect(line.GetValue(dialect)),
            Now = moment,
            Zone = line.GetValue(zone),
            Lenient = line.GetValue(lenient),
            Published = line.GetValue(date) is { } text ? DateRange.Read("--date", text, moment, place) : null,
        };
    }
}
