namespace SearchCore.Articles.Reading;

/// <summary>An input's name and beginning: what formats are told by. Immutable.</summary>
public sealed class InputHead
{
    /// <summary>How much of the beginning is looked at, in bytes.</summary>
    public const int MaxBytes = 4096;

    private readonly byte[] raw;
    private readonly byte[] text;

    private InputHead(string name, byte[] raw, byte[] text, bool isWhole, bool isPacked, ArticleSourceException? failure)
    {
        (Name, this.raw, this.text, IsWhole, IsPacked, Failure) = (name, raw, text, isWhole, isPacked, failure);
        var end = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name.Length - 3 : name.Length;
        Extension = Path.GetExtension(Path.GetFileName(name.AsSpan(0, end))).ToString().ToLowerInvariant();
    }

    /// <summary>The input's name or path.</summary>
    public string Name { get; }

    /// <summary>The name's extension in small letters, with its dot and without <c>.gz</c>; empty where there is none.</summary>
    public string Extension { get; }

    /// <summary>The first bytes as they are stored, at most <see cref="MaxBytes"/>.</summary>
    public ReadOnlySpan<byte> Raw => raw;

    /// <summary>
    /// The first bytes unpacked, without a byte order mark, from UTF-16 and UTF-32 brought to UTF-8; at most
    /// <see cref="MaxBytes"/>. Empty where that fails.
    /// </summary>
    public ReadOnlySpan<byte> Text => text;

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
            return new InputHead(path, raw, text, text.Length < MaxBytes, input.IsPacked, failure: null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var failure = e as ArticleSourceException ?? new ArticleSourceException(path, 0, $"it cannot be read: {e.Message}", e);
            return new InputHead(path, raw, [], isWhole: false, GzipMemberStream.IsGzip(raw), failure);
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
