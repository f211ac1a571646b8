using SearchCore.TestKit;

namespace SearchCore.Cli.Tests.Commands;

/// <summary>Archives of many formats in the console: shown before, taken by one command, named where they are not read.</summary>
public sealed class ImportTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_of_everything_goes_in_and_what_does_not_is_named()
    {
        Write("a.csv", "id,title,text,date,views\n1,Lock opens,The gates opened.,7 May 2019,12\n2,Second,Boats.,03/04/05,13\n3,,,,\n");
        Write("b.json", """[{"link": "https://example.net/b", "headline": "Third", "maintext": "A barge.", "date": 1557210600}]""");
        Write("c.xml", "<rss><channel><title>Feed</title><item><title>Fourth</title><guid>f</guid></item></channel></rss>");
        Write("d.docx", "PK\u0003\u0004 word/document.xml");
        Write("e.html", "<html><body><article><h1>Fifth</h1><p>A page about the lock and its gates.</p></article></body></html>");

        var inspected = Run(ExitCode.Done, "inspect", "in/a.csv").Out;
        Assert.StartsWith("in/a.csv: CSV\n", inspected, StringComparison.Ordinal);
        Assert.Contains("  published      2019-05-07T00:00:00Z\n", inspected, StringComparison.Ordinal);
        Assert.Contains(
            "2 articles looked at, 1 rejected\nhave: title, body, published (1)\n",
            inspected, StringComparison.Ordinal);
        Assert.Contains("rejected (empty): 1, such as line 4:", inspected, StringComparison.Ordinal);
        Assert.Contains("--date-order", inspected, StringComparison.Ordinal);
        var first = Run(ExitCode.Done, "inspect", "in", "--records", "3").Out;
        Assert.Contains("2 articles looked at, 1 rejected", first, StringComparison.Ordinal);

        var indexed = Run(ExitCode.Rejected, "index", "in", "--index", "index", "--date-order", "dmy");
        Assert.Contains("d.docx: a Word document, which is not read", indexed.Error + indexed.Out, StringComparison.Ordinal);
        Assert.Contains("2005-04-03", Run(ExitCode.Done, "doc", "2", "--index", "index").Out, StringComparison.Ordinal);
        Assert.Contains("2019-05-07", Run(ExitCode.Done, "doc", "https://example.net/b", "--index", "index").Out, StringComparison.Ordinal);
        var found = Run(ExitCode.Done, "search", "gates", "--index", "index", "--output", "jsonl").Out;
        Assert.Contains("\"e.html\"", found, StringComparison.Ordinal);

        var refused = Run(ExitCode.Rejected, "index", "in/d.docx", "--index", "other");
        Assert.Contains("this is a Word document, which is not read; save it as text", refused.Error, StringComparison.Ordinal);
        Assert.NotEqual(ExitCode.Done, new ConsoleRun(folder.Path).Run("inspect", "in/d.docx"));
    }

    [Fact]
    public void Members_are_mapped_and_what_is_lost_is_written()
    {
        Write("a.jsonl", """
            {"nid": 1, "k": "One", "t": "<p>Text</p>", "d": "31.12.2020"}
            {"nid": 2, "k": "Two", "t": "Text", "d": "soon"}
            {"nid": 3}
            """);
        var inspected = Run(ExitCode.Done, "inspect", "in/a.jsonl", "--map", "title=k,body=t,published=d", "--write-map", "map.json").Out;
        Assert.Contains("title is taken from: k (2)\n", inspected, StringComparison.Ordinal);
        Assert.Contains("kept as it is: nid (3 of 3), such as 1\n", inspected, StringComparison.Ordinal);
        Assert.Contains("marked-up text: 1, such as body\n", inspected, StringComparison.Ordinal);
        Assert.Contains("\"title\": \"k\"", File.ReadAllText(folder["map.json"]), StringComparison.Ordinal);

        var indexed = Run(
            ExitCode.Rejected, "index", "in/a.jsonl", "--index", "index", "--map", "@map.json", "--map", "desk=dsk", "--rejects",
            "lost.jsonl", "--report", "json");
        Assert.Contains("--map: no record had a value of 'dsk'", indexed.Error, StringComparison.Ordinal);
        Assert.Contains("rejected: 1 empty, first in a.jsonl a.jsonl#3", indexed.Error, StringComparison.Ordinal);
        Assert.Contains("noticed: 1 unreadable date, first in a.jsonl a.jsonl#2: d soon", indexed.Error, StringComparison.Ordinal);
        var lost = File.ReadAllLines(folder["lost.jsonl"]).Select(l => System.Text.Json.JsonDocument.Parse(l).RootElement)
            .Select(l => (l.GetProperty("outcome").GetString(), l.GetProperty("id").GetString(), l.GetProperty("value").GetString()))
            .Order();
        Assert.Equal([("dropped", "a.jsonl#2", "soon"), ("rejected", "a.jsonl#3", ""), ("repaired", "a.jsonl#1", "")], lost);

        Run(ExitCode.Rejected, "index", "in/a.jsonl", "--index", "strict", "--map", "@map.json", "--strict");
        Assert.Equal(ExitCode.Usage, new ConsoleRun(folder.Path).Run("index", "in/a.jsonl", "--map", "@missing.json"));
        var twice = Run(ExitCode.Usage, "index", "in/a.jsonl", "--map", "title=a,title=b");
        Assert.Contains("comes twice", twice.Error, StringComparison.Ordinal);
        var kept = Run(ExitCode.Done, "inspect", "in/a.jsonl", "--map", "title=k,body=t", "--html", "never").Out;
        Assert.Contains("<p>Text</p>", kept, StringComparison.Ordinal);
    }

    [Fact]
    public void The_mapping_of_the_page_on_importing_is_read()
    {
        var page = File.ReadAllText(Path.Combine(SharedData.Root, "docs", "importing.md"));
        var begin = page.IndexOf("```json\n", StringComparison.Ordinal) + "```json\n".Length;
        var json = page[begin..page.IndexOf("```", begin, StringComparison.Ordinal)];
        var mapping = SearchCore.Formats.Mapping.ArticleMapping.ParseJson(json);
        Assert.Equal("{site}-{nr}", mapping.Members["id"].Template);
        Assert.Equal("dd-MM-yyyy HH:mm", mapping.Members["published"].Format);
        Assert.True(mapping.Members["section"].IsNone);
    }

    [Fact]
    public void The_formats_are_listed()
    {
        var listed = Run(ExitCode.Done, "formats").Out;
        Assert.Contains("nitf      NITF\n", listed, StringComparison.Ordinal);
        Assert.DoesNotContain("refused", listed, StringComparison.Ordinal);
        Write("a.rtf", "{\\rtf1 Text.}");
        Assert.Contains("--format is one of", Run(ExitCode.Usage, "index", "in", "--format", "refused").Error, StringComparison.Ordinal);
    }

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(folder["in"]);
        File.WriteAllText(Path.Join(folder["in"], name), text);
    }

    private (string Out, string Error) Run(ExitCode expected, params string[] args)
    {
        using var run = new ConsoleRun(folder.Path);
        var code = run.Run(args);
        Assert.True(expected == code, $"{code}: {run.Out}{run.Error}");
        return (run.Out, run.Error);
    }

    [Theory]
    [InlineData("index in/a.jsonl --index i --rejects in/a.jsonl", "is one of the inputs")]
    [InlineData("index in/a.jsonl --index i --rejects in/../in/a.jsonl", "is one of the inputs")]
    [InlineData("index in/a.jsonl --index i --rejects link.jsonl", "is one of the inputs")]
    [InlineData("index in --index i --rejects in/lost.jsonl", "would lie in in, which is read")]
    [InlineData("inspect in/a.jsonl --write-map in/a.jsonl", "is one of the inputs")]
    [InlineData("inspect in/a.jsonl --write-map edited.json", "is there already and may have been edited")]
    public void What_is_written_replaces_no_input_and_no_edited_mapping(string line, string message)
    {
        const string Article = """{"id":"a","title":"A"}""";
        Write("a.jsonl", Article);
        File.WriteAllText(folder["edited.json"], "{}");
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(folder["link.jsonl"], folder["in/a.jsonl"]);
        }
        else if (line.Contains("link", StringComparison.Ordinal))
        {
            return;
        }

        Assert.Contains(message, Run(ExitCode.Usage, line.Split(' ')).Error, StringComparison.Ordinal);
        Assert.Equal(Article, File.ReadAllText(folder["in/a.jsonl"]).TrimEnd());
        Assert.Equal("{}", File.ReadAllText(folder["edited.json"]));
    }
}
