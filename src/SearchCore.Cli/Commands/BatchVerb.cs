using System.CommandLine;

using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;
using SearchCore.Queries;

namespace SearchCore.Cli.Commands;

/// <summary>Many queries against one searcher of the index.</summary>
internal sealed class BatchVerb : Verb
{
    private readonly Argument<string> file = new("FILE") { Description = "lines of query-id<TAB>query; - is standard input" };
    private readonly Option<string[]?> index = Common.Indexes();
    private readonly Option<string?> limit = Common.Limit(1_000);
    private readonly Option<bool> plain = new("--plain") { Description = "take each query as words: nothing in it is syntax" };
    private readonly Option<string?> match =
        new("--match") { HelpName = "all|any", Description = "whether all words must match (default) or any" };
    private readonly Option<string?> output = Common.Output("trec (default), jsonl, csv");
    private readonly RankingOptions ranking = new();
    private readonly QueryOptions meaning = new();
    private readonly TimeLimitOption time = new("off");
    private readonly RecognizerOption gazetteer = new();
    private readonly SynonymsOption synonyms = new();

    public override string Name => "batch";

    public override string Summary => "run a file of queries, for evaluation and reports";

    public override IReadOnlyList<(string Call, string Meaning)> Examples =>
    [
        ("batch topics.tsv --plain --match any --limit 1000 > run.trec", "a ranking for trec_eval"),
        ("batch queries.tsv --limit 5 --output csv > report.csv", "the best five of each query, for a spreadsheet"),
        ("batch queries.tsv --limit 5 --group source --output csv", "of five sources each, with how many articles these have"),
    ];

    public override IReadOnlyList<Argument> Arguments => [file];

    public override IReadOnlyList<Option> Options =>
        [index, limit, plain, match, .. ranking.All, .. meaning.All, time.Option, gazetteer.Option, synonyms.Option, output];

    public override ExitCode Run(ParseResult line, Shell shell)
    {
        var format = Common.OneOf(
            "--output", line.GetValue(output), OutputFormat.Trec, ("trec", OutputFormat.Trec), ("jsonl", OutputFormat.Jsonl),
            ("csv", OutputFormat.Csv));
        var request = ranking.Read(line, meaning.Read(line, shell)) with
        {
            Limit = Common.Number("--limit", line.GetValue(limit), 1_000, 0, 10_000),
            DefaultOperator =
                Common.OneOf("--match", line.GetValue(match), QueryOperator.And, ("all", QueryOperator.And), ("any", QueryOperator.Or)),
            SnippetLength = 0,
            TimeLimit = time.Read(line) ?? Timeout.InfiniteTimeSpan,
        };
        if (line.GetValue(plain))
        {
            request = request with { Dialect = QueryDialect.Plain };
        }

        var name = line.GetRequiredValue(file);
        using var lines = name == "-" ? new StreamReader(shell.In) : new StreamReader(shell.Full(name));
        using var opened = Open(
            line.GetValue(index), shell, gazetteer.Recognizer(line, shell), synonyms.Read(line, shell));
        using var searcher = opened.OpenSearcher();
        if (format == OutputFormat.Csv)
        {
            Delimited.WriteBatchHeader(shell.Out, ranking.Groups(line));
        }

        return RunAll(lines, searcher, request, format, shell);
    }

    private static ExitCode RunAll(StreamReader lines, ArticleSearcher searcher, SearchRequest request, OutputFormat format, Shell shell)
    {
        var code = ExitCode.Done;
        var number = 0;
        while (lines.ReadLine() is { } text)
        {
            number++;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            shell.Cancellation.ThrowIfCancellationRequested();
            if (text.IndexOf('\t') is not (> 0 and var tab))
            {
                shell.Complain($"line {number} is not query-id<TAB>query: {text[..Math.Min(text.Length, 80)]}");
                code = ExitCode.Usage;
                continue;
            }

            var id = text[..tab];
            try
            {
                var results = searcher.Search(request with { Query = text[(tab + 1)..].Trim() }, shell.Cancellation);
                code = code == ExitCode.Done && results.IsPartial ? ExitCode.Partial : code;
                Print(shell.Out, id, results, format, LocalDates.Zone(request.Zone), request.GroupBy is not null);
                if (format == OutputFormat.Csv && results.Groups is not null && request.GroupBy is null)
                {
                    shell.Complain($"line {number}, query {id}: what its hits are grouped by has no column; --group KIND makes one");
                }
            }
            catch (QueryException e)
            {
                shell.Complain($"line {number}, query {id}:");
                DiagnosticText.Write(shell.Error, e.Query, e.Diagnostics);
                code = ExitCode.Usage;
            }
        }

        return code;
    }

    private static void Print(TextWriter output, string id, SearchResults results, OutputFormat format, TimeZoneInfo zone, bool withGroups)
    {
        switch (format)
        {
            case OutputFormat.Trec:
                TrecRun.Write(output, id, results);
                break;
            case OutputFormat.Jsonl:
                ResultsJson.WriteLines(output, results, id);
                break;
            default:
                Delimited.WriteBatchHits(output, id, results, withGroups, zone);
                break;
        }
    }
}
