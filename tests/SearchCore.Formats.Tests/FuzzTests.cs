using System.Diagnostics;
using System.Globalization;
using System.Text;

using SearchCore.Articles.Reading;

using Xunit.Abstractions;

namespace SearchCore.Formats.Tests;

/// <summary>
/// Damaged and hostile inputs: whatever the bytes, a format gives articles, rejects records or ends with a failure that names the source.
/// SEARCHCORE_FUZZ sets how many inputs a format.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private static readonly int Rounds =
        int.TryParse(Environment.GetEnvironmentVariable("SEARCHCORE_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var rounds)
            ? rounds : 1_000;

    // A page takes a millisecond; what takes a thousand times as long runs away.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private static readonly Dictionary<string, byte[]> Samples = new()
    {
        ["json"] = Utf8($"[{JsonTests.Record}, {JsonTests.Record}]"),
        ["csv"] = Utf8("id,title,body,authors,published\n" +
            "1,\"a \"\"b\"\"\",\"<p>c\nd &amp; e</p>\",\"['x', 'y']\",2019-05-07\n2,t,b,x,1557210600\n"),
        ["nitf"] = Encoding.Latin1.GetBytes(XmlTests.Nitf),
        ["newsml"] = Utf8("<newsItem guid='a' version='1'><contentMeta><headline>h</headline></contentMeta>" +
            "<contentSet><inlineXML><p>b</p></inlineXML></contentSet></newsItem>"),
        ["feed"] = Utf8("<rss><channel><title>c</title>" +
            "<item><title>t</title><pubDate>Tue, 7 May 2019 06:30:00 GMT</pubDate>" +
            "<description>&lt;p&gt;b&lt;/p&gt;</description></item></channel></rss>"),
        ["html"] = Utf8(PageTests.Html),
        ["warc"] = PageTests.Record(
            "response", "https://e.net/", Utf8("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PageTests.Html)),
        ["mail"] = Utf8("From a@e.net Tue May  7 06:30:00 2019\nFrom: a@e.net\nSubject: =?UTF-8?Q?a=C3=B6?=\n" +
            "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>x</p>\n--b--\n"),
        ["newsml1"] = Utf8(NewsMl1Tests.Message),
        ["mediawiki"] = Utf8(MediaWikiTests.Dump),
        ["nexis"] = Utf8(NexisTests.Export),
        ["nexis html"] = Utf8(NexisTests.Html),
        ["factiva"] = Utf8(FactivaTests.Labelled),
        ["factiva lines"] = Utf8(FactivaTests.Lines),
        ["factiva html"] = Utf8(FactivaTests.Html),
        ["factiva table"] = Utf8(FactivaTests.Table),
        ["pdf"] = PdfTests.Columns(),
        ["parquet"] = ParquetTests.Table(),
        ["rtf"] = Encoding.Latin1.GetBytes(RtfTests.Document),
        ["zip"] = ArchiveTests.Archive("zip"),
        ["tar"] = ArchiveTests.Archive("tar"),
        ["bzip2"] = ArchiveTests.Archive("tar.bz2"),
        ["zstd"] = ArchiveTests.Archive("tar.zst"),
        ["rtf nexis"] = Encoding.Latin1.GetBytes(RtfTests.OfText(NexisTests.Export)),
    };

    private static ReadOnlySpan<byte> Signs => "<>&\"'{}[]|,;:\n\\\0%=?"u8;

    public static TheoryData<string> Formats => [.. Samples.Keys];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task No_input_throws_or_hangs(string format)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var reader = NewsFormats.All.Find(format.Split(' ')[0])!;
        var options = new ReadingOptions { MaxRecordBytes = 1_000_000, PlainText = NewsFormats.PlainText };
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = Mutated(Samples[format], random);
            var clock = Stopwatch.StartNew();
            var reading = Task.Run(() => Read(reader, bytes, options));
            if (await Task.WhenAny(reading, Task.Delay(Longest)) != reading)
            {
                Assert.Fail($"seed {seed}, round {round}: no end after {clock.Elapsed}\n{Convert.ToBase64String(bytes)}");
            }

            if (await reading is { } wrong)
            {
                Assert.Fail($"seed {seed}, round {round}: {wrong}\n{Convert.ToBase64String(bytes)}");
            }
        }
    }

    // What should not have happened; null for nothing.
    private static string? Read(IArticleFormat reader, byte[] bytes, ReadingOptions options)
    {
        var unread = string.Empty;
        void Reject(RejectedRecord record) =>
            unread += record.Reason.StartsWith("it cannot be read:", StringComparison.Ordinal) ? $"{record.Reason}\n" : string.Empty;

        try
        {
            var source = reader.Open(ArticleInput.OfStream(new MemoryStream(bytes), "fuzz"), options);
            foreach (var article in source.ReadArticles(Reject))
            {
                if (article.Id is null)
                {
                    return "an article without id";
                }
            }
        }
        catch (ArticleSourceException)
        {
            // Named, with the reason.
        }
        catch (Exception e)
        {
            return $"{e}";
        }

        return unread.Length == 0 ? null : unread;
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Mutated(byte[] sample, Random random)
    {
        var bytes = sample.ToList();
        for (var change = random.Next(1, 8); change > 0 && bytes.Count > 1; change--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 40), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count - length + 1), length));
                    break;
                case 3:
                    bytes.InsertRange(at, Enumerable.Repeat(bytes.GetRange(at, length), random.Next(1, 60)).SelectMany(b => b).ToList());
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.Insert(at, Signs[random.Next(Signs.Length)]);
                    break;
            }
        }

        return [.. bytes];
    }
}
