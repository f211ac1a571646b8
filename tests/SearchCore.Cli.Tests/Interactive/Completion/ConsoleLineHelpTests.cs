using SearchCore.Cli.Interactive.Completion;
using SearchCore.Cli.Interactive.Editing;
using SearchCore.Cli.Terminal;
using SearchCore.Queries;
using SearchCore.TestKit;

namespace SearchCore.Cli.Tests.Interactive.Completion;

public sealed class ConsoleLineHelpTests : IClassFixture<SmallIndex>, IDisposable
{
    private readonly SmallIndex folder;
    private readonly ArticleIndex index;
    private readonly ConsoleLineHelp help;
    private QueryDialect dialect;

    public ConsoleLineHelpTests(SmallIndex folder)
    {
        this.folder = folder;
        index = ArticleIndex.Open(folder["index"], new() { Access = IndexAccess.ReadOnly });
        help = new(
            index.OpenSearcher, new TableCommands(() => []), folder.Path,
            () => new() { Dialect = dialect, Now = DateTimeOffset.UtcNow }, () => index.Fields);
    }

    public void Dispose() => index.Dispose();

    [Theory]
    [InlineData("pers", "person:")]
    [InlineData("oil AND plac", "place:")]
    [InlineData("oil A", "AND ", "ATLEAST3 ")]
    [InlineData("oil P", "PRE/5 ")]
    [InlineData("surpr", "surprise")]
    [InlineData("\"a surpr", "surprise")]
    [InlineData("title:stri", "strike")]
    [InlineData("person:vlad", "\"Vladimir Putin\"")]
    [InlineData("person:\"vladimir pu", "\"Vladimir Putin\"")]
    [InlineData("place:sy", "Syria")]
    [InlineData("place:", "Rotterdam", "Syria")]
    [InlineData("place:(Syria, rot", "Rotterdam")]
    [InlineData("entity:put", "\"Vladimir Putin\"")]
    [InlineData("source:", "Wire", "Gazette")]
    [InlineData("date:201", "2019", "2018", "2017")]
    [InlineData("date:2018-", "2018-02")]
    [InlineData("date:2018-02-", "2018-02-01")]
    [InlineData("date:yes", "yesterday")]
    [InlineData("after:last-m", "last-month")]
    [InlineData("oil | gr", "group ")]
    [InlineData("oil | sort ", "relevance", "newest", "oldest")]
    [InlineData("oil | timeline q", "quarter")]
    [InlineData("oil | facet pe", "person")]
    [InlineData("oil | select pe", "person:")]
    [InlineData("oil | fields sn", "snippet")]
    [InlineData("oil | boost ", "recent ")]
    [InlineData(".so", ".sort ")]
    [InlineData(".sort o", "oldest")]
    [InlineData(".facets person,pl", "place")]
    [InlineData(".select pla", "place=")]
    [InlineData(".select place=sy", "Syria")]
    [InlineData(".timeline mo", "month")]
    [InlineData(".timeline month:per", "person")]
    [InlineData(".zone Europe/Berl", "Europe/Berlin")]
    [InlineData(".help tim", "time-limit", "timeline", "timer")]
    [InlineData(".help narr", "narrowing")]
    [InlineData(".help k", "keeping", "keys")]
    [InlineData(".bars s", "share")]
    [InlineData(".against place:sy", "Syria")]
    public void Tab_offers_what_may_stand_there(string typed, params string[] texts)
    {
        var found = Complete(typed);
        Assert.Equal(texts, found.Candidates.Select(c => c.Text).Where(t => texts.Contains(t)));
        if (texts.Length == 1 && typed.Contains(':', StringComparison.Ordinal))
        {
            Assert.Single(found.Candidates);
        }

        Assert.Equal(typed.Length, found.End);
    }

    [Fact]
    public void Fields_of_the_archive_s_own_are_offered_with_what_they_are_and_their_values_with_counts()
    {
        using var archive = new TempFolder();
        File.WriteAllText(archive["own.jsonl"], """
            {"id":"1","title":"One","body":"memo","desk":"Foreign desk","price":3,"draft":true,"embargo":"2024-05-01"}
            {"id":"2","title":"Two","body":"memo","desk":"Foreign desk","price":5}
            {"id":"3","title":"Three","body":"memo","desk":"Culture","price":7}
            """);
        using var run = new ConsoleRun(archive.Path);
        Assert.Equal(
            ExitCode.Done, run.Run("index", "own.jsonl", "--index", "own", "--field", "desk:keyword", "--field", "price:number", "--field",
                "draft:boolean", "--field", "embargo:date"));
        using var own = ArticleIndex.Open(archive["own"], new() { Access = IndexAccess.ReadOnly });
        var line = new ConsoleLineHelp(own.OpenSearcher, new TableCommands(() => []), archive.Path, () => new(), () => own.Fields);
        Assert.Equal(["desk", "price", "draft", "embargo"], own.Fields.Select(f => f.Name));
        Assert.Equal([("price:", "a number of this archive's own: >100, 1..5")], Offered("pri"));
        Assert.Equal([("desk:", "of this archive's own")], Offered("memo AND des"));
        Assert.Equal([("\"Foreign desk\"", "2"), ("Culture", "1")], Offered("desk:"));
        Assert.Equal([("\"Foreign desk\"", "2")], Offered("desk:fo"));
        Assert.Equal([("true", "1")], Offered("draft:"));
        Assert.Equal([("yesterday", "")], Offered("embargo:yes"));
        Assert.Equal([("price:asc", ""), ("price:desc", "")], Offered(".sort pri"));
        Assert.Equal([("embargo", "")], Offered("memo | sort emb"));
        Assert.Equal([("desk=", "")], Offered(".select des"));
        Assert.Equal([("Culture", "1")], Offered(".select desk=cu"));

        List<(string, string)> Offered(string typed) =>
            [.. line.Complete(typed, typed.Length, default).Candidates.Where(c => !c.Text.StartsWith("desk:\"", StringComparison.Ordinal))
                .Select(c => (c.Text, c.Note))];
    }

    [Fact]
    public void Mistakes_are_those_of_the_dialect_that_is_set()
    {
        Assert.True(help.IsOpen("5\" pipe"));
        Assert.NotEmpty(help.Faults("foo:bar AND x", 0));
        dialect = QueryDialect.Plain;
        Assert.False(help.IsOpen("5\" pipe"));
        Assert.Empty(help.Faults("foo:bar AND x", 0));
    }

    [Fact]
    public void Every_path_of_a_line_is_completed_and_one_with_blanks_is_quoted()
    {
        Directory.CreateDirectory(folder["a folder"]);
        File.WriteAllText(folder["a folder/two words.jsonl"], "");
        Assert.Equal("'a folder/", Assert.Single(Complete(".index x.jsonl a").Candidates).Text);
        Assert.Equal("'a folder/", Assert.Single(Complete(".index x.jsonl 'a f").Candidates).Text);
        Assert.Equal("'a folder/two words.jsonl'", Assert.Single(Complete(".export marks 'a folder/tw").Candidates).Text);
    }

    [Theory]
    [InlineData("place:xyz")]
    [InlineData("id:a")]
    [InlineData("oil | limit 1")]
    [InlineData(".limit 1")]
    [InlineData(".nosuch x")]
    [InlineData("nosuchkind:x")]
    public void Where_nothing_fits_nothing_is_offered(string typed) => Assert.Empty(Complete(typed).Candidates);

    [Fact]
    public void Values_and_words_have_their_counts()
    {
        Assert.Equal("2", Complete("source:wi").Candidates.Single().Note);
        Assert.Equal("2", Complete("surpr").Candidates.Single(c => c.Text == "surprise").Note);
        Assert.Equal("1", Complete("date:2018-").Candidates.Single().Note);
        var named = Complete("putin").Candidates.Single(c => c.Text == "person:\"Vladimir Putin\"");
        Assert.Equal(("person:Vladimir Putin", "1"), (named.Shown, named.Note));
    }

    // What completion offers the parser must take: of every field, operator, date and directive there is.
    [Fact]
    public void What_is_offered_is_understood()
    {
        var now = new QueryTextOptions { Now = DateTimeOffset.UnixEpoch };
        Assert.All(QueryWords.Fields, f => Assert.True(Valid(
            f.Name is "date" or "after" or "before" ? $"{f.Name}:2017" : f.Name is "site" ? "site:bbc.co.uk" : $"{f.Name}:x"), f.Name));
        Assert.All(QueryWords.Operators, o => Assert.True(
            Valid(o.Shown is "NOT" or "ATLEAST3" or "FIRST/50" ? $"{o.Text}b" : $"a {o.Text}b"), o.Text));
        Assert.All(QueryWords.Dates, d => Assert.True(Valid($"date:{d.Name}"), d.Name));
        Assert.All(QueryWords.Sorts, s => Assert.True(Valid($"a | sort {s}"), s));
        Assert.All(QueryWords.Units, u => Assert.True(Valid($"a | timeline {u}"), u));
        Assert.All(QueryWords.HitFields, f => Assert.True(Valid($"a | fields {f}"), f));
        Assert.All(QueryWords.Directives, d => Assert.True(Valid($"a | {d.Name} " + d.Name switch
        {
            "select" => "place:x",
            "facet" or "group" => "place",
            "sort" => "newest",
            "limit" => "3",
            "timeline" => "day",
            "boost" => "recent 30d",
            "fields" => "id",
            _ => "",
        }), d.Name));

        bool Valid(string text) => QueryText.Parse(text, QueryDialect.SearchCore, now).IsValid;
    }

    // The session itself knows each of them; what it does not know it says so.
    [Fact]
    public void Every_command_that_is_offered_is_one()
    {
        using var run = new ConsoleRun(folder.Path) { InIsTerminal = true, OutIsTerminal = true };
        run.Type(Keys.Text(string.Concat(
            new TableCommands(() => []).All.Where(c => c.Name is not (".quit" or ".exit" or ".tour")).Select(c => c.Name + "\n"))));
        Assert.Equal(ExitCode.Done, run.Run("--index", "index"));
        Assert.DoesNotContain("there is no command", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_are_completed_with_folders_marked()
    {
        using var place = new TempFolder();
        Directory.CreateDirectory(place["hits"]);
        File.WriteAllText(place["hits.csv"], "");
        File.WriteAllText(place["hits/more.csv"], "");
        File.WriteAllText(place[".hidden"], "");
        Assert.Equal(["hits.csv", "hits/"], FileNames.Complete(".x hi", 3, 5, place.Path).Candidates.Select(c => c.Text).Order());
        Assert.Equal(["hits/more.csv"], FileNames.Complete(".x hits/", 3, 8, place.Path).Candidates.Select(c => c.Text));
        Assert.Empty(FileNames.Complete(".x none/", 3, 8, place.Path).Candidates);
        Assert.Equal(3, FileNames.Complete(".x ", 3, 3, place.Path).Candidates.Count + 1);
    }

    [Theory]
    [InlineData("persn:x AND oil", 0, 5)]
    [InlineData("oil OR OR gas", 4, 6)]
    [InlineData("date:2017-99 AND oil", 5, 12)]
    [InlineData(".frobnicate x", 0, 11)]
    public void A_mistake_has_its_place(string text, int start, int end)
    {
        var fault = help.Faults(text, text.Length)[0];
        Assert.Equal((start, end), (fault.Start, fault.End));
        Assert.NotEmpty(fault.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("oil AND")]
    [InlineData("oil AND (gas")]
    [InlineData("\"surprise vi")]
    [InlineData("person:")]
    [InlineData("date:20")]
    [InlineData("oil |")]
    [InlineData("pers")]
    [InlineData(".fac")]
    [InlineData(".o 1")]
    [InlineData(".select place=Syria")]
    public void What_is_only_unfinished_is_no_mistake(string text) => Assert.Empty(help.Faults(text, text.Length));

    [Fact]
    public void Fields_that_an_archive_declared_are_no_mistakes()
    {
        using var place = new TempFolder();
        File.WriteAllText(place["x.jsonl"], """{"id":"a","title":"One","price":12}""" + "\n");
        using var run = new ConsoleRun(place.Path);
        Assert.Equal(ExitCode.Done, run.Run("index", "x.jsonl", "--index", "index", "--field", "price:number"));
        using var priced = ArticleIndex.Open(place["index"], new() { Access = IndexAccess.ReadOnly });
        var check = new QueryCheck(priced.OpenSearcher, () => new());
        Assert.Empty(check.Faults("price:[10 TO 20] AND one", 0));
        Assert.NotEmpty(check.Faults("pirce:[10 TO 20] AND one", 0));
    }

    [Theory]
    [InlineData("(a", true)]
    [InlineData("\"a", true)]
    [InlineData("(a)", false)]
    [InlineData(".select (", false)]
    [InlineData("", false)]
    public void An_open_bracket_or_quote_is_open(string text, bool open) => Assert.Equal(open, help.IsOpen(text));

    [Fact]
    public void Through_the_editor_Tab_completes_chooses_and_takes_back()
    {
        var editor = new LineEditor(new(null), help);
        Assert.Equal("place:Syria", Typed("place:sy", new Key(KeyCode.Tab)));
        Assert.Equal("place:Rotterdam", Typed("place:", new Key(KeyCode.Tab), new Key(KeyCode.Tab), new Key(KeyCode.Enter)));
        Assert.Equal("place:", Typed("place:", new Key(KeyCode.Tab), new Key(KeyCode.Down), new Key(KeyCode.Escape)));
        Assert.Equal(
            "place:Syria x", Typed("place:", new Key(KeyCode.Tab), new Key(KeyCode.Tab, Shift: true), new Key(KeyCode.Text, " x")));
        Assert.Equal("(a\n", Typed("(a", new Key(KeyCode.Enter)));
        Assert.Equal(EditOutcome.Submitted, editor.Apply(new(KeyCode.Enter)));

        string Typed(string text, params Key[] keys)
        {
            editor.Begin();
            editor.Apply(new(KeyCode.Paste, text));
            Assert.All(keys, key => editor.Apply(key));
            return editor.Text;
        }
    }

    private CompletionSet Complete(string text) => help.Complete(text, text.Length, CancellationToken.None);
}
