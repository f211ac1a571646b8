using System.CommandLine;

using SearchCore.Cli.Exporting;
using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Commands;

/// <summary>Articles like one.</summary>
internal sealed class SimilarVerb : Verb
{
    private readonly Argument<string> id = new("ID") { Description = "the article's id" };
    private readonly Option<string[]?> index = Common.Indexes();
    private readonly Option<string?> limit = Common.Limit(10);
    private readonly Option<string?> after =
        new("--after") { HelpName = "CURSOR", Description = "those behind an earlier result: its 'next'" };
    private readonly Option<string?> within =
        new("--within") { HelpName = "QUERY", Description = "only among the articles that this query finds" };
    private readonly Option<string?> file = Common.File("the hits");
    private readonly Option<string?> output =
        Common.Output("table (default on a terminal), json, jsonl (default in a pipe), csv, tsv, md");
    private readonly Option<string?> near = NearOutput.AtLeast("--near");
    private readonly ResultOptions wanted = new();
    private readonly QueryOptions meaning = new();
    private readonly TimeLimitOption time = new("2s");
    private readonly RecognizerOption gazetteer = new();
    private readonly SynonymsOption synonyms = new();

    public override string Name => "similar";

    public override string Summary => "find articles like one, by its words and entities";

    public override string Teaching => """
        Alike are articles that share the words and entities that tell most about it: those it uses often and
        few others use. The most alike come first; the article itself is left out. With --near alike are articles of
        nearly the same text, as 'near' finds them; --limit, --zone, --time-limit and --output go
        with it, and nothing else.
        """;

    public override IReadOnlyList<(string Call, string Meaning)> Examples =>
    [
        ("similar a1", "ten articles like a1; exit code 1 where there is none like it"),
        ("similar a1 --near 80%", "copies and other takes of a1 alone, with how much of the text is the same"),
        ("similar a1 --within 'date:2018' --facet source", "of one year only, and where they appeared"),
    ];

    public override IReadOnlyList<Argument> Arguments => [id];

    public override IReadOnlyList<Option> Options =>
        [index, limit, after, within, near, .. wanted.All, .. meaning.All, time.Option, gazetteer.Option, synonyms.Option, file, output];

    public override ExitCode Run(ParseResult line, Shell shell)
    {
        var standard = shell.OutIsTerminal ? OutputFormat.Table : OutputFormat.Jsonl;
        var target = Target.Read(line.GetValue(output), line.GetValue(file), standard, shell);
        var request = time.Read(line, wanted.Read(line, meaning.Read(line, shell))) with
        {
            SimilarTo = line.GetRequiredValue(id),
            Query = line.GetValue(within),
            Limit = Common.Number("--limit", line.GetValue(limit), 10, 0, 10_000),
            After = line.GetValue(after),
        };
        Option[] ofNear = [index, limit, near, time.Option, output];
        var beside = Options.Except(ofNear).FirstOrDefault(o => o.Name != "--zone" && line.GetResult(o) is { Implicit: false });
        if (line.GetValue(near) is not null && beside is { } other)
        {
            throw new UsageException(
                $"--near goes with --limit, --zone, --time-limit and --output alone, not with {other.Name}; to narrow or count "
                + "near-duplicates, search for near:ID");
        }

        if (line.GetValue(near) is not null && target.Format == OutputFormat.Md)
        {
            throw new UsageException("--output of --near is one of table, json, jsonl, csv, tsv, not 'md'");
        }

        var overlap = NearOutput.ReadAtLeast("--near", line.GetValue(near));
        using var opened = Open(
            line.GetValue(index), shell, gazetteer.Recognizer(line, shell), synonyms.Read(line, shell));
        using var searcher = opened.OpenSearcher();
        if (searcher.Get(request.SimilarTo) is null)
        {
            shell.Complain($"no article has the id '{request.SimilarTo}'");
            return ExitCode.NoHits;
        }

        return line.GetValue(near) is not null
            ? time.Within(
                line, shell, token => NearOutput.Print(
                    shell, searcher, request.SimilarTo, overlap, request.Limit, target.Format, LocalDates.Zone(request.Zone), token))
            : ResultsPrinter.Print(shell, request, searcher.Search(request, shell.Cancellation), target, searcher.GetStored);
    }
}
