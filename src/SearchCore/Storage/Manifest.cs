using System.Globalization;
using System.Text;

using SearchCore.Articles.Checksums;
using SearchCore.Files;

namespace SearchCore.Storage;

/// <summary>
/// What a commit consists of: <c>manifest_N</c> beside <c>segments_N</c>, with name, length and checksum of every file the commit names.
/// Written and synced before the commit becomes one, removed after it.
/// </summary>
/// <remarks>
/// Lucene 4.8 checks few of its files when it opens them and its segments carry no identity, so a file that was changed, swapped or taken
/// from an older copy would give wrong answers. <c>segments_N</c> itself cannot stand here, as its checksum is written last; it ends with
/// one of its own and has the same sequence number in it. The file is text and has exactly one form, so that no byte of it can change
/// unnoticed.
/// </remarks>
/// <param name="Generation">The N of both names, written in base 36.</param>
/// <param name="Sequence">The commit's <see cref="CommitData.Sequence"/>.</param>
/// <param name="Files">Every file the commit names, but for <c>segments_N</c>.</param>
internal sealed record Manifest(long Generation, long Sequence, IReadOnlyDictionary<string, FileSum> Files)
{
    /// <summary>What the names of manifests begin with.</summary>
    public const string Prefix = "manifest_";

    private const string Title = "searchcore manifest 1";

    // A line takes some forty bytes; no index has a million files.
    private const long MostBytes = 100_000_000;

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
            file.Write(Encoding.UTF8.GetBytes(Text()));
        }

        files.SyncFile(path);
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

        var manifest = Parse(Encoding.UTF8.GetString(bytes));
        return manifest is null
            || !Encoding.UTF8.GetBytes(manifest.Text()).AsSpan().SequenceEqual(bytes) ? throw Damaged("its checksum is wrong")
            : manifest.Generation != generation ? throw Damaged($"it is that of commit {manifest.Generation}")
            : manifest;
    }

    private static InvalidDataException Damaged(string how) => new($"the manifest is damaged: {how}");

    private static Manifest? Parse(string text)
    {
        var lines = text.Split('\n');
        if (lines.Length < 5 || !TryNumber(lines[1], "generation ", out var generation)
            || !TryNumber(lines[2], "sequence ", out var sequence))
        {
            return null;
        }

        var sums = new Dictionary<string, FileSum>(StringComparer.Ordinal);
        foreach (var line in lines.AsSpan(3, lines.Length - 5))
        {
            if (line.Split(' ', 3) is not [var crc, var length, var name]
                || !uint.TryParse(crc, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var sum)
                || !long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
                || !sums.TryAdd(name, new FileSum(bytes, sum)))
            {
                return null;
            }
        }

        return new Manifest(generation, sequence, sums);
    }

    private static bool TryNumber(string line, string title, out long number)
    {
        number = 0;
        return line.StartsWith(title, StringComparison.Ordinal)
            && long.TryParse(line.AsSpan(title.Length), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private string Text()
    {
        var text = new StringBuilder();
        text.Append(Title).Append(CultureInfo.InvariantCulture, $"\ngeneration {Generation}\nsequence {Sequence}\n");
        foreach (var (name, sum) in Files.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{sum.Crc:x8} {sum.Length} {name}\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"crc {Crc32.Append(0, Encoding.UTF8.GetBytes(text.ToString())):x8}\n").ToString();
    }
}
