using System.Text;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Formats.Clipped;
using SearchCore.Formats.Factiva;
using SearchCore.Formats.Nexis;
using SearchCore.Formats.Records;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.Rtf;

/// <summary>RTF: an article a file, or an export of Factiva or Nexis of any size.</summary>
internal sealed class RtfFormat : IArticleFormat
{
    // What an export begins with tells it: a cover page is no longer.
    private const int MostAhead = 400;

    public string Name => "rtf";

    public string Description => "RTF";

    public FormatMatch Recognize(InputHead head) =>
        head.Failure is null && head.Text.TrimStart(" \t\r\n"u8).StartsWith("{\\rtf"u8) ? FormatMatch.Content : FormatMatch.None;

    public IArticleSource Open(ArticleInput input, ReadingOptions options) =>
        new RecordsSource(this, input, options, bytes => Cut(bytes, input, options));

    private static IEnumerable<RawRecord> Cut(ByteInput bytes, ArticleInput input, ReadingOptions options)
    {
        var reader = new RtfReader(bytes);
        var lines = reader.Lines().GetEnumerator();
        var ahead = new List<RtfLine>();
        while (ahead.Count < MostAhead && lines.MoveNext())
        {
            ahead.Add(lines.Current);
        }

        var beginning = ahead.Select(l => l.Text).ToList();
        var dates = new ArticleDateReader(options.Dates);
        return beginning.Any(NexisCutter.IsMark)
            ? NexisCutter.Cut(Numbered(Spaced(All())), input.Id, options.MaxRecordBytes, dates).Concat(Said(reader))
            : NexisUni.Is(beginning)
            ? NexisCutter.Cut(
                NexisUni.Classic(Numbered(All().Select(l => l.Text)), text => dates.TryRead(text, out _, out _)), input.Id,
                options.MaxRecordBytes, dates).Concat(Said(reader))
            : FactivaCutter.IsFactiva(beginning)
            ? FactivaCutter.Cut(Numbered(All().Select(l => l.Text)), input.Id, options.MaxRecordBytes, dates).Concat(Said(reader))
            : One(reader, All(), input, options, dates);

        IEnumerable<RtfLine> All()
        {
            foreach (var line in ahead)
            {
                yield return line;
            }

            ahead.Clear();
            while (lines.MoveNext())
            {
                yield return lines.Current;
            }
        }

        IEnumerable<NumberedLine> Numbered(IEnumerable<string> texts) => texts.Select(t => new NumberedLine(t, bytes.Offset));
    }

    // As Nexis has it in text: what is in the middle is indented, and paragraphs are apart.
    private static IEnumerable<string> Spaced(IEnumerable<RtfLine> lines)
    {
        foreach (var line in lines)
        {
            yield return line.IsCentred ? $"{NexisCutter.Indent}{line.Text}" : line.Text;
            yield return string.Empty;
        }
    }

    private static IEnumerable<RawRecord> One(
        RtfReader reader, IEnumerable<RtfLine> lines, ArticleInput input, ReadingOptions options, ArticleDateReader dates)
    {
        var (text, blanks, count) = (new StringBuilder(), 0, 0);
        var paragraphs = new List<string>();
        var size = 0L;
        foreach (var line in lines)
        {
            size += line.Text.Length + 1;
            if (size > options.MaxRecordBytes)
            {
                paragraphs.Clear();
                continue;
            }

            paragraphs.Add(line.Text.Trim());
            count++;
            blanks += line.Text.Length == 0 ? 1 : 0;
        }

        if (size > options.MaxRecordBytes)
        {
            yield return RawRecord.Of(
                ParsedRecord.Rejected(RejectCodes.TooLong, $"the text has {size:N0} characters", input.Name), 0, 1, size);
            yield break;
        }

        // Where empty paragraphs part the text the others are lines of it.
        var between = blanks * 4 >= count - blanks && count > 4 ? "\n" : "\n\n";
        text.AppendJoin(between, between == "\n" ? paragraphs : paragraphs.Where(p => p.Length > 0));
        var (whole, properties, isCutOff) = (text.ToString(), reader.Properties, reader.IsCutOff);
        yield return new Document(whole, properties, isCutOff, [.. reader.Omitted], input.Id, dates, size);
    }

    // What an export lost belongs to none of its articles.
    private static IEnumerable<RawRecord> Said(RtfReader reader)
    {
        var notices = new List<RecordNotice>();
        notices.AddRange(reader.Omitted.Select(o => new RecordNotice(ArticleNoticeKind.TextOmitted, $"{o.Key}: {o.Value:N0}")));
        if (reader.IsCutOff)
        {
            notices.Add(new(ArticleNoticeKind.TextRepaired, "the RTF breaks off"));
        }

        if (notices.Count > 0)
        {
            yield return RawRecord.Of(new() { Notices = notices }, 0, 0, 0);
        }
    }

    private sealed record Document(
        string Text, DocumentProperties Properties, bool IsCutOff, KeyValuePair<string, int>[] Omitted, string Id, ArticleDateReader Dates,
        long Bytes) : RawRecord(0, 1, Bytes)
    {
        public override ParsedRecord Parse()
        {
            var notices = new RecordNotices(Dates);
            foreach (var (what, amount) in Omitted)
            {
                notices.Add(ArticleNoticeKind.TextOmitted, $"{what}: {amount:N0}");
            }

            if (IsCutOff)
            {
                notices.Add(ArticleNoticeKind.TextRepaired, "the RTF breaks off");
            }

            return ClippedText.Article(Text, Properties, Id, notices, isTitled: true);
        }
    }
}
