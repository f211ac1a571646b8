using SearchCore.Articles.Reading;

namespace SearchCore.Formats.Archives;

/// <summary>Counts what is read. Leaves the stream open.</summary>
internal sealed class CountingStream(Stream inner) : ForwardStream
{
    public long Bytes { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Bytes += read;
        return read;
    }
}
