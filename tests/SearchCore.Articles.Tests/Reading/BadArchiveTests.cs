using System.Text;

using CsCheck;

using SearchCore.Articles.Formats.JsonLines;
using SearchCore.Articles.Formats.Reuters;
using SearchCore.TestKit;

namespace SearchCore.Articles.Tests.Reading;

/// <summary>Bad archives: markup that declares things, and gzip.</summary>
public class BadArchiveTests
{
    private static readonly string Lines = string.Concat(Enumerable.Range(0, 5000).Select(i => $$"""{"id":"{{i}}","body":"Some text number {{i * 7919}}."}""" + "\n"));

    [Fact]
    public void An_external_entity_is_never_resolved()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["secret"], "the secret");
        var result = Sgml($"""
            <!DOCTYPE lewis SYSTEM "file://{folder["secret"]}" [<!ENTITY x SYSTEM "file://{folder["secret"]}">]>
            <REUTERS NEWID="1"><TEXT><TITLE>T</TITLE><BODY>&x;</BODY></TEXT></REUTERS>
            <REUTERS NEWID="2"><TEXT><TITLE>T</TITLE></TEXT></REUTERS>
            """);

        Assert.Equal("reuters-2", Assert.Single(result.Articles).Id);
        Assert.Equal([RejectCodes.Declarations, RejectCodes.UnknownEntity], result.Rejected.Select(r => r.Code));
        Assert.DoesNotContain(result.Rejected, r => r.Excerpt.Contains("the secret", StringComparison.Ordinal));
    }

    [Fact]
    public void A_billion_laughs_are_rejected_unlaughed()
    {
        var entities = string.Concat(Enumerable.Range(1, 9).Select(i => $"<!ENTITY lol{i} \"{string.Concat(Enumerable.Repeat($"&lol{i - 1};", 10))}\">"));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = Sgml($"<!DOCTYPE lolz [<!ENTITY lol0 \"lol\">{entities}]><REUTERS NEWID=\"1\"><TEXT><BODY>&lol9;</BODY></TEXT></REUTERS>");

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
        Assert.Empty(result.Articles);
        Assert.Equal([RejectCodes.Declarations, RejectCodes.UnknownEntity], result.Rejected.Select(r => r.Code));
    }

    [Fact]
    public void Control_references_are_dropped_and_unclosed_documents_rejected_one_by_one()
    {
        var result = Sgml("""
            <REUTERS NEWID="1"><TEXT>&#2;<TITLE>One&#5;</TITLE><BODY>Text&#30;&#127;.&#3;</BODY></TEXT></REUTERS>
            <REUTERS NEWID="2"><TEXT><TITLE>Two</TITLE>
            <REUTERS NEWID="3"><TEXT><TITLE>Three<BODY>Text.</TEXT></REUTERS>
            <REUTERS NEWID="4
            """);

        Assert.Equal([("One", "Text."), ("Three", "Text.")], result.Articles.Select(a => (a.Title!, a.Body!)));
        Assert.Equal([RejectCodes.Unclosed, RejectCodes.Unclosed], result.Rejected.Select(r => r.Code));
        Assert.All(result.Notices, n => Assert.Equal(ArticleNoticeKind.TextRepaired, n.Kind));
        Assert.Equal(["TITLE", "BODY", "TITLE is not closed", "BODY is not closed"], result.Notices.Select(n => n.Detail));
    }

    [Fact]
    public void A_truncated_gzip_gives_its_complete_records_and_then_fails()
    {
        var packed = ReadResult.Gzip(Lines);
        foreach (var length in new[] { 3, 9, 10, 11, packed.Length / 2, packed.Length - 9, packed.Length - 8, packed.Length - 1 })
        {
            var result = ReadResult.Json(packed[..length]);
            Assert.NotNull(result.Failure);
            Assert.Empty(result.Rejected);
            Assert.Equal(Enumerable.Range(0, result.Articles.Count).Select(i => $"{i}"), result.Articles.Select(a => a.Id));
            Assert.InRange(result.Failure.Offset, result.Bytes, Lines.Length);
            Assert.True(length < packed.Length / 2 || result.Articles.Count > 100);
        }
    }

    [Fact]
    public void A_gzip_with_a_wrong_checksum_gives_its_complete_records_and_then_fails()
    {
        var packed = ReadResult.Gzip(Lines);
        packed[^6] ^= 1;
        var result = ReadResult.Json(packed);

        Assert.Contains("damaged", result.Failure!.Reason, StringComparison.Ordinal);
        Assert.Equal((5000, (long)Lines.Length), (result.Articles.Count, result.Failure.Offset));
    }

    [Fact]
    public void Any_flipped_byte_of_a_gzip_is_noticed()
    {
        var packed = ReadResult.Gzip(Lines[..2000]);

        // The first ten bytes are a header nobody checks: time, system, flags. Of the byte before the eight of the trailer some bits may be
        // filling.
        Gen.Select(Gen.Int[10, packed.Length - 1], Gen.Int[0, 7]).Where((at, _) => at != packed.Length - 9).Sample((at, bit) =>
        {
            var damaged = (byte[])packed.Clone();
            damaged[at] ^= (byte)(1 << bit);
            return ReadResult.Json(damaged).Failure is not null;
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(700)]
    public void A_gzip_of_several_members_is_read_whole(int members)
    {
        var size = (Lines.Length / members) + 1;
        var packed = Enumerable.Range(0, members).SelectMany(i => ReadResult.Gzip(Lines[Math.Min(Lines.Length, i * size)..Math.Min(Lines.Length, (i + 1) * size)])).ToArray();

        foreach (var input in new[] { packed, [.. packed, .. new byte[700]] })
        {
            var result = ReadResult.Json(input);
            Assert.Null(result.Failure);
            Assert.Equal((5000, (long)Lines.Length), (result.Articles.Count, result.Bytes));
        }
    }

    [Fact]
    public void Members_of_a_gzip_that_hold_nothing_are_passed_over()
    {
        // As gzip makes them of an empty file; .NET makes none.
        byte[] nothing = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        byte[] stored = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0];
        var (a, b) = (ReadResult.Gzip("""{"id":"a","body":"A"}""" + "\n"), ReadResult.Gzip("""{"id":"b","body":"B"}""" + "\n"));

        var result = ReadResult.Json([.. nothing, .. a, .. nothing, .. nothing, .. stored, .. b, .. nothing]);

        Assert.Null(result.Failure);
        Assert.Equal(["a", "b"], result.Articles.Select(x => x.Id));
        Assert.Contains("not gzip", ReadResult.Json([.. nothing, .. "x"u8]).Failure!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gzip_header_may_have_every_field()
    {
        var packed = ReadResult.Gzip("""{"id":"a","body":"B"}""");
        byte[] header = [0x1F, 0x8B, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 0, 3, 0, 1, 2, 3, .. "name\0"u8, .. "comment\0"u8, 0, 0];

        Assert.Equal("a", ReadResult.Json([.. header, .. packed[10..]]).Article.Id);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("trailing garbage of some length")]
    [InlineData("\u001F")]
    [InlineData("\0\0\0x")]
    public void Trailing_garbage_fails_behind_the_records(string garbage)
    {
        var result = ReadResult.Json([.. ReadResult.Gzip(Lines), .. Encoding.Latin1.GetBytes(garbage)]);

        Assert.Contains("not gzip", result.Failure!.Reason, StringComparison.Ordinal);
        Assert.Equal((5000, (long)Lines.Length), (result.Articles.Count, result.Failure.Offset));
    }

    [Fact]
    public void Gzip_is_known_by_its_content_not_its_name()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["plain.jsonl.gz"], Lines);
        File.WriteAllBytes(folder["packed.jsonl"], ReadResult.Gzip(Lines));

        Assert.Equal(5000, ReadResult.Of(new JsonLinesSource(folder["plain.jsonl.gz"])).Articles.Count);
        Assert.Equal(5000, ReadResult.Of(new JsonLinesSource(folder["packed.jsonl"])).Articles.Count);
    }

    private static ReadResult Sgml(string text) => ReadResult.Of(new ReutersSource(new MemoryStream(Encoding.UTF8.GetBytes(text)), "test"));
}
