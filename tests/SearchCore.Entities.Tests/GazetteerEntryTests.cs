using System.Text;

namespace SearchCore.Entities.Tests;

/// <summary>A user's own gazetteer: its file and its say.</summary>
public class GazetteerEntryTests
{
    private static readonly RecognizerOptions Options = new()
    {
        Gazetteer =
        [
            new() { Kind = "ship", Name = "Aurora Borealis", Aliases = ["the Moscow"] },
            new() { Kind = "organization", Name = "Bright Futures", Aliases = ["BF", "bright-futures"] },
            new() { Kind = "person", Name = "Paris Vandermeer", Aliases = ["Paris"] },
        ],
    };

    [Fact]
    public void Own_entities_win_over_the_built_in_ones()
    {
        Assert.Equal(["person:Paris"], Found.Spans("Everyone saw Paris.", Options));
        Assert.Equal(["Paris Vandermeer"], Found.Names("Everyone saw Paris.", "person", Options));
    }

    [Fact]
    public void Kinds_of_your_own_are_found()
    {
        Assert.Equal(["Aurora Borealis"], Found.Names("They sank the Moscow at noon.", "ship", Options));
    }

    [Fact]
    public void A_small_alias_is_found_however_it_is_written()
    {
        Assert.Equal(["Bright Futures"], Found.Names("see bright-futures for more", "organization", Options));
        Assert.Equal(["Bright Futures"], Found.Names("See Bright-Futures for more", "organization", Options));
    }

    [Fact]
    public void The_default_recognizer_does_not_know_them()
    {
        Assert.Equal(["place:Paris"], Found.Spans("Everyone saw Paris."));
    }

    [Fact]
    public void Lines_of_json_are_read()
    {
        var entries = GazetteerEntry.ReadJsonLines(Utf8("""
            {"kind":"person","name":"Ottoline Quarrendon","aliases":["O. Quarrendon","Otti"]}

            {"kind":"ship","name":"Aurora"}
            """));
        Assert.Equal(2, entries.Count);
        Assert.Equal(["O. Quarrendon", "Otti"], entries[0].Aliases);
        Assert.Equal(("ship", "Aurora", 0), (entries[1].Kind, entries[1].Name, entries[1].Aliases.Count));
    }

    [Theory]
    [InlineData("no json", "line 2 of the gazetteer is no JSON")]
    [InlineData("[1]", "line 2 of the gazetteer is no JSON object")]
    [InlineData("{\"kind\":\"person\"}", "line 2 of the gazetteer has no \"name\"")]
    [InlineData("{\"kind\":\"title\",\"name\":\"x\"}", "line 2 of the gazetteer has a kind \"title\" that no index can hold")]
    [InlineData("{\"kind\":\"person\",\"name\":\"x\",\"aliases\":\"y\"}", "line 2 of the gazetteer has aliases that are no list")]
    [InlineData("{\"kind\":\"person\",\"name\":\"x\",\"aliases\":[1]}", "line 2 of the gazetteer has an alias that is no text")]
    [InlineData("{\"kind\":\"person\",\"name\":\"x\",\"aliases\":[\"—\"]}", "line 2 of the gazetteer has a form \"—\" without a letter")]
    public void A_faulty_line_is_named(string line, string message)
    {
        var fault = Assert.Throws<FormatException>(() => GazetteerEntry.ReadJsonLines(Utf8("{\"kind\":\"ship\",\"name\":\"Aurora\"}\n" + line)));
        Assert.Equal(message + "; expected {\"kind\":…,\"name\":…,\"aliases\":[…]}", fault.Message);
    }

    [Fact]
    public void An_entry_without_a_valid_kind_is_refused()
    {
        var options = new RecognizerOptions { Gazetteer = [new() { Kind = "No Kind", Name = "x" }] };
        Assert.Throws<ArgumentException>(() => EntityRecognizer.Create(options));
    }

    private static MemoryStream Utf8(string text) => new(Encoding.UTF8.GetBytes(text));
}
