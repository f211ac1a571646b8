namespace SearchCore.Indexing;

/// <summary>
/// Sees to it that of two articles with one id the one that came last in the input stays, though workers handle chunks out of order.
/// Only ids of chunks that are not all done yet have to be remembered: a bounded window.
/// </summary>
internal sealed class InputOrder
{
    private const int Stripes = 64;

    private readonly Dictionary<string, long>[] newest = [.. Enumerable.Range(0, Stripes).Select(_ => new Dictionary<string, long>(StringComparer.Ordinal))];
    private readonly SortedDictionary<long, List<string>?> window = [];

    /// <summary>A chunk begins.</summary>
    public void Begin(long chunk)
    {
        lock (window)
        {
            window.Add(chunk, null);
        }
    }

    /// <summary>Writes an article unless a later one with its id has been written; calls with one id exclude each other.</summary>
    /// <returns>Whether it was written.</returns>
    public bool Write(string id, long sequence, Action write)
    {
        var stripe = newest[(uint)string.GetHashCode(id, StringComparison.Ordinal) % Stripes];
        lock (stripe)
        {
            if (stripe.TryGetValue(id, out var written) && written > sequence)
            {
                return false;
            }

            write();
            stripe[id] = sequence;
            return true;
        }
    }

    /// <summary>A chunk is done; what no unfinished chunk before it could overtake any more is forgotten.</summary>
    /// <param name="chunk">The chunk's place in input order.</param>
    /// <param name="ids">The ids it held.</param>
    public void End(long chunk, List<string> ids)
    {
        lock (window)
        {
            window[chunk] = ids;
            while (window.Count > 0)
            {
                var (first, finished) = window.First();
                if (finished is null)
                {
                    return;
                }

                window.Remove(first);
                foreach (var id in finished)
                {
                    Forget(id, first);
                }
            }
        }
    }

    private void Forget(string id, long chunk)
    {
        var stripe = newest[(uint)string.GetHashCode(id, StringComparison.Ordinal) % Stripes];
        lock (stripe)
        {
            if (stripe.TryGetValue(id, out var written) && InputSequence.ChunkOf(written) <= chunk)
            {
                stripe.Remove(id);
            }
        }
    }
}
