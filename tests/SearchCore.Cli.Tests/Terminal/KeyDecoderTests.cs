using System.Text;

using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Tests.Terminal;

public sealed class KeyDecoderTests
{
    [Fact]
    public void Bytes_are_keys()
    {
        Check("a", new Key(KeyCode.Text, "a"));
        Check("é北🚀", new Key(KeyCode.Text, "é"), new Key(KeyCode.Text, "北"), new Key(KeyCode.Text, "🚀"));
        Check("\r\t\x7F\b", new Key(KeyCode.Enter), new Key(KeyCode.Tab), new Key(KeyCode.Backspace), new Key(KeyCode.Backspace));
        Check("\x01\x1A\x1F", Control("a"), Control("z"), Control("_"));
        Check("\ebé", new Key(KeyCode.Text, "b", Alt: true), new Key(KeyCode.Text, "é"));
        Check("\eé", new Key(KeyCode.Text, "é", Alt: true));
        Check("\e\x7F\e\r", new Key(KeyCode.Backspace, Alt: true), new Key(KeyCode.Enter, Alt: true));
    }

    [Theory]
    [InlineData("\e[A", "Up", false, false, false)]
    [InlineData("\eOB", "Down", false, false, false)]
    [InlineData("\e[1;5C", "Right", true, false, false)]
    [InlineData("\e[1;3D", "Left", false, true, false)]
    [InlineData("\e[H", "Home", false, false, false)]
    [InlineData("\e[4~", "End", false, false, false)]
    [InlineData("\e[8~", "End", false, false, false)]
    [InlineData("\e[3~", "Delete", false, false, false)]
    [InlineData("\e[3;5~", "Delete", true, false, false)]
    [InlineData("\e[5~", "PageUp", false, false, false)]
    [InlineData("\e[6~", "PageDown", false, false, false)]
    [InlineData("\e[Z", "Tab", false, false, true)]
    [InlineData("\e[15~", "Unknown", false, false, false)]
    public void Sequences_are_keys(string bytes, string code, bool control, bool alt, bool shift) =>
        Check(bytes, new Key(Enum.Parse<KeyCode>(code), Control: control, Alt: alt, Shift: shift));

    [Theory]
    [InlineData("\e[<0;1;1M")]
    [InlineData("\e[<0;12;3m")]
    [InlineData("\e[M !!")]
    [InlineData("\e[?62;1;4c")]
    [InlineData("\e[>41;354;0c")]
    [InlineData("\e]11;rgb:0000/0000/0000\a")]
    [InlineData("\e]11;rgb:0000/0000/0000\e\\")]
    [InlineData("\eP1+r544e=787465726d\e\\")]
    [InlineData("\e_Gi=31;OK\e\\")]
    public void Clicks_and_answers_of_the_terminal_are_no_keys(string bytes) =>
        Check("a" + bytes + "b", new(KeyCode.Text, "a"), new(KeyCode.Unknown), new(KeyCode.Text, "b"));

    [Fact]
    public void What_begins_like_an_answer_is_a_key_once_nothing_follows_and_an_Escape_breaks_it_off()
    {
        var decoder = new KeyDecoder();
        decoder.Feed("\eP"u8);
        Assert.True(decoder.IsOpen);
        decoder.Flush();
        Assert.Equal(new(KeyCode.Text, "P", Alt: true), decoder.Next());
        Check("\e]11;\e[Ax", new(KeyCode.Unknown), new(KeyCode.Up), new(KeyCode.Text, "x"));
        Check("\eOM", new Key(KeyCode.Enter));
    }

    [Fact]
    public void A_paste_is_one_key_whatever_it_holds() =>
        Check(
            "x\e[200~two\r\nrows \e[A\x03 北\e[201~y",
            new(KeyCode.Text, "x"), new(KeyCode.Paste, "two\r\nrows \e[A\x03 北"), new(KeyCode.Text, "y"));

    [Fact]
    public void An_Escape_alone_is_a_key_once_nothing_follows()
    {
        var decoder = new KeyDecoder();
        decoder.Feed("\e"u8);
        Assert.True(decoder.IsOpen);
        Assert.False(decoder.HasKeys);
        decoder.Flush();
        Assert.Equal(new(KeyCode.Escape), decoder.Next());
        Check("\e\e[A", new Key(KeyCode.Escape), new Key(KeyCode.Up));
    }

    [Fact]
    public void What_is_no_UTF_8_and_no_sequence_does_not_stick()
    {
        var decoder = new KeyDecoder();
        decoder.Feed([0xFF, (byte)'a', 0xC3, (byte)'b', .. Encoding.ASCII.GetBytes("\e[" + new string('1', 60)), (byte)'c']);
        var keys = All(decoder);
        Assert.Contains(new(KeyCode.Text, "a"), keys);
        Assert.Equal(new(KeyCode.Text, "c"), keys[^1]);
    }

    // A terminal's bytes come in pieces of any size.
    private static void Check(string text, params Key[] keys)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        foreach (var size in new[] { 1, 2, 3, bytes.Length })
        {
            var decoder = new KeyDecoder();
            foreach (var piece in bytes.Chunk(size))
            {
                decoder.Feed(piece);
            }

            Assert.Equal(keys, All(decoder));
        }
    }

    private static List<Key> All(KeyDecoder decoder)
    {
        var keys = new List<Key>();
        while (decoder.HasKeys)
        {
            keys.Add(decoder.Next());
        }

        return keys;
    }

    private static Key Control(string letter) => new(KeyCode.Text, letter, Control: true);
}
