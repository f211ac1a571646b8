using System.Runtime.CompilerServices;
using System.Text;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Running;
using SearchCore.Searching.Snapshots;
using SearchCore.Standing;

namespace SearchCore;

/// <summary>
/// Queries that stand beside an index: each article that comes in and matches one is told of, once its commit is durable, in the order of
/// the input (<see cref="ArticleIndex.Standing"/>).
/// </summary>
/// <remarks>
/// <para>
/// An article matches if a search after its commit would find it: articles are matched on their way into the index, as a small segment, by
/// the plan and the execution of every search, and what is found is written and synced before the commit becomes one. An article that was
/// replaced or deleted before its commit has no event. A query sees what is published after it was stored; what an index holds already is a
/// search's to find. What <c>Rebuild</c> reads again, and what restoring or exchanging an index brings in, is not new and has no events.
/// </para>
/// <para>
/// Events are kept until they are removed. A consumer is a name with a number: it gets every event at least once, in order, also after a
/// crash of either side. Thread-safe. Storing queries takes an index that is open for writing; events can be read, and consumers can go on,
/// in other processes too, up to the commit that the index was refreshed to.
/// </para>
/// </remarks>
public sealed class StandingQueries
{
    /// <summary>The most queries.</summary>
    public const int MaxQueries = 100_000;

    /// <summary>The most bytes of a consumer's name in UTF-8.</summary>
    public const int MaxConsumerName = 100;

    // How often one that waits for what another process commits looks.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    private readonly Lock changing = new();
    private readonly QueryTable table;
    private readonly EventLog log;
    private readonly Consumers consumers;
    private readonly Func<PointInTime> lease;
    private readonly Func<long> lastNumber;
    private readonly Action refresh;
    private readonly TimeProvider clock;
    private readonly bool isWritable;
    private TaskCompletionSource came = NewWait();

    internal StandingQueries(
        QueryTable table, EventLog log, Consumers consumers, Func<PointInTime> lease, Func<long> lastNumber, Action refresh,
        TimeProvider clock, bool isWritable)
    {
        (this.table, this.log, this.consumers, this.lease) = (table, log, consumers, lease);
        (this.lastNumber, this.refresh, this.clock, this.isWritable) = (lastNumber, refresh, clock, isWritable);
    }

    /// <summary>The queries, by name.</summary>
    public IReadOnlyList<StandingQuery> List()
    {
        table.Reload();
        return [.. table.Queries.Values.OrderBy(q => q.Name, StringComparer.Ordinal)];
    }

    /// <summary>The query with a name, or null.</summary>
    public StandingQuery? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        table.Reload();
        return table.Queries.GetValueOrDefault(name);
    }

    /// <summary>
    /// Stores a query, in the place of one with the same name. Durable when it returns; articles published from then on are matched.
    /// </summary>
    /// <returns>The query as it was stored, with version and moment.</returns>
    /// <exception cref="QueryException">
    /// It cannot be understood, is over a limit, or uses what may not stand there (directives) or its scope forbids.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// The name or another member is not as <see cref="StandingQuery"/> says, or there are too many queries; the message names the member.
    /// </exception>
    /// <exception cref="InvalidOperationException">The index is open read only.</exception>
    /// <exception cref="IOException">It could not be written; the queries are as before.</exception>
    public StandingQuery Put(StandingQuery query) => Put([query])[0];

    /// <summary>As <see cref="Put(StandingQuery)"/>, several at once: all of them or, where one is refused, none.</summary>
    public IReadOnlyList<StandingQuery> Put(IReadOnlyList<StandingQuery> queries) => Put(queries, []);

    /// <summary>As the other, where articles to come may have kinds of entity that none has yet.</summary>
    /// <param name="queries">The queries.</param>
    /// <param name="kinds">Kinds that queries may name besides those that articles have.</param>
    public IReadOnlyList<StandingQuery> Put(IReadOnlyList<StandingQuery> queries, IReadOnlyCollection<string> kinds)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(kinds);
        RequireWritable();
        foreach (var query in queries)
        {
            Check(query, kinds);
        }

        lock (changing)
        {
            var names = queries.Select(q => q.Name).ToHashSet(StringComparer.Ordinal);
            if (names.Count < queries.Count)
            {
                throw new ArgumentException("Two of the queries have one name.", nameof(queries));
            }

            if (table.Queries.Keys.Count(n => !names.Contains(n)) + names.Count > MaxQueries)
            {
                throw new ArgumentException($"An index has at most {MaxQueries} standing queries; remove some first.", nameof(queries));
            }

            return queries.Count == 0 ? [] : table.Put(queries, kinds, clock.GetUtcNow());
        }
    }

    /// <summary>Whether a query may be stored, without storing it.</summary>
    /// <exception cref="QueryException">As for <see cref="Put(StandingQuery)"/>.</exception>
    /// <exception cref="ArgumentException">As for <see cref="Put(StandingQuery)"/>.</exception>
    public void Check(StandingQuery query) => Check(query, []);

    private void Check(StandingQuery query, IReadOnlyCollection<string> kinds)
    {
        ArgumentNullException.ThrowIfNull(query);
        var point = lease();
        try
        {
            Check(query, kinds, point);
        }
        finally
        {
            point.Release();
        }
    }

    /// <summary>Removes a query; its events stay. Durable when it returns.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="InvalidOperationException">The index is open read only.</exception>
    /// <exception cref="IOException">It could not be written; the queries are as before.</exception>
    public bool Remove(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        RequireWritable();
        lock (changing)
        {
            return table.Remove([name]) > 0;
        }
    }

    /// <summary>The number of the last event; 0 for none. Numbers up to it may be those of no event.</summary>
    public long Last => lastNumber();

    /// <summary>The number from which on events are kept; one more than <see cref="Last"/> where none is.</summary>
    public long First => log.First(lastNumber());

    /// <summary>Events in the order of their numbers, as many as there are at the call; reading again gives the same.</summary>
    /// <param name="after">The number behind which to begin; 0 for the first that is kept.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    /// <exception cref="IndexException">The events are damaged from some place on; those before it were given.</exception>
    public IEnumerable<StandingEvent> Read(long after = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        return log.Read(after, lastNumber());
    }

    /// <summary>
    /// As <see cref="Read"/>, and goes on with those to come until it is cancelled; in an index that is open read only it refreshes that.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async IAsyncEnumerable<StandingEvent> FollowAsync(
        long after = 0, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var wait = Volatile.Read(ref came).Task;
            var last = lastNumber();
            if (last > after)
            {
                foreach (var found in log.Read(after, last))
                {
                    cancellation.ThrowIfCancellationRequested();
                    yield return found;
                }

                after = last;
            }
            else
            {
                await Task.WhenAny(wait, Task.Delay(Look, clock, cancellation)).ConfigureAwait(false);
                refresh();
            }
        }
    }

    /// <summary>The number up to which a consumer has dealt with events; 0 before it has with any.</summary>
    /// <exception cref="ArgumentException">The name is empty or longer than <see cref="MaxConsumerName"/>.</exception>
    public long Position(string consumer) => consumers.Position(Consumer(consumer));

    /// <summary>
    /// Says that a consumer has dealt with all events up to a number, or, with a lower one than before, that it wants those behind it
    /// again. Durable when it returns. One caller at a time for each consumer.
    /// </summary>
    /// <exception cref="ArgumentException">The name is empty or longer than <see cref="MaxConsumerName"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or higher than <see cref="Last"/>.</exception>
    /// <exception cref="IOException">It could not be written; the consumer is where it was.</exception>
    public void Acknowledge(string consumer, long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, lastNumber());
        consumers.Move(Consumer(consumer), number);
    }

    /// <summary>Forgets a consumer.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Forget(string consumer) => consumers.Forget(Consumer(consumer));

    /// <summary>
    /// Gives a consumer its events, one after another, at least once each, until it is cancelled: an event is acknowledged when the
    /// delivery has returned. One delivery at a time for each consumer.
    /// </summary>
    /// <param name="consumer">The consumer.</param>
    /// <param name="deliver">What is done with an event; what it throws comes out as itself, and the event comes again.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task DeliverAsync(
        string consumer, Func<StandingEvent, CancellationToken, ValueTask> deliver, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(deliver);
        var after = Position(consumer);
        await foreach (var found in FollowAsync(after, cancellation).ConfigureAwait(false))
        {
            await deliver(found, cancellation).ConfigureAwait(false);
            Acknowledge(consumer, found.Number);
        }
    }

    /// <summary>Requires a consumer's name.</summary>
    /// <exception cref="ArgumentException">It is empty or longer than <see cref="MaxConsumerName"/>.</exception>
    public static void RequireConsumer(string consumer)
    {
        ArgumentException.ThrowIfNullOrEmpty(consumer);
        if (Encoding.UTF8.GetByteCount(consumer) > MaxConsumerName)
        {
            throw new ArgumentException($"A consumer's name has at most {MaxConsumerName} bytes in UTF-8.", nameof(consumer));
        }
    }

    /// <summary>
    /// Removes events that nobody needs any more, as far as files hold no later ones: some megabytes of events stay in any case.
    /// </summary>
    /// <param name="upTo">The highest number that is not needed, inclusive.</param>
    /// <returns>The number from which on events are kept.</returns>
    /// <exception cref="InvalidOperationException">The index is open read only.</exception>
    public long RemoveEvents(long upTo)
    {
        RequireWritable();
        lock (changing)
        {
            return log.Remove(upTo, lastNumber());
        }
    }

    /// <summary>Closes what it has open; nothing is written any more.</summary>
    internal void Close() => log.Dispose();

    /// <summary>Wakes up whoever waits for events.</summary>
    internal void Wake() => Interlocked.Exchange(ref came, NewWait()).TrySetResult();

    private static TaskCompletionSource NewWait() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static string Consumer(string name)
    {
        RequireConsumer(name);
        return name;
    }

    private void RequireWritable()
    {
        if (!isWritable)
        {
            throw new InvalidOperationException("The index is open read only; open it for writing to change its standing queries.");
        }
    }

    private void Check(StandingQuery query, IReadOnlyCollection<string> kinds, PointInTime point)
    {
        if (query.Name is not { Length: > 0 and <= StandingQuery.MaxName } name || name.Any(char.IsControl))
        {
            throw new ArgumentException(
                $"StandingQuery.Name has 1 to {StandingQuery.MaxName} characters, none of which is a control character.");
        }

        RequestRules.Require(query.Request);
        if (StandingRules.FindFault(query.Request) is { } member)
        {
            throw new ArgumentException(
                $"SearchRequest.{member} has no meaning in a standing query ('{name}'): leave it as it is in a new request.");
        }

        var budget = SearchBudget.Unlimited;
        PointInTimeSet points = new([point]);
        var within = query.Scope is { } scope ? ScopedPoints.Within(points, scope, CancellationToken.None) : points;
        var plan = SearchPlan.Prepare(new KindsBesides(within, kinds), CompiledQuery.At(query, clock.GetUtcNow()), budget);
        if (plan.Parsed.Directives is not null)
        {
            var bar = Math.Max(0, plan.Parsed.Text.LastIndexOf('|'));
            RequestCheck.ThrowOnError(plan.Parsed.Text, [Faults.Forbidden((bar, plan.Parsed.Text.Length), "what stands behind the bar")]);
        }
    }
}
