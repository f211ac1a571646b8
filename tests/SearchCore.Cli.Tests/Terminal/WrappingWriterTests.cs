using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Tests.Terminal;

public sealed class WrappingWriterTests
{
    [Theory]
    [InlineData("short", 25, "short")]
    [InlineData("a message that a narrow window has no room for", 25, "a message that a narrow\n  window has no room for")]
    [InlineData("  .plot  draw the timeline into a file", 25, "  .plot\n    draw the timeline\n    into a file")]
    [InlineData("  .plot  draw the timeline into a file", 30, "  .plot  draw the timeline\n         into a file")]
    [InlineData("  .select place=Syria        only these; once more with another", 25,
        "  .select place=Syria\n    only these; once more\n    with another")]
    [InlineData("                                    what a list shows", 20, "    what a list\n      shows")]
    [InlineData("  .facets KIND[:N],… | off   what to count", 25, "  .facets KIND[:N],… |\n    off\n    what to count")]
    [InlineData("see https://example.com/a/long/address/of/a/page", 20, "see\n  https://example.co\n  m/a/long/address/o\n  f/a/page")]
    [InlineData("北京北京北京北京北京北京", 20, "北京北京北京北京北京\n  北京")]
    [InlineData("one\n\ntwo words that are too long", 20, "one\n\ntwo words that are\n  too long")]
    public void Lines_are_broken_between_words_and_set_in(string text, int width, string expected) =>
        Assert.Equal(expected, WrappingWriter.Wrapped(text, width));

    [Fact]
    public void No_row_is_wider_than_the_window_and_no_word_is_lost()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        string[] words = ["a", "of", "strike", "Rotterdam", "東京", "🚀", "e\u0301t\u00e9", "https://example.com/one/two/three", " ", "  "];
        for (var round = 0; round < 500; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => words[random.Next(words.Length)] + " "));
            var width = random.Next(20, 60);
            var wrapped = WrappingWriter.Wrapped(text.TrimEnd(), width);
            Assert.True(wrapped.Split('\n').All(r => CellWidth.Of(r) <= width), $"seed {seed}, width {width}:\n{wrapped}");
            Assert.Equal(Letters(text), Letters(wrapped));
        }

        static string Letters(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
    }

    [Fact]
    public void What_was_laid_out_and_data_pass_as_they_are()
    {
        using var terminal = new StringWriter();
        using var output = new WrappingWriter(terminal, () => 20);
        output.Write("a line with colours, \e[1mlonger than the window\e[0m\n");
        output.Write("half a");
        JsonLine.Write(output, json => json.WriteStringValue("a text that is longer than the window is wide"));
        output.Write("prompt › ");
        output.Flush();
        Assert.Equal(
            """
            a line with colours, [1mlonger than the window[0m
            half a"a text that is longer than the window is wide"
            prompt › 
            """.Replace("[1m", "\e[1m", StringComparison.Ordinal).Replace("[0m", "\e[0m", StringComparison.Ordinal),
            terminal.ToString(), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void What_is_unbuffered_is_shown_at_once()
    {
        using var terminal = new StringWriter();
        using var output = new WrappingWriter(terminal, () => 20, isUnbuffered: true);
        output.Write("\r12 %");
        Assert.Equal("\r12 %", terminal.ToString());
        output.WriteLine("and then a message that is long");
        Assert.Equal("\r12 %and then a message\n  that is long\n", terminal.ToString(), ignoreLineEndingDifferences: true);
    }
}
