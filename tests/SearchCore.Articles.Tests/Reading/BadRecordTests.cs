using System.Text;

using SearchCore.Articles.Formats.JsonLines;
using SearchCore.Articles.Reading;

namespace SearchCore.Articles.Tests.Reading;

/// <summary>Bad records: sizes, JSON, ids, dates.</summary>
public class BadRecordTests
{
    private const string Next = "\n{\"id\":\"next\",\"body\":\"B\"}\n";

    [Fact]
    public void A_token_of_a_hundred_megabytes_is_rejected_and_the_next_record_stands()
    {
        using var input = new LongLine("{\"id\":\"a\",\"body\":\"", 'x', 100_000_000, "\"}" + Next);

        AssertRejectedAlone(ReadResult.Of(new JsonLinesSource(input, "test")), RejectCodes.TooLong);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \\n\\t\\u00a0\\u2003")]
    public void An_empty_body_is_accepted_under_a_title_and_else_rejected(string body)
    {
        Assert.Equal(new Article { Id = "a", Title = "T" }, ReadResult.Json($$"""{"id":"a","title":"T","body":"{{body}}"}""").Article);
        AssertRejectedAlone(ReadResult.Json($$"""{"id":"a","body":"{{body}}"}""" + Next), RejectCodes.Empty);
        AssertRejectedAlone(ReadResult.Json($$"""{"id":"a","title":"{{body}}"}""" + Next), RejectCodes.Empty);
        AssertRejectedAlone(ReadResult.Json("""{"id":"a"}""" + Next), RejectCodes.Empty);
    }

    [Theory]
    [InlineData("the and of it")]
    [InlineData("... --- !!!")]
    public void Stop_words_or_punctuation_alone_are_accepted(string body) =>
        Assert.Equal(body, ReadResult.Json($$"""{"id":"a","body":"{{body}}"}""").Article.Body);

    [Fact]
    public void A_body_over_ten_megabytes_is_rejected()
    {
        var limit = new string('x', ArticleLimits.MaxBodyBytes);

        Assert.Equal(ArticleLimits.MaxBodyBytes, ReadResult.Json($$"""{"id":"a","body":"{{limit}}"}""").Article.Body!.Length);
        AssertRejectedAlone(ReadResult.Json($$"""{"id":"a","title":"T","body":"{{limit}}y"}""" + Next), RejectCodes.BodyTooLong);
        AssertRejectedAlone(ReadResult.Json($$"""{"id":"a","title":"{{limit[..(ArticleLimits.MaxTitleBytes + 1)]}}"}""" + Next), RejectCodes.TitleTooLong);
    }

    [Fact]
    public void Of_a_million_members_those_over_256_are_dropped_and_counted()
    {
        var line = new StringBuilder("{\"id\":\"a\",\"body\":\"B\"");
        for (var i = 0; i < 1_000_000; i++)
        {
            line.Append(",\"m").Append(i).Append("\":").Append(i);
        }

        var result = ReadResult.Json(line.Append('}').ToString());
        Assert.Equal(Enumerable.Range(0, ArticleLimits.MaxMembers).Select(i => new ArticleMember($"m{i}", $"{i}")), result.Article.Members);
        Assert.Equal(new ArticleNotice("test", 0, ArticleNoticeKind.MemberDropped, "999744 members past the limit of 256"), ReadResult.Bare(Assert.Single(result.Notices)));
    }

    [Theory]
    [InlineData("_seq")]
    [InlineData("a:b")]
    [InlineData("")]
    [InlineData("a\\nb")]
    [InlineData("\\u0085")]
    public void A_member_with_a_reserved_or_odd_name_is_dropped_and_counted(string name)
    {
        var result = ReadResult.Json($$"""{"id":"a","body":"B","{{name}}":"v","fine":"v"}""");

        Assert.Equal([new ArticleMember("fine", "v")], result.Article.Members);
        Assert.Equal(ArticleNoticeKind.MemberDropped, Assert.Single(result.Notices).Kind);
    }

    [Theory]
    [InlineData("{\"body\":\"B\"}", RejectCodes.MissingId)]
    [InlineData("{\"id\":null,\"body\":\"B\"}", RejectCodes.MissingId)]
    [InlineData("{\"id\":\"\",\"body\":\"B\"}", RejectCodes.MissingId)]
    [InlineData("{\"id\":5,\"body\":\"B\"}", RejectCodes.BadId)]
    [InlineData("{\"id\":[\"a\"],\"body\":\"B\"}", RejectCodes.BadId)]
    [InlineData("{\"id\":{\"a\":1},\"body\":\"B\"}", RejectCodes.BadId)]
    [InlineData("{\"id\":true,\"body\":\"B\"}", RejectCodes.BadId)]
    public void An_id_that_is_missing_or_no_string_is_rejected(string line, string code) => AssertRejectedAlone(ReadResult.Json(line + Next), code);

    [Fact]
    public void An_id_over_512_bytes_is_rejected()
    {
        var limit = new string('é', ArticleLimits.MaxIdBytes / 2);

        Assert.Equal(limit, ReadResult.Json($$"""{"id":"{{limit}}","body":"B"}""").Article.Id);
        AssertRejectedAlone(ReadResult.Json($$"""{"id":"{{limit}}x","body":"B"}""" + Next), RejectCodes.IdTooLong);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("CON")]
    [InlineData("a/b/../c")]
    [InlineData("https://example.org/?q=1")]
    public void An_id_that_looks_like_a_path_is_data(string id) => Assert.Equal(id, ReadResult.Json($$"""{"id":"{{id}}","body":"B"}""").Article.Id);

    [Fact]
    public void An_id_that_comes_twice_is_read_twice_in_order()
    {
        // Which one wins is the index's to say: the last, counted. A reader keeps no ids.
        var result = ReadResult.Json("{\"id\":\"a\",\"body\":\"first\"}\n{\"id\":\"a\",\"body\":\"last\"}");

        Assert.Equal([("a", "first"), ("a", "last")], result.Articles.Select(a => (a.Id, a.Body!)));
    }

    [Fact]
    public void Ids_that_differ_in_case_or_form_are_distinct()
    {
        var ids = new[] { "a", "A", "\u00E9", "e\u0301", "ａ" };

        Assert.Equal(ids, ReadResult.Json(string.Concat(ids.Select(i => $$"""{"id":"{{i}}","body":"B"}""" + "\n"))).Articles.Select(a => a.Id));
    }

    [Theory]
    [InlineData('[', ']')]
    [InlineData('{', '}')]
    public void More_than_64_levels_are_rejected(char open, char close)
    {
        string Nested(int levels) => open == '['
            ? new string(open, levels) + new string(close, levels)
            : string.Concat(Enumerable.Repeat("{\"a\":", levels - 1)) + "{}" + new string(close, levels - 1);

        Assert.Single(ReadResult.Json($$"""{"id":"a","body":"B","m":{{Nested(63)}}}""").Article.Members);
        AssertRejectedAlone(ReadResult.Json($$"""{"id":"a","body":"B","m":{{Nested(64)}}}""" + Next), RejectCodes.TooDeep);
        AssertRejectedAlone(ReadResult.Json($$"""{"id":"a","body":"B","tags":{{Nested(10_000)}}}""" + Next), RejectCodes.TooDeep);
        AssertRejectedAlone(ReadResult.Json(new string('[', 1_000_000) + Next), RejectCodes.NotAnObject);
    }

    [Theory]
    [InlineData("\"id\":\"b\"")]
    [InlineData("\"body\":\"C\"")]
    [InlineData("\"b\\u006fdy\":\"C\"")]
    [InlineData("\"published\":null,\"published\":null")]
    [InlineData("\"m\":1,\"m\":1")]
    [InlineData("\"m\":1,\"\\u006d\":2")]
    [InlineData("\"_m\":1,\"_m\":2")]
    [InlineData("\"m\":{\"x\":1,\"y\":{\"x\":2},\"x\":3}")]
    [InlineData("\"m\":[{\"x\":1},{\"x\":1,\"x\":1}]")]
    [InlineData("\"tags\":[{\"x\":1,\"x\":1}]")]
    [InlineData("\"source\":{\"x\":1,\"x\":1}")]
    [InlineData("\"entities\":{\"person\":\"A\",\"person\":\"B\"}")]
    [InlineData("\"entities\":{\"person\":\"A\"},\"entities\":{}")]
    public void Duplicate_keys_are_rejected(string members) =>
        AssertRejectedAlone(ReadResult.Json($$"""{"id":"a","body":"B",{{members}}}""" + Next), RejectCodes.DuplicateMember);

    [Fact]
    public void The_same_key_in_different_objects_is_no_duplicate() =>
        Assert.Single(ReadResult.Json("""{"id":"a","body":"B","m":{"id":1,"m":{"m":1}},"entities":{"person":"A"},"person":[{"m":1},{"m":1}]}""").Articles);

    [Fact]
    public void A_truncated_line_or_last_line_is_rejected()
    {
        const string Line = """{"id":"a","body":"B","tags":["x"],"m":{"n":1}}""";
        for (var length = 1; length < Line.Length; length++)
        {
            AssertRejectedAlone(ReadResult.Json(Line[..length] + Next), RejectCodes.MalformedJson);
            Assert.Equal(RejectCodes.MalformedJson, ReadResult.Json(Line[..length]).Reject.Code);
        }

        Assert.Single(ReadResult.Json(Line).Articles);
    }

    [Theory]
    [InlineData("1e999")]
    [InlineData("-1e999")]
    [InlineData("18446744073709551616")]
    [InlineData("[1,2,{\"a\":1e999}]")]
    public void A_number_out_of_range_drops_its_member(string number)
    {
        var result = ReadResult.Json($$"""{"id":"a","body":"B","m":{{number}},"fine":18446744073709551615}""");

        Assert.Equal([new ArticleMember("fine", "18446744073709551615")], result.Article.Members);
        Assert.Equal("“m”: a number out of range", Assert.Single(result.Notices).Detail);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("0x10")]
    [InlineData("01")]
    public void What_is_no_number_is_no_JSON(string number) =>
        AssertRejectedAlone(ReadResult.Json($$"""{"id":"a","body":"B","m":{{number}}}""" + Next), RejectCodes.MalformedJson);

    [Theory]
    [InlineData("{\"id\":\"a\",\"body\":\"B\"} // comment")]
    [InlineData("{\"id\":\"a\",/* comment */\"body\":\"B\"}")]
    [InlineData("{\"id\":\"a\",\"body\":\"B\",}")]
    [InlineData("{\"id\":\"a\",\"body\":\"B\",\"tags\":[\"x\",]}")]
    [InlineData("{\"id\":\"a\",\"body\":\"B\"} {\"id\":\"b\",\"body\":\"B\"}")]
    public void Comments_and_trailing_commas_are_rejected(string line) => AssertRejectedAlone(ReadResult.Json(line + Next), RejectCodes.MalformedJson);

    [Fact]
    public void A_line_of_a_gigabyte_is_skipped_without_being_held()
    {
        using var input = new LongLine("{\"id\":\"a\",", 'x', 1_000_000_000, Next);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = ReadResult.Of(new JsonLinesSource(input, "test"));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4L * ArticleLimits.MaxRecordBytes);
        AssertRejectedAlone(result, RejectCodes.TooLong);
        Assert.Equal(10 + 1_000_000_000 + Next.Length, result.Bytes);
        Assert.Equal((0, 1), (result.Rejected[0].Offset, result.Rejected[0].Line));
    }

    [Fact]
    public void Lines_behind_a_skipped_one_are_numbered_on()
    {
        var options = new ReadingOptions { ChunkBytes = 16, MaxRecordBytes = 50 };
        var result = ReadResult.Json("broken\r\n" + new string('x', 500) + "\r\n{\"id\":\"a\",\"body\":\"B\"}\nbroken\n" + new string('y', 51) + "\nbroken", options);

        Assert.Single(result.Articles);
        Assert.Equal(
            [(1L, RejectCodes.MalformedJson), (2, RejectCodes.TooLong), (4, RejectCodes.MalformedJson), (5, RejectCodes.TooLong), (6, RejectCodes.MalformedJson)],
            result.Rejected.Select(r => (r.Line, r.Code)));
        Assert.Equal([0, 8, 532, 539, 591], result.Rejected.Select(r => r.Offset));
    }

    [Theory]
    [InlineData("2017-02-30")]
    [InlineData("2017-13-01")]
    [InlineData("next Monday")]
    public void An_invalid_date_leaves_the_article_without_one_and_is_counted(string text) => AssertUnreadable(text);

    [Theory]
    [InlineData("0000-01-01")]
    [InlineData("-0044-03-15")]
    public void The_year_0_and_negative_ones_are_null(string text) => AssertUnreadable(text);

    [Theory]
    [InlineData("0001-01-01", "0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z")]
    public void The_years_1_and_9999_are_accepted(string text, string expected) => Assert.Equal(expected, Published(text).Article.Published!.Value.ToString());

    [Theory]
    [InlineData("2017-12-11T15:00:00+14:00", "2017-12-11T01:00:00Z")]
    [InlineData("2017-12-11T15:00:00-14:00", "2017-12-12T05:00:00Z")]
    [InlineData("2017-03-26T02:30:00", "2017-03-26T02:30:00Z")]
    [InlineData("2017-03-26T02:30:00+01:00", "2017-03-26T01:30:00Z")]
    public void Offsets_and_hours_that_a_zone_left_out_are_brought_to_UTC(string text, string expected)
    {
        var result = Published(text);

        Assert.Equal(expected, result.Article.Published!.Value.ToString());
        Assert.Empty(result.Notices);
    }

    [Fact]
    public void A_leap_second_is_the_second_before_and_counted()
    {
        var result = Published("2016-12-31T23:59:60Z");

        Assert.Equal("2016-12-31T23:59:59Z", result.Article.Published!.Value.ToString());
        Assert.Equal(new ArticleNotice("test", 0, ArticleNoticeKind.DateRepaired, "2016-12-31T23:59:60Z: a leap second, read as the second before"),
            ReadResult.Bare(Assert.Single(result.Notices)));
    }

    [Fact]
    public void An_ambiguous_date_is_not_guessed() => AssertUnreadable("03/04/05");

    [Theory]
    [InlineData("1599-12-31", true)]
    [InlineData("1600-01-01", false)]
    [InlineData("2025-06-02", false)]
    [InlineData("2025-06-02T12:00:01Z", true)]
    public void A_date_before_1600_or_in_the_future_is_kept_and_flagged(string text, bool flagged)
    {
        var clock = new FixedClock(new DateTimeOffset(2025, 6, 1, 12, 0, 0, TimeSpan.Zero));
        var result = ReadResult.Json($$"""{"id":"a","body":"B","published":"{{text}}"}""", new ReadingOptions { Clock = clock });

        Assert.StartsWith(text[..10], result.Article.Published.ToString(), StringComparison.Ordinal);
        Assert.Equal(flagged ? [ArticleNoticeKind.DateSuspicious] : [], result.Notices.Select(n => n.Kind));
    }

    [Fact]
    public void Markup_in_a_JSON_body_is_text()
    {
        const string Text = "a < b &amp; <script>alert(1)</script> <b>bold";

        Assert.Equal(Text, ReadResult.Json($$"""{"id":"a","body":"{{Text}}"}""").Article.Body);
    }

    private static ReadResult Published(string text) => ReadResult.Json($$"""{"id":"a","body":"B","published":"{{text}}"}""");

    private static void AssertUnreadable(string text)
    {
        var result = Published(text);

        Assert.Null(result.Article.Published);
        var notice = Assert.Single(result.Notices);
        Assert.Equal(("test", 0L, ArticleNoticeKind.DateUnreadable), (notice.Source, notice.Offset, notice.Kind));
        Assert.StartsWith(text + ": ", notice.Detail, StringComparison.Ordinal);
    }

    private static void AssertRejectedAlone(ReadResult result, string code)
    {
        Assert.Equal("next", Assert.Single(result.Articles).Id);
        var record = Assert.Single(result.Rejected);
        Assert.Equal((code, 1), (record.Code, record.Line));
        Assert.NotEmpty(record.Reason);
        Assert.InRange(record.Excerpt.Length, 1, RejectedRecord.MaxExcerpt);
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
