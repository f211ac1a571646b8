using System.Globalization;
using System.Text;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Formats.Pages;
using SearchCore.Formats.Records;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.WebArchives;

/// <summary>
/// Web archives: WARC, of which the pages that were answered are articles, and WET, of which each text is one. Packed member by member, as
/// crawlers do, or not. What is no page is passed over.
/// </summary>
internal sealed class WebArchiveFormat : IArticleFormat
{
    private const int MostHeader = 64 * 1024;

    public string Name => "warc";

    public string Description => "WARC and WET";

    public FormatMatch Recognize(InputHead head) =>
        head.Failure is null && head.Text.StartsWith("WARC/"u8) ? FormatMatch.Content : FormatMatch.None;

    public IArticleSource Open(ArticleInput input, ReadingOptions options) =>
        new RecordsSource(this, input, options, bytes => Cut(bytes, input, options));

    private static IEnumerable<RawRecord> Cut(ByteInput bytes, ArticleInput input, ReadingOptions options)
    {
        var dates = new ArticleDateReader(options.Dates);
        for (var number = 1; ; number++)
        {
            var begin = bytes.Offset;
            if (Header(bytes, input.Name) is not { } header)
            {
                yield break;
            }

            if (!long.TryParse(header.GetValueOrDefault("content-length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length))
            {
                throw new ArticleSourceException(input.Name, begin, "a record of the web archive does not say how long it is");
            }

            var end = bytes.Offset + length;
            var (kind, url) = (header.GetValueOrDefault("warc-type"), header.GetValueOrDefault("warc-target-uri")?.Trim('<', '>'));
            if (kind is "response" or "conversion")
            {
                if (length > options.MaxRecordBytes)
                {
                    var reason = $"the record has {length:N0} bytes; {options.MaxRecordBytes:N0} are read at most";
                    yield return RawRecord.Of(ParsedRecord.Rejected(RejectCodes.TooLong, reason, url ?? string.Empty), begin, 0, length);
                }
                else
                {
                    var content = new byte[length];
                    var read = 0;
                    while (read < content.Length && bytes.Read(content.AsSpan(read)) is > 0 and var more)
                    {
                        read += more;
                    }

                    var id = url ?? $"{input.Id}#{number}";
                    if (kind == "conversion")
                    {
                        yield return RawRecord.Of(Text(content.AsSpan(0, read), header, id, url, dates), begin, 0, length);
                    }
                    else if (HttpResponse.Page(content.AsSpan(0, read), out var isNot) is { } page)
                    {
                        yield return new Page(page.Html, page.Charset, id, url, dates, begin);
                    }
                    else
                    {
                        yield return RawRecord.Of(ParsedRecord.PassedOver(isNot, url), begin, 0, length);
                    }

                    if (read < content.Length)
                    {
                        const string Reason = "the last record is cut off: the input ends before it does";
                        yield return RawRecord.Of(
                            ParsedRecord.Rejected(RejectCodes.UnreadableRecord, Reason, url ?? string.Empty), begin, 0, 0);
                    }
                }
            }

            bytes.SkipTo(end);
        }
    }

    // A text's first line is the title of its page.
    private static ParsedRecord Text(
        ReadOnlySpan<byte> content, Dictionary<string, string> header, string id, string? url, ArticleDateReader dates)
    {
        var repairs = new TextRepairs();
        var text = repairs.Settle(MixedText.Utf8.GetString(content)).Trim();
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return new()
        {
            Notices = repairs.Notices,
            Article = new()
            {
                Id = id,
                Url = url,
                Title = (end < 0 ? text : text[..end]).Trim(),
                Body = end < 0 ? null : text[(end + 1)..].Trim(),
                Source = url is not null && Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.Host : null,
                Language = header.GetValueOrDefault("warc-identified-content-language")?.Split(',')[0],
            },
        };
    }

    // Null at the end. Blank lines part records.
    private static Dictionary<string, string>? Header(ByteInput bytes, string name)
    {
        var (header, isBegun) = (new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase), false);
        while (Line(bytes, name) is { } line)
        {
            if (line.Length == 0)
            {
                if (isBegun)
                {
                    return header;
                }
            }
            else if (!isBegun)
            {
                const string Astray = "a record of the web archive does not begin where it should";
                isBegun = line.StartsWith("WARC/", StringComparison.Ordinal)
                    ? true : throw new ArticleSourceException(name, bytes.Offset, Astray);
            }
            else if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            {
                header[line[..colon].Trim()] = line[(colon + 1)..].Trim();
            }
        }

        return isBegun ? header : null;
    }

    private static string? Line(ByteInput bytes, string name)
    {
        var line = new List<byte>();
        while (true)
        {
            var ahead = bytes.Peek(1024);
            if (ahead.IsEmpty)
            {
                return line.Count > 0 ? Encoding.UTF8.GetString([.. line]).TrimEnd('\r') : null;
            }

            var end = ahead.IndexOf((byte)'\n');
            var take = new byte[end < 0 ? ahead.Length : end + 1];
            for (var at = 0; at < take.Length;)
            {
                at += bytes.Read(take.AsSpan(at));
            }

            line.AddRange(end < 0 ? take : take[..^1]);
            if (end >= 0)
            {
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            }

            if (line.Count > MostHeader)
            {
                throw new ArticleSourceException(name, bytes.Offset, "a line of the web archive's header does not end");
            }
        }
    }
}
