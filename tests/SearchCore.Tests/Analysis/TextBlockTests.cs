using System.Text;

using SearchCore.Analysis;

namespace SearchCore.Tests.Analysis;

/// <summary>
/// Words found 64 bytes at a time are those that the automaton finds from byte to byte, wherever blocks end and however many words are
/// asked for at once.
/// </summary>
public sealed class TextBlockTests
{
    private static readonly string[] Pieces =
    [
        "a", "Word", "x1", "12", "1", " ", ".", ",", ":", ";", "'", "_", "-", "\n", "!", "\u00A0", "\u2019", "\u2018", "\u201B", "\u201C",
        "\u201D", "\u2013", "\u2014", "\u2010", "\u201F", "\u2026", "\u200D", "\u0301", "\u00AD", "\u00E9", "\u05D0", "\u65E5", "\u30AB",
        "\u0E01", "\u20AC", "\uFFFD", "\U0001F600", "longerwords", "O\u2019Brien", "1,000.5", "e.g.", "\u00B7", "\u2027",
    ];

    [Fact]
    public void Every_character_between_letters_and_figures_is_what_the_automaton_says()
    {
        for (var c = 1; c < 0x3000; c++)
        {
            if (c is < 0xD800 or > 0xDFFF)
            {
                var sign = char.ConvertFromUtf32(c);
                Check(Encoding.UTF8.GetBytes($"a{sign}b 1{sign}2 {sign}c{sign} d.{sign}e f\u2019{sign}g"), 256, $"U+{c:X4}");
            }
        }
    }

    [Fact]
    public void Words_are_the_automatons_wherever_blocks_end()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < (Corpus.Whole ? 400_000 : 20_000); i++)
        {
            var text = new StringBuilder();
            text.Append('x', random.Next(0, 70));
            for (var pieces = random.Next(60); pieces > 0; pieces--)
            {
                text.Append(Pieces[random.Next(Pieces.Length)]);
            }

            Check(Encoding.UTF8.GetBytes(text.ToString()), random.Next(1, 100), $"seed {seed}, text {i}");
        }
    }

    [Fact]
    public void Any_bytes_have_the_automatons_words()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        byte[] frequent = [.. "ab1.'_ \n"u8, 0xE2, 0x80, 0x99, 0x9B, 0x93, 0xC2, 0xA0, 0xF0];
        for (var i = 0; i < (Corpus.Whole ? 400_000 : 20_000); i++)
        {
            var text = new byte[random.Next(200)];
            for (var at = 0; at < text.Length; at++)
            {
                text[at] = frequent[random.Next(frequent.Length)];
            }

            Check(text, random.Next(1, 100), $"seed {seed}, text {i}");
        }
    }

    [Fact]
    public void A_block_tells_what_its_bytes_are()
    {
        TextBlock.Read("don\u2019t stop. caf\u00E9"u8, 0, out var block);
        Assert.Equal("1111111011110011100", Bits(block.Words, 19));
        Assert.Equal("0000000000000000011", Bits(block.Odd, 19));
        Assert.Equal("0000000000001000011", Bits(block.Breaks, 19));
        Assert.Equal("0000000000000000011", Bits(block.Doubtful, 19));
    }

    private static string Bits(ulong mask, int count) => string.Concat(Enumerable.Range(0, count).Select(i => (mask >> i) & 1));

    private static void Check(byte[] text, int atATime, string what)
    {
        var expected = Naive(text);
        List<WordSpan> words = [];
        HashSet<int> openings = [];
        var breaker = new WordBreaker(text);
        Span<WordSpan> some = new WordSpan[atATime];
        Span<int> opening = new int[atATime];
        while (breaker.Next(some, opening, out var opened) is var count and > 0)
        {
            foreach (var place in opening[..opened])
            {
                Assert.True(openings.Add(words.Count + place), what);
            }

            words.AddRange(some[..count]);
        }

        Assert.True(
            expected.SequenceEqual(words),
            $"{what}: {string.Join(' ', expected)} but {string.Join(' ', words)} in {Convert.ToHexString(text)}");
        for (var i = 1; i < words.Count; i++)
        {
            Assert.True(
                openings.Contains(i) || SentenceBreaks.Between(text, words[i - 1], words[i]) == TextBreak.None,
                $"{what}: a sentence begins with word {i} of {Convert.ToHexString(text)}");
        }
    }

    private static List<WordSpan> Naive(byte[] text)
    {
        List<WordSpan> words = [];
        var barren = 0;
        for (var at = 0; at < text.Length;)
        {
            var end = WordBreakAutomaton.Match(text, at, out var scanned, ref barren);
            if (end > at)
            {
                words.Add(new(at, end - at));
            }

            at = end > at ? end : scanned;
        }

        return words;
    }
}
