using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Tests.Language;

/// <summary>A hit's number or an article's id, in every command that takes one.</summary>
public sealed class HitWordsTests : IDisposable
{
    private readonly SmallIndex index = new();

    public HitWordsTests()
    {
        using var run = index.Run("""
            {"id":"my id 1","title":"Blanks","body":"A strike of its own.","note":"theirs","tags":["\"quoted\"","Washington"]}
            {"id":"-dash","title":"Dash","body":"A dash."}
            {"id":"dash","title":"No dash","body":"None."}
            {"id":"9","title":"Nine","body":"A nine.","published":"2019-03-14T08:21:00Z"}
            """);
        Assert.Equal(ExitCode.Done, run.Run("index", "-", "--index", "index", "--entities", "given"));
    }

    public void Dispose() => index.Dispose();

    [Theory]
    [InlineData(".open my id 1", "Blanks")]
    [InlineData(".open 'my id 1'", "Blanks")]
    [InlineData(".open \"my id 1\"", "Blanks")]
    [InlineData(".doc my id 1", "\"my id 1\"")]
    [InlineData(".doc 'my id 1'", "\"my id 1\"")]
    [InlineData(".doc id:9", "Nine")]
    [InlineData(".open \"9\"", "Nine")]
    [InlineData(".mark my id 1", "1 article marked")]
    [InlineData(".mark 'my id 1' 1", "2 articles marked")]
    [InlineData(".note 'my id 1' call them", "noted: my id 1")]
    [InlineData(".note \"my id 1\" call them", "noted: my id 1")]
    [InlineData(".mark -dash", "1 article marked")]
    [InlineData(".mark '-dash'", "1 article marked")]
    [InlineData(".near my id 1 --at-least 50%", "no near-duplicates")]
    public void Is_read_in_one_way(string line, string expected)
    {
        var screen = Run($".mode table\nport\n{line}\n", out var messages, out _);
        Assert.Contains(expected, screen, StringComparison.Ordinal);
        Assert.Empty(messages.Replace("searchcore: no articles\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public void While_there_is_a_list_a_number_is_a_hit()
    {
        Run("port\n.mark 9\n", out var messages, out var code);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains(".mark is a number from 1 to 2, or an article's id, not '9' (id:9 is an id)", messages, StringComparison.Ordinal);
        Assert.Contains("1 article marked", Run(".mark 9\n", out _, out _), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".doc nix")]
    [InlineData(".near nix")]
    [InlineData(".similar nix")]
    [InlineData(".open nix")]
    public void An_id_that_no_article_has_is_nothing_found(string line)
    {
        Run(line + "\n", out var messages, out var code);
        Assert.Equal(ExitCode.NoHits, code);
        Assert.Contains("no article has the id 'nix'", messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Exports_of_marks_have_a_column_of_their_own_the_zone_and_the_limit()
    {
        Run(
            ".mark 9\n.mark my id 1\n.note 'my id 1' mine\n.zone Asia/Tokyo\n.export marks m.csv\n.export marks one.csv --limit 1\n",
            out _, out _);
        var rows = File.ReadAllText(index["m.csv"]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, rows.Length);
        Assert.EndsWith(",note,_note", rows[0], StringComparison.Ordinal);
        Assert.Contains("2019-03-14T17:21:00+09:00", rows[1], StringComparison.Ordinal);
        Assert.EndsWith(",theirs,mine", rows[2], StringComparison.Ordinal);
        Assert.Equal(2, File.ReadAllText(index["one.csv"]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void A_value_with_quotes_is_chosen_as_it_is_typed_and_another_case_is_no_second_choice()
    {
        var screen = Run(
            ".select tag=\"quoted\"\n.count *:*\n.select -tag=\"quoted\"\n.select tag=Washington\n.select tag=washington\n.select\n"
            + ".facets person:3:pu*\n.facets\n",
            out var messages, out _);
        Assert.Empty(messages);
        Assert.Equal("1 article\n.select tag=Washington\n.facets person:3:pu*\n", screen);
    }

    private string Run(string lines, out string messages, out ExitCode code)
    {
        using var run = new ConsoleRun(index.Path) { Input = lines, Homes = new UserFolders(null, index["data"]) };
        code = run.Run("--index", "index");
        messages = run.Error;
        return run.Out;
    }
}
