using SearchCore.Cli.Tests.Output;

namespace SearchCore.Cli.Tests.Interactive;

public sealed class SessionTests(SmallIndex index) : IClassFixture<SmallIndex>
{
    [Fact]
    public void A_query_shows_hits_facets_and_timing()
    {
        var screen = Type("\"surprise visit\"\n.quit\n", out _);
        Assert.Contains("5 articles in ", screen, StringComparison.Ordinal);
        Assert.Contains("1 of 1 · ", screen, StringComparison.Ordinal);
        Assert.Contains("  1 Putin makes surprise visit", screen, StringComparison.Ordinal);
        Assert.Matches(@"\d +1 Vladimir Putin", screen);
        Assert.Contains(".open 1 reads one", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Hits_are_leafed_through_and_opened()
    {
        var screen = Type(".limit 1\nsurprise OR visit\n.sort oldest\n.more\n.open 2\n.open 1\n.open 3\n", out var messages);
        Assert.Contains(".more shows the next of 2", screen, StringComparison.Ordinal);
        Assert.Contains("  2 Port strike ends", screen, StringComparison.Ordinal);
        Assert.Contains("2–2 of 3 · oldest · ", screen, StringComparison.Ordinal);
        Assert.Contains("\nThe port strike ended after a week; a surprise for many.\n", screen, StringComparison.Ordinal);
        Assert.Contains("\nThe president made a surprise visit to the air base", screen, StringComparison.Ordinal);
        Assert.Contains(".open is a number from 1 to 2, or an article's id, not '3'", messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Choices_narrow_and_are_taken_back()
    {
        var screen = Type("strike\n.select source=Gazette\n.select off\n", out _);
        Assert.Equal(
            ["2 of 2", "1 of 1 · source=Gazette", "2 of 2"],
            screen.Split('\n').Where(l => l.Contains(" · ", StringComparison.Ordinal) && l.EndsWith(" ms", StringComparison.Ordinal))
            .Select(l => l[..l.LastIndexOf(" · ", StringComparison.Ordinal)]));
    }

    [Fact]
    public void What_hits_are_compared_with_is_a_setting()
    {
        var screen = Type("strike\n.against date:2017\n.against persn:x\n.against\n.against off\n.against\n", out var messages);
        Assert.Contains("did you mean 'person'", messages, StringComparison.Ordinal);
        Assert.Contains(".against date:2017\n", screen, StringComparison.Ordinal);
        Assert.Contains(".against off\n", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void What_other_consoles_take_without_a_dot_is_a_word_and_the_command_is_named()
    {
        Type("quit\nstrike\n.export\n.facets place,place\n.facets\n", out var messages);
        Assert.Contains("'quit' is searched for as a word; the command is .quit", messages, StringComparison.Ordinal);
        Assert.Contains(".export takes a file, whose ending says the form: .export grain.csv", messages, StringComparison.Ordinal);
    }

    [Fact]
    public void The_zone_is_a_setting()
    {
        var screen = Type(".zone Asia/Tokyo\nrotterdam\n.open 1\n.zone off\n", out _);
        Assert.Equal(3, screen.Split("1 February 2018, ").Length - 1);
        Assert.Equal(2, screen.Split("1 February 2018, 19:00 +09:00").Length - 1);
        Assert.Contains("1 February 2018, 10:00 UTC", screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("persn:x", "did you mean 'person'?")]
    [InlineData(".frobnicate", "there is no command '.frobnicate'; .help lists them")]
    [InlineData(".open", "there is nothing to open yet; search first")]
    [InlineData(".more", "there is nothing more to show")]
    [InlineData(".sort best", ".sort is one of relevance, newest, oldest, FIELD:asc, FIELD:desc, not 'best'")]
    public void A_mistake_is_told_and_the_console_goes_on(string typed, string message)
    {
        var screen = Type($"{typed}\n.stats\n", out var messages);
        Assert.Contains(message, messages, StringComparison.Ordinal);
        Assert.Contains("5 articles · 1 segment", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void The_help_teaches_queries_and_commands()
    {
        var screen = Type(".help\n.help queries\n.help select\n", out _);
        Assert.Contains("person:\"Vladimir Putin\"", screen, StringComparison.Ordinal);
        Assert.Contains(".select place=Syria", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void The_keys_have_a_help_of_their_own()
    {
        var screen = Type(".help keys\n", out _);
        Assert.Contains("Ctrl-R          search back in earlier lines", screen, StringComparison.Ordinal);
        Assert.DoesNotContain(".select place=Syria", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_typed_is_remembered_for_the_next_time()
    {
        var file = index["history"];
        Type("strike\n", out _, file);
        Assert.Contains("\n  strike\n", Type(".history\n", out _, file), StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_articles_are_shown_harmless()
    {
        var screen = Type("hostile\n.open 1\n.facets person,source,author\n", out var messages);
        Assert.Contains("\\x1B[2J", screen, StringComparison.Ordinal);
        Harmless.Check(screen.Replace("\r", "", StringComparison.Ordinal));
        Harmless.Check(messages);
    }

    [Fact]
    public void A_search_that_is_stopped_leaves_the_console_running()
    {
        using var run = new ConsoleRun(index.Path) { InIsTerminal = true, OutIsTerminal = true };
        run.Type(Keys.Text("strike\nstrike\n"));
        run.Interruption.Raise();
        Assert.Equal(ExitCode.Done, run.Run("--index", "index"));
        Assert.Contains("stopped\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("2 of 2 · ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interruption_that_comes_as_a_signal_gives_up_the_line()
    {
        using var run = new ConsoleRun(index.Path) { InIsTerminal = true, OutIsTerminal = true };
        run.Type([.. Keys.Text("nosuchword"), Keys.Signal, .. Keys.Text("strike\n")]);
        Assert.Equal(ExitCode.Done, run.Run("--index", "index"));
        Assert.Contains("^C", run.Out, StringComparison.Ordinal);
        Assert.Contains("2 of 2 · ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_keys_an_interruption_gives_up_a_line_and_stays()
    {
        using var run = new ConsoleRun(index.Path)
        {
            InIsTerminal = true,
            OutIsTerminal = true,
            Stream = new InterruptedOnce("strike\n.quit\n"u8.ToArray()),
        };
        Assert.Equal(ExitCode.Done, run.Run("--index", "index"));
        Assert.Contains("2 of 2 · ", run.Out, StringComparison.Ordinal);
    }

    /// <summary>Ctrl-C before the first line, as a terminal without keys passes it on.</summary>
    private sealed class InterruptedOnce(byte[] lines) : MemoryStream(lines)
    {
        private bool isOver;

        // A stream derived from this one reads spans by way of arrays.
        public override int Read(byte[] buffer, int offset, int count)
        {
            if (!isOver)
            {
                isOver = true;
                throw new OperationCanceledException();
            }

            return base.Read(buffer, offset, count);
        }
    }

    [Fact]
    public void Without_keys_lines_are_read_from_the_input()
    {
        using var run = new ConsoleRun(index.Path) { InIsTerminal = true, OutIsTerminal = true, Input = "strike\n.quit\nnever read\n" };
        Assert.Equal(ExitCode.Done, run.Run("--index", "index"));
        Assert.Contains("2 of 2 · ", run.Out, StringComparison.Ordinal);
    }

    /// <summary>Everything the person saw, without what the line editor draws.</summary>
    private string Type(string typed, out string messages, string? history = null)
    {
        using var run = new ConsoleRun(index.Path) { InIsTerminal = true, OutIsTerminal = true, HistoryFile = history, Width = 120 };
        run.Type(Keys.Text(".time-limit off\n" + typed));
        Assert.Equal(ExitCode.Done, run.Run("--index", "index"));
        messages = run.Error;
        return string.Join('\n', run.Out.Split('\n').Where(l => !l.Contains("\e[K", StringComparison.Ordinal)));
    }
}
