using System.CommandLine;

using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Commands;

/// <summary>The near-duplicates of one article, or the stories of an archive.</summary>
internal sealed class NearVerb : Verb
{
    private readonly Argument<string?> id =
        new("ID") { Arity = ArgumentArity.ZeroOrOne, Description = "the article's id; none with --groups" };
    private readonly Option<string[]?> index = Common.Indexes();
    private readonly Option<string?> atLeast = NearOutput.AtLeast("--at-least");
    private readonly Option<bool> groups =
        new("--groups") { Description = "all stories of the archive instead: articles that near-duplicates\nconnect, the largest first" };
    private readonly Option<string?> limit = Common.Limit(100);
    private readonly Option<string?> zone = Common.Zone();
    private readonly TimeLimitOption time = new("off");
    private readonly Option<string?> output = Common.Output("table (default on a terminal), json, jsonl (default in a pipe), csv, tsv");

    public override string Name => "near";

    public override string Summary => "find the near-duplicates of an article, or all stories of the archive";

    public override string Teaching => """
        Overlap is what two bodies have in common, in percent: of all runs of three words of the one and of the
        other, the part that both have. From 80 % on articles are near-duplicates; those that near-duplicates
        connect are one story. docs/near-duplicates.md says more.
        """;

    public override IReadOnlyList<(string Call, string Meaning)> Examples =>
    [
        ("near a1", "articles of nearly the same text as a1, with how much is the same"),
        ("near a1 --at-least 60%", "also those of which less is the same"),
        ("near --groups --limit 20", "the twenty largest stories, each with the ids of its articles"),
        ("search 'ceasefire | unique'", "hits by story: one article each"),
        ("search 'near:a1 place:syria'", "near-duplicates as a part of a query"),
    ];

    public override IReadOnlyList<Argument> Arguments => [id];

    public override IReadOnlyList<Option> Options => [index, atLeast, groups, limit, zone, time.Option, output];

    public override ExitCode Run(ParseResult line, Shell shell)
    {
        var format = Common.ReadOutput(
            line.GetValue(output), shell, OutputFormat.Table, OutputFormat.Json, OutputFormat.Jsonl, OutputFormat.Csv, OutputFormat.Tsv);
        var most = Common.Number("--limit", line.GetValue(limit), 100, 0, 10_000);
        var overlap = NearOutput.ReadAtLeast("--at-least", line.GetValue(atLeast));
        var place = Common.ReadZone(line.GetValue(zone));
        var of = line.GetValue(id);
        if (line.GetValue(groups) == (of is not null))
        {
            throw new UsageException("'near' takes an ID, or --groups for all stories of the archive");
        }

        using var opened = Open(line.GetValue(index), shell);
        using var searcher = opened.OpenSearcher();
        return time.Within(line, shell, token => of is null
            ? NearOutput.Print(shell, searcher, searcher.Stories(token), most, format)
            : NearOutput.Print(shell, searcher, of, overlap, most, format, place, token));
    }
}
