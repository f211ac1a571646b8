using System.Text;

using SearchCore.Articles;
using SearchCore.Articles.Reading;

namespace SearchCore.Formats.Tests;

/// <summary>JSON of scrapers, agencies and sites, in each of the shapes in which it comes.</summary>
public sealed class JsonTests
{
    internal const string Record =
        """
        {"authors": ["Mara Quill"], "date_download": null, "date_publish": "2019-05-07 06:30:00", "description": "Lead.", "language": "en",
         "maintext": "The lock gates opened at dawn.\nBoats waited.", "source_domain": "www.example.net", "title": "Lock opens",
         "url": "https://www.example.net/lock", "image_url": "https://img.example.net/1.jpg"}
        """;

    private static string Line => Record.Replace("\n", string.Empty, StringComparison.Ordinal);

    [Fact]
    public void A_scraper_s_record_in_any_shape_is_one_article()
    {
        var shapes = new Dictionary<string, string>
        {
            ["object over lines"] = Record,
            ["a line"] = Line,
            ["lines"] = $"{Line}\n{Line}\n",
            ["lines of Windows"] = $"{Line}\r\n{Line}\r\n",
            ["list"] = $"[{Record},\n{Record}]",
            ["answer"] = $$"""{"status": "ok", "totalResults": 2, "articles": [{{Record}}, {{Record}}]}""",
            ["answer in an answer"] = """{"response": {"status": "ok", "total": 1, "results": [""" + Record + """], "pages": 3}}""",
            ["objects in a row"] = $"{Record}\n{Record}",
        };
        foreach (var (shape, text) in shapes)
        {
            var read = Sample.Read(text, "x.json");
            Assert.True(read is { Format: "json", Rejected: [], Failure: null, Articles.Count: > 0 }, shape);
            foreach (var article in read.Articles)
            {
                Assert.True(
                    new Article
                    {
                        Id = "https://www.example.net/lock",
                        Title = "Lock opens",
                        Body = "The lock gates opened at dawn.\nBoats waited.",
                        Published = new ArticleDate(1_557_210_600),
                        Source = "www.example.net",
                        Url = "https://www.example.net/lock",
                        Language = "en",
                        Authors = ["Mara Quill"],
                        Members = [new("description", "Lead."), new("image_url", "https://img.example.net/1.jpg")],
                    }.Equals(article),
                    $"{shape}: {article}");
            }
        }
    }

    [Fact]
    public void SearchCore_s_own_lines_are_left_to_their_faster_reader()
    {
        Assert.Equal("jsonl", Sample.Read("""{"id":"a","title":"t","body":"b","published":"2019-05-07","desk":"x"}""").Format);
        const string Own = """{"id":"a","title":"t","body":"b","date":"x","published":null,"summary":"s","url":"u"}""";
        Assert.Equal("jsonl", Sample.Read(Own).Format);
        Assert.Equal("json", Sample.Read("""{"id":7,"title":"t","body":"b","published":"2019-05-07"}""").Format);
        Assert.Equal("json", Sample.Read("""{"id":"a","headline":"t","body":"b"}""").Format);
        Assert.Equal("json", Sample.Read("""{"id":"a","title":"t","body":"b","date":"2019-05-07"}""").Format);
        var longOne = $$"""{"body":"{{new string('b', 9_000)}}","title":"t","id":"a"}""";
        Assert.Equal("jsonl", Sample.Read(longOne + "\n" + longOne.Replace("\"a\"", "\"b\"", StringComparison.Ordinal)).Format);
    }

    [Fact]
    public void An_agency_s_item_brings_its_entities()
    {
        var item = Sample.Read(
            """
            {"uri": "urn:x:7", "type": "text", "versioncreated": "2019-05-07T08:30:00+0200", "byline": "By Mara Quill and Tom Oakes",
             "headlines": [{"role": "short", "value": "Lock"}, {"role": "main", "value": "Lock opens"}],
             "bodies": [{"contenttype": "text/html", "value": "<p>Never.</p>"},
                        {"contenttype": "text/plain", "value": "The gates opened."}],
             "person": [{"name": "Ida Brandt"}], "organisation": [{"name": "Canal Trust"}], "place": [{"name": "Falkirk"}],
             "subject": [{"code": "01", "name": "transport"}]}
            """,
            "item.json").Only;
        Assert.Equal(("urn:x:7", "Lock opens", "The gates opened."), (item.Id, item.Title, item.Body));
        Assert.Equal(["Mara Quill", "Tom Oakes"], item.Authors);
        Assert.Equal([new("person", "Ida Brandt"), new("organization", "Canal Trust"), new("place", "Falkirk")], item.Entities);
        Assert.Equal(new ArticleDate(1_557_210_600), item.Published);
    }

    [Fact]
    public void A_site_s_posts_have_their_text_in_objects()
    {
        var post = Sample.Read(
            """
            [{"id": 12, "date": "2019-05-07T08:30:00", "date_gmt": "2019-05-07T06:30:00", "link": "https://example.net/?p=12",
              "title": {"rendered": "Lock &#8220;opens&#8221;"}, "content": {"rendered": "<p>The gates.</p>\n<p>Boats &amp; barges.</p>"}}]
            """).Only;
        Assert.Equal(("12", "Lock “opens”", "The gates.\n\nBoats & barges."), (post.Id, post.Title, post.Body));
        Assert.Equal(new ArticleDate(1_557_210_600), post.Published);
    }

    [Fact]
    public void An_answer_with_fields_inside_of_records_is_read()
    {
        var article = Sample.Read(
            """
            {"response": {"results": [{"id": "world/1", "sectionName": "World", "webPublicationDate": "2019-05-07T06:30:00Z",
              "webTitle": "Lock opens", "webUrl": "https://example.net/1",
              "fields": {"bodyText": "The gates opened.", "byline": "Mara Quill"}}]}}
            """).Only;
        Assert.Equal(("world/1", "Lock opens", "The gates opened.", "World"), (article.Id, article.Title, article.Body, article.Section));
        Assert.Equal(["Mara Quill"], article.Authors);
    }

    [Fact]
    public void Values_that_say_that_there_is_none_are_none()
    {
        var article = Sample.Read(
            """
            {"link": "https://example.net/1", "headline": "Lock opens", "category": "nan", "short_description": "The gates.",
             "authors": "Mara Quill, Contributor", "date": NaN, "tags": "None", "source": {"id": null, "name": "Example"}, "views": NaN}
            """).Only;
        Assert.Equal(["Mara Quill"], article.Authors);
        Assert.Equal((null, "Example", null), (article.Section, article.Source, article.Published));
        Assert.Empty(article.Tags);
        Assert.Empty(article.Members);
    }

    [Fact]
    public void A_bad_line_is_rejected_by_its_place_and_the_rest_goes_on()
    {
        var read = Sample.Read($"{Line}\n{{\"title\": \"cut off\n{Line}\n[1]\n{{\"headline\": \"no id and no address\"}}\n");
        Assert.Equal(3, read.Articles.Count);
        Assert.Equal([("malformed-json", 2L), ("not-an-object", 4L)], read.Rejected.Select(r => (r.Code, r.Line)));
        Assert.Equal(Encoding.UTF8.GetByteCount(Line) + 1, read.Rejected[0].Offset);
        Assert.Equal("sample#5", read.Articles[^1].Id);
    }

    [Fact]
    public void A_list_that_is_cut_off_gives_what_it_has_and_says_so()
    {
        var read = Sample.Read($"[{Record}, {Record[..60]}", "x.json");
        Assert.Single(read.Articles);
        Assert.Equal("malformed-json", Assert.Single(read.Rejected).Code);
    }

    [Fact]
    public void Records_longer_than_is_allowed_are_rejected_wherever_they_are_cut()
    {
        var options = new ReadingOptions { MaxRecordBytes = 100_000, ChunkBytes = 1 };
        var records = Enumerable.Range(0, 9).Select(i =>
            $$"""{"uri": "{{i}}", "headline": "h", "text": "{{Text(i)}} \"}{ end"}""").ToList();
        static string Text(int i) => new((char)('a' + i), i == 5 ? 300_000 : 30_000 + (i * 7));

        foreach (var text in new[] { $"[{string.Join(",", records)}]", string.Join("\n", records) })
        {
            var read = Sample.Read(Encoding.UTF8.GetBytes(text), options: options);
            Assert.Equal(["0", "1", "2", "3", "4", "6", "7", "8"], read.Articles.Select(a => a.Id));
            Assert.All(read.Articles, a => Assert.EndsWith(" \"}{ end", a.Body!, StringComparison.Ordinal));
            Assert.Equal(RejectCodes.TooLong, Assert.Single(read.Rejected).Code);
        }
    }

    [Fact]
    public void Malformed_text_is_rejected_or_repaired_as_is_asked_for()
    {
        byte[] bytes = [.. "{\"url\": \"u\", \"headline\": \"a"u8, 0xE9, .. "b\", \"text\": \"c\"}"u8];
        Assert.Equal(RejectCodes.MalformedUtf8, Assert.Single(Sample.Read(bytes).Rejected).Code);
        var repaired = Sample.Read(bytes, options: new ReadingOptions { Lenient = true });
        Assert.Equal("a\uFFFDb", repaired.Only.Title);
        Assert.Equal(ArticleNoticeKind.TextRepaired, Assert.Single(repaired.Notices).Kind);
    }

    [Fact]
    public void Half_a_character_is_repaired()
    {
        var article = Sample.Read("""{"url": "u", "headline": "a \ud83d b", "text": "c"}""").Only;
        Assert.Equal("a \uFFFD b", article.Title);
    }

    [Theory]
    [InlineData("{\n \"config\": {\"port\": 80},\n \"debug\": true\n}")]
    [InlineData("""[1, 2, 3]""")]
    public void Other_JSON_is_refused_and_never_text(string text)
    {
        var read = Sample.Read(text, "settings.json");
        Assert.Empty(read.Articles);
        Assert.Contains("JSON", read.Failure!.Reason, StringComparison.Ordinal);
    }
}
