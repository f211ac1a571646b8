using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Formats.Mapping;

namespace SearchCore.Formats.Tests;

/// <summary>Archives as people have them that once lost something: each is read whole, or says what it lost.</summary>
public sealed class ImportFaultTests
{
    [Fact]
    public void An_address_of_the_whole_site_is_no_article_s_id()
    {
        var lines = string.Concat(
            Enumerable.Range(1, 5).Select(i => $$"""{"title":"T{{i}}","text":"b","source":"https://example.org/"}""" + "\n"));
        Assert.Equal(5, Sample.Read(lines).Articles.Select(a => a.Id).Distinct().Count());
        var table = "title,text,date,logo\n"
            + string.Concat(Enumerable.Range(1, 5).Select(i => $"T{i},b,2019-05-07,https://example.org/l.png\n"));
        Assert.Equal(5, Sample.Read(table, "t.csv").Articles.Select(a => a.Id).Distinct().Count());
    }

    [Theory]
    [InlineData("./")]
    [InlineData("a")]
    public void A_tar_of_a_folder_is_read_however_short_its_first_name_is(string name)
    {
        using var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, TarEntryFormat.Gnu, leaveOpen: true))
        {
            tar.WriteEntry(new GnuTarEntry(name == "./" ? TarEntryType.Directory : TarEntryType.RegularFile, name));
            tar.WriteEntry(new GnuTarEntry(TarEntryType.RegularFile, "./x.jsonl")
            {
                DataStream = new MemoryStream("{\"id\":\"l1\",\"title\":\"Lock\"}"u8.ToArray()),
            });
        }

        Assert.Equal("l1", Sample.Read(stream.ToArray(), "x.tar").Only.Id);
    }

    [Fact]
    public void One_damaged_record_among_the_first_takes_itself_alone()
    {
        byte[] bytes =
        [
            .. Encoding.Latin1.GetBytes("""{"uri":"1","headline":"Café","maintext":"b"}""" + "\n"),
            .. Encoding.UTF8.GetBytes("""{"uri":"2","headline":"a \\ud83d b","maintext":"b","\\ud800":"x"}""".Replace("\\\\", "\\") + "\n"),
            .. Encoding.UTF8.GetBytes("""{"uri":"3","headline":"c","maintext":"b"}""" + "\n"),
            .. Encoding.UTF8.GetBytes("""{"uri":"4","headline":"d","maintext":"b"}""" + "\n"),
        ];
        var read = Sample.Read(bytes);
        Assert.Null(read.Failure);
        Assert.Contains("3", read.Articles.Select(a => a.Id));
        Assert.Contains("4", read.Articles.Select(a => a.Id));
        Assert.Contains(read.Rejected, r => r.Code == RejectCodes.MalformedUtf8);
    }

    [Fact]
    public void Half_a_character_is_repaired_and_said()
    {
        var read = Sample.Read("""{"uri":"2","headline":"a \ud83d b \ud83d\ude00 \\ud83d","maintext":"b"}""");
        Assert.Equal(ArticleNoticeKind.TextRepaired, Assert.Single(read.Notices).Kind);
        Assert.Empty(Sample.Read("""{"uri":"2","headline":"\ud83d\ude00 \\ud83d","maintext":"b"}""").Notices);
    }

    [Fact]
    public void An_export_in_an_archive_is_told_as_one_outside_is()
    {
        var styles = "<html><head><style>" + new string(' ', 6_000) + "</style><title>Factiva</title></head><body>";
        var page = FactivaTests.Html.Replace("<body>", string.Empty, StringComparison.Ordinal);
        var html = Encoding.UTF8.GetBytes(styles + page);
        var alone = Sample.Read(html, "f.html");
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = zip.CreateEntry("f.html").Open())
        {
            entry.Write(html);
        }

        Assert.Equal(alone.Articles.Select(a => a.Title), Sample.Read(stream.ToArray(), "a.zip").Articles.Select(a => a.Title));
    }

    [Fact]
    public void A_strict_source_blames_no_article_for_what_stands_around_the_list()
    {
        const string Answer = """
            {"status":"ok","total":2,"articles":[{"title":"A","url":"u1","content":"a"},{"title":"B","url":"u2","content":"b"}]}
            """;
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Answer));
        var (rejected, notices) = (new List<RejectedRecord>(), new List<ArticleNotice>());
        var articles = NewsFormats.All.Open(stream, "-").Strict().ReadArticles(rejected.Add, notices.Add).ToList();
        Assert.Equal((2, 0, 1), (articles.Count, rejected.Count, notices.Count));
    }

    [Fact]
    public void What_is_dropped_in_an_object_is_not_stored_with_it()
    {
        var mapping = ArticleMapping.ParseJson("""{"members": {"title": "k", "body": "t"}, "drop": ["meta.secret", "list.secret"]}""");
        var read = Sample.Read(
            """{"k":"One","t":"b","meta":{"secret":"x","desk":"Port"},"list":[{"secret":1,"a":2},{"a":3}]}""", mapping).Only;
        Assert.Equal(
            [("meta", """{"desk":"Port"}"""), ("list", """[{"a":2},{"a":3}]""")], read.Members.Select(m => (m.Name, m.Value)));
    }

    [Fact]
    public void Lists_that_are_stated_are_united_and_a_second_choice_is_kept()
    {
        var mapping = ArticleMapping.Parse("tags=tags|keywords,body=t|lead,title=k");
        var read = Sample.Read("""{"k":"One","t":"b","lead":"l","tags":["a"],"keywords":["c"]}""", mapping).Only;
        Assert.Equal(["a", "c"], read.Tags);
        Assert.Equal([("lead", "l")], read.Members.Select(m => (m.Name, m.Value)));
    }

    [Fact]
    public void Midnight_that_is_written_is_in_the_archive_s_zone()
    {
        var mapping = ArticleMapping.ParseJson(
            """{"members": {"title": "k", "published": {"from": "d", "format": "dd-MM-yyyy HH:mm"}}, "dateZone": "Europe/Amsterdam"}""");
        Assert.Equal("2021-03-04T23:00:00Z", Sample.Read("""{"k":"One","d":"05-03-2021 00:00"}""", mapping).Only.Published.ToString());
    }

    [Fact]
    public void Elements_that_are_closed_in_themselves_hide_nothing()
    {
        Assert.Equal(
            "A\n\nLong text\n\nB",
            NewsFormats.PlainText("<p>A</p><script src=\"x\" /><p>Long text</p><script>y()</script><p>B</p>"));
        Assert.Equal("whole text", NewsFormats.PlainText("<form><div>whole text</div></form>"));
        Assert.Equal("a", NewsFormats.PlainText("<p>a</p><form><input name=q><button>Go</button> Search</form>"));
    }

    [Fact]
    public void Titles_are_read_as_HTML_once_and_not_where_it_is_forbidden()
    {
        const string Line = """{"headline": "Why <b> is not &amp;lt;", "maintext": "t", "url": "u"}""";
        Assert.Equal("Why <b> is not &amp;lt;", Sample.Read(Line, ArticleMapping.Guess.With(HtmlUse.Never)).Only.Title);
        Assert.Equal("Why is not &lt;", Sample.Read(Line).Only.Title);
    }

    [Fact]
    public void Exports_that_were_put_together_and_files_of_one_name_keep_their_ids_apart()
    {
        var twice = Sample.Read(NexisTests.Export + "\n" + NexisTests.Export, "n.txt");
        Assert.Equal(twice.Articles.Count, twice.Articles.Select(a => a.Id).Distinct().Count());
        using var stream = new MemoryStream();
        const string Page = "<html><body><article><h1>H</h1><p>A page about the lock and its gates.</p></article></body></html>";
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i < 2; i++)
            {
                using var entry = zip.CreateEntry("p.html").Open();
                entry.Write(Encoding.UTF8.GetBytes(Page));
            }
        }

        Assert.Equal(["a.zip/p.html", "a.zip/p.html#2"], Sample.Read(stream.ToArray(), "a.zip").Articles.Select(a => a.Id));
    }

    [Fact]
    public void Letters_and_text_that_are_lost_in_exports_are_said()
    {
        var export = Encoding.UTF8.GetBytes(NexisTests.Export);
        byte[] bytes = [.. export, .. Enumerable.Repeat((byte)'\n', 70_000), .. export, 0xE9];
        Assert.Contains(Sample.Read(bytes, "n.txt").Notices, n => n.Kind == ArticleNoticeKind.TextRepaired);
        var two = Sample.Read("{\\rtf1 Lock opens\\par The gates opened at dawn.}{\\rtf1 Second}", "a.rtf");
        Assert.Contains(two.Notices, n => n.Detail.StartsWith("characters behind the document", StringComparison.Ordinal));
    }

    [Fact]
    public void Words_with_a_colon_are_no_labels_of_Nexis_within_a_headline_or_text()
    {
        var export = """
            1 of 1 DOCUMENTS

                                    Example Post

                             May 7, 2019 Tuesday

            EXCLUSIVE: Minister quits

            LENGTH: 100 words

            BODY: The minister quit.

            UPDATE: Police say nothing.

            BODY: as it was called, remained.

            SUBJECT: RESIGNATION (90%)

            LOAD-DATE: May 8, 2019
            """;
        var article = Sample.Read(export, "n.txt").Only;
        Assert.Equal("EXCLUSIVE: Minister quits", article.Title);
        Assert.Equal(
            "The minister quit.\n\nUPDATE: Police say nothing.\n\nBODY: as it was called, remained.", article.Body);
        Assert.Equal(["Resignation"], article.Tags);
    }

    [Fact]
    public void The_abstract_and_dateline_of_NITF_are_kept()
    {
        const string Story = "<nitf><body><body.head><hedline><hl1>H</hl1><hl2>One</hl2><hl2>Two</hl2></hedline>"
            + "<abstract><p>Lead.</p></abstract><dateline>FALKIRK</dateline></body.head>"
            + "<body.content><p>Text.</p></body.content></body></nitf>";
        var article = Sample.Read(Story, "a.xml").Only;
        Assert.Equal("One\n\nTwo\n\nText.", article.Body);
        Assert.Equal([("dateline", "FALKIRK"), ("abstract", "Lead.")], article.Members.Select(m => (m.Name, m.Value)));
    }

    [Theory]
    [InlineData("utf-7")]
    [InlineData("no-such-thing")]
    public void An_encoding_that_is_refused_is_guessed(string name)
    {
        var page = $"<html><head><meta charset=\"{name}\"></head><body><article><h1>H</h1>"
            + "<p>Café and the lock and its gates.</p></article></body>";
        Assert.Contains("Café", Sample.Read(page, "a.html").Only.Body!, StringComparison.Ordinal);
        var feed = $"<?xml version=\"1.0\" encoding=\"{name}\"?><rss><channel><item><title>Café</title></item></channel></rss>";
        Assert.Equal("Café", Sample.Read(feed, "a.xml").Only.Title);
    }

    [Fact]
    public void What_is_packed_and_not_read_fails_by_name()
    {
        using var stream = new MemoryStream();
        using (var packing = new SharpCompress.Compressors.ZStandard.CompressionStream(stream, 3, 0, true))
        {
            packing.Write([0x89, .. "PNG"u8, 1, 2, 3]);
        }

        Assert.Contains("this is a picture", Sample.Read(stream.ToArray(), "p.zst").Failure!.Message, StringComparison.Ordinal);
    }
}
