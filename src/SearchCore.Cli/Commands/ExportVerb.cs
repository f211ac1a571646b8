using System.CommandLine;

using SearchCore.Cli.Exporting;
using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Commands;

/// <summary>Everything a query finds.</summary>
internal sealed class ExportVerb : Verb
{
    private readonly Argument<string[]> query = Common.Query();
    private readonly Option<string[]?> index = Common.Indexes();
    private readonly Option<string?> limit = new("--limit") { HelpName = "N", Description = "at most so many (default: all)" };
    private readonly Option<string?> sort = Common.Sort();
    private readonly ResultOptions wanted = new();
    private readonly Option<string?> file = Common.File("the articles");
    private readonly Option<string?> output =
        Common.Output("jsonl (default): whole articles, to be indexed again; csv, tsv: for a\nspreadsheet, made safe against formulas; "
            + "json, md, table");
    private readonly QueryOptions meaning = new();
    private readonly TimeLimitOption time = new("off");
    private readonly RecognizerOption gazetteer = new();
    private readonly SynonymsOption synonyms = new();

    public override string Name => "export";

    public override string Summary => "write out every article that a query finds, however many";

    public override string Teaching => """
        All articles are of one searcher of the index, also where it changes meanwhile; memory does not grow with
        their number. '*:*' finds all. What the query says after its bar counts: limit, fields, sort, facet,
        timeline. Entities that were recognized are in every form: among the entities' columns in csv and tsv, as
        _recognized in JSON, which indexing passes over and recognizes anew. So are members of your own.
        Facets, timelines and what is significant stand in json, md and table below the articles, and with --file
        in files beside them: hits.csv, hits.facets.csv, hits.timeline.csv, hits.significant.csv.
        """;

    public override IReadOnlyList<(string Call, string Meaning)> Examples =>
    [
        ("export '*:*' | searchcore index - --index copy", "the whole archive into another index"),
        ("export 'tariff AND date:2018' --sort oldest --file tariff.csv", "for a spreadsheet"),
        ("export 'tariff | fields id,title,date | limit 100' --output csv", "three columns of the hundred best"),
        ("export 'tariff' --facet person --timeline month --file tariff.csv", "with tariff.facets.csv and tariff.timeline.csv"),
    ];

    public override IReadOnlyList<Argument> Arguments => [query];

    public override IReadOnlyList<Option> Options =>
        [index, limit, sort, .. wanted.All, .. meaning.All, time.Option, gazetteer.Option, synonyms.Option, file, output];

    public override ExitCode Run(ParseResult line, Shell shell)
    {
        var target = Target.Read(line.GetValue(output), line.GetValue(file), OutputFormat.Jsonl, shell);
        var request = wanted.Read(line, meaning.Read(line, shell)) with
        {
            Query = string.Join(' ', line.GetValue(query) ?? []),
            TimeLimit = Timeout.InfiniteTimeSpan,
        };
        request = Common.Sorted(request, "--sort", line.GetValue(sort));
        var most = Common.Number("--limit", line.GetValue(limit), int.MaxValue, 0, int.MaxValue);
        using var opened = Open(
            line.GetValue(index), shell, gazetteer.Recognizer(line, shell), synonyms.Read(line, shell));
        using var searcher = opened.OpenSearcher();
        return time.Within(line, shell, token => ArticleExport.Run(shell, searcher, request, most, target, token));
    }
}
