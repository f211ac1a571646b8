namespace SearchCore.Articles.Reading;

/// <summary>Something that holds articles: a file, or a stream such as standard input or the member of an archive.</summary>
public sealed class ArticleInput
{
    private readonly Stream? stream;

    private ArticleInput(string? path, Stream? stream, string name, string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(id);
        (Path, this.stream, Name, Id) = (path, stream, name, id);
    }

    /// <summary>What to call it in messages: a file's path, or <c>-</c> for standard input.</summary>
    public string Name { get; }

    /// <summary>The id of an article that is the whole input: a file's name, or its path from the folder on that was opened.</summary>
    public string Id { get; }

    /// <summary>The file; null for a stream.</summary>
    public string? Path { get; }

    /// <summary>The size in bytes where it is known, as it is stored (packed, where it is packed).</summary>
    public long? Size => Path is not null ? FileStamp.Of(Path)?.Length : stream!.CanSeek ? stream.Length - stream.Position : null;

    /// <summary>A file; it need not exist yet.</summary>
    /// <param name="path">The file.</param>
    /// <param name="id">The id of an article that is the whole file; null for the file's name.</param>
    public static ArticleInput OfFile(string path, string? id = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new ArticleInput(path, stream: null, path, id ?? System.IO.Path.GetFileName(path));
    }

    /// <summary>A stream, from where it stands. It is read once and left open.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="id">The id of an article that is the whole stream; null for the name.</param>
    public static ArticleInput OfStream(Stream stream, string name, string? id = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new ArticleInput(path: null, stream, name, id ?? name);
    }

    /// <summary>The bytes as they are stored, to be read from start to end and disposed.</summary>
    /// <exception cref="IOException">It is missing, a folder, a pipe, a socket or a device, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public Stream Open() => Path is not null ? FileStreams.Open(Path) : new PeekStream(stream!, leaveOpen: true);

    /// <summary>The bytes unpacked and brought to UTF-8.</summary>
    internal ByteInput OpenBytes() => Path is not null ? ByteInput.OpenFile(Path) : ByteInput.Open(Name, stream!, leaveOpen: true);
}
