using System.CommandLine;

using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Samples;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Commands;

/// <summary>Deletes what a query finds, or everything where that is asked for by name.</summary>
internal sealed class DeleteVerb : Verb
{
    private readonly Argument<string[]> query =
        new("QUERY") { Arity = ArgumentArity.ZeroOrMore, Description = "what to delete; several words need no quotes" };

    private readonly Option<string?> index = Common.Index();
    private readonly Option<bool> yes = new("--yes") { Description = "do not ask (only a terminal is asked)" };
    private readonly Option<bool> all = new("--all") { Description = "every article of the index; takes no query" };
    private readonly QueryOptions meaning = new();

    public override string Name => "delete";

    public override string Summary => "delete every article that a query finds, or all";

    public override IReadOnlyList<(string Call, string Meaning)> Examples =>
    [
        ("delete 'id:a1'", "one article"),
        ("delete 'source:wire AND date:[* TO 2010]' --yes", "many, without a question"),
        ("delete --all --yes", "everything"),
    ];

    public override IReadOnlyList<Argument> Arguments => [query];

    public override IReadOnlyList<Option> Options => [index, all, yes, .. meaning.All];

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
            Limit = 0,
            SnippetLength = 0,
            TimeLimit = Timeout.InfiniteTimeSpan,
        };
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
                return ExitCode.Done;
            }
        }

        using var writing = ArticleIndex.Open(folder, new ArticleIndexOptions { Recognizer = null });
        var deleted = everything ? writing.DeleteAll(shell.Cancellation) : writing.Delete(request, shell.Cancellation);
        writing.Commit();
        shell.Out.WriteLine($"{Amounts.Count(deleted, "article")} deleted");
        return deleted == 0 ? ExitCode.NoHits : ExitCode.Done;
    }
}
