using SearchCore.Articles.Reading;

namespace SearchCore.Articles.Formats.Clippings;

/// <summary>
/// Clippings (<see cref="ClippingSource"/>): any readable text, in a folder under a name without an extension or with
/// <c>.txt</c>.
/// </summary>
public sealed class ClippingFormat : ISingleArticleFormat
{
    /// <inheritdoc/>
    public string Name => "text";

    /// <inheritdoc/>
    public string Description => "text";

    /// <inheritdoc/>
    public FormatMatch Recognize(InputHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        return head.Failure is not null || head.IsPacked || !IsText(head.Text) ? FormatMatch.None
            : head.Extension is "" or ".txt" ? FormatMatch.Name
            : FormatMatch.Readable;
    }

    /// <inheritdoc/>
    public IArticleSource Open(ArticleInput input, ReadingOptions options)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ClippingSource(input.Name, [input], options);
    }

    /// <inheritdoc/>
    public IArticleSource Open(string name, IReadOnlyList<ArticleInput> inputs, ReadingOptions options) =>
        new ClippingSource(name, inputs, options);

    /// <summary>No NUL, and next to no other control characters: scanners leave a few.</summary>
    private static bool IsText(ReadOnlySpan<byte> head)
    {
        var odd = 0;
        foreach (var value in head)
        {
            if (value == 0)
            {
                return false;
            }

            odd += value < 0x20 && value is not (9 or 10 or 11 or 12 or 13) ? 1 : 0;
        }

        return odd * 50 <= head.Length;
    }
}
