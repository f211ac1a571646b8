using System.Security.Cryptography;
using System.Text;

using SearchCore.Articles.Reading;

namespace SearchCore.Articles.Formats.Clippings;

/// <summary>Clippings, one a file: a single file, or any number of them, taken as they come.</summary>
/// <remarks>
/// Files are read when their chunk is cut and parsed when the chunk is read. A file that cannot be opened, is too long or holds no text is
/// rejected, and the next one is read. Which files there are (regular ones, no links) is decided by who lists them.
/// </remarks>
public sealed class ClippingSource : IResumableSource
{
    /// <summary>A chunk is full at so many files, or at the bytes that the options say.</summary>
    private const int ChunkFiles = 256;

    private readonly IEnumerable<ArticleInput> files;
    private readonly ReadingOptions options;
    private int started;

    /// <summary>Makes a source of many files, listed while it is read.</summary>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="files">The files in the order they are to be read.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    public ClippingSource(string name, IEnumerable<ArticleInput> files, ReadingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(files);
        Name = name;
        this.files = files;
        SizeHint = files is IReadOnlyList<ArticleInput> and [var only] ? only.Size : null;
        this.options = (options ?? ReadingOptions.Default).Validated();
    }

    /// <summary>Makes a source of one file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="id">The article's id.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    public ClippingSource(string path, string id, ReadingOptions? options = null)
        : this(path, [ArticleInput.OfFile(path, id)], options)
    {
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
            if (files is not IReadOnlyCollection<ArticleInput> { Count: > 0 })
            {
                return null;
            }

            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var file in files)
            {
                if (file.Path is null)
                {
                    return null;
                }

                hash.AppendData(Encoding.UTF8.GetBytes($"{FileStamp.Of(file.Path)} {Path.GetFullPath(file.Path)}\n{file.Id}\0"));
            }

            return $"clippings {Convert.ToHexStringLower(hash.GetHashAndReset())}";
        }
    }

    /// <inheritdoc/>
    public IEnumerable<ArticleChunk> ReadChunks(CancellationToken cancellation) => ReadChunks(default, cancellation);

    /// <inheritdoc/>
    public IEnumerable<ArticleChunk> ReadChunks(SourcePosition from, CancellationToken cancellation)
    {
        InputReading.BeginOnce(ref started, Name);
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
            {
                continue;
            }

            yield return chunk;
            chunk = new ClippingChunk(done, options.Clock);
        }

        if (chunk.Count > 0)
        {
            yield return chunk;
        }
    }
}
