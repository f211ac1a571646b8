using SearchCore.Cli.Commands;
using SearchCore.TestKit;

namespace SearchCore.Cli.Tests.Commands;

public sealed class UsageTests
{
    [Theory]
    [InlineData("serch x", "there is no verb 'serch'; did you mean 'search'?")]
    [InlineData("syria",
        "there is no verb 'syria'; the verbs are index, inspect, formats, search, batch, parse, entities, doc, similar, near, entity, "
        + "terms, compare, describe, export, alerts, stats, check, snapshot, restore, send, receive, promote, rebuild, delete, bench, "
        + "cluster. To search for it: searchcore search 'syria'")]
    [InlineData("search", "'search' needs QUERY…")]
    [InlineData("search x --limt 3", "'search' has no option '--limt'; did you mean '--limit'?")]
    [InlineData("search x --limit many", "--limit is a number from 0 to 10,000, not 'many'")]
    [InlineData("search x --limit 10001", "--limit is a number from 0 to 10,000, not '10001'")]
    [InlineData("search x --limit -1", "--limit is a number from 0 to 10,000, not '-1'")]
    [InlineData("search x --sort best", "--sort is one of relevance, newest, oldest, FIELD:asc, FIELD:desc, not 'best'")]
    [InlineData("search x --output xml", "--output is one of table, json, jsonl, csv, tsv, md, not 'xml'")]
    [InlineData("search x --dialect sql", "--dialect is one of searchcore, lucene, factiva, plain, not 'sql'")]
    [InlineData("search x --now yesterday", "--now is a date such as 2017-12-11 or 2017-12-11T08:30:00Z, not 'yesterday'")]
    [InlineData("search x --zone Mars/Base", "--zone is a name of the time zone database such as Europe/Berlin or UTC, not 'Mars/Base'")]
    [InlineData("search x --select person", "--select is KIND=VALUE such as person='Vladimir Putin', not 'person'")]
    [InlineData("search x --facet per/son",
        "--facet takes a kind such as person, organization, place, source, section, author or tag, not 'per/son'")]
    [InlineData("search x --facet person:0", "--facet KIND:N is a number from 1 to 1,000, not '0'")]
    [InlineData("search x --index cluster:news.json",
        "a cluster is reached by a program of its own, searchcore-node, which is not here: SEARCHCORE_NODE=its path says where it is "
        + "(docs/cluster.md)")]
    [InlineData("export x --index Cluster: --index b",
        "'Cluster:' is a cluster, and 'search' alone takes one, with nothing beside it; the rest is searchcore-node's: searchcore-node "
        + "search 'QUERY' --config searchcore-node.json (docs/cluster.md); a folder of this name is ./Cluster:")]
    [InlineData("alerts events --index cluster:news.json",
        "'cluster:news.json' is a cluster, and 'search' alone takes one, with nothing beside it; the rest is searchcore-node's: "
        + "searchcore-node alerts events --config news.json (docs/cluster.md); a folder of this name is ./cluster:news.json")]
    [InlineData("cluster", "'cluster' needs COMMAND…")]
    [InlineData("cluster status --json",
        "a cluster is reached by a program of its own, searchcore-node, which is not here: SEARCHCORE_NODE=its path says where it is "
        + "(docs/cluster.md)")]
    [InlineData("index", "'index' needs PATH…")]
    [InlineData("index nowhere.jsonl", "there is no file or folder 'nowhere.jsonl'")]
    [InlineData("index . --memory 1", "--memory is a number from 16 to 16,384, not '1'")]
    [InlineData("index . --threads 0", "--threads is a number from 1 to 1,024, not '0'")]
    [InlineData("index . --commit-interval 0", "--commit-interval is a time in seconds from 0.01 to 3,600, not '0'")]
    [InlineData("index . --entities some", "--entities is one of recognize, given, off, not 'some'")]
    [InlineData("index . --entities given --gazetteer mine.jsonl",
        "--gazetteer is for recognizing entities; leave out --entities, or say --entities recognize")]
    [InlineData("stats everything", "'stats' does not take 'everything' here")]
    [InlineData("doc", "'doc' needs ID")]
    [InlineData("--turo", "'searchcore' has no option '--turo'; did you mean '--tour'?")]
    [InlineData("help nothing",
        "there is no verb 'nothing'; the verbs are index, inspect, formats, search, batch, parse, entities, doc, similar, near, entity, "
        + "terms, compare, describe, export, alerts, stats, check, snapshot, restore, send, receive, promote, rebuild, delete, bench, "
        + "cluster. To search for it: searchcore search 'nothing'")]
    public void A_mistake_is_named_on_standard_error_with_exit_code_2(string line, string message)
    {
        using var folder = new TempFolder();
        using var run = new ConsoleRun(folder.Path);
        Assert.Equal(ExitCode.Usage, run.Run(line.Split(' ')));
        Assert.Equal($"searchcore: {message}\nTry 'searchcore --help'.\n", run.Error);
        Assert.Empty(run.Out);
    }

    [Theory]
    [InlineData("search x")]
    [InlineData("stats")]
    [InlineData("check")]
    [InlineData("doc a1")]
    [InlineData("delete x --yes")]
    public void A_missing_index_is_exit_code_3_and_nothing_is_created(string line)
    {
        using var folder = new TempFolder();
        using var run = new ConsoleRun(folder.Path);
        Assert.Equal(ExitCode.IndexFault, run.Run([.. line.Split(' '), "--index", "none"]));
        Assert.Contains(folder["none"], run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Messages_that_quote_the_command_line_are_safe()
    {
        using var run = new ConsoleRun("/");
        Assert.Equal(ExitCode.Usage, run.Run("index", "evil\e[2J\u202E.jsonl"));
        Assert.Contains("'evil\\x1B[2J\\u202E.jsonl'", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', run.Error);
    }

    [Fact]
    public void The_help_of_each_verb_names_every_option_and_gives_examples()
    {
        foreach (var verb in CommandLine.All)
        {
            using var run = new ConsoleRun("/");
            Assert.Equal(ExitCode.Done, run.Run(verb.Name, "--help"));
            Assert.Empty(run.Error);
            Assert.All(verb.Options, option =>
            {
                Assert.Contains(option.Name, run.Out, StringComparison.Ordinal);
                Assert.NotNull(option.Description);
            });
            Assert.NotEmpty(verb.Examples);
            Assert.All(verb.Examples, example => Assert.Contains($"searchcore {example.Call}", run.Out, StringComparison.Ordinal));
            Assert.All(run.OutLines, line => Assert.True(line.Length <= 120, line));
        }
    }

    [Fact]
    public void The_overview_names_every_verb()
    {
        using var run = new ConsoleRun("/");
        Assert.Equal(ExitCode.Done, run.Run("--help"));
        Assert.All(CommandLine.All, verb => Assert.Contains($"\n  {verb.Name} ", run.Out, StringComparison.Ordinal));
    }

    [Fact]
    public void The_version_is_printed()
    {
        using var run = new ConsoleRun("/");
        Assert.Equal(ExitCode.Done, run.Run("--version"));
        Assert.Matches(@"^searchcore \d+\.\d+\.\d+(-[a-z]+\.\d+)?\n$", run.Out);
    }
}
