namespace SearchCore.Cli.Tests.Language;

/// <summary>What is set is checked, shows, and can be taken back.</summary>
public sealed class StateTests(SmallIndex index) : IClassFixture<SmallIndex>
{
    [Fact]
    public void An_unknown_kind_of_facet_is_refused_and_not_kept()
    {
        var screen = Type("strike\n.facets plcae\n.facets foo\nrotterdam\n", out var messages);
        Assert.Contains(".facets: there is no kind 'plcae' in this index; did you mean 'place'?", messages, StringComparison.Ordinal);
        Assert.Contains(
            ".facets: there is no kind 'foo' in this index; there are author, person, place, source", messages, StringComparison.Ordinal);
        Assert.Contains("1 of 1 · ", screen, StringComparison.Ordinal);
        Assert.DoesNotContain("SC322", messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".select nosuchkind=x", ".select: there is no kind 'nosuchkind' in this index")]
    [InlineData(".select plcae=Syria", "did you mean 'place'?")]
    [InlineData(".select place=Syira", ".select: no article has the place 'Syira'; did you mean 'Syria'?")]
    [InlineData(".select place=Syria, Atlantis", ".select: no article has the place 'Atlantis'; .terms place lists what there is")]
    [InlineData(".select place", ".select is KIND=VALUE")]
    [InlineData(".select 3", "there are none; search first")]
    [InlineData(".select -place", "nothing is chosen")]
    [InlineData(".sort price:asc", "hits cannot be sorted by 'price'")]
    [InlineData(".sort best", ".sort is one of relevance, newest, oldest, FIELD:asc, FIELD:desc, not 'best'")]
    [InlineData(".zone Mars/Base", ".zone is a name of the time zone database")]
    [InlineData(".limit many", ".limit is a number from 1 to 1,000, not 'many'")]
    [InlineData(".date sometime", ".date: 'sometime' is not a date")]
    [InlineData(".date 2018..2017", ".date runs backwards: '2018..2017'")]
    [InlineData(".time-limit soon", ".time-limit is a duration from 1ms to 24h")]
    [InlineData(".timeline fortnight", ".timeline is one of day, week, month, quarter, year, not 'fortnight'")]
    [InlineData(".timeline month:persn", ".timeline: there is no kind 'persn' in this index; did you mean 'person'?")]
    [InlineData(".significant persn", "did you mean 'person'?")]
    [InlineData(".against persn:x", "did you mean 'person'")]
    [InlineData(".mode xml", ".mode is one of table, json, jsonl, csv, tsv, md, off, not 'xml'")]
    [InlineData(".columns titel", "not 'titel'; did you mean 'title'?")]
    [InlineData(".timer maybe", ".timer is on or off, not 'maybe'")]
    [InlineData(".dialect sql", ".dialect is one of searchcore, lucene, factiva, plain, not 'sql'")]
    [InlineData(".slect place=Syria", "there is no command '.slect'; did you mean '.select'?")]
    [InlineData(".more 3", ".more takes nothing behind it, not '3'")]
    [InlineData(".back", "there is no search before this one")]
    [InlineData(".run daily", "there is no saved search 'daily'")]
    [InlineData(".help selct", "there is no command and no topic 'selct'; did you mean 'select'?")]
    public void A_value_is_checked_before_it_is_kept(string line, string message)
    {
        var screen = Type($"{line}\nstrike\n", out var messages);
        Assert.Contains(message, messages, StringComparison.Ordinal);
        Assert.Matches(@"2 of 2 · [\d.]+ m?s\n", screen);
    }

    [Fact]
    public void Two_values_are_chosen_at_once_and_one_taken_back()
    {
        var screen = Type("*:*\n.select place=syria, Rotterdam\n.select -place=Syria\n.select -place\n", out _);
        Assert.Equal(["", " · place=syria|Rotterdam", " · place=Rotterdam", ""], Headers(screen).Select(h => h.Choices));
        Assert.Equal([5, 2, 1, 5], Headers(screen).Select(h => h.Total));
    }

    [Fact]
    public void A_facet_row_is_chosen_by_its_number()
    {
        var screen = Type("*:*\n.facets person,place\n.select 3\n.select 99\n", out var messages);
        Assert.Contains(" · person=Vladimir Putin", screen, StringComparison.Ordinal);
        Assert.Contains(".select is the number of a facet row, 1 to ", messages, StringComparison.Ordinal);
    }

    [Fact]
    public void The_prompt_says_what_is_set()
    {
        using var run = new ConsoleRun(index.Path)
        {
            InIsTerminal = true,
            OutIsTerminal = true,
            Width = 160,
            Input = ".select place=Syria\n.sort newest\n.date 2017\n.zone Asia/Tokyo\n.reset\n",
        };
        Assert.Equal(ExitCode.Done, run.Run("--index", "index"));
        var folder = Path.GetFileName(index.Path);
        foreach (var prompt in (string[])
            ["", " [place=Syria]", " [place=Syria · newest]", " [place=Syria · 2017 · newest]",
                " [place=Syria · 2017 · newest · Asia/Tokyo]"])
        {
            Assert.Contains($"{folder}{prompt} › ", run.Out, StringComparison.Ordinal);
        }

        Assert.EndsWith($"{folder} › ", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(25)]
    public void The_prompt_leaves_half_of_a_narrow_line(int width)
    {
        using var run = new ConsoleRun(index.Path)
        {
            InIsTerminal = true,
            OutIsTerminal = true,
            Width = width,
            Input = ".select place=Syria\n.select source=Wire\n.sort newest\n",
        };
        Assert.Equal(ExitCode.Done, run.Run("--index", "index"));
        var last = run.Out[(run.Out.LastIndexOf('\n') + 1)..].Split(" › ", StringSplitOptions.RemoveEmptyEntries)[^1];
        Assert.InRange(last.Length + " › ".Length, 3, width / 2);
        Assert.Contains("…", last, StringComparison.Ordinal);
    }

    [Fact]
    public void Searches_are_gone_back_to_with_their_settings()
    {
        var screen = Type("strike\n.select source=Gazette\nsyria OR visit\n.back\n.back\n.forward\n.forward\n.forward\n", out var messages);
        Assert.Equal(
            [(2, ""), (1, " · source=Gazette"), (0, " · source=Gazette"), (1, " · source=Gazette"), (2, ""), (1, " · source=Gazette"),
                (0, " · source=Gazette")],
            Headers(screen).Select(h => (h.Total, h.Choices)));
        Assert.Contains("there is no search after this one", messages, StringComparison.Ordinal);
    }

    [Fact]
    public void All_hits_since_the_search_stay_openable()
    {
        var screen = Type(".limit 1\nvisit OR strike\n.sort oldest\n.more\n.more\n.open 1\n.mark 1-3\n", out var messages);
        Assert.Empty(messages);
        Assert.Contains("ordered the troops home.", screen, StringComparison.Ordinal);
        Assert.Contains("3 articles marked", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void The_timer_is_switched_off()
    {
        var screen = Type(".timer off\nstrike\n", out _);
        Assert.Contains("\n2 of 2\n", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_query_that_says_the_order_itself_goes_before_the_setting_and_that_is_told()
    {
        var screen = Type("strike | sort oldest\n.sort newest\n", out var messages);
        Assert.Contains(
            "the query's own text says otherwise after its bar, and goes before the setting", messages, StringComparison.Ordinal);
        Assert.Equal(2, screen.Split("  1 Port strike ends").Length - 1);
    }

    [Fact]
    public void A_date_looks_into_a_timeline_and_is_taken_back()
    {
        var screen = Type("strike\n.timeline year\n.timeline 2018-02\n.date off\n", out _);
        Assert.Equal([(2, ""), (2, ""), (1, " · 2018-02"), (2, "")], Headers(screen).Select(h => (h.Total, h.Choices)));
        Assert.Contains("2018-02-01", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_is_set_is_shown()
    {
        var screen = Type(".select source=Wire\n.facets tag\n.time-limit 5m\n.show\n", out _);
        foreach (var line in (string[])
            [".select source=Wire", ".facets tag:10", ".time-limit 300s", ".sort relevance", ".zone UTC", ".timer on", "marks 0 · notes 0"])
        {
            Assert.Contains($"\n{line}\n", screen, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_list_shows_the_columns_that_were_chosen()
    {
        var screen = Type(".columns date id score\nstrike\n.columns off\nvisit date:[* TO *]\n", out _);
        Assert.Matches(@"\n  1 \d+ \w+ \d{4}[^\n]* · a\d · \d+\.\d\d ", screen);
        Assert.Contains("  1 Putin makes surprise visit to Khmeimim", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void An_article_without_a_headline_is_called_by_its_first_words()
    {
        using var own = new SmallIndex();
        File.WriteAllText(
            own["bare.jsonl"], "{\"id\":\"b1\",\"body\":\"Fishermen of the northern coast have asked for a later start of the season, "
            + "because the ice stays longer.\",\"author\":[\"A. Writer\"],\"tags\":[\"fishing\"]}\n");
        using (var load = own.Run())
        {
            Assert.Equal(ExitCode.Done, load.Run("index", "bare.jsonl", "--index", "index"));
        }

        using var run = own.Run();
        Assert.Equal(ExitCode.Done, run.Run("search", "fishermen", "--index", "index", "--output", "table"));
        Assert.Contains("  1 Fishermen of the northern coast have asked for a later start of the …", run.Out, StringComparison.Ordinal);
        Assert.Contains("by A. Writer · fishing · b1", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Articles_like_a_hit_are_a_search_of_their_own()
    {
        var screen = Type("strike\n.similar 1\n.open 1\n.back\n", out var messages);
        Assert.Empty(messages);
        Assert.Contains(" · like a2 · ", screen, StringComparison.Ordinal);
        Assert.Equal(2, Headers(screen).Last().Total);
    }

    [Fact]
    public void Relative_dates_count_from_the_moment_that_was_set()
    {
        var screen = Type(".now 2018-02-03\ndate:last-7d\n", out _);
        Assert.Equal([1], Headers(screen).Select(h => h.Total));
    }

    private static IEnumerable<(int Total, string Choices)> Headers(string screen) =>
        System.Text.RegularExpressions.Regex.Matches(screen, @"(?m)^(?:no articles|(?:\S+ of (\d+)))(.*) · [\d.]+ m?s$")
            .Select(m => (m.Groups[1].Success ? int.Parse(m.Groups[1].Value) : 0, m.Groups[2].Value));

    /// <summary>Everything the person saw, without what the line editor draws.</summary>
    private string Type(string typed, out string messages)
    {
        using var run = new ConsoleRun(index.Path) { InIsTerminal = true, OutIsTerminal = true, Width = 120 };
        run.Type(Keys.Text(".time-limit off\n" + typed));
        Assert.Equal(ExitCode.Done, run.Run("--index", "index"));
        messages = run.Error;
        return string.Join('\n', run.Out.Split('\n').Where(l => !l.Contains("\e[K", StringComparison.Ordinal)));
    }
}
