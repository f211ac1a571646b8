namespace SearchCore.Articles.Reading;

/// <summary>
/// A format that is recognized so that it can be refused by name: no file of it is taken for text. A file of it that was named gives a
/// source that fails with <see cref="Refuse"/>; one in a folder is skipped and told of.
/// </summary>
public interface IRefusedFormat : IArticleFormat
{
    /// <summary>What an input is and what to do about it, for a person; <c>a PDF; save it as text</c>.</summary>
    /// <param name="head">The input's name and beginning.</param>
    string Refuse(InputHead head);
}
