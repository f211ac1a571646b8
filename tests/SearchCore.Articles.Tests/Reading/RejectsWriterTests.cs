using System.Text;
using System.Text.Json;
using SearchCore.Articles.Reading;
using SearchCore.TestKit;

namespace SearchCore.Articles.Tests.Reading;

public class RejectsWriterTests
{
    [Fact]
    public void A_record_is_one_line_of_JSON_with_its_members()
    {
        using var folder = new TempFolder();
        using (var writer = new RejectsWriter(folder["rejects.jsonl"]))
        {
            writer.Write(new RejectedRecord("a.jsonl", 12, 3, RejectCodes.Empty, "a reason", "an excerpt") { Id = "a1", Member = "body" });
            writer.Write(new ArticleNotice("b.jsonl", 7, ArticleNoticeKind.DateUnreadable, "soon: no date")
            {
                Line = 2,
                Id = "b2",
                Member = "published",
                Value = "soon",
            });
            writer.Write(new SkippedFile("c.bin", SkipReason.NotRegular, "a pipe"));
            writer.WriteUnread("d.gz", 9, "it ends early");
        }

        string[] expected =
        [
            """{"source":"a.jsonl","offset":12,"line":3,"code":"empty","reason":"a reason","excerpt":"an excerpt","out""",
            """come":"rejected","id":"a1","member":"body","value":""}""" + "\n",
            """{"source":"b.jsonl","offset":7,"line":2,"code":"date-unreadable","reason":"soon: no date","excerpt":"","out""",
            """come":"dropped","id":"b2","member":"published","value":"soon"}""" + "\n",
            """{"source":"c.bin","offset":0,"line":0,"code":"file-not-regular","reason":"a pipe","excerpt":"","out""",
            """come":"skipped","id":"","member":"","value":""}""" + "\n",
            """{"source":"d.gz","offset":9,"line":0,"code":"unreadable-source","reason":"it ends early","excerpt":"","out""",
            """come":"unread","id":"","member":"","value":""}""" + "\n",
        ];
        Assert.Equal(string.Concat(expected), File.ReadAllText(folder["rejects.jsonl"]));
    }

    [Fact]
    public void Nothing_can_forge_a_line_or_steer_a_terminal()
    {
        const string Evil = "x\n{\"source\":\"forged\"}\r\u2028\u001B[2J\u202E\u0085\u009B\0\uD800";
        using var stream = new MemoryStream();
        using (var writer = new RejectsWriter(stream, leaveOpen: true))
        {
            writer.Write(new RejectedRecord(Evil, 1, 2, Evil, Evil, Evil));
        }

        var bytes = stream.ToArray();
        Assert.Equal(bytes.Length - 1, Array.IndexOf(bytes, (byte)'\n'));
        Assert.All(bytes[..^1], b => Assert.InRange(b, 0x20, 0x7E));
        using var line = JsonDocument.Parse(bytes);
        Assert.Equal(Evil.Replace('\uD800', '\uFFFD'), line.RootElement.GetProperty("source").GetString());
    }

    [Fact]
    public void An_excerpt_is_one_short_line_without_controls()
    {
        var record = ReadResult.Json("{\"id\":\"a\",\"body\":\"\t\u001B[2J\u202E" + new string('s', 1000)).Reject;

        Assert.Equal(RejectedRecord.MaxExcerpt, record.Excerpt.Length);
        Assert.DoesNotContain(record.Excerpt, char.IsControl);
        Assert.DoesNotContain('\u202E', record.Excerpt);
    }

    [Fact]
    public void Several_threads_may_write()
    {
        using var stream = new MemoryStream();
        using (var writer = new RejectsWriter(stream, leaveOpen: true))
        {
            Parallel.For(0, 1000, i => writer.Write(new RejectedRecord("s", i, i, "code", new string('r', i % 50), "e")));
        }

        var lines = Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            Enumerable.Range(0, 1000), lines.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("line").GetInt32()).Order());
    }
}
