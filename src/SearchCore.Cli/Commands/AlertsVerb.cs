using System.CommandLine;
using System.Globalization;
using System.Text.Json;

using SearchCore.Cli.Loading;
using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Samples;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Commands;

/// <summary>Queries that stand beside an index, and what they were told of.</summary>
internal sealed class AlertsVerb : Verb
{
    private readonly Argument<string?> action = new("ACTION")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "list (default), add, remove, events, replay",
    };

    private readonly Argument<string[]> words = new("NAME QUERY") { Arity = ArgumentArity.ZeroOrMore, Description = "as the action takes" };
    private readonly Option<string?> index = Common.Index();
    private readonly Option<string?> file = new("--file")
    {
        HelpName = "FILE",
        Description = "add: many at once, a line of JSON or NAME, tab, QUERY each; - for standard input",
    };

    private readonly Option<string[]> select =
        new("--select") { HelpName = "KIND=VALUE", Description = "add: only articles with this value. May be repeated" };
    private readonly Option<string?> dialect = Common.Dialect();
    private readonly Option<string?> zone = Common.Zone();
    private readonly Option<string?> from = new("--from")
    {
        HelpName = "N",
        Description = "events, replay: the first event's number (default: the first that is kept)",
    };

    private readonly Option<string?> only = new("--query") { HelpName = "NAME", Description = "events: those of one query" };
    private readonly Option<string?> consumer = new("--consumer")
    {
        HelpName = "NAME",
        Description = "events: those that NAME has not had yet; what was printed is then had.\nreplay: who is to have them again",
    };

    private readonly Option<bool> follow = new("--follow") { Description = "events: go on with those to come, until Ctrl-C" };
    private readonly Option<string?> output =
        Common.Output("table (default at a terminal), jsonl (default elsewhere): one event or\nquery a line");

    public override string Name => "alerts";

    public override string Summary => "queries that stand: be told of every article that comes in and matches";

    public override string Teaching => """
        A query that was added stands beside the index: from then on each article that 'index' (or a program)
        adds and that matches has an event, which is there when the article's commit is. Dates such as
        'last 7 days' count from that moment. Articles that are there already are a search's to find.
        Events have numbers, are kept, and can be read again from any of them. A consumer is a name that
        remembers how far it has come, also after a crash: it sees each event at least once, in order.
        """;

    public override IReadOnlyList<(string Call, string Meaning)> Examples =>
    [
        ("alerts add quakes 'earthquake AND place:Japan'", "a query named quakes"),
        ("alerts", "the queries that stand"),
        ("alerts events --consumer mail --follow", "what came, and what comes, each once"),
        ("alerts events --from 1200 --query quakes", "again from an event on"),
        ("alerts replay --consumer mail --from 1200", "mail gets everything from 1200 on again"),
        ("alerts remove quakes", "its events stay"),
    ];

    public override IReadOnlyList<Argument> Arguments => [action, words];

    public override IReadOnlyList<Option> Options => [index, file, select, dialect, zone, from, only, consumer, follow, output];

    public override ExitCode Run(ParseResult line, Shell shell)
    {
        var folder = DefaultIndex.Resolve(line.GetValue(index), shell, $"alerts {line.GetValue(action)}".TrimEnd());
        string[] rest = line.GetValue(words) ?? [];
        switch (line.GetValue(action) ?? "list")
        {
            case "list" when rest.Length == 0:
                return List(line, folder, shell);
            case "add":
                return Add(line, folder, rest, shell);
            case "remove" when rest.Length == 1:
                return Remove(folder, rest[0], shell);
            case "events" when rest.Length == 0:
                return Events(line, folder, shell);
            case "replay" when rest.Length == 0:
                return Replay(line, folder, shell);
            case "list" or "events" or "replay":
                throw new UsageException($"'alerts {line.GetValue(action) ?? "list"}' takes nothing behind it, not '{rest[0]}'");
            case "remove":
                throw new UsageException("'alerts remove' takes one name");
            case var other:
                throw new UsageException($"'alerts' takes list, add, remove, events or replay, not '{other}'");
        }
    }

    private ExitCode List(ParseResult line, string folder, Shell shell)
    {
        using var opened = DefaultIndex.OpenForReading(folder, shell);
        var queries = opened.Standing.List();
        var asTable = Common.ReadOutput(line.GetValue(output), shell, OutputFormat.Table, OutputFormat.Jsonl) == OutputFormat.Table;
        foreach (var query in queries)
        {
            if (asTable)
            {
                shell.Out.WriteLine($"{SafeText.Line(query.Name)}  {SafeText.Line(query.Request.Query ?? "(a tree)")}");
            }
            else
            {
                JsonLine.Write(shell.Out, json => JsonSerializer.Serialize(json, query, Json.SearchCoreJsonContext.Default.StandingQuery));
            }
        }

        shell.Complain($"{Queries(queries.Count)}, events up to {opened.Standing.Last}");
        return queries.Count == 0 ? ExitCode.NoHits : ExitCode.Done;
    }

    private ExitCode Add(ParseResult line, string folder, string[] rest, Shell shell)
    {
        var meant = new SearchRequest
        {
            Dialect = Common.ReadDialect(line.GetValue(dialect)),
            Zone = line.GetValue(zone) is { } name ? Common.ReadZone(name).Id : null,
            Select = [.. (line.GetValue(select) ?? []).Select(Common.ReadSelect)],
        };
        if (line.GetValue(file) is null != rest.Length >= 2)
        {
            throw new UsageException("'alerts add' takes a name and a query, or --file");
        }

        using var opened = ArticleIndex.Open(folder, new ArticleIndexOptions { Recognizer = null });
        var (queries, refused) = line.GetValue(file) is { } path
            ? StandingLines.Read(path, meant, opened.Standing, shell)
            : ([new() { Name = rest[0], Request = meant with { Query = string.Join(' ', rest[1..]) } }], 0);
        var stored = opened.Standing.Put(queries);
        shell.Complain($"{Queries(stored.Count)} stored; articles that come from now on are matched");
        return refused > 0 ? ExitCode.Usage : ExitCode.Done;
    }

    private static string Queries(int count) => Amounts.Count(count, "query", "queries");

    private static ExitCode Remove(string folder, string name, Shell shell)
    {
        using var opened = ArticleIndex.Open(folder, new ArticleIndexOptions { Recognizer = null });
        if (opened.Standing.Remove(name))
        {
            shell.Complain($"'{SafeText.Line(name)}' removed; its events stay");
            return ExitCode.Done;
        }

        shell.Complain($"there is no query '{SafeText.Line(name)}'; 'searchcore alerts' lists them");
        return ExitCode.NoHits;
    }

    private ExitCode Events(ParseResult line, string folder, Shell shell)
    {
        var where = Common.ReadZone(line.GetValue(zone));
        using var opened = DefaultIndex.OpenForReading(folder, shell);
        var standing = opened.Standing;
        var (name, start) = (line.GetValue(consumer), line.GetValue(from));
        if (name is not null && start is not null)
        {
            throw new UsageException("--consumer goes on where it was; 'alerts replay --consumer NAME --from N' puts it back");
        }

        if (name is not null && line.GetValue(only) is not null)
        {
            throw new UsageException(
                "--consumer has every event once, of all queries; with --query those of the others would be had unseen");
        }

        var after = name is null ? First(start) - 1 : standing.Position(name);
        var asTable = Common.ReadOutput(line.GetValue(output), shell, OutputFormat.Table, OutputFormat.Jsonl) == OutputFormat.Table;
        var count = 0L;
        var events = line.GetValue(follow)
            ? standing.FollowAsync(after, shell.Cancellation).ToBlockingEnumerable(shell.Cancellation)
            : standing.Read(after);
        try
        {
            foreach (var found in events)
            {
                shell.Cancellation.ThrowIfCancellationRequested();
                if (line.GetValue(only) is not { } wanted || wanted == found.Query)
                {
                    Write(found, asTable, shell, where);
                    count++;
                }

                if (name is not null)
                {
                    // Printed first: what is lost on the way comes again.
                    shell.Out.Flush();
                    standing.Acknowledge(name, found.Number);
                }
            }
        }
        catch (OperationCanceledException) when (line.GetValue(follow))
        {
            // That is how following ends.
        }

        shell.Out.Flush();
        shell.Complain(Amounts.Count(count, "event"));
        return count == 0 ? ExitCode.NoHits : ExitCode.Done;
    }

    private ExitCode Replay(ParseResult line, string folder, Shell shell)
    {
        var name = line.GetValue(consumer) ?? throw new UsageException("'alerts replay' needs --consumer: who is to have events again");
        using var opened = DefaultIndex.OpenForReading(folder, shell);
        var after = Math.Min(First(line.GetValue(from)) - 1, opened.Standing.Last);
        opened.Standing.Acknowledge(name, after);
        shell.Complain($"'{SafeText.Line(name)}' goes on with event {after + 1}");
        return ExitCode.Done;
    }

    private static long First(string? value) =>
        value is null ? 1
        : long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw new UsageException($"--from is the number of an event, from 1, not '{value}'");

    private static void Write(StandingEvent found, bool asTable, Shell shell, TimeZoneInfo where)
    {
        if (!asTable)
        {
            JsonLine.Write(shell.Out, json => JsonSerializer.Serialize(json, found, Json.SearchCoreJsonContext.Default.StandingEvent));
            return;
        }

        var head = string.Create(CultureInfo.InvariantCulture, $"{found.Number}  {SafeText.Line(found.Query)}  ");
        if (found.Article is not { } article)
        {
            shell.Out.WriteLine($"{head}{SafeText.Line(found.Fault ?? string.Empty)}");
            return;
        }

        shell.Out.WriteLine(head + HitLine.Of(article, where));
        if (article.Snippet is { } snippet)
        {
            shell.Out.WriteLine($"    {SafeText.Line(snippet.Text)}");
        }
    }
}
