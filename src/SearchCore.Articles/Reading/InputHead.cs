namespace SearchCore.Articles.Reading;

/// <summary>An input's name and beginning: what formats are told by. Immutable.</summary>
public sealed class InputHead
{
    /// <summary>How much of the beginning is looked at, in bytes.</summary>
    public const int MaxBytes = 4096;

    private static readonly string[] Packed = [".gz", ".bz2", ".zst"];

    private const int MostPacked = 64 * 1024;

    private readonly byte[] raw;
    private readonly byte[] text;

    private InputHead(string name, byte[] raw, byte[] text, bool isWhole, bool isPacked, ArticleSourceException? failure)
    {
        (Name, this.raw, this.text, IsWhole, IsPacked, Failure) = (name, raw, text, isWhole, isPacked, failure);
        var packed = Array.Find(Packed, p => name.EndsWith(p, StringComparison.OrdinalIgnoreCase));
        Extension = Path.GetExtension(Path.GetFileName(name.AsSpan(0, name.Length - (packed?.Length ?? 0)))).ToString().ToLowerInvariant();
    }

    /// <summary>The input's name or path.</summary>
    public string Name { get; }

    /// <summary>
    /// The name's extension in small letters, with its dot and without <c>.gz</c>, <c>.bz2</c>, <c>.zst</c>; empty where there is none.
    /// </summary>
    public string Extension { get; }

    /// <summary>The first bytes as they are stored, at most <see cref="MaxBytes"/>.</summary>
    public ReadOnlySpan<byte> Raw => raw;

    /// <summary>
    /// The first bytes unpacked, without a byte order mark, from UTF-16 and UTF-32 brought to UTF-8; at most
    /// <see cref="MaxBytes"/>. Empty where that fails.
    /// </summary>
    public ReadOnlySpan<byte> Text => text;

    /// <summary>
    /// Looks further into the input than <see cref="Text"/> goes, while it stands where it was looked at; null where it cannot.
    /// </summary>
    internal Func<int, byte[]>? Further { get; private init; }

    /// <summary>Whether <see cref="Text"/> is all there is.</summary>
    public bool IsWhole { get; }

    /// <summary>Whether the input is packed by gzip.</summary>
    public bool IsPacked { get; }

    /// <summary>Why <see cref="Text"/> cannot be read (missing, damaged, no text at all); null where it can.</summary>
    public ArticleSourceException? Failure { get; }

    /// <summary>Looks at the beginning of a file.</summary>
    public static InputHead OfFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] raw = [];
        try
        {
            using (var file = FileStreams.Open(path))
            {
                raw = new byte[MaxBytes];
                raw = raw[..file.ReadAtLeast(raw, MaxBytes, throwOnEndOfStream: false)];
            }

            using var input = ByteInput.OpenFile(path);
            var text = input.Peek(MaxBytes).ToArray();
            return new InputHead(path, raw, text, text.Length < MaxBytes, input.IsPacked, failure: null)
            {
                Further = count =>
                {
                    using var again = ByteInput.OpenFile(path);
                    return again.Peek(count).ToArray();
                },
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var failure = e as ArticleSourceException ?? new ArticleSourceException(path, 0, $"it cannot be read: {e.Message}", e);
            return new InputHead(path, raw, [], isWhole: false, GzipMemberStream.IsGzip(raw), failure);
        }
    }

    /// <summary>Looks at the beginning of a stream, which stays where it stands.</summary>
    /// <param name="name">The input's name.</param>
    /// <param name="stream">The stream, packed or not.</param>
    /// <param name="isLive">Whether more may be long in coming: what is there now is looked at, and no more waited for.</param>
    internal static InputHead OfStream(string name, PeekStream stream, bool isLive = false)
    {
        var raw = (isLive ? stream.PeekSome(MaxBytes) : stream.Peek(MaxBytes)).ToArray();
        if (raw.Length == 0)
        {
            return new InputHead(name, raw, [], isWhole: true, isPacked: false, failure: null);
        }

        // What is packed unpacks to enough of these to know it by.
        var beginning = GzipMemberStream.IsGzip(raw) ? stream.Peek(MostPacked).ToArray() : raw;
        try
        {
            using var input = ByteInput.Open(name, new MemoryStream(beginning), leaveOpen: false);
            var text = input.Peek(MaxBytes).ToArray();
            return new InputHead(name, raw, text, !isLive && text.Length < MaxBytes, input.IsPacked, failure: null)
            {
                Further = isLive ? null : count =>
                {
                    using var again = ByteInput.Open(name, new MemoryStream(stream.Peek(count).ToArray()), leaveOpen: false);
                    return again.Peek(count).ToArray();
                },
            };
        }
        catch (ArticleSourceException e)
        {
            return new InputHead(name, raw, [], isWhole: false, GzipMemberStream.IsGzip(raw), e);
        }
    }

    /// <summary>A name alone, of which the content is not looked at.</summary>
    public static InputHead OfName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var isPacked = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        return new InputHead(name, [], [], isWhole: false, isPacked, failure: null);
    }
}
