using System.Globalization;
using System.Security.Cryptography;
using System.Text;

using SearchCore.Articles.Checksums;
using SearchCore.Storage;

namespace SearchCore.Maintenance;

/// <summary>
/// A commit as it stands at a place between machines: the names of its files, and under which name the bytes of each are there. Names of
/// files come again in other histories of an index; those of objects have what the file must be in them.
/// </summary>
/// <param name="Epoch">How often the index had been promoted.</param>
/// <param name="Sequence">The commit's number.</param>
/// <param name="Generation">The N of its <c>segments_N</c>.</param>
/// <param name="Files">Each file with its object.</param>
internal sealed record SentCommit(long Epoch, long Sequence, long Generation, IReadOnlyList<(string Name, string Object)> Files)
{
    /// <summary>What the names of commits begin with, and those of files.</summary>
    public const string Commits = "commits/", Objects = "files/";

    private const string Title = "searchcore snapshot 1";

    // A description has a line of some hundred bytes a file.
    private const int MostBytes = 10_000_000;

    /// <summary>Its name at the place: later ones come later in order.</summary>
    public string Name => NameOf(Epoch, Sequence);

    /// <summary>The name of a commit.</summary>
    public static string NameOf(long epoch, long sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{Commits}{epoch:d10}-{sequence:d19}");

    /// <summary>Epoch and sequence of a name; null where it is none.</summary>
    public static (long Epoch, long Sequence)? Parse(string name) =>
        name.StartsWith(Commits, StringComparison.Ordinal) && name[Commits.Length..].Split('-') is [var epoch, var sequence]
            && long.TryParse(epoch, NumberStyles.None, CultureInfo.InvariantCulture, out var e)
            && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var s) ? (e, s) : null;

    /// <summary>The object of a file.</summary>
    public static string ObjectOf(string name, FileSum sum)
    {
        var blocks = string.Join(' ', sum.Blocks ?? []);
        return string.Create(
            CultureInfo.InvariantCulture, $"{Objects}{name}-{sum.Length}-{sum.Crc:x8}-{Fingerprint.Fold(Fingerprint.Of(blocks)):x16}");
    }

    /// <summary>
    /// The object of a file that a writer of an epoch sends. Only writers of that epoch write such objects and only its own and later
    /// epochs remove them, so that a writer that does not know yet that it was replaced cannot remove what the later one is sending.
    /// </summary>
    public static string ObjectOf(string name, FileSum sum, long epoch) => OfEpoch(epoch) + ObjectOf(name, sum)[Objects.Length..];

    /// <summary>What the names of an epoch's objects begin with.</summary>
    public static string OfEpoch(long epoch) => string.Create(CultureInfo.InvariantCulture, $"{Objects}{epoch:d10}/");

    /// <summary>The epoch in an object's name; 0 where it has none.</summary>
    public static long EpochOf(string key) =>
        key.Length > Objects.Length && key[Objects.Length..].Split('/') is [var epoch, _]
            && long.TryParse(epoch, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>Whether an object holds the bytes of a file, of whatever epoch it is.</summary>
    public static bool Holds(string key, string name, FileSum sum) =>
        key.StartsWith(Objects, StringComparison.Ordinal)
        && key[(key.LastIndexOf('/') + 1)..] is var own && ObjectOf(name, sum)[Objects.Length..] == own;

    /// <summary>As bytes, the last line the checksum of the others.</summary>
    public byte[] Content()
    {
        var text = new StringBuilder(Title).Append(CultureInfo.InvariantCulture, $"\n{Epoch} {Sequence} {Generation}\n");
        foreach (var (name, key) in Files)
        {
            text.Append(name).Append(' ').Append(key).Append('\n');
        }

        var lines = Encoding.UTF8.GetBytes(text.ToString());
        return [.. lines, .. SumLine.Of(lines)];
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static async Task<SentCommit> Read(Stream stream, string name, CancellationToken cancellation) =>
        Parse(await Bytes(stream, name, cancellation).ConfigureAwait(false)) is { } commit && commit.Name == name
            ? commit
            : throw new InvalidDataException($"{name} is damaged.");

    /// <summary>Reads the one of a name.</summary>
    /// <param name="transport">The place.</param>
    /// <param name="name">Its name.</param>
    /// <param name="checksum">What its <see cref="ChecksumOf"/> must be; null for whatever it is.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or another one than the checksum is of.</exception>
    public static async Task<SentCommit> Read(
        ISnapshotTransport transport, string name, string? checksum, CancellationToken cancellation)
    {
        var stream = await transport.OpenReadAsync(name, cancellation).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var bytes = await Bytes(stream, name, cancellation).ConfigureAwait(false);
            if (checksum is not null && ChecksumOf(bytes) != checksum)
            {
                throw new InvalidDataException($"{name} is not the description that is known by the checksum {checksum}.");
            }

            return Parse(bytes) is { } commit && commit.Name == name ? commit : throw new InvalidDataException($"{name} is damaged.");
        }
    }

    /// <summary>The checksum by which others name a description: SHA-256 of its bytes, in lower-case hexadecimal.</summary>
    public static string ChecksumOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static async Task<byte[]> Bytes(Stream stream, string name, CancellationToken cancellation)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;)
        {
            memory.Write(buffer, 0, read);
            if (memory.Length > MostBytes)
            {
                throw new InvalidDataException($"{name} is too long for what it should be.");
            }
        }

        return memory.ToArray();
    }

    private static SentCommit? Parse(byte[] bytes)
    {
        var end = bytes.Length == 0 ? -1 : Array.LastIndexOf(bytes, (byte)'\n', bytes.Length - 2) + 1;
        if (end <= 0 || !bytes.AsSpan(end).SequenceEqual(SumLine.Of(bytes.AsSpan(0, end))))
        {
            return null;
        }

        var lines = Encoding.UTF8.GetString(bytes, 0, end).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length < 2 || lines[0] != Title || lines[1].Split(' ') is not [var epoch, var sequence, var generation])
        {
            return null;
        }

        var files = lines.Skip(2).Select(line => line.Split(' ')).ToList();
        return files.All(f => f.Length == 2 && Path.GetFileName(f[0]) == f[0] && f[0][0] != '.')
            ? new SentCommit(Number(epoch), Number(sequence), Number(generation), [.. files.Select(f => (f[0], f[1]))])
            : null;

        static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
    }
}
