using System.Text;

using SearchCore.Analysis;

namespace SearchCore.Tests.Analysis;

public sealed class WordBreakerTests
{
    [Theory]
    [InlineData("The quick (“brown”) fox can’t jump 32.3 feet, right?", "The|quick|brown|fox|can’t|jump|32.3|feet|right")]
    [InlineData("U.S.-led talks at 10:30 cost $1,000,000; e.g. a:b", "U.S|led|talks|at|10|30|cost|1,000,000|e.g|a:b")]
    [InlineData("snake_case _private trailing_ __ _", "snake_case|_private|trailing_")]
    [InlineData("日本語 ひらがな カタカナ 한국어", "日|本|語|ひ|ら|が|な|カタカナ|한|국|어")]
    [InlineData("ภาษาไทย and ພາສາລາວ", "ภา|ษา|ไ|ท|ย|and|ພາ|ສາ|ລາ|ວ")]
    [InlineData("ភាសាខ្មែរ နိုင်ငံ", "ភា|សា|ខ្|មែ|រ|နို|င်|ငံ")]
    [InlineData("2018년 LG전자 \u1112\u1161\u11AB\u1100\u116E\u11A8", "2018|년|LG|전|자|\u1112\u1161\u11AB|\u1100\u116E\u11A8")]
    [InlineData("cafe\u0301 na\u00AD\u00EFve x\u200Dy", "cafe\u0301|na\u00AD\u00EFve|x\u200Dy")]
    [InlineData("צה\"ל ג'ירפה", "צה\"ל|ג'ירפה")]
    [InlineData("\U0001F1E9\U0001F1EA 😀 \U00020000\U0001D400", "\U00020000|\U0001D400")]
    [InlineData("", "")]
    [InlineData(" \n\t…—", "")]
    public void Words_are_those_of_the_standard(string text, string expected) =>
        Assert.Equal(expected.Length == 0 ? [] : expected.Split('|'), Words(text));

    [Fact]
    public void A_word_of_the_longest_length_stays_and_one_longer_leaves_a_gap()
    {
        Assert.Equal(["a", new string('x', 255), "b"], Words($"a {new string('x', 255)} b"));
        Assert.Equal(["a", "", "b"], Words($"a {new string('x', 256)} b"));
    }

    [Fact]
    public void The_longest_length_counts_UTF16_units_not_bytes()
    {
        Assert.Equal([new string('é', 255)], Words(new string('é', 255)));
        Assert.Equal([""], Words(new string('é', 256)));
        var pairs = string.Concat(Enumerable.Repeat("\U0001D400", 127));
        Assert.Equal([pairs], Words(pairs));
        Assert.Equal([""], Words(pairs + "\U0001D400"));
    }

    [Theory]
    [InlineData("_", 0)]
    [InlineData("\u0301", 0)]
    [InlineData("_\u0301", 0)]
    [InlineData("a", 1)]
    [InlineData("é", 1)]
    [InlineData("a'", 1)]
    [InlineData("a\u0301", 1)]
    [InlineData("\u0E01", 10_000_000)]
    [InlineData("_\u0E31", 0)]
    public void Ten_megabytes_of_one_thing_take_one_pass(string unit, int words)
    {
        // Not a matter of time: what would need the square of the length does not come back at all.
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(unit, 10_000_000 / unit.Length)));
        Assert.Equal(words, Count(text));
    }

    [Fact]
    public void Bytes_that_are_not_text_only_separate_words()
    {
        byte[] text = [.. "one"u8, 0xFF, .. "two"u8, 0xC3, .. " three"u8, 0xED, 0xA0, 0x80, .. "four"u8, 0xE2, 0x80];
        Assert.Equal(["one", "two", "three", "four"], Words(text));
    }

    [Fact]
    public void Any_bytes_end_in_words_within_them()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 2_000; i++)
        {
            var text = new byte[random.Next(200)];
            random.NextBytes(text);
            var end = 0;
            foreach (var word in Spans(text))
            {
                Assert.True(word.Start >= end && word.Start + word.Length <= text.Length, $"seed {seed}");
                end = word.Start + word.Length;
            }
        }
    }

    private static int Count(byte[] text)
    {
        var breaker = new WordBreaker(text);
        Span<WordSpan> words = stackalloc WordSpan[64];
        var count = 0;
        while (breaker.Next(words) is var some and > 0)
        {
            count += some;
        }

        return count;
    }

    private static List<string> Words(string text) => Words(Encoding.UTF8.GetBytes(text));

    private static List<string> Words(byte[] text) => [.. Spans(text).Select(w => Encoding.UTF8.GetString(text, w.Start, w.Length))];

    private static List<WordSpan> Spans(byte[] text)
    {
        List<WordSpan> all = [];
        var breaker = new WordBreaker(text);
        Span<WordSpan> words = stackalloc WordSpan[3];
        while (breaker.Next(words) is var some and > 0)
        {
            all.AddRange(words[..some]);
        }

        return all;
    }
}
