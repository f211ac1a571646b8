using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SearchCore.Cli.Keeping;

/// <summary>
/// Which articles a saved search had found when somebody last looked: what it finds and is not among them is new, also an article of an
/// old date that came late, or one that was changed and matches only now. Eight bytes an article: the beginning of its id's SHA-256.
/// </summary>
internal sealed class SeenArticles
{
    /// <summary>The most articles that are remembered.</summary>
    public const int Most = 1_000_000;

    private const string Mark = "searchcore-seen-1";

    private readonly HashSet<ulong> keys;

    private SeenArticles(HashSet<ulong> keys, DateTimeOffset at) => (this.keys, At) = (keys, at);

    /// <summary>When somebody last looked.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Articles of these ids, seen now.</summary>
    public static SeenArticles Of(IEnumerable<string> ids, DateTimeOffset now) => new([.. ids.Select(Key)], now);

    /// <summary>What a file says; null where there is none, or none that can be read.</summary>
    public static SeenArticles? Read(string? path)
    {
        if (path is null || !File.Exists(path))
        {
            return null;
        }

        var bytes = File.ReadAllBytes(path);
        var line = bytes.AsSpan().IndexOf((byte)'\n');
        if (line < 0 || Encoding.UTF8.GetString(bytes.AsSpan(0, line)).Split(' ') is not [Mark, var at]
            || !DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            || (bytes.Length - line - 1) % sizeof(ulong) != 0)
        {
            return null;
        }

        var keys = new HashSet<ulong>();
        for (var i = line + 1; i < bytes.Length; i += sizeof(ulong))
        {
            keys.Add(BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(i)));
        }

        return new(keys, moment);
    }

    /// <summary>Whether an article was among them.</summary>
    public bool Has(string id) => keys.Contains(Key(id));

    /// <summary>Writes it, whole or not at all.</summary>
    public void Write(string path)
    {
        Journal.MakeFolder(Path.GetDirectoryName(path)!);
        Journal.WriteWhole(path, file =>
        {
            file.Write(Encoding.UTF8.GetBytes($"{Mark} {At.UtcDateTime:O}\n"));
            Span<byte> bytes = stackalloc byte[sizeof(ulong)];
            foreach (var key in keys)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(bytes, key);
                file.Write(bytes);
            }
        });
    }

    private static ulong Key(string id) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
}
