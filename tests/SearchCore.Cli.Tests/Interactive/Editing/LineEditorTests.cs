using SearchCore.Cli.Interactive.Editing;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Tests.Interactive.Editing;

/// <summary>Keys in, text out: no terminal is needed.</summary>
public sealed class LineEditorTests
{
    private static readonly Key Left = new(KeyCode.Left), Right = new(KeyCode.Right), Home = new(KeyCode.Home), End = new(KeyCode.End),
        Up = new(KeyCode.Up), Down = new(KeyCode.Down), Backspace = new(KeyCode.Backspace), Delete = new(KeyCode.Delete),
        Enter = new(KeyCode.Enter);

    [Fact]
    public void What_is_typed_is_the_text() => Assert.Equal("surprise visit", After([.. Text("surprise visit")]).Text);

    [Fact]
    public void The_cursor_moves_and_text_goes_in_where_it_stands() =>
        Assert.Equal("syria war", After([.. Text("syri war"), Left, Left, Left, Left, .. Text("a")]).Text);

    [Theory]
    [InlineData("a👩‍🚀")]
    [InlineData("ae\u0301")]
    [InlineData("a🇩🇪")]
    public void A_character_of_several_units_is_deleted_as_one(string text)
    {
        Assert.Equal("a", After([.. Text(text), Backspace]).Text);
        Assert.Equal("a", After([.. Text(text), Left, Delete]).Text);
    }

    [Fact]
    public void Words_are_passed_over_and_deleted()
    {
        Assert.Equal("one xtwo", After([.. Text("one two"), Alt("b"), .. Text("x")]).Text);
        Assert.Equal("onex two", After([.. Text("one two"), Home, Alt("f"), .. Text("x")]).Text);
        Assert.Equal(" two", After([.. Text("one two"), Home, Alt("d")]).Text);
        Assert.Equal("place:", After([.. Text("place:syria"), new(KeyCode.Backspace, Alt: true)]).Text);
        Assert.Equal("one ", After([.. Text("one place:syria"), Control("w")]).Text);
        Assert.Equal("one xtwo", After([.. Text("one two"), new(KeyCode.Left, Control: true), .. Text("x")]).Text);
    }

    [Fact]
    public void What_was_deleted_is_put_back_and_exchanged_for_what_was_deleted_before()
    {
        Assert.Equal("two one ", After([.. Text("one two"), Control("w"), Control("a"), Control("k"), .. Text("two "), Control("y")]).Text);
        Assert.Equal("one two", After([.. Text("one two"), Control("w"), Control("w"), Control("y")]).Text);
        Assert.Equal("b", After([.. Text("a"), Control("u"), .. Text("x"), Backspace, .. Text("b"), Control("u"), Control("y")]).Text);
        Assert.Equal("a", After([.. Text("a"), Control("u"), .. Text("b"), Control("u"), Control("y"), Alt("y")]).Text);
        Assert.Equal("bc", After([.. Text("abc"), Home, Delete, End, Control("y")]).Text);
    }

    [Fact]
    public void Changes_are_taken_back_word_by_word()
    {
        Assert.Equal("one ", After([.. Text("one two"), Control("_")]).Text);
        Assert.Equal("", After([.. Text("one"), Control("_"), Control("_"), Control("_")]).Text);
        Assert.Equal("one two", After([.. Text("one two"), Control("u"), Control("_")]).Text);
        Assert.Equal("one two", After([.. Text("one two"), new(KeyCode.Escape), Control("_")]).Text);
    }

    [Fact]
    public void Two_characters_are_exchanged()
    {
        Assert.Equal("ba", After([.. Text("ab"), Control("t")]).Text);
        Assert.Equal("bac", After([.. Text("abc"), Left, Left, Control("t")]).Text);
        Assert.Equal("a", After([.. Text("a"), Control("t")]).Text);
    }

    [Fact]
    public void Keys_end_a_line_as_shells_have_it()
    {
        var editor = Editor();
        Assert.Equal(EditOutcome.Left, editor.Apply(Control("d")));
        editor.Apply(Text("a").Single());
        Assert.Equal(EditOutcome.Continues, editor.Apply(Control("d")));
        Assert.Equal(EditOutcome.GivenUp, editor.Apply(Control("c")));
        Assert.Equal(EditOutcome.Suspended, editor.Apply(Control("z")));
        Assert.Equal(EditOutcome.ScreenCleared, editor.Apply(Control("l")));
        Assert.Equal(EditOutcome.Submitted, editor.Apply(Enter));
        Assert.Equal(EditOutcome.Left, editor.Apply(new(KeyCode.Closed)));
    }

    [Fact]
    public void Up_and_down_walk_the_history_and_return_to_the_draft()
    {
        string[] old = ["first", "second"];
        Assert.Equal("second", After([Up], old).Text);
        Assert.Equal("first", After([Up, Up, Up], old).Text);
        Assert.Equal("draft", After([.. Text("draft"), Up, Up, Down, Down, Down], old).Text);
        Assert.Equal("second!", After([Up, .. Text("!")], old).Text);
    }

    [Fact]
    public void In_several_rows_up_and_down_stay_within_the_text()
    {
        Key row = new(KeyCode.Enter, Alt: true);
        Assert.Equal("abxc\nd", After([.. Text("abc"), row, .. Text("d"), Left, Right, Up, Right, .. Text("x")], "old").Text);
        Assert.Equal("ab\ncxd", After([.. Text("ab"), row, .. Text("cd"), Up, Home, Right, Down, .. Text("x")], "old").Text);
        Assert.Equal("old", After([.. Text("ab"), row, .. Text("cd"), Up, Up], "old").Text);
    }

    [Fact]
    public void The_rest_of_an_earlier_line_is_offered_and_taken_whole_or_by_the_word()
    {
        string[] old = ["snow AND ice", "sun"];
        var editor = After([.. Text("sn")], old);
        Assert.Equal("ow AND ice", editor.Ghost);
        Assert.Equal("sn", editor.Text);
        Assert.Equal("snow AND ice", After([.. Text("sn"), Right], old).Text);
        Assert.Equal("snow AND ice", After([.. Text("sn"), Control("e")], old).Text);
        Assert.Equal("snow", After([.. Text("sn"), Alt("f")], old).Text);
        Assert.Equal("", After([.. Text("sn"), Left], old).Ghost);
    }

    [Fact]
    public void A_completion_found_beside_the_typing_is_offered_while_the_text_begins_so()
    {
        var editor = After([.. Text("str")]);
        editor.Suggest("str", "ike");
        Assert.Equal("ike", editor.Ghost);
        editor.Apply(Text("i").Single());
        Assert.Equal("ke", editor.Ghost);
        editor.Apply(Text("p").Single());
        Assert.Equal("", editor.Ghost);
        Assert.True(editor.WantsGhost);
    }

    [Fact]
    public void Searching_back_finds_goes_on_and_gives_up()
    {
        string[] old = ["strike in port", "snow", "port strike"];
        Assert.Equal("port strike", After([Control("r"), .. Text("port"), Right], old).Text);
        Assert.Equal("strike in port", After([Control("r"), .. Text("port"), Control("r"), new(KeyCode.Escape)], old).Text);
        Assert.Equal("port strike", After([Control("r"), .. Text("port"), Control("r"), Control("s"), Home], old).Text);
        Assert.Equal("draft", After([.. Text("draft"), Control("r"), .. Text("port"), Control("g")], old).Text);
        Assert.Equal("snow", After([Control("r"), .. Text("snx"), Backspace, End], old).Text);
        var view = After([Control("r"), .. Text("nowhere")], old).View;
        Assert.Equal("no line has 'nowhere': ", view.SearchPrompt);
        var editor = After([Control("r"), .. Text("now")], old);
        Assert.Equal(("snow", 1), (editor.View.Text, editor.View.Cursor));
        Assert.Equal(EditOutcome.Submitted, editor.Apply(Enter));
        Assert.Equal("snow", editor.Text);
    }

    [Theory]
    [InlineData("a\r\nb\n", "a\nb")]
    [InlineData("a\tb", "a b")]
    [InlineData("\n", "")]
    public void A_paste_is_one_text(string pasted, string text) => Assert.Equal(text, After([new(KeyCode.Paste, pasted)]).Text);

    [Fact]
    public void Whatever_keys_come_the_cursor_stays_between_characters()
    {
        const int Seed = 4711;
        var random = new Random(Seed);
        string[] texts = ["a", " ", "é", "👩‍🚀", "e\u0301", "北", "\"", "(", "ש", "🇩🇪"];
        var codes = Enum.GetValues<KeyCode>().Where(c => c is not (KeyCode.Text or KeyCode.Closed)).ToArray();
        var letters = "abdefhkltunpwyrg_".ToCharArray();
        for (var round = 0; round < 300; round++)
        {
            var editor = Editor("one", "two\u0301 👩‍🚀");
            var typed = new List<Key>();
            for (var i = 0; i < 60; i++)
            {
                typed.Add(random.Next(4) switch
                {
                    0 => new(KeyCode.Text, texts[random.Next(texts.Length)]),
                    1 => new(codes[random.Next(codes.Length)], "p\nq", random.Next(2) == 0, random.Next(2) == 0),
                    2 => Control(letters[random.Next(letters.Length)].ToString()),
                    _ => Alt(letters[random.Next(letters.Length)].ToString()),
                });
                editor.Apply(typed[^1]);
                var starts = System.Globalization.StringInfo.ParseCombiningCharacters(editor.Text).Append(editor.Text.Length);
                Assert.True(starts.Contains(editor.Cursor), $"seed {Seed}, round {round}: {string.Join(' ', typed)}");
            }
        }
    }

    private static LineEditor After(IEnumerable<Key> keys, params string[] old)
    {
        var editor = Editor(old);
        foreach (var key in keys)
        {
            editor.Apply(key);
        }

        return editor;
    }

    private static LineEditor Editor(params string[] old)
    {
        var history = new LineHistory(null);
        foreach (var line in old)
        {
            history.Add(line);
        }

        var editor = new LineEditor(history, new NoLineHelp());
        editor.Begin();
        return editor;
    }

    private static IEnumerable<Key> Text(string text) => text.Select(c => new Key(KeyCode.Text, c.ToString()));

    private static Key Control(string letter) => new(KeyCode.Text, letter, Control: true);

    private static Key Alt(string letter) => new(KeyCode.Text, letter, Alt: true);
}
