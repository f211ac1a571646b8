using System.CommandLine;

using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Samples;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Commands;

/// <summary>Everything a query finds.</summary>
internal sealed class ExportVerb : Verb
{
    private readonly Argument<string[]> query = Common.Query();
    private readonly Option<string[]?> index = Common.Indexes();
    private readonly Option<string?> limit = new("--limit") { HelpName = "N", Description = "at most so many (default: all)" };
    private readonly Option<string?> sort = Common.Sort();
    private readonly Option<string[]> select =
        new("--select") { HelpName = "KIND=VALUE", Description = "only articles with this value. May be repeated" };
    private readonly Option<string?> output =
        Common.Output("jsonl (default): whole articles, to be indexed again; csv, tsv: for a\nspreadsheet, made safe against formulas");
    private readonly QueryOptions meaning = new();
    private readonly RecognizerOption gazetteer = new();
    private readonly SynonymsOption synonyms = new();

    public override string Name => "export";

    public override string Summary => "write out every article that a query finds, however many";

    public override string Teaching => """
        All articles are of one searcher of the index, also where it changes meanwhile; memory does not grow with
        their number. '*:*' finds all.
        """;

    public override IReadOnlyList<(string Call, string Meaning)> Examples =>
    [
        ("export '*:*' | searchcore index - --index copy", "the whole archive into another index"),
        ("export 'tariff AND date:2018' --sort oldest --output csv > tariff.csv", "for a spreadsheet"),
    ];

    public override IReadOnlyList<Argument> Arguments => [query];

    public override IReadOnlyList<Option> Options =>
        [index, limit, sort, select, .. meaning.All, gazetteer.Option, synonyms.Option, output];

    public override ExitCode Run(ParseResult line, Shell shell)
    {
        var format = Common.OneOf(
            "--output", line.GetValue(output), OutputFormat.Jsonl, ("jsonl", OutputFormat.Jsonl), ("csv", OutputFormat.Csv),
            ("tsv", OutputFormat.Tsv));
        var request = meaning.Read(line, shell) with
        {
            Query = string.Join(' ', line.GetValue(query) ?? []),
            Select = [.. (line.GetValue(select) ?? []).Select(Common.ReadSelect)],
        };
        request = Common.Sorted(request, "--sort", line.GetValue(sort));
        var most = Common.Number("--limit", line.GetValue(limit), int.MaxValue, 0, int.MaxValue);
        using var opened = DefaultIndex.OpenAllForReading(
            line.GetValue(index), shell, gazetteer.Recognizer(line, shell), synonyms.Read(line, shell));
        using var searcher = opened.OpenSearcher();
        var count = 0L;
        foreach (var stored in searcher.Export(request, shell.Cancellation).Take(most))
        {
            if (format == OutputFormat.Jsonl)
            {
                ArticleJson.Write(shell.Out, stored.Article);
            }
            else
            {
                ArticleRows.Write(
                    shell.Out, stored, header: count == 0, tabs: format == OutputFormat.Tsv, LocalDates.Zone(request.Zone));
            }

            count++;
        }

        shell.Out.Flush();
        shell.Complain($"{Amounts.Count(count, "article")} exported");
        return count == 0 ? ExitCode.NoHits : ExitCode.Done;
    }
}
