namespace SearchCore.Articles.Reading;

/// <summary>
/// The bytes of one input, unpacked where it is gzip and brought to UTF-8 where a byte order mark says UTF-16 or UTF-32.
/// Every failure is an <see cref="ArticleSourceException"/> that names the input and how far it was read.
/// </summary>
internal sealed class ByteInput : IDisposable
{
    /// <summary>Unpacking goes in pieces of this size, since a damaged archive loses the piece in which the damage is.</summary>
    private const int PieceBytes = 64 * 1024;

    private const int TarSignAt = 257;

    private readonly string name;
    private readonly PeekStream stream;

    private readonly PeekStream stored;

    private ByteInput(string name, PeekStream stream, PeekStream stored) => (this.name, this.stream, this.stored) = (name, stream, stored);

    /// <summary>Whether it is gzip.</summary>
    public bool IsPacked { get; private init; }

    /// <summary>How many bytes were read as they are stored: packed, where it is packed. May be asked on any thread.</summary>
    public long StoredBytes => stored.InnerBytes;

    /// <summary>How many bytes were read, a byte order mark included.</summary>
    public long Offset { get; private set; }

    /// <summary>Opens a file. Only regular files are: a pipe or a device would block, or never end.</summary>
    /// <exception cref="ArticleSourceException">It is missing, cannot be read, or is no regular file.</exception>
    public static ByteInput OpenFile(string path) => Open(path, Guard(path, 0, () => FileStreams.Open(path)), leaveOpen: false);

    /// <summary>Takes a stream.</summary>
    public static ByteInput Open(string name, Stream stream, bool leaveOpen)
    {
        var raw = new PeekStream(stream, leaveOpen);
        try
        {
            return Guard(name, 0, () =>
            {
                var packed = GzipMemberStream.IsGzip(raw.Peek(3));
                var plain = packed ? new PeekStream(new GzipMemberStream(raw)) : raw;
                return Decode(name, plain, raw, packed);
            });
        }
        catch
        {
            raw.Dispose();
            throw;
        }
    }

    /// <summary>The next bytes, at most so many, without taking them.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        try
        {
            return stream.Peek(count);
        }
        catch (Exception e) when (IsFailure(e))
        {
            throw Failure(name, Offset, e);
        }
    }

    /// <summary>Reads some bytes; 0 at the end.</summary>
    public int Read(Span<byte> buffer)
    {
        try
        {
            var read = stream.Read(IsPacked && buffer.Length > PieceBytes ? buffer[..PieceBytes] : buffer);
            Offset += read;
            return read;
        }
        catch (Exception e) when (IsFailure(e))
        {
            throw Failure(name, Offset, e);
        }
    }

    /// <summary>Goes on to a position; what is packed is unpacked up to there. After the position already, it stays where it is.</summary>
    public void SkipTo(long offset)
    {
        try
        {
            while (Offset < offset && stream.Skip(offset - Offset) is > 0 and var skipped)
            {
                Offset += skipped;
            }
        }
        catch (Exception e) when (IsFailure(e))
        {
            throw Failure(name, Offset, e);
        }
    }

    public void Dispose() => stream.Dispose();

    private static ByteInput Decode(string name, PeekStream plain, PeekStream raw, bool packed)
    {
        var head = plain.Peek(4);
        TranscodingStream.Form? form = head switch
        {
            [0xFF, 0xFE, 0, 0] => TranscodingStream.Form.Utf32Little,
            [0, 0, 0xFE, 0xFF] => TranscodingStream.Form.Utf32Big,
            [0xFF, 0xFE, ..] => TranscodingStream.Form.Utf16Little,
            [0xFE, 0xFF, ..] => TranscodingStream.Form.Utf16Big,
            _ => null,
        };
        if (form is null && head.Contains((byte)0) && !IsTar(plain.Peek(TarSignAt + 5)))
        {
            const string Reason = "this is not UTF-8 text: it begins with zero bytes, as UTF-16 without a byte order mark does. "
                + "Convert it to UTF-8";
            throw new ArticleSourceException(name, 0, Reason);
        }

        var bom = form switch
        {
            null => head is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0,
            TranscodingStream.Form.Utf16Little or TranscodingStream.Form.Utf16Big => 2,
            _ => 4,
        };
        plain.ReadExactly(stackalloc byte[bom]);
        return form is null
            ? new ByteInput(name, plain, raw) { IsPacked = packed, Offset = bom }
            : new ByteInput(name, new PeekStream(new TranscodingStream(plain, form.Value)), raw) { IsPacked = packed };
    }

    // The first name of a tar may be as short as "./", and zeros follow.
    private static bool IsTar(ReadOnlySpan<byte> head) => head.Length == TarSignAt + 5 && head[TarSignAt..].SequenceEqual("ustar"u8);

    private static T Guard<T>(string name, long offset, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (IsFailure(e))
        {
            throw Failure(name, offset, e);
        }
    }

    private static bool IsFailure(Exception e) =>
        e is (IOException and not ArticleSourceException) or UnauthorizedAccessException or InvalidDataException;

    private static ArticleSourceException Failure(string name, long offset, Exception e) => new(name, offset, e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        UnauthorizedAccessException => "it may not be read (permission denied)",
        InvalidDataException => e.Message,
        _ => $"it cannot be read: {e.Message}",
    }, e);
}
