using System.Diagnostics.Metrics;

namespace SearchCore.Measuring;

/// <summary>The open indexes of the process. One that is forgotten without being closed is not kept alive. Thread-safe.</summary>
internal sealed class OpenIndexes
{
    private readonly Lock gate = new();
    private readonly List<WeakReference<IMeasuredIndex>> indexes = [];

    /// <summary>Adds one.</summary>
    public void Add(IMeasuredIndex index)
    {
        lock (gate)
        {
            indexes.Add(new(index));
        }
    }

    /// <summary>Removes one, and those that were collected.</summary>
    public void Remove(IMeasuredIndex index)
    {
        lock (gate)
        {
            indexes.RemoveAll(i => !i.TryGetTarget(out var open) || ReferenceEquals(open, index));
        }
    }

    /// <summary>Something of each, with its name; those that are closed or damaged meanwhile are left out.</summary>
    public IEnumerable<Measurement<long>> Each(Func<IMeasuredIndex, long> measure)
    {
        List<IMeasuredIndex> open = [];
        lock (gate)
        {
            foreach (var index in indexes)
            {
                if (index.TryGetTarget(out var target))
                {
                    open.Add(target);
                }
            }
        }

        var measured = new List<Measurement<long>>(open.Count);
        foreach (var index in open)
        {
            try
            {
                measured.Add(new(measure(index), new KeyValuePair<string, object?>("index", index.Name)));
            }
            catch (Exception e) when (e is ObjectDisposedException or IndexException or IOException or UnauthorizedAccessException)
            {
                // It has nothing to tell now.
            }
        }

        return measured;
    }
}
