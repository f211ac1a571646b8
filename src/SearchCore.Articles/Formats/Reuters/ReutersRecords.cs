using SearchCore.Articles.Reading;

namespace SearchCore.Articles.Formats.Reuters;

/// <summary>Reuters SGML: a record is what stands from <c>&lt;REUTERS</c> to <c>&lt;/REUTERS&gt;</c>.</summary>
internal sealed class ReutersRecords(ReadingOptions options) : RecordSyntax
{
    public override int Overlap => End.Length - 1;

    private static ReadOnlySpan<byte> Start => "<REUTERS"u8;

    private static ReadOnlySpan<byte> End => "</REUTERS>"u8;

    private static ReadOnlySpan<byte> DocumentType => "<!DOCTYPE"u8;

    public override int FindLastEnd(ReadOnlySpan<byte> data)
    {
        var last = data.LastIndexOf(End);
        return last < 0 ? 0 : last + End.Length;
    }

    public override int FindFirstEnd(ReadOnlySpan<byte> data)
    {
        var first = data.IndexOf(End);
        return first < 0 ? -1 : first + End.Length;
    }

    public override long CountLines(ReadOnlySpan<byte> data) => 0;

    public override void Read(ReadOnlySpan<byte> data, RecordPlace place, ArticleBuffer article, IArticleReceiver receiver,
        CancellationToken cancellation)
    {
        var report = new ArticleReport();
        var parser = new ReutersParser(report, new ArticleDateReader(options.Dates), options.Clock.GetUtcNow().ToUnixTimeSeconds());
        var at = 0;
        while (at < data.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            var rest = data[at..];
            var start = rest.IndexOf(Start);
            if (start != 0)
            {
                start = start < 0 ? rest.Length : start;
                ReadOutside(rest[..start], report, place with { Offset = place.Offset + at }, receiver);
                at += start;
                continue;
            }

            var end = FindFirstEnd(rest);
            var next = (end < 0 ? rest : rest[..end])[Start.Length..].IndexOf(Start);
            var length = next >= 0 ? next + Start.Length : end < 0 ? rest.Length : end;
            var here = place with { Offset = place.Offset + at };
            ReadDocument(rest[..length], next < 0 && end >= 0, parser, report, here, article, receiver);
            at += length;
        }
    }

    private void ReadDocument(
        ReadOnlySpan<byte> document,
        bool closed,
        ReutersParser parser,
        ArticleReport report,
        RecordPlace place,
        ArticleBuffer article,
        IArticleReceiver receiver)
    {
        report.Clear();
        article.Clear();
        if (document.Length > options.MaxRecordBytes)
        {
            report.Fail(RejectCodes.TooLong, $"the record is longer than {options.MaxRecordBytes} bytes");
        }
        else if (!closed)
        {
            report.Fail(RejectCodes.Unclosed, "the document has no end tag </REUTERS>");
        }

        if (report.Fault is null && parser.Parse(document[..^End.Length], article))
        {
            report.Accept(article, receiver, place);
        }
        else
        {
            report.Reject(document, receiver, place, article);
        }
    }

    /// <summary>Between documents there may be a document type, which names a file that is never looked for, and white space.</summary>
    private static void ReadOutside(ReadOnlySpan<byte> text, ArticleReport report, RecordPlace place, IArticleReceiver receiver)
    {
        var left = text.TrimStart(" \t\r\n"u8);
        if (left.StartsWith(DocumentType))
        {
            var end = left.IndexOfAny((byte)'>', (byte)'[');
            if (end >= 0 && left[end] == '>')
            {
                left = left[(end + 1)..].TrimStart(" \t\r\n"u8);
            }
        }

        if (!left.IsEmpty)
        {
            report.Clear();
            if (left.StartsWith(DocumentType))
            {
                report.Fail(RejectCodes.Declarations, "the document type declares something; nothing of it is resolved");
            }
            else
            {
                report.Fail(RejectCodes.OutsideDocument, "there is text outside of a document");
            }

            report.Reject(left, receiver, place with { Offset = place.Offset + text.Length - left.Length }, article: null);
        }
    }
}
