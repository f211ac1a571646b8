namespace SearchCore.Cli.Loading;

/// <summary>
/// How many bytes the files of a command line have. They are counted beside the load, for a folder of millions takes a while; what is
/// passed over in a folder is taken off as it is met.
/// </summary>
internal sealed class InputSizes
{
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
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
            Interlocked.Add(ref passedOver, new FileInfo(path) is { Exists: true } file ? file.Length : 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A size that nobody can tell is in no total.
        }
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

                var files = Directory.Exists(path)
                    ? new DirectoryInfo(path).EnumerateFiles("*", Everything) : [new FileInfo(path)];
                foreach (var file in files)
                {
                    cancellation.ThrowIfCancellationRequested();
                    sum += file.Length;
                }
            }

            return sum;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            return null;
        }
    }
}
