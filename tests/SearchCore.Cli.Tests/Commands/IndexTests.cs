using System.IO.Compression;
using System.Text;
using System.Text.Json;

using SearchCore.Cli.Tests.Output;
using SearchCore.TestKit;

namespace SearchCore.Cli.Tests.Commands;

public sealed class IndexTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_report_is_the_last_line_and_holds_what_scripts_rely_on()
    {
        File.WriteAllText(
            folder["in.jsonl"],
            "{\"id\":\"a\",\"title\":\"One\"}\n{\"id\":\"a\",\"title\":\"One again\"}\n{\"id\":\"b\",\"body\":\"Two\"}\n");
        using var run = new ConsoleRun(folder.Path);
        Assert.Equal(ExitCode.Done, run.Run("index", "in.jsonl", "--index", "index", "--report", "json"));
        var report = JsonDocument.Parse(run.OutLines[^1]).RootElement;
        Assert.Equal(
            [
                "articles", "replaced", "rejected", "bytes", "seconds", "megabytesPerSecond", "segments", "recognizedEntities", "committed",
                "sequence", "cancelled", "notices", "noticeExamples", "rejections", "skippedFiles", "failedSources",
            ],
            report.EnumerateObject().Select(p => p.Name));
        Assert.Equal(3, report.GetProperty("articles").GetInt32());
        Assert.Equal(1, report.GetProperty("replaced").GetInt32());
        Assert.Equal(new FileInfo(folder["in.jsonl"]).Length, report.GetProperty("bytes").GetInt64());
        Assert.True(report.GetProperty("committed").GetBoolean());
        Assert.StartsWith("3 articles · 1 replaced · ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejected_records_are_named_kept_and_exit_code_5()
    {
        File.WriteAllText(
            folder["bad\e[2J.jsonl"],
            "{\"id\":\"a\",\"title\":\"One\"}\nnot json \e[31m\n{\"id\":7}\n" + string.Concat(Enumerable.Repeat("{}\n", 10)));
        using var run = new ConsoleRun(folder.Path);
        Assert.Equal(ExitCode.Rejected, run.Run("index", "bad\e[2J.jsonl", "--index", "index", "--rejects", "rejects.jsonl"));
        Assert.Contains("line 2: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("rejected: 7 more records\n", run.Error, StringComparison.Ordinal);
        Harmless.Check(run.Error);
        var kept = File.ReadAllLines(folder["rejects.jsonl"]);
        Assert.Equal(12, kept.Length);
        Assert.Equal(2, JsonDocument.Parse(kept[0]).RootElement.GetProperty("line").GetInt32());
        Harmless.Check(string.Concat(kept));
        Assert.Equal("1", Stats("articles"));
    }

    [Fact]
    public void A_date_that_is_not_read_is_named_with_its_reason_and_read_with_the_option_that_it_names()
    {
        const string Line = "{\"id\":\"a\",\"title\":\"One\",\"published\":\"03/09/2021 17:03\"}\n";
        using var refused = new ConsoleRun(folder.Path) { Input = Line };
        Assert.Equal(ExitCode.Done, refused.Run("index", "-", "--index", "index"));
        Assert.Contains(
            "unread date: -, byte 0: 03/09/2021 17:03: may be 3 September 2021 (write --date-order dmy) or 9 March 2021 (mdy)\n",
            refused.Error,
            StringComparison.Ordinal);
        using var read = new ConsoleRun(folder.Path) { Input = Line };
        Assert.Equal(
            ExitCode.Done, read.Run("index", "-", "--index", "index", "--date-order", "dmy", "--date-zone", "Europe/Berlin"));
        using var shown = new ConsoleRun(folder.Path);
        shown.Run("doc", "a", "--index", "index");
        Assert.Contains("2021-09-03T15:03:00Z", shown.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--date-order", "foo", "--date-order is one of dmy, mdy, ymd")]
    [InlineData("--date-zone", "Nowhere/Land", "there is no such zone here")]
    public void An_order_or_zone_that_is_none_is_a_mistake_of_the_command_line(string option, string value, string said)
    {
        using var run = new ConsoleRun(folder.Path) { Input = "" };
        Assert.Equal(ExitCode.Usage, run.Run("index", "-", "--index", "index", option, value));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Standard_input_is_json_lines()
    {
        using var run = new ConsoleRun(folder.Path) { Input = "{\"id\":\"a\",\"title\":\"One\"}\n" };
        Assert.Equal(ExitCode.Done, run.Run("index", "-", "--index", "index"));
        Assert.Equal("1", Stats("articles"));
    }

    [Fact]
    public void A_folder_is_read_with_everything_in_it_that_is_an_article()
    {
        Directory.CreateDirectory(folder["in/deep"]);
        File.WriteAllText(folder["in/a.jsonl"], "{\"id\":\"a\",\"title\":\"One\"}\n");
        using (var packed = new GZipStream(File.Create(folder["in/deep/b.jsonl.gz"]), CompressionMode.Compress))
        {
            packed.Write(Encoding.UTF8.GetBytes("{\"id\":\"b\",\"title\":\"Two\"}\n"));
        }

        File.WriteAllText(
            folder["in/deep/clipping.txt"],
            "Harbour Opens\n\nMarch 3,2019\n\nThe harbour opened on Sunday after long repairs to its northern quay.\n");
        File.WriteAllBytes(folder["in/picture.png"], [0x89, 0x50, 0x4E, 0x47, 0, 1, 2, 3]);
        using var run = new ConsoleRun(folder.Path);
        Assert.Equal(ExitCode.Done, run.Run("index", "in", "--index", "index"));
        Assert.Contains("skipped: 1 file (1 of formats that are not read)", run.Error, StringComparison.Ordinal);
        Assert.Equal("3", Stats("articles"));
        using var doc = new ConsoleRun(folder.Path);
        Assert.Equal(ExitCode.Done, doc.Run("doc", "deep/clipping.txt", "--index", "index"));
        Assert.Contains("\"published\":\"2019-03-03T00:00:00Z\"", doc.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("off", 0, 0)]
    [InlineData("given", 1, 0)]
    [InlineData("recognize", 1, 1)]
    public void Entities_are_taken_as_asked(string how, int given, int recognized)
    {
        File.WriteAllText(
            folder["in.jsonl"],
            "{\"id\":\"a\",\"body\":\"Talks about the ship.\",\"entities\":{\"person\":\"Ada "
                + "Example\"}}\n{\"id\":\"b\",\"body\":\"President Vladimir Putin travelled to Syria.\"}\n");
        using var run = new ConsoleRun(folder.Path);
        Assert.Equal(ExitCode.Done, run.Run("index", "in.jsonl", "--index", "index", "--entities", how));
        Assert.Equal(given, Hits("person:\"Ada Example\""));
        Assert.Equal(recognized, Hits("place:Syria"));
    }

    [Fact]
    public void An_interruption_commits_what_was_done_and_is_exit_code_130()
    {
        File.WriteAllText(folder["in.jsonl"], "{\"id\":\"a\",\"title\":\"One\"}\n");
        using var run = new ConsoleRun(folder.Path);
        run.Interruption.Raise();
        Assert.Equal(ExitCode.Interrupted, run.Run("index", "in.jsonl", "--index", "index", "--report", "json"));
        Assert.Contains("\"committed\":true", run.OutLines[^1], StringComparison.Ordinal);
        using var check = new ConsoleRun(folder.Path);
        Assert.Equal(ExitCode.Done, check.Run("check", "--index", "index"));
    }

    [Fact]
    public void A_locked_index_is_exit_code_3_and_names_the_holder()
    {
        using var held = ArticleIndex.Open(folder["index"]);
        File.WriteAllText(folder["in.jsonl"], "{\"id\":\"a\",\"title\":\"One\"}\n");
        using var run = new ConsoleRun(folder.Path);
        Assert.Equal(ExitCode.IndexFault, run.Run("index", "in.jsonl", "--index", "index"));
        Assert.Contains(
            Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture), run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_index_is_found_and_exit_code_3()
    {
        using (var run = new ConsoleRun(folder.Path) { Input = "{\"id\":\"a\",\"title\":\"One\",\"body\":\"Some text to store.\"}\n" })
        {
            Assert.Equal(ExitCode.Done, run.Run("index", "-", "--index", "index"));
        }

        var file = new DirectoryInfo(folder["index"]).GetFiles("_*").MaxBy(f => f.Length)!;
        var bytes = File.ReadAllBytes(file.FullName);
        bytes[bytes.Length / 2] ^= 0x10;
        File.WriteAllBytes(file.FullName, bytes);
        using var check = new ConsoleRun(folder.Path);
        Assert.Equal(ExitCode.IndexFault, check.Run("check", "--index", "index"));
        Assert.Contains(file.Name, check.Out, StringComparison.Ordinal);
        Assert.Contains("not sound", check.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_is_shown_to_a_person_and_taken_away()
    {
        using var run = new ConsoleRun(folder.Path) { ErrorIsTerminal = true };
        var line = new Cli.Output.ProgressLine(run.Shell());
        line.Report(new IndexingProgress(12_345, 2, 34_500_000, "evil\e[2J.jsonl", TimeSpan.FromSeconds(1.5)));
        Assert.Equal("\r12,345 articles · 34.5 MB · 23.0 MB/s · 2 rejected · evil\\x1B[2J.jsonl\e[K", run.Error);
        line.Clear();
        Assert.EndsWith("\r\e[K", run.Error, StringComparison.Ordinal);
        var half = new IndexingProgress(10, 0, 50_000_000, "a", TimeSpan.FromSeconds(30)) { StoredBytesRead = 400 };
        Assert.StartsWith("40 %, 90 s left · 10 articles", Cli.Output.ProgressLine.Text(half, 1_000, 200), StringComparison.Ordinal);
        Assert.StartsWith("99 % · ", Cli.Output.ProgressLine.Text(half with { StoredBytesRead = 2_000 }, 1_000), StringComparison.Ordinal);
        using var script = new ConsoleRun(folder.Path);
        new Cli.Output.ProgressLine(script.Shell()).Report(default);
        Assert.Empty(script.Error);
    }

    [Fact]
    public void Entities_are_printed_a_line_for_a_line()
    {
        const string Text = "President Vladimir Putin visited Syria.";
        using var run = new ConsoleRun(folder.Path)
        {
            Input = $"{{\"id\":\"a\",\"text\":\"{Text}\"}}\n\n{{\"id\":\"b\",\"title\":\"In Cairo\",\"body\":\"Nothing more.\"}}\n",
        };
        Assert.Equal(ExitCode.Done, run.Run("entities", "-"));
        Assert.Equal(2, run.OutLines.Length);
        var first = JsonDocument.Parse(run.OutLines[0]).RootElement;
        Assert.Equal("a", first.GetProperty("id").GetString());
        var putin = first.GetProperty("mentions").EnumerateArray().Single(m => m.GetProperty("kind").GetString() == "person");
        Assert.Equal("Vladimir Putin", putin.GetProperty("name").GetString());
        Assert.EndsWith(
            "Vladimir Putin", Text[putin.GetProperty("start").GetInt32()..putin.GetProperty("end").GetInt32()], StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_without_a_text_are_named_and_the_rest_goes_on()
    {
        using var run = new ConsoleRun(folder.Path)
        {
            Input = "nonsense\n[1]\n{\"id\":\"a\"}\n{\"text\":\"x\"}\n{\"id\":\"b\",\"text\":\"\\ud800\"}\n{\"id\":\"c\",\"text\":\"fine\"}",
        };
        Assert.Equal(ExitCode.Rejected, run.Run("entities", "-"));
        Assert.Equal("{\"id\":\"c\",\"mentions\":[]}", Assert.Single(run.OutLines));
        Assert.Equal(
            """
            rejected: -, line 1: the line is not well-formed JSON
            rejected: -, line 2: the line is not a JSON object
            rejected: -, line 3: there is neither text nor title nor body
            rejected: -, line 4: there is no id
            rejected: -, line 5: the line is not well-formed JSON

            """,
            run.Error);
    }

    [Fact]
    public void A_bench_measures_rounds_and_queries_and_leaves_nothing_behind()
    {
        File.WriteAllLines(
            folder["in.jsonl"],
            Enumerable.Range(0, 50)
            .Select(i => $"{{\"id\":\"{i}\",\"title\":\"Harbour strike number {i}\",\"body\":\"A port "
            + $"strike.\",\"published\":\"2019-01-01\"}}"));
        using var run = new ConsoleRun(folder.Path);
        Assert.Equal(ExitCode.Done, run.Run("bench", "in.jsonl", "--rounds", "2", "--entities", "given"));
        Assert.Matches(@"(?m)^ +2 +50 ", run.Out);
        Assert.Contains("\"harbour strike\"~5", run.Out, StringComparison.Ordinal);
        Assert.Equal(["in.jsonl"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    private string Stats(string member)
    {
        using var run = new ConsoleRun(folder.Path);
        Assert.Equal(ExitCode.Done, run.Run("stats", "--index", "index"));
        return JsonDocument.Parse(run.Out).RootElement.GetProperty(member).ToString();
    }

    private int Hits(string query)
    {
        using var run = new ConsoleRun(folder.Path);
        run.Run("search", query, "--index", "index");
        return run.OutLines.Length;
    }
}
