using System.CommandLine;

using SearchCore.Cli.Exporting;
using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Samples;
using SearchCore.Cli.Terminal;
using SearchCore.Queries;

namespace SearchCore.Cli.Commands;

/// <summary>Deletes what a query finds, or everything where that is asked for by name.</summary>
internal sealed class DeleteVerb : Verb
{
    private readonly Argument<string[]> query =
        new("QUERY") { Arity = ArgumentArity.ZeroOrMore, Description = "what to delete; several words need no quotes" };

    private readonly Option<string?> index = Common.Index();
    private readonly Option<bool> yes = new("--yes") { Description = "do not ask (only a terminal is asked)" };
    private readonly Option<bool> all = new("--all")
    {
        Description = "every article of the index (of --date and --select where\nthey are given); takes no query",
    };

    private readonly Option<bool> dryRun =
        new("--dry-run") { Description = "only show what would be deleted: how many, and the first of them" };
    private readonly Option<string?> limit = new("--limit")
    {
        HelpName = "N",
        Description = "--dry-run: how many are shown, 0 to 10000 (default: 20)",
    };

    private readonly Option<string?> output =
        Common.Output("--dry-run: table (default on a terminal), json, jsonl (default in a pipe),\ncsv, tsv, md");
    private readonly Option<string[]> select =
        new("--select") { HelpName = "KIND=VALUE", Description = "only articles with this value. May be repeated" };
    private readonly QueryOptions meaning = new();

    public override string Name => "delete";

    public override string Summary => "delete every article that a query finds, or all";

    public override IReadOnlyList<(string Call, string Meaning)> Examples =>
    [
        ("delete 'id:a1'", "one article"),
        ("delete 'source:wire AND date:[* TO 2010]' --yes", "many, without a question"),
        ("delete 'source:wire' --dry-run", "what that would delete; nothing is deleted"),
        ("delete --all --date ..2010 --yes", "everything that was published then"),
        ("delete --all --yes", "everything"),
    ];

    public override IReadOnlyList<Argument> Arguments => [query];

    public override IReadOnlyList<Option> Options => [index, all, select, yes, dryRun, limit, output, .. meaning.All];

    public override ExitCode Run(ParseResult line, Shell shell)
    {
        var text = string.Join(' ', line.GetValue(query) ?? []);
        var everything = line.GetValue(all);
        if (string.IsNullOrWhiteSpace(text) != everything)
        {
            throw new UsageException(
                everything ? "'delete --all' takes no query" : "'delete' needs a query; 'delete --all' deletes everything");
        }

        var request = meaning.Read(line, shell) with
        {
            Query = everything ? null : text,
            Select = [.. (line.GetValue(select) ?? []).Select(Common.ReadSelect)],
            Limit = 0,
            SnippetLength = 0,
            TimeLimit = Timeout.InfiniteTimeSpan,
        };
        if (line.GetValue(dryRun))
        {
            return Show(line, request, shell);
        }

        if ((line.GetValue(limit) ?? line.GetValue(output)) is not null)
        {
            throw new UsageException("--limit and --output go with --dry-run: a deletion takes every match");
        }

        var folder = DefaultIndex.Resolve(line.GetValue(index), shell);
        using (var reading = DefaultIndex.OpenForReading(folder, shell))
        {
            var total = reading.Search(request, shell.Cancellation).Total.Value;
            if (total == 0)
            {
                shell.Complain("no article matches; nothing was deleted");
                return ExitCode.NoHits;
            }

            if (!Common.Confirm(shell, line.GetValue(yes), $"Delete {Amounts.Count(total, "article")}?"))
            {
                shell.Complain("nothing was deleted");
                return ExitCode.Interrupted;
            }
        }

        using var writing = ArticleIndex.Open(folder, new ArticleIndexOptions { Recognizer = null });
        var isWhole = everything && request.Published is null && request.Select.Count == 0;
        var deleted = isWhole ? writing.DeleteAll(shell.Cancellation) : writing.Delete(request, shell.Cancellation);
        writing.Commit();
        shell.Out.WriteLine($"{Amounts.Count(deleted, "article")} deleted");
        return deleted == 0 ? ExitCode.NoHits : ExitCode.Done;
    }

    // What a deletion would take, by the query that it would take it by.
    private ExitCode Show(ParseResult line, SearchRequest request, Shell shell)
    {
        if (QueryWishes.Of(request).Limit is not null)
        {
            throw new UsageException("a deletion takes every match, not the first ones; leave 'limit' out");
        }

        var standard = shell.OutIsTerminal ? OutputFormat.Table : OutputFormat.Jsonl;
        var target = Target.Read(line.GetValue(output), null, standard, shell);
        var most = Common.Number("--limit", line.GetValue(limit), 20, 0, 10_000);
        using var opened = DefaultIndex.OpenForReading(line.GetValue(index), shell);
        using var searcher = opened.OpenSearcher();
        var found = searcher.Search(request with { Limit = most, Sort = SearchSort.Newest }, shell.Cancellation);
        var code = ResultsPrinter.Print(shell, request, found, target, searcher.GetStored);
        shell.Complain(
            $"{Amounts.Count(found.Total.Value, "article")} would be deleted"
            + (found.Total.Value > found.Hits.Count ? $", of which {found.Hits.Count:N0} are shown" : "") + "; nothing was");
        return code;
    }
}
