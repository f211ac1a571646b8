using SearchCore.Files;

namespace SearchCore;

/// <summary>A folder that snapshots go through, on a share that both machines see. Thread-safe.</summary>
/// <param name="path">The folder, made where it is missing; of its own, not an index's.</param>
/// <param name="clock">What says how old a file is that an interrupted process left; null for the system's.</param>
public sealed class SnapshotFolder(string path, TimeProvider? clock = null) : ISnapshotTransport
{
    private const string Unfinished = ".part-";

    // No file of an index takes so long to write.
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(6);

    private readonly string root = System.IO.Path.GetFullPath(path);
    private bool swept;

    /// <summary>The folder, as a full path.</summary>
    public string Path => root;

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
        Directory.CreateDirectory(folder);

        if (!Interlocked.Exchange(ref swept, true))
        {
            RemoveUnfinished();
        }

        // Under another name until it is whole.
        var part = $"{path}{Unfinished}{Environment.ProcessId}";
        try
        {
            var file = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16, useAsync: false);
            await using (file.ConfigureAwait(false))
            {
                await content.CopyToAsync(file, cancellation).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            File.Move(part, path, overwrite: true);
            PhysicalFiles.Instance.SyncFolder(folder);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string name, CancellationToken cancellation)
    {
        var path = PathOf(name);
        if (File.Exists(path))
        {
            File.Delete(path);
        }

        return Task.CompletedTask;
    }

    // What processes left that were interrupted.
    private void RemoveUnfinished()
    {
        foreach (var file in Directory.EnumerateFiles(root, $"*{Unfinished}*", SearchOption.AllDirectories))
        {
            if ((clock ?? TimeProvider.System).GetUtcNow() - File.GetLastWriteTimeUtc(file) > Abandoned)
            {
                File.Delete(file);
            }
        }
    }

    private string PathOf(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(root, name));
        return path.StartsWith(root + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new ArgumentException($"The name '{name}' leads out of {root}.", nameof(name));
    }
}
