using System.CommandLine;

using SearchCore.Cli.Output;
using SearchCore.Cli.Samples;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Commands;

/// <summary>One query.</summary>
internal sealed class SearchVerb : Verb
{
    private readonly Argument<string[]> query = Common.Query();
    private readonly Option<string?> index = Common.Index();
    private readonly Option<string?> limit = Common.Limit(10);
    private readonly Option<string?> sort = new("--sort") { HelpName = "ORDER", Description = "relevance (default), newest, oldest" };
    private readonly Option<string[]> facet = new("--facet") { HelpName = "KIND[:N]", Description = "count the values of a kind: person, place, organization, source,\nsection, author, tag; the N most frequent (10). May be repeated" };
    private readonly Option<string[]> select = new("--select") { HelpName = "KIND=VALUE", Description = "only articles with this value; values of one kind widen,\nkinds narrow. May be repeated" };
    private readonly Option<bool> explain = new("--explain") { Description = "show on standard error how the query is understood and what its parts cost" };
    private readonly Option<string?> output = Common.Output("table (default on a terminal), json, jsonl (default in a pipe), csv, tsv");
    private readonly QueryOptions meaning = new();

    public override string Name => "search";

    public override string Summary => "find articles";

    public override string Teaching => QueryHelp.Text;

    public override IReadOnlyList<(string Call, string Meaning)> Examples =>
    [
        ("search '\"surprise visit\" AND date:2017-12'", "a phrase, in one month"),
        ("search 'person:\"Vladimir Putin\" AND place:syria' --sort newest", "by entity, latest first"),
        ("search 'budget NOT title:sport' --facet person --facet place:5", "with counts of who and where"),
        ("search 'ceasefire' --select place=Syria --select place=Turkey --output csv > hits.csv", "for a spreadsheet"),
    ];

    public override IReadOnlyList<Argument> Arguments => [query];

    public override IReadOnlyList<Option> Options => [index, limit, sort, facet, select, .. meaning.All, explain, output];

    public override ExitCode Run(ParseResult line, Shell shell)
    {
        var format = Common.ReadOutput(line.GetValue(output), shell, OutputFormat.Table, OutputFormat.Json, OutputFormat.Jsonl, OutputFormat.Csv, OutputFormat.Tsv);
        var request = meaning.Read(line, shell) with
        {
            Query = string.Join(' ', line.GetValue(query) ?? []),
            Limit = Common.Number("--limit", line.GetValue(limit), 10, 0, 10_000),
            Sort = Common.OneOf("--sort", line.GetValue(sort), SearchSort.Relevance, ("relevance", SearchSort.Relevance), ("newest", SearchSort.Newest), ("oldest", SearchSort.Oldest)),
            Facets = [.. (line.GetValue(facet) ?? []).SelectMany(Common.ReadFacets)],
            Select = [.. (line.GetValue(select) ?? []).Select(Common.ReadSelect)],
        };
        using var opened = DefaultIndex.OpenForReading(line.GetValue(index), shell);
        using var moment = opened.Snapshot();
        if (line.GetValue(explain))
        {
            ExplanationText.Write(shell.Error, moment.Explain(request, shell.Cancellation));
        }

        return Print(shell, request, moment.Search(request, shell.Cancellation), format);
    }

    /// <summary>Prints results and says what they mean for the exit code.</summary>
    internal static ExitCode Print(Shell shell, SearchRequest request, SearchResults results, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Table:
                ResultsView.Write(shell, results);
                break;
            case OutputFormat.Json:
                ResultsJson.Write(shell.Out, request.Query, results);
                break;
            case OutputFormat.Jsonl:
                ResultsJson.WriteLines(shell.Out, results);
                break;
            default:
                Delimited.WriteHits(shell.Out, results, tabs: format == OutputFormat.Tsv);
                break;
        }

        shell.Out.Flush();
        if (format != OutputFormat.Json)
        {
            DiagnosticText.Write(shell.Error, request.Query ?? "", results.Warnings);
        }

        return results.IsPartial ? ExitCode.Partial : results.Total == 0 ? ExitCode.NoHits : ExitCode.Done;
    }
}
