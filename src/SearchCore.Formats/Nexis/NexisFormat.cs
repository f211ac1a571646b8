using System.Text.RegularExpressions;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Formats.Records;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.Nexis;

/// <summary>What Nexis exports as text: documents behind lines such as <c>12 of 161 DOCUMENTS</c>.</summary>
internal sealed partial class NexisFormat : IArticleFormat
{
    /// <inheritdoc/>
    public string Name => "nexis";

    /// <inheritdoc/>
    public string Description => "Nexis text";

    /// <inheritdoc/>
    public FormatMatch Recognize(InputHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        if (head.Failure is not null || head.Text.Contains((byte)0))
        {
            return FormatMatch.None;
        }

        var text = TextEncodings.Guess(head.Text).GetString(head.Text);
        return text.Split('\n').Any(l => Mark().IsMatch(l)) ? FormatMatch.Content : FormatMatch.None;
    }

    /// <inheritdoc/>
    public IArticleSource Open(ArticleInput input, ReadingOptions options)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(options);
        return new RecordsSource(input, options, bytes => Cut(bytes, input.Id, options.MaxRecordBytes, new(options.Dates)));
    }

    private static IEnumerable<RawRecord> Cut(ByteInput bytes, string id, int most, ArticleDateReader dates)
    {
        var encoding = TextEncodings.Guess(bytes.Peek(64 * 1024));
        using var text = new StreamReader(new InputStream(bytes), encoding, detectEncodingFromByteOrderMarks: false);
        var (lines, size, line, first) = (new List<string>(), 0L, 0L, 0L);
        var (offset, begin, mark) = (bytes.Offset, bytes.Offset, (string?)null);
        while (text.ReadLine() is { } read)
        {
            line++;
            var here = read.Trim('\f', '\uFEFF');
            if (Mark().Match(here) is { Success: true } match)
            {
                // What stands before the first is a cover page.
                if (mark is not null)
                {
                    yield return Record();
                }

                (mark, first, begin, size) = (match.Groups[1].Value + match.Groups[2].Value, line, offset, 0);
                lines.Clear();
            }
            else if (size <= most)
            {
                lines.Add(here);
            }

            size += read.Length + 1;
            offset += encoding.GetByteCount(read) + 1;
        }

        if (mark is not null)
        {
            yield return Record();
        }

        RawRecord Record() => size > most
            ? RawRecord.Of(
                ParsedRecord.Rejected(RejectCodes.TooLong, $"the document has {size:N0} characters", lines[0]), begin, first, size)
            : new NexisDocument([.. lines], $"{id}#{mark}", dates, begin, first, size);
    }

    [GeneratedRegex(
        @"^\s*(\d{1,6})\s+(?:of|von|de|di|van)\s+\d{1,6}\s+(?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS?|DOCUMENTI|DOCUMENTEN)\s*$"
            + @"|^\s*(?:Dokument|Document)\s+(\d{1,6})\s+(?:von|of|de)\s+\d{1,6}\s*$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Mark();
}
