using SearchCore.Articles.Reading;

namespace SearchCore.Articles.Formats;

/// <summary>
/// A format whose files hold other files: an archive, or a packed file. What is in it is read as files of a folder are, each by its own
/// content, or only those of the format that was asked for.
/// </summary>
public interface IContainerFormat : IArticleFormat
{
    /// <summary>The articles of all that an input holds. Nothing is read yet.</summary>
    /// <param name="input">The input.</param>
    /// <param name="members">Opens what is found in it.</param>
    /// <param name="options">How to read.</param>
    IArticleSource Open(ArticleInput input, MemberOpener members, ReadingOptions options);
}
