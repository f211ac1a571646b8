using SearchCore.Articles.Formats;
using SearchCore.Articles.Reading;

namespace SearchCore.Formats.Archives;

/// <summary>A format whose files hold other files.</summary>
/// <param name="name">Its name.</param>
/// <param name="formats">The formats of what is in it, where nobody says which.</param>
internal abstract class ArchiveFormat(string name, Func<ArticleFormats> formats) : IContainerFormat
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Description => name;

    /// <inheritdoc/>
    public FormatMatch Recognize(InputHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        return Is(head) ? FormatMatch.Content : FormatMatch.None;
    }

    /// <inheritdoc/>
    public IArticleSource Open(ArticleInput input, ReadingOptions options) => Open(input, new(formats()), options);

    /// <inheritdoc/>
    public IArticleSource Open(ArticleInput input, MemberOpener members, ReadingOptions options)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(options);
        return new ArchiveSource(this, input, members, options);
    }

    /// <summary>Lists what is in an archive. An archive that is damaged may throw anything.</summary>
    /// <param name="input">The archive.</param>
    /// <param name="progress">Is told how far it is read.</param>
    public abstract IEnumerable<ArchiveMember> List(ArticleInput input, ArchiveProgress progress);

    /// <summary>Whether an input that begins so is one.</summary>
    protected abstract bool Is(InputHead head);
}
