using SearchCore.Files;

namespace SearchCore.Proofs.Doubles;

/// <summary>
/// Keeps a trace of every change, in the order in which the changes happened, with every byte. Thread-safe: changes happen one at a time.
/// </summary>
internal sealed class RecordingFiles(IFileOperations inner) : ObservedFiles(inner)
{
    private readonly Lock gate = new();
    private readonly List<FileOperation> trace = [];

    /// <summary>What happened so far. Not to be read while others write.</summary>
    public IReadOnlyList<FileOperation> Trace => trace;

    /// <summary>How much happened so far: what comes later has this number or a higher one.</summary>
    public int Now
    {
        get
        {
            lock (gate)
            {
                return trace.Count;
            }
        }
    }

    protected override T Do<T>(FileOperation operation, Func<T> act)
    {
        if (!operation.Changes)
        {
            return act();
        }

        lock (gate)
        {
            // What fails has changed nothing.
            var result = act();
            if (result is not false)
            {
                trace.Add(operation);
            }

            return result;
        }
    }

    protected override void Write(FileOperation operation, ReadOnlySpan<byte> bytes, IWritableFile file)
    {
        lock (gate)
        {
            file.Write(bytes);
            trace.Add(operation with { Bytes = bytes.ToArray() });
        }
    }
}
