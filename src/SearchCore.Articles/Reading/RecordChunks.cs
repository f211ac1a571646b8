using System.Buffers;

namespace SearchCore.Articles.Reading;

/// <summary>Whole records in a borrowed buffer.</summary>
internal sealed class RecordChunk(RecordSyntax syntax, byte[] rented, int length, RecordPlace place, SourcePosition end) : ArticleChunk
{
    private byte[]? rented = rented;

    public override long Bytes => length;

    public override SourcePosition? End => end;

    public override void Read(ArticleBuffer buffer, IArticleReceiver receiver, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(rented is null, this);
        ArgumentNullException.ThrowIfNull(buffer);
        ArgumentNullException.ThrowIfNull(receiver);
        syntax.Read(rented.AsSpan(0, length), place, buffer, receiver, cancellation);
    }

    protected override void Dispose(bool disposing)
    {
        if (Interlocked.Exchange(ref rented, null) is { } array)
        {
            ArrayPool<byte>.Shared.Return(array);
        }

        base.Dispose(disposing);
    }
}
