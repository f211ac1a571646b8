using System.Text;

namespace SearchCore.Entities.Tests.Gazetteers;

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
    [InlineData("{\"kind\":\"person\",\"name\":\"x\\uD800\"}", "line 2 of the gazetteer has a text with half a surrogate pair")]
    [InlineData("{\"kind\":\"\\uDC00\",\"name\":\"x\"}", "line 2 of the gazetteer has a text with half a surrogate pair")]
    [InlineData(
        "{\"kind\":\"person\",\"name\":\"x\",\"aliases\":[\"y\\uD83D\"]}",
        "line 2 of the gazetteer has a text with half a surrogate pair")]
    public void A_faulty_line_is_named(string line, string message)
    {
        var lines = Utf8("{\"kind\":\"ship\",\"name\":\"Aurora\"}\n" + line);
        var fault = Assert.Throws<FormatException>(() => GazetteerEntry.ReadJsonLines(lines));
        Assert.Equal(message + "; expected {\"kind\":…,\"name\":…,\"aliases\":[…]}", fault.Message);
    }

    public static TheoryData<GazetteerEntry?, string> FaultyEntries() => new()
    {
        { null, "is null" },
        { new() { Kind = null!, Name = "x" }, "has a kind \"\" that no index can hold" },
        { new() { Kind = "No Kind", Name = "x" }, "has a kind \"No Kind\" that no index can hold" },
        { new() { Kind = "ship", Name = " " }, "has no \"name\"" },
        { new() { Kind = "ship", Name = null! }, "has no \"name\"" },
        { new() { Kind = "ship", Name = "—" }, "has a form \"—\" without a letter" },
        { new() { Kind = "ship", Name = "x\uD800" }, "has a text with half a surrogate pair" },
        { new() { Kind = "ship", Name = "x", Aliases = null! }, "has aliases that are no list" },
        { new() { Kind = "ship", Name = "x", Aliases = ["y", null!] }, "has an alias that is no text" },
        { new() { Kind = "ship", Name = "x", Aliases = ["y", "!"] }, "has a form \"!\" without a letter" },
    };

    [Theory]
    [MemberData(nameof(FaultyEntries))]
    public void A_faulty_entry_is_refused_and_named(GazetteerEntry? entry, string what)
    {
        var options = new RecognizerOptions { Gazetteer = [new() { Kind = "ship", Name = "Aurora" }, entry!] };
        var fault = Assert.Throws<ArgumentException>(() => EntityRecognizer.Create(options));
        Assert.StartsWith("entry 1 of the gazetteer " + what, fault.Message, StringComparison.Ordinal);
        Assert.Equal("options", fault.ParamName);
    }

    [Fact]
    public void No_list_of_entries_is_refused()
    {
        var fault = Assert.Throws<ArgumentException>(() => EntityRecognizer.Create(new RecognizerOptions { Gazetteer = null! }));
        Assert.StartsWith("the gazetteer is null", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Later_changes_of_the_callers_lists_change_nothing()
    {
        var aliases = new List<string> { "Otti" };
        var entries = new List<GazetteerEntry> { new() { Kind = "ship", Name = "Aurora Borealis", Aliases = aliases } };
        var recognizer = EntityRecognizer.Create(new RecognizerOptions { Gazetteer = entries });
        entries.Clear();
        aliases.Clear();
        var mentions = new List<EntityMention>();
        recognizer.Recognize("They saw Otti there.", mentions);
        Assert.Equal("Aurora Borealis", Assert.Single(mentions).Name);
    }

    private static MemoryStream Utf8(string text) => new(Encoding.UTF8.GetBytes(text));
}
