using System.Text;

using SearchCore.Analysis;

namespace SearchCore.Tests.Analysis;

public sealed class SentenceBreaksTests
{
    // A bar stands where a sentence begins, two where a paragraph does; the first word's is left out.
    [Theory]
    [InlineData("The strike ended. |Ships sailed.")]
    [InlineData("The strike ended! |Ships sailed? |Yes.")]
    [InlineData("\"It ended.\" |She left.")]
    [InlineData("\"Why?\" he asked. |Nobody knew.")]
    [InlineData("It cost 3.5 million. |In 1987 it was 2.")]
    [InlineData("Mr. Smith met Gen. J. P. Morgan of Acme Corp. in Oban.")]
    [InlineData("Talks in the U.S. ended. |He left the U.S. |The president stayed.")]
    [InlineData("He left the U.S. President Reagan stayed.")]
    [InlineData("It ended (at last). |Then ... |More came… |And more.")]
    [InlineData("Visit example.com today. |No. 5 sailed.")]
    [InlineData("A line\nis broken. |And\r\nagain.")]
    [InlineData("A heading\n\n||The text. |It goes on.\r\n\r\n||Next.\n \t \n||Last.")]
    [InlineData("Wire copy is indented.\n    ||Said Reuters.\n\t||Said TASS.")]
    [InlineData("**Bold.** |After it. *|So.* |Yes.")]
    [InlineData("東京。|大阪。 |Then.")]
    [InlineData("Über allem. |Öfter. ölig bleibt klein.")]
    public void Sentences_and_paragraphs_begin_where_a_reader_sees_them(string marked)
    {
        var text = marked.Replace("|", string.Empty, StringComparison.Ordinal);
        Assert.Equal(marked, Show(text));
        Assert.Equal(Marks(text), NaiveMarks.Of(text));
    }

    [Fact]
    public void Marks_are_those_of_the_naive_reading_of_random_text()
    {
        string[] parts =
            ["Word", "word", "U.S", "Mr", "The", "a", "1", ".", ".", "!", "…", " ", " ", "\n", "\r\n", "\t", "”", ")", "。", "\u2029",
            "\u00A0", "*", ",", "-", new string('y', 300)];
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(
                Enumerable.Range(0, random.Next(1, 25))
                .Select(_ => random.Next(40) == 0 ? UnicodeText.Next(random) : parts[random.Next(parts.Length)]));
            var (expected, actual) = (NaiveMarks.Of(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))), Marks(text));
            Assert.True(expected.SequenceEqual(actual),
                $"seed {seed}, text {i}: {string.Join(' ', expected)} and {string.Join(' ', actual)} of "
                + $"{System.Text.Json.JsonSerializer.Serialize(text)}");
        }
    }

    private static List<(int Position, TextBreak What)> Marks(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var marks = new List<(int, TextBreak)>();
        WordSpan? last = null;
        foreach (var (word, position) in Words(utf8).Select((w, i) => (w, i)))
        {
            var what = last is { } previous ? SentenceBreaks.Between(utf8, previous, word) : TextBreak.Paragraph;
            if (what != TextBreak.None)
            {
                marks.Add((position, what));
            }

            last = word;
        }

        return marks;
    }

    private static string Show(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var words = Words(utf8);
        var shown = new StringBuilder(Encoding.UTF8.GetString(utf8, 0, words[0].Start));
        for (var i = 0; i < words.Count; i++)
        {
            var what = i == 0 ? TextBreak.None : SentenceBreaks.Between(utf8, words[i - 1], words[i]);
            shown.Append(what switch { TextBreak.Paragraph => "||", TextBreak.Sentence => "|", _ => "" });
            var end = i + 1 < words.Count ? words[i + 1].Start : utf8.Length;
            shown.Append(Encoding.UTF8.GetString(utf8, words[i].Start, end - words[i].Start));
        }

        return shown.ToString();
    }

    private static List<WordSpan> Words(byte[] utf8)
    {
        var words = new List<WordSpan>();
        var buffer = new WordSpan[16];
        var breaker = new WordBreaker(utf8);
        for (var some = breaker.Next(buffer); some > 0; some = breaker.Next(buffer))
        {
            words.AddRange(buffer[..some]);
        }

        return words;
    }
}
