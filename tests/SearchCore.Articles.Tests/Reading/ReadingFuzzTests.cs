using System.Text;
using System.Text.Json;

using CsCheck;

using SearchCore.Articles.Formats.Reuters;
using SearchCore.Articles.Reading;

namespace SearchCore.Articles.Tests.Reading;

/// <summary>Whatever the bytes are, reading them never throws, and every record is either accepted or rejected.</summary>
public class ReadingFuzzTests
{
    private const string Line = """{"id":"a1","title":"A \u00fc \ud83d\ude00","body":"First.\n","published":"2017-12-11T12:00:00Z","source":"Wire","author":["Ann"],"tags":"x","entities":{"person":["P"]},"m":{"n":[1,2.5e3,null,true]}}""";

    private const string Document = """<REUTERS NEWID="1"><DATE>26-FEB-1987 15:01:01.79</DATE><TOPICS><D>a</D></TOPICS><TEXT>&#2;<TITLE>T &lt;X></TITLE><AUTHOR>By A</AUTHOR><DATELINE> X - </DATELINE><BODY>Text &amp; text.&#3;</BODY></TEXT></REUTERS>""";

    private static readonly byte[] Telling = "\"{}[]:,\\ud8\n\r<>/&#;\0 \u007F"u8.ToArray();

    private static readonly Gen<byte> AnyByte = Gen.Frequency((2, Gen.Byte), (3, Gen.Int[0, Telling.Length - 1].Select(i => Telling[i])));

    private static readonly Gen<ReadingOptions> AnyOptions = Gen.Select(Gen.Int[1, 300], Gen.Bool, Gen.Int[40, 400])
        .Select((chunk, lenient, max) => new ReadingOptions { ChunkBytes = chunk, Lenient = lenient, MaxRecordBytes = max });

    [Fact]
    public void Random_bytes_as_JSON_lines() => Gen.Select(AnyByte.Array[0, 400], AnyOptions).Sample(CheckLines);

    [Fact]
    public void Mutated_lines() => Gen.Select(Mutated(Line + "\n"), AnyOptions).Sample(CheckLines, iter: 3000);

    [Fact]
    public void Mutated_documents() => Gen.Select(Mutated(Document + "\n"), AnyOptions).Sample((input, options) =>
    {
        var result = ReadResult.Of(new ReutersSource(new MemoryStream(input), "test", options));
        Check(result, input);
        var chunked = ReadResult.Of(new ReutersSource(new MemoryStream(input), "test", new ReadingOptions { ChunkBytes = options.ChunkBytes }));
        Assert.Equal(ReadResult.Of(new ReutersSource(new MemoryStream(input), "test")).Articles, chunked.Articles);
    }, iter: 3000);

    [Fact]
    public void Mutated_gzip() => Gen.Select(AnyByte.Array[1, 300], Gen.Int[0, 30], AnyByte).Sample((content, at, value) =>
    {
        var packed = ReadResult.Gzip(content);
        packed[at % packed.Length] = value;
        ReadResult.Json(packed);
    });

    [Fact]
    public void Any_strings_written_as_JSON_are_read_back() =>
        Gen.Select(Gen.String, Gen.String, Gen.String.Array[0, 4]).Sample((title, body, tags) =>
        {
            var line = JsonSerializer.Serialize(new { id = "a", title = "t" + title, body, tags });
            var article = ReadResult.Json(line).Article;

            Assert.Equal("t" + Clean(title), article.Title);
            Assert.Contains(article.Body, new[] { null, Clean(body) });
            Assert.All(article.Tags, t => Assert.Contains(t, tags.Select(Clean)));
        });

    /// <summary>A few lines with bytes changed, put in, taken out and doubled.</summary>
    private static Gen<byte[]> Mutated(string record) =>
        Gen.Select(Gen.Int[0, 4], Gen.Double[0, 1], AnyByte).Array[0, 8].Select(edits =>
        {
            var bytes = Encoding.UTF8.GetBytes(record + record + record).ToList();
            foreach (var (kind, place, value) in edits)
            {
                var at = (int)(place * (bytes.Count - 1));
                switch (kind)
                {
                    case 0:
                        bytes[at] = value;
                        break;
                    case 1:
                        bytes.Insert(at, value);
                        break;
                    case 2:
                        bytes.RemoveAt(at);
                        break;
                    case 3:
                        bytes.RemoveRange(at, Math.Min(20, bytes.Count - at - 1));
                        break;
                    default:
                        bytes.InsertRange(at, bytes.GetRange(at / 2, Math.Min(30, bytes.Count - (at / 2))));
                        break;
                }
            }

            return bytes.ToArray();
        });

    private static void CheckLines(byte[] input, ReadingOptions options)
    {
        var result = ReadResult.Json(input, options);
        if (result.Failure is not null)
        {
            // Only what looks like UTF-16, or gzip, is refused as a whole.
            Assert.True(input.AsSpan(0, Math.Min(4, input.Length)).Contains((byte)0) || input is [0x1F, 0x8B, 8, ..]);
            return;
        }

        if (input is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return;
        }

        Check(result, input);
        var text = input.AsSpan(input is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0);
        var records = 0;
        foreach (var range in text.SplitAny((byte)'\n', (byte)'\r'))
        {
            var line = text[range];
            line = line is [0xEF, 0xBB, 0xBF, ..] ? line[3..] : line;
            records += line.ContainsAnyExcept((byte)' ', (byte)'\t') ? 1 : 0;
        }

        Assert.Equal(records, result.Articles.Count + result.Rejected.Count);
    }

    private static void Check(ReadResult result, byte[] input)
    {
        Assert.Equal(input.Length - (input is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0), result.Failure is null ? result.Bytes : input.Length);
        Assert.All(result.Articles, a => Assert.True(a.Id.Length > 0 && (a.Title ?? a.Body) is not null));
        Assert.All(result.Rejected, r => Assert.True(r.Code.Length > 0 && r.Reason.Length > 0 && r.Excerpt.Length <= RejectedRecord.MaxExcerpt));
        Assert.All(result.Notices, n => Assert.InRange(n.Detail.Length, 1, RejectedRecord.MaxExcerpt));
    }

    private static string Clean(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD');
}
