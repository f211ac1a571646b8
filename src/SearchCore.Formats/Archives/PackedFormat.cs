using SearchCore.Articles.Formats;
using SearchCore.Articles.Reading;

using SharpCompress.Compressors.BZip2;
using SharpCompress.Compressors.ZStandard;

namespace SearchCore.Formats.Archives;

/// <summary>What is packed by bzip2 or zstd, of any format inside; gzip is unpacked wherever bytes are read.</summary>
/// <param name="name">The format's name.</param>
/// <param name="signature">The first bytes of such a file.</param>
/// <param name="unpack">Makes a stream that unpacks.</param>
/// <param name="formats">The formats of what is inside, where nobody says which.</param>
internal sealed class PackedFormat(string name, byte[] signature, Func<Stream, Stream> unpack, Func<ArticleFormats> formats)
    : ArchiveFormat(name, formats)
{
    public static PackedFormat BZip2(Func<ArticleFormats> formats) => new(
        "bzip2", [.. "BZh"u8],
        stream => BZip2Stream.Create(stream, SharpCompress.Compressors.CompressionMode.Decompress, true, true), formats);

    public static PackedFormat Zstd(Func<ArticleFormats> formats) =>
        new("zstd", [0x28, 0xB5, 0x2F, 0xFD], stream => new DecompressionStream(stream, 0, true, true), formats);

    public override IEnumerable<ArchiveMember> List(ArticleInput input, ArchiveProgress progress)
    {
        using var packed = new PeekStream(input.Open());
        progress.Begin(() => packed.InnerBytes);
        yield return new(Path.GetFileName(input.Id), () => new UnpackedStream(unpack(packed), () => packed.InnerBytes)) { IsWhole = true };
    }

    protected override bool Is(InputHead head) => head.Raw.StartsWith(signature);
}
