using SearchCore.Files;

namespace SearchCore.Proofs.Doubles;

/// <summary>
/// Lets one operation fail, once or from then on: reads and listings as well as changes. A write that fails gets a part through.
/// Thread-safe.
/// </summary>
internal sealed class FaultyFiles(IFileOperations inner) : ObservedFiles(inner)
{
    private long operations;
    private long failAt = long.MaxValue;
    private bool sticky;
    private Func<string, Exception> fault = path => new IOException($"Input/output error (injected): {path}");

    /// <summary>Operations so far.</summary>
    public long Operations => Interlocked.Read(ref operations);

    /// <summary>The operation that the fault struck first, or null.</summary>
    public FileOperation? Struck { get; private set; }

    /// <summary>Lets the n-th operation from now fail; from 1.</summary>
    public void FailAfter(long n, bool stay, Func<string, Exception>? with = null)
    {
        sticky = stay;
        fault = with ?? fault;
        failAt = Operations + n;
    }

    /// <summary>Mends it.</summary>
    public void Mend() => failAt = long.MaxValue;

    protected override T Do<T>(FileOperation operation, Func<T> act)
    {
        if (Strikes(operation))
        {
            throw fault(operation.Path);
        }

        return act();
    }

    protected override void Write(FileOperation operation, ReadOnlySpan<byte> bytes, IWritableFile file)
    {
        if (Strikes(operation))
        {
            file.Write(bytes[..(bytes.Length / 2)]);
            throw fault(operation.Path);
        }

        file.Write(bytes);
    }

    private bool Strikes(FileOperation operation)
    {
        var now = Interlocked.Increment(ref operations);
        var strikes = now == failAt || (sticky && now > failAt);
        if (strikes)
        {
            Struck ??= operation;
        }

        return strikes;
    }
}
