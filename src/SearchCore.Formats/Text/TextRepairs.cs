using System.Globalization;

using SearchCore.Articles;

namespace SearchCore.Formats.Text;

/// <summary>Takes the marks of <see cref="MixedText"/> out of the texts of a record, and keeps what is to be said of them.</summary>
internal sealed class TextRepairs
{
    private int letters;
    private bool isMalformed;

    /// <summary>What is to be said.</summary>
    public IReadOnlyList<RecordNotice> Notices =>
    [
        .. letters > 0
            ? [new RecordNotice(ArticleNoticeKind.TextRepaired, string.Create(
                CultureInfo.InvariantCulture, $"no UTF-8, read as Windows-1252: {letters:N0} letters"))]
            : Array.Empty<RecordNotice>(),
        .. isMalformed ? [new RecordNotice(ArticleNoticeKind.TextRepaired, "malformed UTF-8")] : Array.Empty<RecordNotice>(),
    ];

    /// <summary>A text without marks.</summary>
    public string Settle(string text)
    {
        isMalformed |= text.Contains('\uFFFD', StringComparison.Ordinal);
        if (MixedText.Marked(text) is 0)
        {
            return text;
        }

        letters += MixedText.Marked(text);
        return MixedText.Plain(text);
    }
}
