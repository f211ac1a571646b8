using System.CommandLine;

using SearchCore.Cli.Exporting;
using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Output.Pictures;
using SearchCore.Cli.Samples;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Commands;

/// <summary>One query.</summary>
internal sealed class SearchVerb : Verb
{
    private readonly Argument<string[]> query = Common.Query();
    private readonly Option<string[]?> index = Common.Indexes();
    private readonly Option<string?> limit = Common.Limit(10);
    private readonly Option<string?> after = new("--after")
    {
        HelpName = "CURSOR",
        Description = "the hits behind an earlier result: its 'next', with the same query,\nchoices and sort",
    };
    private readonly Option<string?> sort = Common.Sort();
    private readonly RankingOptions ranking = new();
    private readonly ResultOptions wanted = new();
    private readonly Option<bool> explain =
        new("--explain") { Description = "show on standard error how the query is understood and what its parts cost" };
    private readonly Option<string?> bars =
        new("--bars") { HelpName = "MEASURE", Description = "what a timeline's bars are by: count (default), or share of the archive" };
    private readonly Option<string?> plot = new("--plot")
    {
        HelpName = "FILE.svg",
        Description = "draw the timeline, the facets and what is significant into a file too;\nFILE.png where searchcore-plot is installed",
    };
    private readonly Option<string?> file = Common.File("the hits");
    private readonly Option<string?> output =
        Common.Output("table (default on a terminal), json, jsonl (default in a pipe), csv, tsv, md");
    private readonly QueryOptions meaning = new();
    private readonly TimeLimitOption time = new("2s");
    private readonly RecognizerOption gazetteer = new();
    private readonly SynonymsOption synonyms = new();

    public override string Name => "search";

    public override string Summary => "find articles";

    public override string Teaching => QueryHelp.Text;

    public override IReadOnlyList<(string Call, string Meaning)> Examples =>
    [
        ("search '\"surprise visit\" AND date:2017-12'", "a phrase, in one month"),
        ("search 'person:\"Vladimir Putin\" AND place:syria' --sort newest", "by entity, latest first"),
        ("search 'budget NOT title:sport' --facet person --facet place:5", "with counts of who and where"),
        ("search 'tariff' --timeline month:place:3 --significant person,words", "over time, and who and what sets it apart"),
        ("search 'tariff' --timeline month --facet person --plot tariff.svg", "the same as a picture in a file"),
        ("search 'date:2018-03' --against 'date:2018-02' --limit 0", "what is in March that was not in February"),
        ("search 'ceasefire | unique | sort newest'", "one article of each story, with how many others have its text"),
        ("search 'ceasefire' --boost recent:30d --group source", "the best of each source, newer ones first"),
        ("search 'ceasefire' --index cluster:searchcore-node.json", "in a cluster, by its configuration file"),
        ("search 'ceasefire' --limit 100 --output json --after CURSOR", "the next hundred: CURSOR is 'next' of the result before"),
        ("search 'ceasefire' --select place=Syria --select place=Turkey --output csv > hits.csv", "for a spreadsheet"),
    ];

    public override IReadOnlyList<Argument> Arguments => [query];

    public override IReadOnlyList<Option> Options =>
    [
        index, limit, after, sort, .. ranking.All, .. wanted.All, .. meaning.All, time.Option, gazetteer.Option, synonyms.Option, explain,
        bars, plot, file, output,
    ];

    public override ExitCode Run(ParseResult line, Shell shell)
    {
        var standard = shell.OutIsTerminal ? OutputFormat.Table : OutputFormat.Jsonl;
        var target = Target.Read(line.GetValue(output), line.GetValue(file), standard, shell);
        var request = ranking.Read(line, wanted.Read(line, meaning.Read(line, shell))) with
        {
            Query = string.Join(' ', line.GetValue(query) ?? []),
            Limit = Common.Number("--limit", line.GetValue(limit), 10, 0, 10_000),
            After = line.GetValue(after),
        };
        request = Common.Sorted(time.Read(line, request), "--sort", line.GetValue(sort));
        var measure = ResultOptions.ReadBars("--bars", line.GetValue(bars));
        if (line.GetValue(plot) is { } wantedPicture)
        {
            Plot.RequireFile("--plot", wantedPicture, shell);
            Plot.RequireSubject(request, "--timeline month or --facet person");
        }

        var own = synonyms.Read(line, shell);
        using var cluster = DefaultIndex.ClusterOf(line.GetValue(index)) is { } config ? new ClusterSearch(config, shell) : null;
        if (cluster is not null && own is not null)
        {
            throw new UsageException("synonyms are of an index that is searched here; a cluster is searched without them");
        }

        using var opened = cluster is null ? Open(line.GetValue(index), shell, gazetteer.Recognizer(line, shell), own) : null;
        using var searcher = opened?.OpenSearcher();
        if (line.GetValue(explain))
        {
            ExplanationText.Write(
                shell.Error, cluster?.Explain(request) ?? searcher!.Explain(request, shell.Cancellation), LocalDates.Zone(request.Zone));
        }

        var results = cluster?.Search(request) ?? searcher!.Search(request, shell.Cancellation);
        var code = ResultsPrinter.Print(
            shell, request, results, target with { Measure = measure }, cluster is null ? searcher!.GetStored : cluster.GetStored);
        return line.GetValue(plot) is not { } picture || Plot.Write(shell, picture, request.Query ?? "", results, measure)
            || code != ExitCode.Done ? code : ExitCode.NoHits;
    }
}
