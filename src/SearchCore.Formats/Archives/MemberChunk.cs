using SearchCore.Articles;
using SearchCore.Articles.Reading;

namespace SearchCore.Formats.Archives;

/// <summary>A chunk of a member of an archive.</summary>
/// <param name="inner">The chunk of the member's own source.</param>
/// <param name="before">How many members need not be read again once it is done.</param>
internal sealed class MemberChunk(ArticleChunk inner, long before) : ArticleChunk
{
    public override long Bytes => inner.Bytes;

    public override SourcePosition? End => new SourcePosition(before, 0);

    public override void Read(ArticleBuffer buffer, IArticleReceiver receiver, CancellationToken cancellation) =>
        inner.Read(buffer, receiver, cancellation);

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }
}
