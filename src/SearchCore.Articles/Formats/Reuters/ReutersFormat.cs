using System.Text;

using SearchCore.Articles.Reading;

namespace SearchCore.Articles.Formats.Reuters;

/// <summary>The SGML of Reuters-21578 (<see cref="ReutersSource"/>): told by its first tag or document type.</summary>
public sealed class ReutersFormat : IArticleFormat
{
    /// <inheritdoc/>
    public string Name => "reuters";

    /// <inheritdoc/>
    public string Description => "Reuters SGML";

    /// <inheritdoc/>
    public FormatMatch Recognize(InputHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        var text = head.Text.TrimStart(" \t\r\n"u8);
        return StartsWith(text, "<REUTERS"u8) || StartsWith(text, "<!DOCTYPE lewis"u8) ? FormatMatch.Content
            : head.Extension is ".sgm" or ".sgml" ? FormatMatch.Name
            : FormatMatch.None;
    }

    /// <inheritdoc/>
    public IArticleSource Open(ArticleInput input, ReadingOptions options) => new ReutersSource(input, options);

    private static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> start) =>
        text.Length >= start.Length && Ascii.EqualsIgnoreCase(text[..start.Length], start);
}
