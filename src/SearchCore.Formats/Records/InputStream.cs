using SearchCore.Articles.Reading;

namespace SearchCore.Formats.Records;

/// <summary>An input as a stream, for readers that want one. Leaves it open.</summary>
internal sealed class InputStream(ByteInput input) : ForwardStream
{
    public override int Read(Span<byte> buffer) => input.Read(buffer);
}
