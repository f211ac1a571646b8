using System.Diagnostics;

using SearchCore.Articles.Formats;
using SearchCore.Articles.Formats.Clippings;
using SearchCore.Articles.Formats.JsonLines;
using SearchCore.Articles.Formats.Reuters;
using SearchCore.Articles.Reading;
using SearchCore.Articles.Tests.Reading;
using SearchCore.TestKit;

namespace SearchCore.Articles.Tests.Formats;

public sealed class ArticleFormatsTests : IDisposable
{
    private const string Line = """{"id":"a","body":"B"}""" + "\n";
    private const string Sgml = "<REUTERS NEWID=\"1\"><TEXT><TITLE>T</TITLE></TEXT></REUTERS>\n";

    private readonly TempFolder folder = new();
    private readonly List<SkippedFile> skipped = [];

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("plain.jsonl", false)]
    [InlineData("no-extension", false)]
    [InlineData("wrong.sgm", false)]
    [InlineData("packed.jsonl.gz", true)]
    [InlineData("packed-without-saying-so.jsonl", true)]
    [InlineData("not-packed.jsonl.gz", false)]
    public void Json_lines_are_known_by_their_content(string name, bool packed)
    {
        Write(name, Line, packed);

        Assert.IsType<JsonLinesSource>(Assert.Single(ArticleFormats.Default.Open(folder[name])));
        Assert.Equal("a", ReadAll().Article.Id);
    }

    [Theory]
    [InlineData("plain.sgm", false, "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n")]
    [InlineData("no-extension", false, "")]
    [InlineData("wrong.jsonl", false, "\n  ")]
    [InlineData("packed.sgm.gz", true, "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n")]
    public void Reuters_is_known_by_its_content(string name, bool packed, string before)
    {
        Write(name, before + Sgml, packed);

        Assert.IsType<ReutersSource>(Assert.Single(ArticleFormats.Default.Open(folder[name])));
        Assert.Equal("reuters-1", ReadAll().Article.Id);
    }

    [Fact]
    public void A_broken_first_line_is_json_lines_where_the_extension_says_so()
    {
        Write("a.jsonl", "{broken\n" + Line);

        var result = ReadAll();
        Assert.Equal(("a", RejectCodes.MalformedJson), (Assert.Single(result.Articles).Id, Assert.Single(result.Rejected).Code));
    }

    [Fact]
    public void A_long_first_line_is_known_by_its_beginning()
    {
        Write("a", $$"""{"id":"a","body":"{{new string('x', 100_000)}}"}""");

        Assert.Equal(100_000, ReadAll().Article.Body!.Length);
    }

    [Fact]
    public void A_folder_is_read_with_all_below_it_in_ordinal_order_of_the_paths()
    {
        foreach (var name in new[] { "b.jsonl", "a.jsonl", "a/z.jsonl", "a/b/c.jsonl", "B.jsonl", "a-1.jsonl", "ä.jsonl" })
        {
            Write(name, $$"""{"id":"{{name}}","body":"B"}""");
        }

        Assert.Equal(
            ["B.jsonl", "a-1.jsonl", "a.jsonl", "a/b/c.jsonl", "a/z.jsonl", "b.jsonl", "ä.jsonl"], ReadAll().Articles.Select(a => a.Id));
        Assert.Empty(skipped);
    }

    [Fact]
    public void What_is_no_article_file_is_skipped_with_its_reason()
    {
        Write("a.jsonl", Line);
        Write("empty.jsonl", "");
        Write("pretty.json", "{\n  \"id\": \"a\"\n}\n");
        Write("list.json", "[\n  1\n]\n");
        Write("table.csv", "a,b\n1,2\n");
        Write("archive.zip", "PK\u0003\u0004\0\0\0");
        Write("picture", "\u0089PNG\r\n\u001A\n\0\0\0");
        Write("packed.txt", "some text\n", packed: true);
        Write(".hidden.jsonl", Line);
        Write(".git/config.jsonl", Line);

        Assert.Single(ReadAll().Articles);
        Assert.Equal(
            [
                (".git", SkipReason.Hidden), (".hidden.jsonl", SkipReason.Hidden), ("archive.zip", SkipReason.Unrecognized),
                ("empty.jsonl", SkipReason.Empty),
                ("list.json", SkipReason.Unrecognized), ("packed.txt", SkipReason.Unrecognized), ("picture", SkipReason.Unrecognized),
                ("pretty.json", SkipReason.Unrecognized), ("table.csv", SkipReason.Unrecognized),
            ],
            skipped.Select(s => (Path.GetRelativePath(folder.Path, s.Path), s.Reason)));
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("text")]
    public void Texts_of_a_folder_have_their_relative_paths_as_ids(string name)
    {
        var format = ArticleFormats.Default.Find(name);
        Write("b.txt", "Tin rises\n\nTin rose on Thursday, traders said.\n");
        Write("1987/april/page", "Tin falls\n\nTin fell on Friday, traders said.\n");
        Write("1987/notes.md", "Tin notes\n");

        var sources = ArticleFormats.Default.Open(folder.Path, format, null, skipped.Add).ToList();
        Assert.IsType<ClippingSource>(Assert.Single(sources));
        Assert.Equal(["1987/april/page", "b.txt"], ReadResult.Of(sources).Articles.Select(a => a.Id));
        Assert.Equal(folder["1987/notes.md"], Assert.Single(skipped).Path);
        Assert.Equal("b.txt", ReadResult.Of(ArticleFormats.Default.Open(folder["b.txt"], format)).Article.Id);
        Assert.Equal("notes.md", ReadResult.Of(ArticleFormats.Default.Open(folder["1987/notes.md"], format)).Article.Id);
    }

    [Fact]
    public void A_folder_of_every_format_is_read_in_order()
    {
        Write("a.txt", "Tin rises\n\nTin rose on Thursday, traders said.\n");
        Write("b.jsonl", Line);
        Write("c.txt", "Tin falls\n\nTin fell on Friday, traders said.\n");
        Write("d.sgm", Sgml);

        Assert.Equal(["a.txt", "a", "c.txt", "reuters-1"], ReadAll().Articles.Select(a => a.Id));
    }

    [Fact]
    public void A_format_asked_for_takes_only_files_of_it()
    {
        Write("a.jsonl", Line);
        Write("b.sgm", Sgml);
        Write("c.txt", "Text.\n");

        Assert.IsType<JsonLinesSource>(
            Assert.Single(ArticleFormats.Default.Open(folder.Path, ArticleFormats.JsonLines, null, skipped.Add)));
        Assert.Equal(["b.sgm", "c.txt"], skipped.Select(s => Path.GetFileName(s.Path)));
        Assert.All(skipped, s => Assert.Equal(SkipReason.OtherFormat, s.Reason));
        Assert.IsType<ReutersSource>(Assert.Single(ArticleFormats.Default.Open(folder.Path, ArticleFormats.Reuters)));
    }

    [Fact]
    public void A_format_asked_for_is_taken_for_a_single_file_whatever_it_looks_like()
    {
        Write("a.txt", "no json\n");

        Assert.Equal(
            RejectCodes.MalformedJson,
            ReadResult.Of(Assert.Single(ArticleFormats.Default.Open(folder["a.txt"], ArticleFormats.JsonLines))).Reject.Code);
    }

    [Fact]
    public void An_empty_file_holds_no_articles()
    {
        Write("a.jsonl", "");

        var result = ReadResult.Of(Assert.Single(ArticleFormats.Default.Open(folder["a.jsonl"])));
        Assert.Empty(result.Articles);
        Assert.Null(result.Failure);
    }

    [Fact]
    public void A_path_that_is_not_there_is_said_at_once()
    {
        var failure = Assert.Throws<ArticleSourceException>(() => ArticleFormats.Default.Open(folder["none"]));

        Assert.Equal($"{folder["none"]}: there is no such file or folder (at byte 0)", failure.Message);
    }

    [Fact]
    public void A_file_that_is_nothing_known_says_so_when_it_is_read()
    {
        Write("a.zip", "PK\u0003\u0004\0\0\0");

        var failure = ReadResult.Of(Assert.Single(ArticleFormats.Default.Open(folder["a.zip"]))).Failure;
        Assert.NotNull(failure);
    }

    [Fact]
    public void Links_are_not_followed_in_a_folder()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Write("real/a.jsonl", Line);
        File.CreateSymbolicLink(folder["file.jsonl"], folder["real/a.jsonl"]);
        Directory.CreateSymbolicLink(folder["real/loop"], folder.Path);

        Assert.Single(ReadAll().Articles);
        Assert.Equal([folder["file.jsonl"], folder["real/loop"]], skipped.Select(s => s.Path));
        Assert.All(skipped, s => Assert.Equal(SkipReason.Link, s.Reason));
        Assert.Equal("a", ReadResult.Of(Assert.Single(ArticleFormats.Default.Open(folder["file.jsonl"]))).Article.Id);
    }

    [Fact]
    public void Pipes_and_devices_are_never_opened()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using (var make = Process.Start("mkfifo", folder["pipe.jsonl"]))
        {
            make.WaitForExit();
        }

        Write("a.jsonl", Line);
        Assert.Single(ReadAll().Articles);
        Assert.Equal(new SkippedFile(folder["pipe.jsonl"], SkipReason.NotRegular), Assert.Single(skipped));
        foreach (var format in ArticleFormats.Default.All.Append(null))
        {
            Assert.Contains(
                "not a regular file",
                ReadResult.Of(Assert.Single(ArticleFormats.Default.Open(folder["pipe.jsonl"], format))).Failure!.Reason,
                StringComparison.Ordinal);
        }

        Assert.Contains(
            "not a regular file", ReadResult.Of(new JsonLinesSource(folder["pipe.jsonl"])).Failure!.Reason, StringComparison.Ordinal);
        Assert.Contains(
            "not a regular file",
            ReadResult.Of(Assert.Single(ArticleFormats.Default.Open("/dev/zero", ArticleFormats.JsonLines))).Failure!.Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_read_fails_alone()
    {
        Write("a.jsonl", Line);
        Write("b.jsonl.gz", "{}");
        File.WriteAllBytes(folder["b.jsonl.gz"], ReadResult.Gzip(Line)[..12]);
        Write("c.jsonl", Line);

        var results = ArticleFormats.Default.Open(folder.Path).Select(ReadResult.Of).ToList();
        Assert.Equal([1, 0, 1], results.Select(r => r.Articles.Count));
        Assert.Equal([false, true, false], results.Select(r => r.Failure is not null));
    }

    [Fact]
    public void Articles_of_a_list_come_under_the_same_rules()
    {
        var good = new Article
        {
            Id = "a",
            Title = "T",
            Published = ArticleDate.FromDay(1500, 1, 1),
            Tags = ["x"],
            Members = [new("m", "v"), new("_m", "v")],
        };
        var list = new[] { good, new Article { Id = "", Body = "B" }, new Article { Id = "b", Body = " " },
            new Article { Id = "c", Body = "half \uD800" }, new Article { Id = "d\uD800", Body = "B" } };
        var result = ReadResult.Of(ArticleSource.From(list));

        Assert.Equal([good with { Members = [new("m", "v")] }, new Article { Id = "c", Body = "half \uFFFD" }], result.Articles);
        Assert.Equal(
            [(1, RejectCodes.MissingId), (2, RejectCodes.Empty), (4, RejectCodes.BadId)],
            result.Rejected.Select(r => ((int)r.Offset, r.Code)));
        Assert.Equal(
            [ArticleNoticeKind.MemberDropped, ArticleNoticeKind.DateSuspicious, ArticleNoticeKind.TextRepaired],
            result.Notices.Select(n => n.Kind));
    }

    [Fact]
    public void Articles_that_come_asynchronously_are_a_source_too()
    {
        static async IAsyncEnumerable<Article> Make()
        {
            for (var i = 0; i < 1000; i++)
            {
                await Task.Yield();
                yield return new Article { Id = $"{i}", Body = "B" };
            }
        }

        Assert.Equal(1000, ReadResult.Of(ArticleSource.From(Make())).Articles.Count);
    }

    [Fact]
    public void A_source_can_be_read_article_by_article()
    {
        Write("a.jsonl", Line + "broken\n" + """{"id":"b","body":"B","published":"?"}""");
        var (rejected, notices) = (new List<RejectedRecord>(), new List<ArticleNotice>());
        var articles = ArticleFormats.Default.Open(folder["a.jsonl"]).SelectMany(s => s.ReadArticles(rejected.Add, notices.Add)).ToList();

        Assert.Equal(["a", "b"], articles.Select(a => a.Id));
        Assert.Equal(2, Assert.Single(rejected).Line);
        Assert.Equal(ArticleNoticeKind.DateUnreadable, Assert.Single(notices).Kind);
    }

    private void Write(string name, string text, bool packed = false)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
        var bytes = System.Text.Encoding.Latin1.GetBytes(text);
        bytes = name.Contains('ä', StringComparison.Ordinal) ? System.Text.Encoding.UTF8.GetBytes(text) : bytes;
        File.WriteAllBytes(folder[name], packed ? ReadResult.Gzip(bytes) : bytes);
    }

    private ReadResult ReadAll()
    {
        var sources = ArticleFormats.Default.Open(folder.Path, null, null, skipped.Add);
        return ReadResult.Of(sources);
    }
}
