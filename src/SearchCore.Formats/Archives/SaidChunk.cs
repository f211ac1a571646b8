using SearchCore.Articles;
using SearchCore.Articles.Reading;

namespace SearchCore.Formats.Archives;

/// <summary>A chunk without an article: something of an archive that was passed over, or could not be read.</summary>
internal sealed class SaidChunk : ArticleChunk
{
    private readonly string source, text;
    private readonly string? code;

    /// <summary>Says what was passed over.</summary>
    public SaidChunk(string source, string what) => (this.source, text) = (source, OneLine.Of(what));

    /// <summary>Says what could not be read.</summary>
    public SaidChunk(string source, string code, string reason) => (this.source, this.code, text) = (source, code, OneLine.Of(reason));

    public override long Bytes => 0;

    public override void Read(ArticleBuffer buffer, IArticleReceiver receiver, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        if (code is not null)
        {
            receiver.Reject(new(source, 0, 0, code, text, string.Empty));
        }
        else
        {
            receiver.Notice(new(source, 0, ArticleNoticeKind.RecordPassedOver, text));
        }
    }
}
