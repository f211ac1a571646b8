using System.Text.Json;

using SearchCore.Cli.Output;

namespace SearchCore.Cli.Tests.Output;

public sealed class SafeJsonEncoderTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("quote \" backslash \\ slash /")]
    [InlineData("<em>surprise</em> & 'visit'")]
    [InlineData("line\nbreak\ttab\r\b\f")]
    [InlineData("\e[2J \u009B \u202E \uFEFF \U000E0041")]
    [InlineData("Köln 北京 🚀 👩‍🚀")]
    public void What_is_written_is_read_back(string text) => Assert.Equal(text, Read(Write(text)));

    [Theory]
    [InlineData("<em>Köln</em> 北京 🚀 'x' & +1", "<em>Köln</em> 北京 🚀 'x' & +1")]
    [InlineData("a\e[2Jb", "a\\u001b[2Jb")]
    [InlineData("a\u202Eb", "a\\u202eb")]
    [InlineData("a\U000E0041b", "a\\udb40\\udc41b")]
    [InlineData("a\u2028b", "a\\u2028b")]
    public void Only_what_must_be_is_escaped(string text, string written) => Assert.Equal($"[\"{written}\"]\n", Write(text));

    [Fact]
    public void A_lone_surrogate_becomes_a_replacement_character() => Assert.Equal("a\uFFFDb", Read(Write("a\uD800b")));

    [Fact]
    public void Every_character_is_read_back()
    {
        var all = string.Concat(Enumerable.Range(0, 0x110000).Where(v => v is < 0xD800 or > 0xDFFF).Select(char.ConvertFromUtf32));
        var written = Write(all);
        Assert.Equal(all, Read(written));
        Assert.DoesNotContain(written.TrimEnd('\n').EnumerateRunes(), Cli.Terminal.SafeText.IsUnsafe);
    }

    private static string Write(string text)
    {
        using var output = new StringWriter();
        JsonLine.Write(output, json =>
        {
            json.WriteStartArray();
            json.WriteStringValue(text);
            json.WriteEndArray();
        });
        return output.ToString();
    }

    private static string? Read(string json) => JsonDocument.Parse(json).RootElement[0].GetString();
}
