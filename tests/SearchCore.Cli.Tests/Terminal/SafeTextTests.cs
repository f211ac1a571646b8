using System.Text;

using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Tests.Terminal;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("\e[2J", "\\x1B[2J")]
    [InlineData("\e]52;c;aGk=\a", "\\x1B]52;c;aGk=\\x07")]
    [InlineData("\u009B31m", "\\x9B31m")]
    [InlineData("invoice\u202Efdp.exe", "invoice\\u202Efdp.exe")]
    [InlineData("a\u2066b\u2069", "a\\u2066b\\u2069")]
    [InlineData("a\0b\u007F", "a\\x00b\\x7F")]
    [InlineData("tag\U000E0041", "tag\\U000E0041")]
    [InlineData("\uFEFFbom", "\\uFEFFbom")]
    public void What_could_act_on_a_terminal_is_shown(string text, string shown)
    {
        Assert.Equal(shown, SafeText.Line(text));
        Assert.Equal(shown, SafeText.Block(text));
    }

    [Theory]
    [InlineData("two  words\tand\r\nlines ", "two words and lines ")]
    [InlineData("\u2028a\u2029b", "a b")]
    [InlineData("a\u00A0b", "a b")]
    public void A_line_is_one_line(string text, string line) => Assert.Equal(line, SafeText.Line(text));

    [Fact]
    public void A_block_keeps_its_lines() => Assert.Equal("one\ntwo\n three", SafeText.Block("one\r\ntwo\n\tthree"));

    [Theory]
    [InlineData("Erdoğan in Köln")]
    [InlineData("Москва и 北京 و القاهرة")]
    [InlineData("👩‍🚀 in orbit")]
    [InlineData("")]
    public void Honest_text_stays_as_it_is(string text) => Assert.Equal(text, SafeText.Line(text));

    [Fact]
    public void A_lone_surrogate_becomes_a_replacement_character() => Assert.Equal("a\uFFFDb", SafeText.Line("a\uD800b"));

    [Fact]
    public void A_pile_of_marks_is_cut_down()
    {
        var shown = SafeText.Line("Z" + new string('\u0301', 100_000) + "algo");
        Assert.True(shown.Length < 20);
        Assert.EndsWith("algo", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void No_scalar_value_gets_through_that_a_terminal_acts_on()
    {
        for (var value = 0; value <= 0x10FFFF; value++)
        {
            if (Rune.IsValid(value))
            {
                var shown = SafeText.Line(new Rune(value).ToString());
                Assert.DoesNotContain(shown.EnumerateRunes(), SafeText.IsUnsafe);
            }
        }
    }
}
