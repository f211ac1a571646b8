using System.Security.Cryptography;
using System.Text;

namespace SearchCore.Articles.Reading.Clippings;

/// <summary>A text file to be read as a clipping, and the id its article gets.</summary>
/// <param name="Path">The file.</param>
/// <param name="Id">The article's id: by the console's contract the path relative to the one given.</param>
public readonly record struct ClippingFile(string Path, string Id);

/// <summary>Clippings, one a file: a single file, or any number of them, taken as they come.</summary>
/// <remarks>
/// Files are read when their chunk is cut and parsed when the chunk is read. A file that cannot be opened, is too long or holds no text is
/// rejected, and the next one is read. Which files there are (regular ones, no links) is decided by who lists them.
/// </remarks>
public sealed class ClippingSource : IResumableSource
{
    /// <summary>A chunk is full at so many files, or at the bytes that the options say.</summary>
    private const int ChunkFiles = 256;

    private readonly IEnumerable<ClippingFile> files;
    private readonly ReadingOptions options;
    private bool taken;

    /// <summary>Makes a source of many files, listed while it is read.</summary>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="files">The files in the order they are to be read.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    public ClippingSource(string name, IEnumerable<ClippingFile> files, ReadingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(files);
        Name = name;
        this.files = files;
        this.options = (options ?? ReadingOptions.Default).Validated();
    }

    /// <summary>Makes a source of one file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="id">The article's id.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    public ClippingSource(string path, string id, ReadingOptions? options = null)
        : this(path, [new ClippingFile(path, id)], options)
    {
        var file = new FileInfo(path);
        SizeHint = file.Exists ? file.Length : null;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public long? SizeHint { get; }

    /// <inheritdoc/>
    /// <remarks>Of files that are listed while they are read nothing can be said before.</remarks>
    public string? Identity
    {
        get
        {
            if (files is not IReadOnlyCollection<ClippingFile>)
                return null;
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var (path, id) in files)
                hash.AppendData(Encoding.UTF8.GetBytes($"{FileStamp.Of(path)} {Path.GetFullPath(path)}\n{id}\0"));
            return $"clippings {Convert.ToHexStringLower(hash.GetHashAndReset())}";
        }
    }

    /// <inheritdoc/>
    public IEnumerable<ArticleChunk> ReadChunks(CancellationToken cancellation) => ReadChunks(default, cancellation);

    /// <inheritdoc/>
    public IEnumerable<ArticleChunk> ReadChunks(SourcePosition from, CancellationToken cancellation)
    {
        if (taken)
            throw new InvalidOperationException($"{Name} was read already; a source is read once");
        taken = true;
        return Cut(from.Offset, cancellation);
    }

    private IEnumerable<ArticleChunk> Cut(long done, CancellationToken cancellation)
    {
        var chunk = new ClippingChunk(done, options.Clock);
        foreach (var file in files.Skip((int)done))
        {
            cancellation.ThrowIfCancellationRequested();
            chunk.Add(file);
            done++;
            if (chunk.Bytes < options.ChunkBytes && chunk.Count < ChunkFiles)
                continue;
            yield return chunk;
            chunk = new ClippingChunk(done, options.Clock);
        }

        if (chunk.Count > 0)
            yield return chunk;
    }
}
