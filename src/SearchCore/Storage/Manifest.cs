using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

using SearchCore.Articles.Checksums;
using SearchCore.Files;

namespace SearchCore.Storage;

/// <summary>
/// What a commit consists of: <c>manifest_N</c> beside <c>segments_N</c>, with name, length and checksum of every file the commit names,
/// and what the checksum had come to at the end of each of its blocks. Written and synced before the commit becomes one, removed after it.
/// </summary>
/// <remarks>
/// Lucene 4.8 checks few of its files when it opens them and its segments carry no identity, so a file that was changed, swapped or taken
/// from an older copy would give wrong answers. <c>segments_N</c> itself cannot stand here, as its checksum is written last; it ends with
/// one of its own and has the same sequence number in it. The file is text. Its last line is the checksum of what stands before it, in
/// exactly one form, so that no byte of it can change unnoticed.
/// </remarks>
/// <param name="Generation">The N of both names, written in base 36.</param>
/// <param name="Sequence">The commit's <see cref="CommitData.Sequence"/>.</param>
/// <param name="Files">Every file the commit names, but for <c>segments_N</c>.</param>
internal sealed record Manifest(long Generation, long Sequence, IReadOnlyDictionary<string, FileSum> Files)
{
    /// <summary>What the names of manifests begin with.</summary>
    public const string Prefix = "manifest_";

    // Those of the first title, of formats before searchcore-6, know nothing of blocks.
    private const string Title = "searchcore manifest 2", TitleWithoutBlocks = "searchcore manifest 1", LastTitle = "crc ";

    // A line takes some forty bytes and eight for each block of 64 KB: an index of a terabyte has 130 MB.
    private const long MostBytes = 200_000_000;

    private const int DigitsABlock = 8;

    /// <summary>The name of a commit's manifest.</summary>
    public static string NameOf(long generation) => Prefix + CommitPoint.Base36(generation);

    /// <summary>
    /// Writes it, over one that an interrupted commit left, and makes it and its name durable: a commit without one counts as damaged.
    /// </summary>
    public void Write(string folder, IFileOperations files)
    {
        var path = Path.Combine(folder, NameOf(Generation));
        if (files.Exists(path))
        {
            files.Delete(path);
        }

        using (var file = files.Create(path))
        {
            file.Write(Content());
            file.Sync();
        }

        files.SyncFolder(folder);
    }

    /// <summary>Reads the manifest of a commit.</summary>
    /// <exception cref="InvalidDataException">It is damaged or of another commit.</exception>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static Manifest Read(string folder, long generation, IFileOperations files)
    {
        using var file = files.OpenRead(Path.Combine(folder, NameOf(generation)));
        return Read(file, generation);
    }

    /// <summary>Reads the manifest of a commit from its file.</summary>
    /// <exception cref="InvalidDataException">It is damaged or of another commit.</exception>
    public static Manifest Read(IReadableFile file, long generation)
    {
        if (file.Length > MostBytes)
        {
            throw Damaged("it is too long");
        }

        var bytes = new byte[file.Length];
        if (file.Read(bytes, 0) != bytes.Length)
        {
            throw Damaged("it is cut off");
        }

        return Parse(bytes) is not { } manifest ? throw Damaged("its checksum is wrong")
            : manifest.Generation != generation ? throw Damaged($"it is that of commit {manifest.Generation}")
            : manifest;
    }

    private static InvalidDataException Damaged(string how) => new($"the manifest is damaged: {how}");

    private static Manifest? Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0 || bytes[^1] != '\n')
        {
            return null;
        }

        var end = bytes[..^1].LastIndexOf((byte)'\n') + 1;
        if (!bytes[end..].SequenceEqual(LastLine(bytes[..end])))
        {
            return null;
        }

        var left = bytes[..end];
        var title = TakeLine(ref left);
        if ((title != Title && title != TitleWithoutBlocks)
            || !TryNumber(TakeLine(ref left), "generation ", out var generation)
            || !TryNumber(TakeLine(ref left), "sequence ", out var sequence))
        {
            return null;
        }

        var sums = new Dictionary<string, FileSum>(StringComparer.Ordinal);
        while (!left.IsEmpty)
        {
            if (!TryFile(Take(ref left, '\n'), title == Title, out var name, out var sum) || !sums.TryAdd(name, sum))
            {
                return null;
            }
        }

        return new Manifest(generation, sequence, sums);
    }

    private static string TakeLine(ref ReadOnlySpan<byte> left) => Encoding.UTF8.GetString(Take(ref left, '\n'));

    // What stands before a separator, which goes too; all where there is none.
    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> left, char separator)
    {
        var length = left.IndexOf((byte)separator);
        var taken = length < 0 ? left : left[..length];
        left = length < 0 ? default : left[(length + 1)..];
        return taken;
    }

    // A file as Content writes it: checksum, length, name, and the blocks where there is more than one.
    private static bool TryFile(ReadOnlySpan<byte> line, bool hasBlocks, out string name, [NotNullWhen(true)] out FileSum? sum)
    {
        (name, sum) = ("", null);
        if (!uint.TryParse(Take(ref line, ' '), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var crc)
            || !long.TryParse(Take(ref line, ' '), NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            return false;
        }

        name = Encoding.UTF8.GetString(Take(ref line, ' '));
        uint[]? blocks = null;
        if (hasBlocks)
        {
            blocks = new uint[line.Length / DigitsABlock];
            if (line.Length % DigitsABlock != 0
                || Convert.FromHexString(line, MemoryMarshal.AsBytes(blocks.AsSpan()), out _, out _) != OperationStatus.Done)
            {
                return false;
            }

            if (BitConverter.IsLittleEndian)
            {
                BinaryPrimitives.ReverseEndianness(blocks, blocks);
            }
        }

        sum = new FileSum(length, crc, blocks);
        return name.Length > 0 && (hasBlocks ? sum.HasBlocks : line.IsEmpty);
    }

    private static bool TryNumber(string line, string title, out long number)
    {
        number = 0;
        return line.StartsWith(title, StringComparison.Ordinal)
            && long.TryParse(line.AsSpan(title.Length), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private byte[] Content()
    {
        var text = new StringBuilder();
        var hasBlocks = Files.Values.All(file => file.HasBlocks);
        text.Append(hasBlocks ? Title : TitleWithoutBlocks)
            .Append(CultureInfo.InvariantCulture, $"\ngeneration {Generation}\nsequence {Sequence}\n");
        foreach (var name in Files.Keys.Order(StringComparer.Ordinal))
        {
            var sum = Files[name];
            text.Append(CultureInfo.InvariantCulture, $"{sum.Crc:x8} {sum.Length} {name}");
            if (hasBlocks && sum.Blocks is { Length: > 0 } blocks)
            {
                text.Append(' ');
                foreach (var block in blocks)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{block:x8}");
                }
            }

            text.Append('\n');
        }

        var content = Encoding.UTF8.GetBytes(text.ToString());
        return [.. content, .. LastLine(content)];
    }

    // The checksum is that of everything before its digits.
    private static byte[] LastLine(ReadOnlySpan<byte> lines) => Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"{LastTitle}{Crc32.Append(Crc32.Append(0, lines), Encoding.ASCII.GetBytes(LastTitle)):x8}\n"));
}
