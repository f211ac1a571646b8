using System.Text;
using SearchCore.Articles.Reading;

namespace SearchCore.Articles.Tests.Reading;

/// <summary>Bad text: encodings and characters.</summary>
public class BadTextTests
{
    private static readonly ReadingOptions Lenient = new() { Lenient = true };

    /// <summary>Malformed in one way each: stray continuation, overlong forms, a surrogate, past U+10FFFF, cut off, Latin-1.</summary>
    public static TheoryData<byte[]> Malformed =>
    [
        [0x80], [0xC0, 0x80], [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0xFC], [0xFF],
    ];

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Malformed_utf8_rejects_the_record_and_the_next_stands(byte[] bytes)
    {
        var result = ReadResult.Json([.. "{\"id\":\"a\",\"body\":\"x "u8, .. bytes, .. " y\"}\n{\"id\":\"b\",\"body\":\"ü\"}\n"u8]);

        Assert.Equal("b", Assert.Single(result.Articles).Id);
        Assert.Equal(
            (RejectCodes.MalformedUtf8, "malformed UTF-8 at byte 20 of the record"),
            (Assert.Single(result.Rejected).Code, result.Rejected[0].Reason));
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Malformed_utf8_is_replaced_and_counted_where_the_reader_is_lenient(byte[] bytes)
    {
        var result = ReadResult.Json([.. "{\"id\":\"a\",\"body\":\"x "u8, .. bytes, .. " y\"}"u8], Lenient);

        Assert.Matches("^x \uFFFD+ y$", result.Article.Body);
        Assert.Equal(ArticleNoticeKind.TextRepaired, Assert.Single(result.Notices).Kind);
    }

    [Theory]
    [InlineData("\\ud800", "\uFFFD")]
    [InlineData("\\udc00", "\uFFFD")]
    [InlineData("\\ud800\\ud800", "\uFFFD\uFFFD")]
    [InlineData("\\udc00\\ud800", "\uFFFD\uFFFD")]
    [InlineData("\\ud800\\n", "\uFFFD\n")]
    [InlineData("\\ud83d\\ud83d\\ude00", "\uFFFD😀")]
    public void A_lone_surrogate_is_replaced_and_counted(string escaped, string expected)
    {
        var result = ReadResult.Json($$"""{"id":"a","title":"T{{escaped}}","tags":["{{escaped}}"],"m":"{{escaped}}"}""");

        Assert.Equal(new Article { Id = "a", Title = "T" + expected, Tags = [expected], Members = [new("m", expected)] }, result.Article);
        Assert.Equal(
            [(ArticleNoticeKind.TextRepaired, "title"), (ArticleNoticeKind.TextRepaired, "tags"), (ArticleNoticeKind.TextRepaired, "m")],
            result.Notices.Select(n => (n.Kind, n.Detail)));
    }

    [Fact]
    public void A_lone_surrogate_in_an_id_rejects_the_record() =>
        Assert.Equal(RejectCodes.BadId, ReadResult.Json("""{"id":"a\ud800","title":"T"}""").Reject.Code);

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("utf-32BE")]
    public void Utf16_and_utf32_are_read_by_their_byte_order_mark(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        var text = string.Concat(Enumerable.Range(0, 3000).Select(i => $$"""{"id":"{{i}}","body":"größer 😀 日本"}""" + "\r\n"));
        byte[] input = [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];

        foreach (var bytes in new[] { input, ReadResult.Gzip(input) })
        {
            var result = ReadResult.Json(bytes);
            Assert.Equal(3000, result.Articles.Count);
            Assert.All(result.Articles, a => Assert.Equal("größer 😀 日本", a.Body));
            Assert.Null(result.Failure);
        }
    }

    [Fact]
    public void Half_a_character_of_utf16_rejects_its_record_alone()
    {
        var text = "{\"id\":\"a\",\"body\":\"x\uD800 y\"}\n{\"id\":\"b\",\"body\":\"B\"}\n";
        byte[] input = [0xFF, 0xFE, .. text.SelectMany(c => new[] { (byte)c, (byte)(c >> 8) }), 0x41];

        var result = ReadResult.Json(input);
        Assert.Equal("b", Assert.Single(result.Articles).Id);
        Assert.Equal([RejectCodes.MalformedUtf8, RejectCodes.MalformedUtf8], result.Rejected.Select(r => r.Code));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void Utf16_without_a_byte_order_mark_fails_with_the_remedy(string name)
    {
        var result = ReadResult.Json(Encoding.GetEncoding(name).GetBytes("""{"id":"a","body":"B"}"""));

        Assert.Empty(result.Articles);
        Assert.Contains("Convert it to UTF-8", result.Failure!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_is_dropped_at_a_start_and_kept_in_the_middle()
    {
        var result = ReadResult.Json("\uFEFF{\"id\":\"a\",\"body\":\"x\uFEFFy\"}\n\uFEFF{\"id\":\"b\",\"body\":\"B\"}\n\uFEFF\nbroken");

        Assert.Equal([("a", "x\uFEFFy"), ("b", "B")], result.Articles.Select(a => (a.Id, a.Body!)));
        Assert.Equal("broken", result.Rejected[^1].Excerpt);
        Assert.Equal(
            Encoding.UTF8.GetByteCount("\uFEFF{\"id\":\"a\",\"body\":\"x\uFEFFy\"}\n\uFEFF{\"id\":\"b\",\"body\":\"B\"}\n\uFEFF\n"),
            result.Rejected[^1].Offset);
        Assert.Single(result.Rejected);
    }

    [Fact]
    public void A_NUL_in_text_is_replaced_and_counted()
    {
        var result = ReadResult.Json("""{"id":"a","title":"T\u0000","body":"x\u0000y"}""");

        Assert.Equal(("T\uFFFD", "x\uFFFDy"), (result.Article.Title, result.Article.Body));
        Assert.Equal(["title", "body"], result.Notices.Where(n => n.Kind == ArticleNoticeKind.TextRepaired).Select(n => n.Detail));
    }

    [Fact]
    public void A_NUL_in_an_id_rejects_the_record() =>
        Assert.Equal(RejectCodes.BadId, ReadResult.Json("""{"id":"a\u0000b","title":"T"}""").Reject.Code);

    [Fact]
    public void A_raw_NUL_is_no_JSON() =>
        Assert.Equal(RejectCodes.MalformedJson, ReadResult.Json("{\"id\":\"a\",\"title\":\"T\0\"}").Reject.Code);

    [Fact]
    public void Control_characters_are_stored_and_no_report_shows_them()
    {
        var text = "\u0001 \u001B[2J \u0085 \u009B31m \u001B]8;;http://x\u0007";
        var escaped = string.Concat(text.Select(c => char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString()));
        var result = ReadResult.Json($$"""{"id":"a","body":"{{escaped}}"}""" + "\n{\"id\":\"" + text);

        Assert.Equal(text, Assert.Single(result.Articles).Body);
        Assert.Empty(result.Notices);
        Assert.DoesNotContain(Assert.Single(result.Rejected).Excerpt, char.IsControl);
        Assert.DoesNotContain(result.Rejected[0].Reason, char.IsControl);
    }

    [Theory]
    [InlineData("a\u202Eb\u2066c")]
    public void Bidi_overrides_are_accepted_unchanged(string text) => AcceptedUnchanged(text);

    [Theory]
    [InlineData("zwj\u200Dzwnj\u200Csoft\u00ADhyphen")]
    public void Joiners_and_soft_hyphens_are_accepted_unchanged(string text) => AcceptedUnchanged(text);

    [Theory]
    [InlineData("e\u0301 \u00E9 ＡＢＣ ﬁ")]
    public void Every_normalization_form_is_accepted_unchanged(string text) => AcceptedUnchanged(text);

    [Theory]
    [InlineData("\uFFFE \uFDD0 \uE000 \U0010FFFF")]
    public void Noncharacters_and_private_ones_are_accepted_unchanged(string text) => AcceptedUnchanged(text);

    [Fact]
    public void A_hundred_thousand_combining_marks_are_accepted_unchanged() => AcceptedUnchanged("Z" + new string('\u0301', 100_000));

    [Fact]
    public void Every_line_end_ends_a_record_and_line_breaks_in_text_stay()
    {
        var lines = Enumerable.Range(0, 4).Select(i => $$"""{"id":"{{i}}","body":"one\r\ntwo\rthree{{"\u2028"}}four"}""").ToArray();
        var result = ReadResult.Json(lines[0] + "\r\n" + lines[1] + "\r" + lines[2] + "\n\n\r\n \t\n" + lines[3]);

        Assert.Equal(["0", "1", "2", "3"], result.Articles.Select(a => a.Id));
        Assert.All(result.Articles, a => Assert.Equal("one\r\ntwo\rthree\u2028four", a.Body));
        Assert.Empty(result.Rejected);
    }

    private static void AcceptedUnchanged(string text)
    {
        var result = ReadResult.Json($$"""{"id":"a","title":"T {{(text.Length < 100 ? text : "")}}","body":"{{text}}"}""");

        Assert.Equal(text, result.Article.Body);
        Assert.Empty(result.Notices);
    }
}
