using System.Text;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.Tests;

/// <summary>UTF-8, Windows-1252 and both in one, however far from the beginning their letters are.</summary>
public sealed class EncodingTests
{
    private const string Text = "Café “Zürich” – die Straße…";

    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>Plain letters that are longer than any beginning that is looked at.</summary>
    private static string Filler(int characters) =>
        string.Concat(Enumerable.Repeat("The lock was opened in the morning and closed at night.\n", (characters / 57) + 1));

    public static TheoryData<string, int> Inputs()
    {
        var inputs = new TheoryData<string, int>();
        foreach (var format in new[] { "csv", "nexis", "nexis html", "factiva", "factiva html", "page", "feed" })
        {
            foreach (var length in new[] { 0, 65_400, 65_530, 200_000 })
            {
                inputs.Add(format, length);
            }
        }

        return inputs;
    }

    [Theory]
    [MemberData(nameof(Inputs))]
    public void A_letter_is_read_in_UTF_8_or_Windows_1252_however_late_it_comes(string format, int filler)
    {
        var input = Input(format, Filler(filler), Text);
        foreach (var encoding in new[] { Encoding.UTF8, Windows })
        {
            var read = Sample.Read(encoding.GetBytes(input));
            Assert.Equal(format.Split(' ')[0], read.Format is "html" ? "page" : read.Format);
            Assert.Contains(Text, read.Articles[^1].Body, StringComparison.Ordinal);
            if (encoding == Encoding.UTF8 || format != "feed")
            {
                Assert.DoesNotContain(read.Notices, n => n.Kind == ArticleNoticeKind.TextRepaired);
            }
        }
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("nexis")]
    [InlineData("nexis html")]
    [InlineData("factiva")]
    [InlineData("factiva html")]
    [InlineData("page")]
    [InlineData("feed")]
    public void Letters_of_Windows_1252_in_UTF_8_are_read_and_that_is_said(string format)
    {
        var input = Input(format, "Ярмарка — “ça” …\nπ ≠ 3\n", "AT Beyonc@' and Caf@ MARK");
        var bytes = Encoding.UTF8.GetBytes(input).Select(b => b == '@' ? (byte)0xE9 : b == '\'' ? (byte)0x92 : b).ToArray();
        var read = Sample.Read(bytes);
        Assert.Contains("Beyoncé’ and Café MARK", read.Articles[^1].Body, StringComparison.Ordinal);
        Assert.Contains("Ярмарка — “ça” …", read.Articles[^1].Body, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFDD0', string.Join(' ', read.Articles.Select(a => a.ToString())));
        var said = Assert.Single(read.Notices, n => n.Kind == ArticleNoticeKind.TextRepaired);
        Assert.Equal("no UTF-8, read as Windows-1252: 3 letters", said.Detail);
    }

    [Fact]
    public void A_character_of_UTF_8_that_was_cut_off_is_no_word_of_Windows_1252()
    {
        byte[] bytes = [.. "id,title,body\n1,Ж “a”,Ярмарка "u8, 0xE2, 0x80, (byte)'\n'];
        var read = Sample.Read(bytes);
        Assert.Equal("Ярмарка \uFFFD", read.Only.Body);
        Assert.Equal("malformed UTF-8", Assert.Single(read.Notices).Detail);
    }

    [Fact]
    public void UTF_8_behind_Windows_1252_is_told()
    {
        byte[] bytes =
        [
            .. Windows.GetBytes("id,title,body\n1,T\u00fcr,Caf\u00e9\n"),
            .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(2, 9_000).Select(n => $"{n},a,b\n"))),
            .. Encoding.UTF8.GetBytes("last,Türen öffnen früh,“Ярмарка”\n"),
        ];
        var read = Sample.Read(bytes);
        Assert.Equal(("Tür", "Café"), (read.Articles[0].Title, read.Articles[0].Body));
        Assert.Equal(("Türen öffnen früh", "“Ярмарка”"), (read.Articles[^1].Title, read.Articles[^1].Body));
    }

    [Fact]
    public void Text_is_the_same_whatever_the_pieces_it_comes_in()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("ж𝄞é" + Filler(100)), 0xE9, 0x92, (byte)'s', 0xC3, 0xA9, 0x81, (byte)'\n', .. "ы"u8];
        var expected = "ж𝄞é" + Filler(100) + "é’sé\uFFFD\nы";
        for (var size = 1; size < 9; size++)
        {
            using var input = ByteInput.Open("a", new Slow(bytes, size), leaveOpen: false);
            using var reader = new GuessedReader(input);
            var text = new StringBuilder();
            for (int c; (c = reader.Peek()) >= 0;)
            {
                Assert.Equal(c, reader.Read());
                text.Append((char)c);
            }

            Assert.Equal(bytes.Length, reader.BytesOf(text.ToString().Replace("\uFFFD", "\uFDD0\u0081", StringComparison.Ordinal)));
            Assert.Equal(expected, MixedText.Plain(text.ToString()));
        }
    }

    private static string Input(string format, string before, string text) => format switch
    {
        "csv" => $"id,title,body,date\n1,first,\"{before}\",2020-01-02\n2,second,\"{before}{text}\",2020-01-02\n",
        "nexis" => $"""
                                           1 of 1 DOCUMENTS

                                             Example Post

                                         March 9, 2021 Tuesday

            Port strike

            LENGTH: 20 words

            {before}
            {text}

            LOAD-DATE: March 9, 2021

            """,
        "nexis html" => $"""
            <html><head><title>LexisNexis</title></head><body><div class="c0">1 of 1 DOCUMENTS</div><div align="center">Example Post</div>
            <div align="center">March 9, 2021 Tuesday</div><p>Port strike</p><p>LENGTH: 20 words</p><p>{before}</p><p>{text}</p>
            <p>LOAD-DATE: March 9, 2021</p></body></html>
            """,
        "factiva" => $"""
            HD
            Port strike
            PD
            9 March 2021
            SN
            Example Post
            LA
            English
            TD
            {before}

            {text}
            AN
            Document EXMP000020210309eh39000p1

            """,
        "factiva html" => $"""
            <html><head><title>Factiva</title></head><body>
            <div id="article-EXMP000020210309eh39000p1" class="article enArticle">
            <div id="hd"><span class="enHeadline">Port strike</span></div>
            <div>20 words</div><div>9 March 2021</div><div>Example Post</div><p class="articleParagraph">{before}</p>
            <p class="articleParagraph">{text}</p></div></body></html>
            """,
        "page" => $"<html><head><title>Port strike</title></head><body><article><h1>Port strike</h1><p>{before}</p><p>{text}</p></article>",
        _ => $"<rss version=\"2.0\"><channel><title>x</title><item><title>a</title><guid>1</guid><description>{before} {text}"
            + "</description></item></channel></rss>",
    };

    private sealed class Slow(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, size));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, size)]);
    }
}
