using SearchCore.Searching.Budget;

namespace SearchCore.Searching.Sharding;

/// <summary>
/// The searches that a shard takes part in. A search that nobody goes on with for a while is forgotten; who does then begins it again.
/// Thread-safe; to be disposed.
/// </summary>
internal sealed class ShardSessions(TimeProvider clock) : IDisposable
{
    private const int Most = 256;

    private static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly Dictionary<ulong, Held> held = [];

    // The one that was used longest ago in front: to look at all of them in each round would cost more than small rounds do.
    private readonly LinkedList<Held> byUse = [];
    private bool isDisposed;

    /// <summary>
    /// Goes on with a search, or begins it. It is this caller's until what is returned is disposed; others that ask for it wait.
    /// </summary>
    /// <param name="number">Its number.</param>
    /// <param name="begin">Begins it; the token ends it.</param>
    /// <param name="cancellation">Ends this round, and the search with it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Entered Enter(
        ulong number, Func<CancellationToken, (ShardSearch, SearchBudget)> begin, CancellationToken cancellation)
    {
        Held entry;
        List<Held>? old = null;
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            if (held.TryGetValue(number, out entry!))
            {
                byUse.Remove(entry.Place);
            }
            else
            {
                entry = held[number] = new(number);
            }

            entry.LastUsed = clock.GetTimestamp();
            byUse.AddLast(entry.Place);
            while (byUse.First!.Value is var oldest && oldest != entry
                && (held.Count > Most || clock.GetElapsedTime(oldest.LastUsed, entry.LastUsed) > Forgotten))
            {
                Forget(oldest);
                (old ??= []).Add(oldest);
            }
        }

        old?.ForEach(o => o.Dispose());
        Monitor.Enter(entry);
        try
        {
            var registration = entry.Open(begin, cancellation);
            return new(this, number, entry, registration);
        }
        catch
        {
            Monitor.Exit(entry);
            Remove(number, entry);
            throw;
        }
    }

    public void Dispose()
    {
        List<Held> all;
        lock (gate)
        {
            isDisposed = true;
            all = [.. held.Values];
            held.Clear();
            byUse.Clear();
        }

        all.ForEach(h => h.Dispose());
    }

    private void Remove(ulong number, Held entry)
    {
        lock (gate)
        {
            if (held.TryGetValue(number, out var now) && now == entry)
            {
                Forget(entry);
            }
        }

        entry.Dispose();
    }

    // Under the lock.
    private void Forget(Held entry)
    {
        held.Remove(entry.Number);
        byUse.Remove(entry.Place);
    }

    /// <summary>A search that its round may use.</summary>
    internal readonly struct Entered(ShardSessions owner, ulong number, Held held, CancellationTokenRegistration registration) : IDisposable
    {
        /// <summary>The search.</summary>
        public ShardSearch Search => held.Search!;

        /// <summary>The time there is for it.</summary>
        public SearchBudget Budget => held.Budget!;

        public void Dispose()
        {
            registration.Dispose();
            var isOver = held.IsOver;
            Monitor.Exit(held);
            if (isOver)
            {
                owner.Remove(number, held);
            }
        }
    }

    /// <summary>A search that is kept.</summary>
    internal sealed class Held : IDisposable
    {
        private readonly CancellationTokenSource over = new();
        private bool isClosed;

        public Held(ulong number) => (Number, Place) = (number, new(this));

        /// <summary>The search's number.</summary>
        public ulong Number { get; }

        /// <summary>Its place among the others; whoever has the lock of all moves it.</summary>
        public LinkedListNode<Held> Place { get; }

        public long LastUsed { get; set; }

        public ShardSearch? Search { get; private set; }

        public SearchBudget? Budget { get; private set; }

        /// <summary>Whether it was cancelled: what it has is not whole.</summary>
        public bool IsOver => over.IsCancellationRequested;

        // Under its own lock.
        public CancellationTokenRegistration Open(
            Func<CancellationToken, (ShardSearch, SearchBudget)> begin, CancellationToken cancellation)
        {
            if (isClosed)
            {
                throw new OperationCanceledException("The search was forgotten.");
            }

            var registration = cancellation.UnsafeRegister(static held => ((Held)held!).over.Cancel(), this);
            try
            {
                if (Search is null)
                {
                    (Search, Budget) = begin(over.Token);
                }

                return registration;
            }
            catch
            {
                registration.Dispose();
                throw;
            }
        }

        public void Dispose()
        {
            lock (this)
            {
                if (!isClosed)
                {
                    isClosed = true;
                    Search?.Dispose();
                    over.Dispose();
                }
            }
        }
    }
}
