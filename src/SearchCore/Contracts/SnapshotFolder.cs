using System.Buffers;

using SearchCore.Files;

namespace SearchCore;

/// <summary>A folder that snapshots go through, on a share that both machines see. Thread-safe.</summary>
/// <param name="path">The folder, made where it is missing; of its own, not an index's.</param>
/// <param name="clock">What says how old a file is that an interrupted process left; null for the system's.</param>
public sealed class SnapshotFolder(string path, TimeProvider? clock = null) : ISnapshotTransport
{
    private const string Unfinished = ".part-";
    private const int BufferBytes = 1 << 18;

    // No file of an index takes so long to write.
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(6);

    private readonly string root = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
    private bool swept;

    /// <summary>The folder, as a full path.</summary>
    public string Path => root;

    /// <summary>The file system.</summary>
    internal IFileOperations Files { get; init; } = PhysicalFiles.Instance;

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        IReadOnlyList<string> names = !Directory.Exists(root) ? [] :
        [
            .. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
                .Select(file => System.IO.Path.GetRelativePath(root, file).Replace('\\', '/'))
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && !name.Contains(Unfinished, StringComparison.Ordinal)),
        ];
        return Task.FromResult(names);
    }

    /// <inheritdoc/>
    public Task<Stream> OpenReadAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return Task.FromResult<Stream>(new FileStream(
                PathOf(name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1 << 16, useAsync: false));
        }
        catch (DirectoryNotFoundException e)
        {
            throw new FileNotFoundException($"{name} is not in {root}.", name, e);
        }
    }

    /// <inheritdoc/>
    public async Task WriteAsync(string name, Stream content, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(content);
        var path = PathOf(name);
        var folder = System.IO.Path.GetDirectoryName(path)!;
        Files.MakeFolder(folder);

        if (!Interlocked.Exchange(ref swept, true))
        {
            RemoveUnfinished();
        }

        // Under another name until it is whole, and one of its own: two may write the same at a time.
        var part = $"{path}{Unfinished}{Guid.NewGuid():n}";
        try
        {
            using (var file = Files.Create(part))
            {
                await Copy(content, file, cancellation).ConfigureAwait(false);
                file.Sync();
            }

            Files.Rename(part, path);
            Files.SyncFolder(folder);
        }
        catch
        {
            if (Files.Exists(part))
            {
                Files.Delete(part);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string name, CancellationToken cancellation)
    {
        Remove(PathOf(name));
        return Task.CompletedTask;
    }

    // What processes left that were interrupted.
    private void RemoveUnfinished()
    {
        foreach (var file in Directory.EnumerateFiles(root, $"*{Unfinished}*", SearchOption.AllDirectories))
        {
            if ((clock ?? TimeProvider.System).GetUtcNow() - File.GetLastWriteTimeUtc(file) > Abandoned)
            {
                Remove(file);
            }
        }
    }

    // Others may remove it too, or give it its name, which makes it look as if it were very old.
    private void Remove(string path)
    {
        try
        {
            if (Files.Exists(path))
            {
                Files.Delete(path);
            }
        }
        catch (FileNotFoundException)
        {
            // It was gone first.
        }
    }

    private static async Task Copy(Stream content, IWritableFile file, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            for (int read; (read = await content.ReadAsync(buffer.AsMemory(0, BufferBytes), cancellation).ConfigureAwait(false)) > 0;)
            {
                file.Write(buffer.AsSpan(0, read));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private string PathOf(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(root, name));
        var inside = System.IO.Path.EndsInDirectorySeparator(root) ? root : root + System.IO.Path.DirectorySeparatorChar;
        return path.StartsWith(inside, StringComparison.Ordinal)
            ? path
            : throw new ArgumentException($"The name '{name}' leads out of {root}.", nameof(name));
    }
}
