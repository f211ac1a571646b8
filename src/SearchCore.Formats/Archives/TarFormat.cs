using System.Formats.Tar;

using SearchCore.Articles.Formats;
using SearchCore.Articles.Reading;
using SearchCore.Formats.Records;

namespace SearchCore.Formats.Archives;

/// <summary>
/// Tar archives, packed by gzip or not (by others: <see cref="PackedFormat"/>). Links in them are rejected: what they stand for is lost.
/// </summary>
internal sealed class TarFormat(Func<ArticleFormats> formats) : ArchiveFormat("tar", formats)
{
    private const int SignAt = 257;

    protected override bool Is(InputHead head) =>
        head.Failure is null && head.Text.Length > SignAt + 5 && head.Text[SignAt..].StartsWith("ustar"u8);

    public override IEnumerable<ArchiveMember> List(ArticleInput input, ArchiveProgress progress)
    {
        using var bytes = input.OpenBytes();
        progress.Begin(() => bytes.StoredBytes);
        using var tar = new TarReader(new InputStream(bytes));
        while (tar.GetNextEntry() is { } entry)
        {
            var path = ArchiveMember.Clean(entry.Name);
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile)
            {
                yield return new(path, () => entry.DataStream ?? Stream.Null);
            }
            else if (entry.EntryType is TarEntryType.SymbolicLink or TarEntryType.HardLink)
            {
                yield return new(path, null) { Fault = "a link; none is followed" };
            }
            else if (entry.EntryType is not (TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes))
            {
                yield return new(path, null) { Fault = $"of a kind that is not read ({entry.EntryType})" };
            }
        }
    }
}
