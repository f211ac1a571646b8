namespace SearchCore.Indexing.Publication;

/// <summary>
/// The one order of everything that changes an index: chunks of loads as they are read, added articles and deletions as they are called
/// take numbers from here, never twice in the life of the index. Knows which numbers are still on their way: held by somebody, in the index
/// not yet. What comes before the oldest of them is all in the index: the low-water mark. Thread-safe.
/// </summary>
internal sealed class InputWindow(long next)
{
    private readonly Lock gate = new();
    private readonly Dictionary<object, long> oldest = [];
    private long next = next;

    /// <summary>The lowest number not given yet.</summary>
    public long Next => Interlocked.Read(ref next);

    /// <summary>
    /// Gives the next number to a holder. In one step: a number that nobody holds would count as published.
    /// </summary>
    public long Take(object holder)
    {
        lock (gate)
        {
            oldest.TryAdd(holder, next);
            return Interlocked.Increment(ref next) - 1;
        }
    }

    /// <summary>A chunk goes from whoever reads to a worker, which holds it, or something older, from now on.</summary>
    /// <param name="reader">Who held it.</param>
    /// <param name="rest">The oldest number that the reader goes on holding; null for none.</param>
    /// <param name="worker">Who holds it now.</param>
    /// <param name="number">The chunk's number.</param>
    public void HandOver(object reader, long? rest, object worker, long number)
    {
        lock (gate)
        {
            oldest.TryAdd(worker, number);
            if (rest is { } held)
            {
                oldest[reader] = held;
            }
            else
            {
                oldest.Remove(reader);
            }
        }
    }

    /// <summary>All that a worker took is published but for the rest of its last chunk.</summary>
    public void Advance(object worker, long chunk)
    {
        lock (gate)
        {
            oldest[worker] = chunk;
        }
    }

    /// <summary>All that a holder took is published, or given up.</summary>
    public void Release(object holder)
    {
        lock (gate)
        {
            oldest.Remove(holder);
        }
    }

    /// <summary>Takes a number for a deletion and holds it until the mark is disposed.</summary>
    public Mark TakeMark() => new(this);

    /// <summary>
    /// Sets numbers aside for a load whose records all stand at this place in the order, whenever they are read. Held until disposed.
    /// </summary>
    /// <param name="count">How many.</param>
    public Reservation Reserve(long count) => new(this, count);

    /// <summary>
    /// A holder holds a number that another one took and holds too: what it does with it is in the index once both have let it go.
    /// </summary>
    public void Hold(object holder, long number)
    {
        lock (gate)
        {
            oldest.TryAdd(holder, number);
        }
    }

    /// <summary>Gives no number from now on that is lower than this: articles come in that have such numbers already.</summary>
    public void Pass(long number)
    {
        lock (gate)
        {
            next = Math.Max(next, number);
        }
    }

    /// <summary>The oldest number on its way; where there is none, the next one.</summary>
    public long LowWater
    {
        get
        {
            lock (gate)
            {
                var lowest = next;
                foreach (var number in oldest.Values)
                {
                    lowest = Math.Min(lowest, number);
                }

                return lowest;
            }
        }
    }

    /// <summary>Numbers that were set aside. Thread-safe.</summary>
    internal sealed class Reservation : IDisposable
    {
        private readonly InputWindow window;
        private readonly long end;
        private long next;

        public Reservation(InputWindow window, long count)
        {
            this.window = window;
            lock (window.gate)
            {
                First = next = window.next;
                end = window.next += count;
                window.oldest[this] = next;
            }
        }

        /// <summary>The lowest of them: what was read or called before has a lower one.</summary>
        public long First { get; }

        /// <summary>Gives the next of them to a holder.</summary>
        /// <exception cref="InvalidOperationException">There are no more.</exception>
        public long Take(object holder)
        {
            lock (window.gate)
            {
                if (next == end)
                {
                    throw new InvalidOperationException("More chunks were read than numbers were set aside for.");
                }

                window.oldest.TryAdd(holder, next++);
                window.oldest[this] = next;
                return next - 1;
            }
        }

        public void Dispose() => window.Release(this);
    }

    /// <summary>A place in the order, held: nothing that comes after it is forgotten meanwhile.</summary>
    internal sealed class Mark : IDisposable
    {
        private readonly InputWindow window;

        public Mark(InputWindow window)
        {
            this.window = window;
            Number = window.Take(this);
        }

        /// <summary>Its number: what was read or called before has a lower one.</summary>
        public long Number { get; }

        /// <summary>Where its articles would stand: those before have a lower sequence.</summary>
        public long Sequence => InputSequence.Of(Number, 0);

        public void Dispose() => window.Release(this);
    }
}
