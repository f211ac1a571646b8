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

    public IReadOnlyList<Option> All => [dialect, now, zone, lenient];

    /// <summary>A request with what they say, and no text yet.</summary>
    public SearchRequest Read(ParseResult line, Shell shell) => new()
    {
        Dialect = Common.ReadDialect(line.GetValue(dialect)),
        Now = Common.ReadNow(line.GetValue(now), Common.ReadZone(line.GetValue(zone)), shell),
        Zone = line.GetValue(zone),
        Lenient = line.GetValue(lenient),
    };
}
