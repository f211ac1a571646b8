using SearchCore.Articles.Reading;

namespace SearchCore.Articles.Formats;

/// <summary>
/// Opens what an <see cref="IContainerFormat"/> finds in its input. Immutable, safe for use by several threads at a time.
/// </summary>
public sealed class MemberOpener
{
    private const int MostDepth = 4;

    private readonly ArticleFormats formats;
    private readonly IArticleFormat? asked;
    private readonly int depth;

    /// <summary>Opens members by the formats given.</summary>
    /// <param name="formats">The formats.</param>
    /// <param name="asked">The only one that is read, whatever is found; null for each member's own.</param>
    public MemberOpener(ArticleFormats formats, IArticleFormat? asked = null)
        : this(formats, asked, 0)
    {
    }

    private MemberOpener(ArticleFormats formats, IArticleFormat? asked, int depth)
    {
        ArgumentNullException.ThrowIfNull(formats);
        (this.formats, this.asked, this.depth) = (formats, asked, depth);
    }

    /// <summary>What changes which members are read, on one line.</summary>
    internal string Identity => $"{asked?.Name} {string.Join(' ', formats.All.Select(FormatIdentity.Of))}";

    /// <summary>The source that a member is; null where it is none.</summary>
    /// <param name="member">The member's bytes from its start; read while the source is, and left open.</param>
    /// <param name="name">What to call it in messages: the container's name and its own.</param>
    /// <param name="id">The id of an article that is the whole member.</param>
    /// <param name="options">How to read.</param>
    /// <param name="skipped">Why it is none: <see cref="SkipReason"/> and what to do about it; of no meaning where it is one.</param>
    public IArticleSource? Open(Stream member, string name, string id, ReadingOptions options, out SkippedFile skipped)
    {
        ArgumentNullException.ThrowIfNull(member);
        var stream = new PeekStream(member, leaveOpen: true);
        var head = InputHead.OfStream(name, stream);
        skipped = new(name, SkipReason.Empty);
        if (head.Raw.IsEmpty)
        {
            return null;
        }

        var format = formats.Recognize(head, out var match);
        if (asked is not null && format is not IContainerFormat)
        {
            format = format == asked || (asked is ISingleArticleFormat && asked.Recognize(InputHead.OfName(name)) >= FormatMatch.Name)
                ? asked : null;
            skipped = new(name, SkipReason.OtherFormat);
        }
        else if (match <= FormatMatch.Readable)
        {
            skipped = new(name, head.Failure is null ? SkipReason.Unrecognized : SkipReason.Unreadable, head.Failure?.Reason);
            format = null;
        }

        if (format is IRefusedFormat refused)
        {
            skipped = new(name, SkipReason.Refused, refused.Refuse(head));
            return null;
        }

        var input = ArticleInput.OfStream(stream, name, id);
        if (format is not IContainerFormat container)
        {
            return format?.Open(input, options);
        }

        if (depth == MostDepth)
        {
            skipped = new(name, SkipReason.Refused, $"an archive in {MostDepth} others, which is not read");
            return null;
        }

        return container.Open(input, new(formats, asked, depth + 1), options);
    }
}
