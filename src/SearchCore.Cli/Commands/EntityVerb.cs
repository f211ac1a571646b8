using System.CommandLine;
using System.Globalization;
using System.Text.Json;

using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;
using SearchCore.Queries;

namespace SearchCore.Cli.Commands;

/// <summary>The page of an entity.</summary>
internal sealed class EntityVerb : Verb
{
    private const int Shown = 10;

    private readonly Argument<string> kind = new("KIND") { Description = "person, organization, place, or a kind of your own" };
    private readonly Argument<string[]> name =
        new("NAME") { Arity = ArgumentArity.OneOrMore, Description = "its name, or another form of it; several words need no quotes" };
    private readonly Option<string[]?> index = Common.Indexes();
    private readonly Option<string?> unit = new("--unit")
    {
        HelpName = "UNIT",
        Description = "of the timeline: day, week, month (default), quarter, year",
    };

    private readonly Option<string?> top = new("--top") { HelpName = "N", Description = "companions of a kind, and sources (default: 10)" };
    private readonly Option<string?> limit = new("--limit")
    {
        HelpName = "N",
        Description = "how many of the newest articles to look through (default: 50)",
    };

    private readonly TimeLimitOption time = new("2s");
    private readonly RecognizerOption gazetteer = new();
    private readonly Option<string?> zone = Common.Zone();
    private readonly Option<string?> output = Common.Output("table (default on a terminal), json (default in a pipe)");

    public override string Name => "entity";

    public override string Summary => "the page of a person, an organization, a place: names, course, companions, sources";

    public override string Teaching => """
        The lift of a companion says how many times as frequent it is in these articles as in the archive.
        How the name is written is told of the newest articles, where entities were recognized in them.
        """;

    public override IReadOnlyList<(string Call, string Meaning)> Examples =>
    [
        ("entity person Vladimir Putin", "who is named with him, when, where"),
        ("entity place USA --unit year", "any form of the name will do"),
        ("entity organization NATO --output json", "for a program"),
    ];

    public override IReadOnlyList<Argument> Arguments => [kind, name];

    public override IReadOnlyList<Option> Options => [index, unit, top, limit, zone, time.Option, gazetteer.Option, output];

    public override ExitCode Run(ParseResult line, Shell shell)
    {
        var where = Common.ReadZone(line.GetValue(zone));
        var asTable = Common.OneOf(
            "--output", line.GetValue(output), shell.OutIsTerminal ? OutputFormat.Table : OutputFormat.Json,
            ("table", OutputFormat.Table), ("json", OutputFormat.Json)) == OutputFormat.Table;
        var request = new EntityRequest(
            Common.ReadKind("entity", line.GetValue(kind)!), string.Join(' ', line.GetValue(name) ?? []))
        {
            Unit = Common.OneOf(
                "--unit", line.GetValue(unit), TimelineUnit.Month, ("day", TimelineUnit.Day), ("week", TimelineUnit.Week),
                ("month", TimelineUnit.Month), ("quarter", TimelineUnit.Quarter), ("year", TimelineUnit.Year)),
            Top = Common.Number("--top", line.GetValue(top), 10, 1, 1_000),
            Articles = Common.Number("--limit", line.GetValue(limit), 50, 0, 1_000),
            Zone = line.GetValue(zone),
        };
        request = time.Read(line) is { } most ? request with { TimeLimit = most } : request;
        using var opened = Open(line.GetValue(index), shell, gazetteer.Recognizer(line, shell));
        using var searcher = opened.OpenSearcher();
        EntityPage page;
        try
        {
            page = searcher.Entity(request, shell.Cancellation);
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message);
        }

        if (asTable)
        {
            Write(page, shell, where);
        }
        else
        {
            JsonLine.Write(shell.Out, json => JsonSerializer.Serialize(json, page, Json.SearchCoreJsonContext.Default.EntityPage));
        }

        return page.IsPartial ? ExitCode.Partial : page.Articles.Value == 0 ? ExitCode.NoHits : ExitCode.Done;
    }

    private static void Write(EntityPage page, Shell shell, TimeZoneInfo where)
    {
        var more = page.Articles.IsExact ? string.Empty : "at least ";
        shell.Out.WriteLine($"{SafeText.Line(page.Name)} ({page.Kind}): {more}{Amounts.Count(page.Articles.Value, "article")}");
        WriteList(shell, "also named", page.AlsoNamed);
        WriteList(shell, "written", page.Forms.Take(Shown).Select(Counted));
        WriteList(shell, "sources", page.Sources.Values.Select(Counted));
        shell.Out.Flush();
        TrendsView.Write(shell, new SearchResults
        {
            Total = page.Articles,
            Hits = [],
            Facets = [],
            Timeline = page.Timeline,
            Significant = page.Companions,
        });
        foreach (var hit in page.Newest.Take(Shown))
        {
            shell.Out.WriteLine(HitLine.Of(hit, where));
        }
    }

    private static void WriteList(Shell shell, string what, IEnumerable<string> values)
    {
        var text = string.Join(", ", values.Select(SafeText.Line));
        if (text.Length > 0)
        {
            shell.Out.WriteLine($"{what}: {text}");
        }
    }

    private static string Counted(FacetValue value) => string.Create(CultureInfo.InvariantCulture, $"{value.Value} ({value.Count:N0})");
}
