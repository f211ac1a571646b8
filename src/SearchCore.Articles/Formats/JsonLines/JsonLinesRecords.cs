using System.Text;
using System.Text.Unicode;

using SearchCore.Articles.Reading;

namespace SearchCore.Articles.Formats.JsonLines;

/// <summary>JSON lines: a record is a line, ended by LF, CR LF or CR. Lines of white space are none.</summary>
internal sealed class JsonLinesRecords(ReadingOptions options) : RecordSyntax
{
    private const byte Lf = (byte)'\n';
    private const byte Cr = (byte)'\r';

    private readonly ArticleDateReader dates = new(options.Dates);

    public override int Overlap => 1;

    public override int FindLastEnd(ReadOnlySpan<byte> data)
    {
        // A CR at the very end may be half of a CR LF: it waits for more.
        var lf = data.LastIndexOf(Lf);
        return lf >= 0 ? lf + 1 : data.IsEmpty ? 0 : data[..^1].LastIndexOf(Cr) + 1;
    }

    public override int FindFirstEnd(ReadOnlySpan<byte> data)
    {
        var end = data.IndexOfAny(Lf, Cr);
        return end < 0 ? -1
            : data[end] == Lf ? end + 1
            : end + 1 == data.Length ? -1
            : data[end + 1] == Lf ? end + 2
            : end + 1;
    }

    public override long CountLines(ReadOnlySpan<byte> data)
    {
        long lines = data.Count(Lf);
        for (var cr = data.IndexOf(Cr); cr >= 0; cr = data.IndexOf(Cr))
        {
            data = data[(cr + 1)..];
            lines += data is [Lf, ..] ? 0 : 1;
        }

        return lines;
    }

    public override void Read(ReadOnlySpan<byte> data, RecordPlace place, ArticleBuffer article, IArticleReceiver receiver,
        CancellationToken cancellation)
    {
        var report = new ArticleReport();
        var parser = new JsonArticleParser(report, dates, options.Clock.GetUtcNow().ToUnixTimeSeconds(), options.PlainText);
        var wellFormed = Utf8Check.IsValid(data);
        var (offset, line) = (place.Offset, place.Line);
        while (!data.IsEmpty)
        {
            cancellation.ThrowIfCancellationRequested();
            var end = data.IndexOfAny(Lf, Cr);
            var record = end < 0 ? data : data[..end];
            var taken = end < 0 ? data.Length : end + (data[end..] is [Cr, Lf, ..] ? 2 : 1);
            if (record is [0xEF, 0xBB, 0xBF, ..])
            {
                // Files with byte order marks were put together.
                record = record[3..];
            }

            if (record.ContainsAnyExcept((byte)' ', (byte)'\t'))
            {
                ReadRecord(record, wellFormed, parser, report, new RecordPlace(place.Source, offset, line), article, receiver);
            }

            data = data[taken..];
            offset += taken;
            line++;
        }
    }

    private void ReadRecord(
        ReadOnlySpan<byte> record,
        bool wellFormed,
        JsonArticleParser parser,
        ArticleReport report,
        RecordPlace place,
        ArticleBuffer article,
        IArticleReceiver receiver)
    {
        report.Clear();
        article.Clear();
        var text = record;
        if (record.Length > options.MaxRecordBytes)
        {
            report.Fail(RejectCodes.TooLong, $"the record is longer than {options.MaxRecordBytes} bytes");
        }
        else if (!wellFormed && !Utf8.IsValid(record))
        {
            if (options.Lenient)
            {
                text = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(record));
                report.Add(ArticleNoticeKind.TextRepaired, "malformed UTF-8", "");
            }
            else
            {
                report.Fail(RejectCodes.MalformedUtf8, $"malformed UTF-8 at byte {FirstMalformed(record)} of the record");
            }
        }

        if (report.Fault is null && parser.Parse(text, article))
        {
            report.Accept(article, receiver, place);
        }
        else
        {
            report.Reject(record, receiver, place, article);
        }
    }

    private static int FirstMalformed(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (at < text.Length && Rune.DecodeFromUtf8(text[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }
}
