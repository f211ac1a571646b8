using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Formats.Records;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.Nexis;

/// <summary>What Nexis exports as text or HTML: documents behind lines such as <c>12 of 161 DOCUMENTS</c>.</summary>
internal sealed class NexisFormat : IArticleFormat
{
    private const int Head = 64 * 1024;

    // What a cover page has that may be longer than a head.
    private static readonly string[] Hints =
    [
        "Download Request", "Time Of Request", "LexisNexis", "Nexis", "Search Terms", "Terms:", "LXNComment", "<DOC NUMBER", "DOC_ID_",
        "Print Request", "Cover page", "Suchbegriff", "Anforderung",
    ];

    /// <inheritdoc/>
    public string Name => "nexis";

    /// <inheritdoc/>
    public string Description => "Nexis";

    /// <inheritdoc/>
    public FormatMatch Recognize(InputHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        if (HeadText.IsJson(head))
        {
            return FormatMatch.None;
        }

        var text = HeadText.Of(head);
        var (isMarkup, isHinted) = (HeadText.IsMarkup(text), Hints.Any(h => text.Contains(h, StringComparison.Ordinal)));
        if (isMarkup ? !isHinted : text.AsSpan().TrimStart().StartsWith('<'))
        {
            return FormatMatch.None;
        }

        return IsExport(text, isMarkup) || (!isMarkup && NexisUni.Is(text.Split('\n')))
            || (isHinted && IsExport(HeadText.FurtherOf(head), isMarkup))
            ? FormatMatch.Content : FormatMatch.None;
    }

    /// <inheritdoc/>
    public IArticleSource Open(ArticleInput input, ReadingOptions options)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(options);
        return new RecordsSource(
            this, input, options, bytes => NexisCutter.Cut(Lines(bytes, options), input.Id, options.MaxRecordBytes, new(options.Dates)),
            "no line reads like 1 of 20 DOCUMENTS");
    }

    // In HTML the line stands between tags.
    private static bool IsExport(string text, bool isMarkup) =>
        text.Split(isMarkup ? ['\n', '<', '>'] : ['\n']).Any(NexisCutter.IsMark);

    private static IEnumerable<NumberedLine> Lines(ByteInput bytes, ReadingOptions options)
    {
        var head = TextEncodings.TextOf(bytes.Peek(Head));
        if (HeadText.IsMarkup(head))
        {
            return new NexisHtml(bytes).Lines();
        }

        var (beginning, lines, dates) = (head.Split('\n'), TextLines.Of(bytes), new ArticleDateReader(options.Dates));
        return !beginning.Any(NexisCutter.IsMark) && NexisUni.Is(beginning)
            ? NexisUni.Classic(lines, text => dates.TryRead(text, out _, out _)) : lines;
    }
}
