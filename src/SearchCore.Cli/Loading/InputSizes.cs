namespace SearchCore.Cli.Loading;

/// <summary>
/// How many bytes the files of a command line have. They are counted beside the load, for a folder of millions takes a while; what is
/// passed over in a folder is taken off as it is met.
/// </summary>
internal sealed class InputSizes
{
    private static readonly EnumerationOptions Here = new()
    {
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = true,
    };

    private readonly IReadOnlyList<string> paths;
    private readonly CancellationToken cancellation;
    private Task<long?>? counting;
    private long passedOver;

    /// <summary>Of paths; one that is a stream makes the size unknown.</summary>
    /// <param name="paths">Whole paths, or <c>-</c>.</param>
    /// <param name="cancellation">Ends the counting.</param>
    public InputSizes(IReadOnlyList<string> paths, CancellationToken cancellation) =>
        (this.paths, this.cancellation) = (paths, cancellation);

    /// <summary>The bytes; null while they are counted, and where nobody can.</summary>
    public long? Total
    {
        get
        {
            counting ??= Task.Run(Count);
            return counting.IsCompletedSuccessfully ? counting.Result - Interlocked.Read(ref passedOver) : null;
        }
    }

    /// <summary>A file is not read.</summary>
    public void PassOver(string path)
    {
        try
        {
            // What is hidden, and links, were not counted.
            var file = new FileInfo(path);
            var isCounted = file.Exists && !file.Name.StartsWith('.') && file.LinkTarget is null;
            Interlocked.Add(ref passedOver, isCounted ? file.Length : 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A size that nobody can tell is in no total.
        }
    }

    // As a folder is walked: what is hidden is not looked into.
    private long SizeOf(string folder)
    {
        var (sum, open) = (0L, new Stack<string>([folder]));
        while (open.TryPop(out var next))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var entry in new DirectoryInfo(next).EnumerateFileSystemInfos("*", Here))
            {
                if (!entry.Name.StartsWith('.') && entry is DirectoryInfo)
                {
                    open.Push(entry.FullName);
                }
                else if (!entry.Name.StartsWith('.') && entry is FileInfo file)
                {
                    sum += file.Length;
                }
            }
        }

        return sum;
    }

    private long? Count()
    {
        try
        {
            var sum = 0L;
            foreach (var path in paths)
            {
                if (path == "-")
                {
                    return null;
                }

                sum += Directory.Exists(path) ? SizeOf(path) : new FileInfo(path).Length;
            }

            return sum;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            return null;
        }
    }
}
