using SearchCore.Cli.Commands;
using SearchCore.Cli.Language;

namespace SearchCore.Cli.Tests.Language;

/// <summary>Help, completion and what runs come from one table.</summary>
public sealed class CommandTableTests(SmallIndex index) : IClassFixture<SmallIndex>
{
    [Fact]
    public void Names_are_each_there_once()
    {
        var names = CommandTable.All.SelectMany(c => c.Aliases.Prepend(c.Name)).ToList();
        Assert.Equal(names.Distinct().Count(), names.Count);
        Assert.All(names, n => Assert.Matches(@"^\.[a-z?-]+$", n));
        Assert.Equal(CommandTable.All.Select(c => c.Name), CommandTable.Names.Select(n => n.Name));
    }

    [Fact]
    public void Each_verb_is_a_command() =>
        Assert.All(CommandLine.All, verb => Assert.Equal($".{verb.Name}", CommandTable.Find($".{verb.Name}").Name));

    [Theory]
    [InlineData(".similar .export .terms .explain .zone .time-limit .show .open .facets .select .timeline .sort .compare .duplicates "
        + ".describe .save .run .alerts .near .columns .mark .marks .note .back .forward .timer .count .stats .check .doc .entity .read "
        + ".bail .help .quit .more .history .tour .limit .significant .against .date .now .dialect .mode .saved .reset")]
    public void The_language_has_these_commands(string names) =>
        Assert.All(names.Split(' '), name => Assert.True(CommandTable.Find(name).IsCalled(name)));

    [Fact]
    public void The_overview_names_every_command_and_fits_a_line()
    {
        var lines = Help(".help");
        Assert.All(CommandTable.All, command => Assert.Contains(lines, l => l.Split(' ').Contains(command.Name)));
        Assert.All(HelpText.Topics, topic => Assert.Contains(lines, l => l.StartsWith($"  {topic.Name} ", StringComparison.Ordinal)));
        Assert.All(CommandTable.All, command => Assert.Contains(HelpText.Topics, t => t.Name == command.Topic));
        Assert.All(lines, l => Assert.True(l.Length <= 112, l));
    }

    [Fact]
    public void Each_command_has_a_page()
    {
        foreach (var command in CommandTable.All)
        {
            var lines = Help($".help {command.Name}");
            Assert.StartsWith(command.Name, lines[0], StringComparison.Ordinal);
            Assert.Contains(lines, l => l == $"  {command.Summary}");
            if (!HelpText.Topics.Any(t => t.Name == command.Name[1..]))
            {
                Assert.Equal(lines, Help($".help {command.Name[1..]}"));
            }

            Assert.All(lines, l => Assert.True(l.Length <= 140, l));
        }
    }

    [Fact]
    public void Each_topic_lists_its_commands()
    {
        foreach (var (topic, _) in HelpText.Topics)
        {
            var lines = Help($".help {topic}");
            Assert.NotEmpty(lines);
            Assert.All(CommandTable.All.Where(c => c.Topic == topic), c => Assert.Contains(
                lines, l => l.StartsWith($"  {c.Name}", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void A_verb_takes_a_hits_number_the_index_and_the_choices_of_the_session()
    {
        using var run = index.Run(
            "strike\n.sort oldest\n.doc 1\n.select source=Gazette\n.search *:* --output csv\n.terms source\n.near a1\n");
        Assert.Equal(ExitCode.Done, run.Run("--index", "index", "--output", "jsonl"));
        Assert.Contains("{\"id\":\"a2\",\"title\":\"Port strike ends in Rotterdam\",\"body\"", run.Out, StringComparison.Ordinal);
        Assert.Contains("{\"value\":\"Gazette\",\"count\":1}", run.Out, StringComparison.Ordinal);
        Assert.Contains("id,score,title", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\na1,", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".terms person pu", "Vladimir Putin")]
    [InlineData(".entity person Vladimir Putin", "Vladimir Putin")]
    [InlineData(".check --quick", "sound: 5 articles")]
    [InlineData(".explain strike", "strike")]
    [InlineData(".parse 'oil price'", "\"oil price\"")]
    [InlineData(".similar a2", "a3")]
    [InlineData(".search \"surprise visit\"", "\"id\":\"a1\"")]
    [InlineData(".count strike", "2 articles")]
    [InlineData(".stats --output json", "\"articles\":5")]
    [InlineData(".doc \"a 4\"", "\"id\":\"a 4\"")]
    public void A_verb_runs_as_a_command(string line, string found)
    {
        using var run = index.Run(line);
        Assert.Equal(ExitCode.Done, run.Run("--index", "index"));
        Assert.Contains(found, run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a  b\tc", "a|b|c")]
    [InlineData("'oil price' \"gold price\" x", "oil price|\"gold price\"|x")]
    [InlineData("person='Vladimir Putin' o'neill", "person=Vladimir Putin|o'neill")]
    [InlineData("(\"a b\" OR 'c d')", "(\"a b\"|OR|c d)")]
    [InlineData("''", "")]
    [InlineData("", null)]
    public void Words_are_parted_as_in_a_shell_but_for_phrases(string line, string? words) =>
        Assert.Equal(words?.Split('|') ?? [], Words.Split(line));

    [Fact]
    public void A_quote_that_is_not_closed_is_told()
    {
        var fault = Assert.Throws<UsageException>(() => Words.Split("'oil price"));
        Assert.Contains("a quote is not closed", fault.Message, StringComparison.Ordinal);
    }

    private string[] Help(string line)
    {
        using var run = index.Run(line + "\n");
        Assert.Equal(ExitCode.Done, run.Run("--index", "index"));
        Assert.Empty(run.Error);
        return run.OutLines;
    }
}
