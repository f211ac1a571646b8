using System.Text;
using System.Text.Unicode;

using SearchCore.Articles.Formats.JsonLines;

namespace SearchCore.Articles.Tests.Formats.JsonLines;

/// <summary>It says of all bytes what .NET's own check says.</summary>
public sealed class Utf8CheckTests
{
    [Fact]
    public void Every_sequence_of_interesting_bytes_at_every_place_of_two_blocks()
    {
        byte[] interesting = [0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF,
            0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xF8, 0xFF];
        var text = new byte[150];
        int[] places = [0, 29, 62, 126, 146];
        Array.Fill(text, (byte)'a');
        foreach (var place in places)
        {
            for (var number = 0; number < interesting.Length * interesting.Length * interesting.Length * interesting.Length; number++)
            {
                for (var (i, rest) = (0, number); i < 4; i++, rest /= interesting.Length)
                {
                    text[place + i] = interesting[rest % interesting.Length];
                }

                if (Utf8.IsValid(text) != Utf8Check.IsValid(text))
                {
                    Assert.Fail($"{Convert.ToHexString(text.AsSpan(place, 4))} at {place}");
                }
            }

            text.AsSpan(place, 4).Fill((byte)'a');
        }
    }

    [Fact]
    public void Text_of_any_length_and_with_a_byte_that_is_changed()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        string[] pieces =
            ["a", " plain words of ASCII that go on for longer than a block has bytes, and so on ", "é", "“", "”", "日本", "😀", "\u00A0"];
        for (var run = 0; run < 20_000; run++)
        {
            var text = Encoding.UTF8.GetBytes(string.Concat(random.GetItems(pieces, random.Next(40))));
            Assert.True(Utf8Check.IsValid(text), $"seed {seed}, run {run}");
            var cut = text.AsSpan(0, random.Next(text.Length + 1));
            Assert.True(Utf8.IsValid(cut) == Utf8Check.IsValid(cut), $"seed {seed}, run {run}, cut to {cut.Length}");
            if (text.Length > 0)
            {
                text[random.Next(text.Length)] = (byte)random.Next(256);
                Assert.True(Utf8.IsValid(text) == Utf8Check.IsValid(text), $"seed {seed}, run {run}, changed");
            }
        }
    }
}
