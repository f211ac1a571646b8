using System.Formats.Tar;

using SearchCore.Articles.Formats;
using SearchCore.Articles.Reading;
using SearchCore.Formats.Records;

namespace SearchCore.Formats.Archives;

/// <summary>
/// Tar archives, packed by gzip or not (by others: <see cref="PackedFormat"/>). Links in them are rejected: what they stand for is lost.
/// </summary>
internal sealed class TarFormat(Func<ArticleFormats> formats) : IContainerFormat
{
    private const int SignAt = 257;

    public string Name => "tar";

    public string Description => "tar";

    public FormatMatch Recognize(InputHead head) =>
        head.Failure is null && head.Text.Length > SignAt + 5 && head.Text[SignAt..].StartsWith("ustar"u8)
            ? FormatMatch.Content : FormatMatch.None;

    public IArticleSource Open(ArticleInput input, ReadingOptions options) => Open(input, new(formats()), options);

    public IArticleSource Open(ArticleInput input, MemberOpener members, ReadingOptions options) =>
        new ArchiveSource(input, members, options, List);

    private static IEnumerable<ArchiveMember> List(ArticleInput input, Action<Func<long>> tell)
    {
        using var bytes = input.OpenBytes();
        tell(() => bytes.StoredBytes);
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
