using System.IO.Compression;

using SearchCore.Articles.Formats;
using SearchCore.Articles.Reading;
using SearchCore.Formats.Records;

namespace SearchCore.Formats.Archives;

/// <summary>Zip archives, but for documents that are zips of their own kind.</summary>
internal sealed class ZipFormat(Func<ArticleFormats> formats) : ArchiveFormat("zip", formats)
{
    protected override bool Is(InputHead head) =>
        head.Raw.StartsWith("PK\u0003\u0004"u8) && !ZipDocuments.Is(head);

    public override IEnumerable<ArchiveMember> List(ArticleInput input, ArchiveProgress progress)
    {
        // The list of a zip stands at its end.
        using var raw = input.Open();
        using var file = raw.CanSeek ? null : Spool.Of(raw);
        var done = 0L;
        progress.Begin(() => Interlocked.Read(ref done));
        using var zip = new ZipArchive(file ?? raw, ZipArchiveMode.Read);
        foreach (var entry in zip.Entries)
        {
            Interlocked.Add(ref done, entry.CompressedLength);
            if (!entry.FullName.EndsWith('/'))
            {
                yield return entry.IsEncrypted
                    ? new(ArchiveMember.Clean(entry.FullName), null) { Fault = "it is encrypted" }
                    : new(
                        ArchiveMember.Clean(entry.FullName),
                        () => new UnpackedStream(entry.Open(), () => Math.Max(entry.CompressedLength, 1), entry.Crc32));
            }
        }
    }
}
