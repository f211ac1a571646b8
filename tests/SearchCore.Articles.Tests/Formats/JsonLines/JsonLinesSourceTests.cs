using System.Text;

using SearchCore.Articles.Formats.JsonLines;
using SearchCore.Articles.Reading;
using SearchCore.Articles.Tests.Reading;
using SearchCore.TestKit;

namespace SearchCore.Articles.Tests.Formats.JsonLines;

public class JsonLinesSourceTests
{
    [Fact]
    public void Every_member_of_the_contract_is_read()
    {
        var article = ReadResult.Json("""
            {"id":"a1","title":"A visit","body":"First.\n\"Second\" \u00fc \ud83d\ude00 \/ \t","published":"2017-12-11T12:00:00+01:00","source":"Wire","url":"https://example.org/a","author":["Ann Lee","Bo Ek"],"language":"en","section":"world","tags":"syria","entities":{"person":["Vladimir Putin"],"organization":"TASS","ship":["Astra"]},"desk":"night","page":4,"front":true,"box":{"a":[1, 2]},"none":null}
            """).Article;

        Assert.Equal(
            new Article
            {
                Id = "a1",
                Title = "A visit",
                Body = "First.\n\"Second\" ü 😀 / \t",
                Published = new ArticleDate(1_512_990_000),
                Source = "Wire",
                Url = "https://example.org/a",
                Authors = ["Ann Lee", "Bo Ek"],
                Language = "en",
                Section = "world",
                Tags = ["syria"],
                Entities = [new("person", "Vladimir Putin"), new("organization", "TASS"), new("ship", "Astra")],
                Members = [new("desk", "night"), new("page", "4"), new("front", "true"), new("box", """{"a":[1, 2]}""")],
            },
            article);
    }

    [Fact]
    public void Names_written_with_escapes_are_the_same_names()
    {
        var result = ReadResult.Json("""{"\u0069d":"a","t\u0069tle":"T","entities":{"pers\u006fn":"X"},"m\u006d":"v"}""");

        Assert.Equal(new Article { Id = "a", Title = "T", Entities = [new("person", "X")], Members = [new("mm", "v")] }, result.Article);
    }

    [Fact]
    public void Null_and_blank_values_are_absent()
    {
        var result = ReadResult.Json("""{"id":"a","title":null,"body":"B","published":null,"source":null,"url":" ","author":null,"tags":[null,"","x"],"entities":null,"extra":null}""");

        Assert.Equal(new Article { Id = "a", Body = "B", Tags = ["x"] }, result.Article);
        Assert.Empty(result.Notices);
    }

    [Theory]
    [InlineData("\"source\":5", "source is a number, not a string")]
    [InlineData("\"url\":{\"a\":1}", "url is an object, not a string")]
    [InlineData("\"section\":[\"a\"]", "section is a list, not a string")]
    [InlineData("\"language\":false", "language is true or false, not a string")]
    [InlineData("\"author\":{\"name\":\"A\"}", "1 of author: not a string")]
    [InlineData("\"tags\":7", "1 of tags: not a string")]
    [InlineData("\"tags\":[1,2,[\"a\"],{\"b\":1}]", "4 of tags: not a string")]
    [InlineData("\"entities\":[\"A\"]", "entities is a list, not an object")]
    [InlineData("\"entities\":{\"person\":5}", "1 of entities: not a string")]
    [InlineData("\"entities\":{\"Person\":\"A\"}", "entities: “Person” is no kind of entity")]
    [InlineData("\"entities\":{\"title\":[\"A\"]}", "entities: “title” is no kind of entity")]
    public void A_member_of_the_wrong_type_is_dropped_with_a_notice(string member, string detail)
    {
        var result = ReadResult.Json($$"""{"id":"a",{{member}},"body":"B"}""");

        Assert.Equal(new Article { Id = "a", Body = "B" }, result.Article);
        Assert.Equal(new ArticleNotice("test", 0, ArticleNoticeKind.MemberDropped, detail), ReadResult.Bare(Assert.Single(result.Notices)));
    }

    [Theory]
    [InlineData("true", "published is true or false, not a string or a number")]
    [InlineData("[\"2017-12-11\"]", "published is a list, not a string or a number")]
    [InlineData("12", "12: no date")]
    [InlineData("2017", "2017: a year alone")]
    [InlineData("-1615305780", "-1615305780: no date")]
    [InlineData("1e400", "1e400: no date")]
    [InlineData("\"30 February 2021\"", "30 February 2021: there is no such day or time")]
    [InlineData("\"9 March 2021 17:03 XYZT\"", "9 March 2021 17:03 XYZT: a time zone that is not known; an offset such as +0100 is")]
    [InlineData("\"03/09/2021\"", "03/09/2021: may be 3 September 2021 (write --date-order dmy) or 9 March 2021 (mdy)")]
    [InlineData("\"03/04/05\"",
        "03/04/05: may be 3 April 2005 (write --date-order dmy), 4 March 2005 (mdy) or 5 April 2003 (ymd)")]
    public void A_date_that_is_not_read_is_named_with_its_reason(string published, string detail)
    {
        var result = ReadResult.Json($$"""{"id":"a","published":{{published}},"body":"B"}""");

        Assert.Null(result.Article.Published);
        Assert.Equal(new ArticleNotice("test", 0, ArticleNoticeKind.DateUnreadable, detail), ReadResult.Bare(Assert.Single(result.Notices)));
    }

    [Theory]
    [InlineData("20171211", "2017-12-11T00:00:00Z")]
    [InlineData("20171211150102", "2017-12-11T15:01:02Z")]
    [InlineData("1615305780", "2021-03-09T16:03:00Z")]
    [InlineData("1615305780.9", "2021-03-09T16:03:00Z")]
    [InlineData("1.61530578E9", "2021-03-09T16:03:00Z")]
    [InlineData("1615305780000", "2021-03-09T16:03:00Z")]
    [InlineData("\"Tue, 09 Mar 2021 17:03:00 +0100\"", "2021-03-09T16:03:00Z")]
    [InlineData("\"9 M\\u00e4rz 2021\"", "2021-03-09T00:00:00Z")]
    public void Dates_are_read_from_numbers_and_in_words(string published, string date)
    {
        var result = ReadResult.Json($$"""{"id":"a","published":{{published}},"body":"B"}""");

        Assert.Equal(date, result.Article.Published.ToString());
        Assert.Empty(result.Notices);
    }

    [Fact]
    public void What_was_completed_in_a_date_is_said()
    {
        var result = ReadResult.Json("""{"id":"a","published":"2021-03","body":"B"}""");

        Assert.Equal("2021-03-01T00:00:00Z", result.Article.Published.ToString());
        Assert.Equal(
            new ArticleNotice("test", 0, ArticleNoticeKind.DateRepaired, "2021-03: a month alone, read as its first day"),
            ReadResult.Bare(Assert.Single(result.Notices)));
    }

    [Fact]
    public void Options_say_what_dates_do_not()
    {
        Assert.True(ArticleDateOptions.TryFindZone("Europe/Berlin", out var berlin));
        var options = new ReadingOptions { Dates = new ArticleDateOptions { Order = DateOrder.DayMonthYear, Zone = berlin } };

        Assert.Equal(
            "2021-09-03T15:03:00Z",
            ReadResult.Json("""{"id":"a","published":"03/09/2021 17:03","body":"B"}""", options).Article.Published.ToString());
    }

    [Theory]
    [InlineData("\"title\":5,\"body\":\"B\"")]
    [InlineData("\"title\":\"T\",\"body\":[\"one\",\"two\"]")]
    public void A_title_or_body_of_the_wrong_type_rejects_the_article_since_its_text_would_be_lost(string members) =>
        Assert.Equal(RejectCodes.BadText, ReadResult.Json($$"""{"id":"a",{{members}}}""").Reject.Code);

    [Theory]
    [InlineData("[1]")]
    [InlineData("\"text\"")]
    [InlineData("5")]
    [InlineData("null")]
    public void A_line_that_is_no_object_is_rejected(string line) => Assert.Equal(RejectCodes.NotAnObject, ReadResult.Json(line).Reject.Code);

    [Fact]
    public void Values_over_their_limits_are_dropped_with_a_notice()
    {
        var longValue = new string('x', ArticleLimits.MaxValueBytes + 1);
        var fits = new string('é', ArticleLimits.MaxValueBytes / 2);
        var result = ReadResult.Json($$"""{"id":"a","body":"B","source":"{{longValue}}","tags":["{{longValue}}","{{fits}}"],"big":"{{new string('y', ArticleLimits.MaxMemberBytes + 1)}}"}""");

        Assert.Equal(new Article { Id = "a", Body = "B", Tags = [fits] }, result.Article);
        Assert.Equal(3, result.Notices.Count);
        Assert.All(result.Notices, n => Assert.Equal(ArticleNoticeKind.MemberDropped, n.Kind));
    }

    [Fact]
    public void List_values_past_the_limit_are_dropped_with_one_notice()
    {
        var tags = string.Join(',', Enumerable.Repeat("\"t\"", ArticleLimits.MaxListValues + 7));
        var result = ReadResult.Json($$"""{"id":"a","body":"B","tags":[{{tags}}]}""");

        Assert.Equal(ArticleLimits.MaxListValues, result.Article.Tags.Count);
        Assert.StartsWith("7 of tags", Assert.Single(result.Notices).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_and_offsets_of_rejections_are_exact_across_chunks()
    {
        var input = new StringBuilder();
        var expected = new List<(long Offset, long Line)>();
        for (var line = 1; line <= 500; line++)
        {
            if (line % 7 == 0)
            {
                expected.Add((Encoding.UTF8.GetByteCount(input.ToString()), line));
                input.Append("broken é");
            }
            else if (line % 11 != 0)
            {
                input.Append("{\"id\":\"").Append(line).Append("\",\"body\":\"ü\"}");
            }

            input.Append((line % 3) switch { 0 => "\r\n", 1 => "\n", _ => "\r" });
        }

        foreach (var chunk in new[] { 1, 2, 3, 16, 100, 1 << 20 })
        {
            var result = ReadResult.Json(input.ToString(), new ReadingOptions { ChunkBytes = chunk });
            Assert.Equal(expected, result.Rejected.Select(r => (r.Offset, r.Line)));
            Assert.Equal(500 - expected.Count - Enumerable.Range(1, 500).Count(l => l % 11 == 0 && l % 7 != 0), result.Articles.Count);
            Assert.Equal(Encoding.UTF8.GetByteCount(input.ToString()), result.Bytes);
        }
    }

    [Fact]
    public void Chunks_hold_whole_lines_and_about_the_size_asked_for()
    {
        var input = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(i => $$"""{"id":"{{i}}","body":"some text"}""" + "\n")));
        var sizes = new JsonLinesSource(new MemoryStream(input), "test", new ReadingOptions { ChunkBytes = 64 * 1024 }).ReadChunks(default).Select(c => c.Bytes).ToList();

        Assert.Equal(input.Length, sizes.Sum());
        Assert.All(sizes.SkipLast(1), s => Assert.InRange(s, 60 * 1024, 64 * 1024));
    }

    [Fact]
    public void Chunks_may_be_read_late_and_on_other_threads()
    {
        var input = string.Concat(Enumerable.Range(0, 5_000).Select(i => $$"""{"id":"{{i}}","body":"some text"}""" + "\n"));
        var chunks = new JsonLinesSource(new MemoryStream(Encoding.UTF8.GetBytes(input)), "test", new ReadingOptions { ChunkBytes = 4096 }).ReadChunks(default).ToList();
        var results = chunks.AsParallel().AsOrdered().Select(chunk =>
        {
            var result = new ReadResult();
            chunk.Read(new ArticleBuffer(), result, CancellationToken.None);
            return result.Articles;
        }).SelectMany(a => a).ToList();

        Assert.Equal(Enumerable.Range(0, 5_000).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)), results.Select(a => a.Id));
    }

    [Fact]
    public void A_source_is_read_once()
    {
        var source = new JsonLinesSource(new MemoryStream(), "test");
        Assert.Empty(source.ReadChunks(default));
        Assert.Throws<InvalidOperationException>(() => source.ReadChunks(default));
    }

    [Fact]
    public void Cancellation_is_seen_between_chunks_and_between_records()
    {
        using var cancel = new CancellationTokenSource();
        var input = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("""{"id":"a","body":"B"}""" + "\n", 100)));
        var chunks = new JsonLinesSource(new MemoryStream(input), "test", new ReadingOptions { ChunkBytes = 1000 }).ReadChunks(cancel.Token).GetEnumerator();
        Assert.True(chunks.MoveNext());
        cancel.Cancel();

        Assert.Throws<OperationCanceledException>(() => chunks.Current.Read(new ArticleBuffer(), new ReadResult(), cancel.Token));
        Assert.Throws<OperationCanceledException>(() => chunks.MoveNext());
    }

    [Fact]
    public void A_missing_file_says_so()
    {
        using var folder = new TempFolder();
        var failure = ReadResult.Of(new JsonLinesSource(folder["none.jsonl"])).Failure;

        Assert.Contains("there is no such file", failure!.Message, StringComparison.Ordinal);
        Assert.Equal(folder["none.jsonl"], failure.SourceName);
    }

    [Fact]
    public void The_size_of_a_file_is_a_hint()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["a.jsonl"], "12345");

        Assert.Equal(5, new JsonLinesSource(folder["a.jsonl"]).SizeHint);
        Assert.Null(new JsonLinesSource(folder["none.jsonl"]).SizeHint);
    }

    [Fact]
    public void Reading_allocates_next_to_nothing_per_article()
    {
        var line = $$"""{"id":"a1","title":"A title\n","body":"{{string.Concat(Enumerable.Repeat("some text\\n", 200))}}","published":"2017-12-11","source":"Wire","author":["Ann"],"tags":["a","b"],"entities":{"person":["P"],"place":["Q"]},"dateline":"D"}""" + "\n";
        var input = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(line, 400)));
        var buffer = new ArticleBuffer();
        var chunk = new JsonLinesSource(new MemoryStream(input), "test").ReadChunks(default).First();
        var counter = new Counter();
        chunk.Read(buffer, counter, default);
        var before = GC.GetAllocatedBytesForCurrentThread();
        chunk.Read(buffer, counter, default);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(800, counter.Accepted);
        Assert.InRange(allocated, 0, 400 * 20);
    }

    private sealed class Counter : IArticleReceiver
    {
        public int Accepted { get; private set; }

        public void Accept(ArticleBuffer article) => Accepted++;

        public void Reject(RejectedRecord record) => Assert.Fail(record.Reason);

        public void Notice(ArticleNotice notice) => Assert.Fail(notice.Detail);
    }
}
