using System.Runtime.CompilerServices;
using System.Text;

using SearchCore.Cluster.Catalogue;
using SearchCore.Cluster.Objects;

namespace SearchCore.Cluster.Alerts;

/// <summary>
/// The standing queries of a cluster and their events: a query is stored once, each article that comes into any shard is matched there, and
/// what is found is told of once it is published (<see cref="StandingQueries"/> says what a match is).
/// </summary>
/// <remarks>
/// <para>
/// Queries and positions of consumers are objects at a place of their own, events at the places of their shards; so all of them survive
/// every machine. Writers look for queries before each commit: what is sent to the cluster after a query was stored is matched with it.
/// Events are written before their commit is published and read once it is: none is lost, and none is told of a commit that was not
/// published, whichever writer failed when. They are delivered at least once.
/// </para>
/// <para>
/// <b>Order.</b> Events of one shard come in the order of its commits and, within one, of its input; so do all events of one article, which
/// stays in its shard. Between shards there is no order. Matching knows the words of the article's shard and of what comes with it; so
/// limits of wildcards and near spellings, and the text that <c>near:ID</c> compares with, are those of a shard. Thread-safe.
/// </para>
/// </remarks>
#pragma warning disable CA1001 // A semaphore whose handle nobody asks for has nothing to give back.
public sealed class ClusterAlerts
#pragma warning restore CA1001
{
    private const string Consumers = "consumers/";

    private readonly ICatalogue catalogue;
    private readonly ISnapshotTransport place;
    private readonly Func<int, ISnapshotTransport> places;
    private readonly TimeProvider clock;
    private readonly SemaphoreSlim turn = new(1);
    private readonly QueryRegister register;

    /// <summary>Makes it; nothing is read yet.</summary>
    /// <param name="catalogue">The cluster's catalogue; it stays the caller's.</param>
    /// <param name="place">Where queries and positions are: the one that writers have in their options.</param>
    /// <param name="places">The places of the shards.</param>
    /// <param name="clock">The clock; null for the system's.</param>
    public ClusterAlerts(
        ICatalogue catalogue, ISnapshotTransport place, Func<int, ISnapshotTransport> places, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(places);
        (this.catalogue, this.place, this.places) = (catalogue, place, places);
        (this.clock, register) = (clock ?? TimeProvider.System, new(place));
    }

    /// <summary>The queries, by name.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="IOException">The place cannot be read.</exception>
    /// <exception cref="InvalidDataException">What is stored is damaged, or of a later version.</exception>
    public async Task<IReadOnlyList<StandingQuery>> ListAsync(CancellationToken cancellation = default) => await InTurnAsync(
        async () =>
        {
            await register.LookAsync(cancellation).ConfigureAwait(false);
            return register.Queries.Values.OrderBy(q => q.Name, StringComparer.Ordinal).ToList();
        },
        cancellation).ConfigureAwait(false);

    /// <summary>
    /// Stores queries, each in the place of one with the same name: all of them or, where one is refused, none. Durable when it returns. Of
    /// changes of one query that are made at once one counts, for everybody the same.
    /// </summary>
    /// <param name="queries">The queries, of different names.</param>
    /// <param name="kinds">
    /// The kinds of entity that queries may name besides the built-in ones and those that were said before, such as
    /// <see cref="ShardedSearcher.KindsAsync"/> has; null for none.
    /// </param>
    /// <param name="cancellation">Ends it; they may be stored all the same.</param>
    /// <returns>The queries as they were stored, with version and moment.</returns>
    /// <exception cref="QueryException">One cannot be understood, or uses what may not stand there.</exception>
    /// <exception cref="ArgumentException">A member is not as <see cref="StandingQuery"/> says, or there are too many queries.</exception>
    /// <exception cref="IOException">The place cannot be written.</exception>
    public async Task<IReadOnlyList<StandingQuery>> PutAsync(
        IReadOnlyList<StandingQuery> queries, IReadOnlyList<string>? kinds = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(queries);
        kinds ??= [];
        var settings = await catalogue.SettingsAsync(cancellation).ConfigureAwait(false);
        return await InTurnAsync(
            async () =>
            {
                await register.LookAsync(cancellation).ConfigureAwait(false);

                // Said once they hold, also for the same query when it is stored again.
                string[] known = [.. kinds.Union(register.Kinds, StringComparer.Ordinal)];
                Check(queries, known, register.Queries, settings);
                return queries.Count == 0
                    ? []
                    : await register.ChangeAsync(queries, [], known, clock.GetUtcNow(), cancellation).ConfigureAwait(false);
            },
            cancellation).ConfigureAwait(false);
    }

    /// <summary>Removes a query; its events stay. Durable when it returns.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellation">Ends it; it may be removed all the same.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="IOException">The place cannot be written.</exception>
    public Task<bool> RemoveAsync(string name, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        return InTurnAsync(
            async () =>
            {
                await register.LookAsync(cancellation).ConfigureAwait(false);
                if (!register.Queries.ContainsKey(name))
                {
                    return false;
                }

                await register.ChangeAsync([], [name], [], clock.GetUtcNow(), cancellation).ConfigureAwait(false);
                return true;
            },
            cancellation);
    }

    /// <summary>
    /// Events that are published, shard by shard, a commit's at a time; reading again from the same position gives the same.
    /// </summary>
    /// <param name="after">The position of the last batch that was dealt with; null for all that there are.</param>
    /// <param name="follow">Whether to wait for more, until it is cancelled.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ArgumentException">It is no position.</exception>
    /// <exception cref="IOException">A place or the catalogue cannot be read.</exception>
    /// <exception cref="InvalidDataException">Events are damaged.</exception>
    public async IAsyncEnumerable<AlertBatch> ReadAsync(
        string? after = null, bool follow = false, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var position = AlertPosition.Parse(after);
        for (var version = await catalogue.CurrentAsync(cancellation).ConfigureAwait(false); ;
             version = await catalogue.WaitForLaterAsync(version.Number, cancellation).ConfigureAwait(false))
        {
            foreach (var (shard, commit, name, events) in Published(version, position))
            {
                foreach (var (found, at) in await events.ListAsync(name, commit, cancellation).ConfigureAwait(false))
                {
                    position[shard] = found;
                    if (await events.ReadAsync(at, cancellation).ConfigureAwait(false) is { } own)
                    {
                        yield return new(shard, found, own, AlertPosition.Write(position));
                    }
                }
            }

            if (!follow)
            {
                yield break;
            }
        }
    }

    /// <summary>The position that a consumer has come to; null for none.</summary>
    /// <param name="consumer">Its name, as <see cref="StandingQueries.RequireConsumer"/> has it.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="IOException">The place cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public async Task<string?> PositionAsync(string consumer, CancellationToken cancellation = default)
    {
        var held = await PositionsAsync(consumer, cancellation).ConfigureAwait(false);
        return held is [.., var last] && await CheckedObjects.ReadAsync(place, last, cancellation).ConfigureAwait(false) is { } content
            ? Encoding.ASCII.GetString(content)
            : null;
    }

    /// <summary>
    /// Says that a consumer has dealt with all up to a position, or is to go on behind it again. Durable when it returns. One process at a
    /// time for a consumer.
    /// </summary>
    /// <param name="consumer">Its name.</param>
    /// <param name="position">The position of a batch.</param>
    /// <param name="cancellation">Ends it; it may be said all the same.</param>
    /// <exception cref="ArgumentException">It is no position.</exception>
    /// <exception cref="IOException">The place cannot be written; then the consumer gets again what it had.</exception>
    public async Task AcknowledgeAsync(string consumer, string position, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(position);
        var content = Encoding.ASCII.GetBytes(AlertPosition.Write(AlertPosition.Parse(position)));
        var before = await PositionsAsync(consumer, cancellation).ConfigureAwait(false);
        var next = before is [.., var last] ? CheckedObjects.Number(last[PrefixOf(consumer).Length..].Split('-')[0]) + 1 : 1;
        await CheckedObjects.WriteAsync(place, $"{PrefixOf(consumer)}{CheckedObjects.Digits(next)}", content, cancellation)
            .ConfigureAwait(false);
        foreach (var name in before)
        {
            await place.DeleteAsync(name, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Gives a consumer its events, a commit's of a shard at a time, at least once each, until it is cancelled: a batch is acknowledged
    /// when the delivery has returned. One delivery at a time for each consumer.
    /// </summary>
    /// <param name="consumer">The consumer.</param>
    /// <param name="deliver">What is done with a batch; what it throws comes out as itself, and the batch comes again.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="IOException">A place or the catalogue cannot be read or written.</exception>
    /// <exception cref="InvalidDataException">Events are damaged.</exception>
    public async Task DeliverAsync(
        string consumer, Func<AlertBatch, CancellationToken, ValueTask> deliver, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(deliver);
        var after = await PositionAsync(consumer, cancellation).ConfigureAwait(false);
        await foreach (var batch in ReadAsync(after, follow: true, cancellation).ConfigureAwait(false))
        {
            await deliver(batch, cancellation).ConfigureAwait(false);
            await AcknowledgeAsync(consumer, batch.Position, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Removes events that nobody needs any more.</summary>
    /// <param name="upTo">The position of the last batch that is not needed.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ArgumentException">It is no position.</exception>
    /// <exception cref="IOException">A place cannot be written.</exception>
    public async Task RemoveEventsAsync(string upTo, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(upTo);
        foreach (var (shard, commit) in AlertPosition.Parse(upTo))
        {
            var events = new EventObjects(places(shard));
            foreach (var (_, name) in await events.ListAsync(commit, default, cancellation).ConfigureAwait(false))
            {
                await events.RemoveAsync(name, cancellation).ConfigureAwait(false);
            }
        }
    }

    private List<(int Shard, SnapshotName After, SnapshotName Published, EventObjects Events)> Published(
        ClusterVersion version, SortedDictionary<int, SnapshotName> position) => version.Generations
        .Select(g => (g.Shard, position.GetValueOrDefault(g.Shard), g.Name, new EventObjects(places(g.Shard)))).ToList();

    // By an empty index of the cluster's: whatever a query may ask for, it may ask it there.
    private static void Check(
        IReadOnlyList<StandingQuery> queries, IReadOnlyList<string> kinds, IReadOnlyDictionary<string, StandingQuery> there,
        ClusterSettings settings)
    {
        using var empty = ArticleIndex.InMemory(settings.Apply(new() { Recognizer = null }));
        empty.Standing.Put(queries, kinds);
        var names = queries.Select(q => q.Name).ToHashSet(StringComparer.Ordinal);
        if (there.Keys.Count(n => !names.Contains(n)) + names.Count > StandingQueries.MaxQueries)
        {
            throw new ArgumentException(
                $"A cluster has at most {StandingQueries.MaxQueries} standing queries; remove some first.", nameof(queries));
        }
    }

    private async Task<IReadOnlyList<string>> PositionsAsync(string consumer, CancellationToken cancellation)
    {
        StandingQueries.RequireConsumer(consumer);
        var names = await place.ListAsync(PrefixOf(consumer), cancellation).ConfigureAwait(false);
        return [.. names.Order(StringComparer.Ordinal)];
    }

    private static string PrefixOf(string consumer) => $"{Consumers}{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(consumer))}/";

    private async Task<T> InTurnAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }
}

/// <summary>The events of one commit of a shard, in the order of its input.</summary>
/// <param name="Shard">The shard, from 0.</param>
/// <param name="Generation">The commit.</param>
/// <param name="Events">
/// The events. Their versions are those of the cluster's queries; their numbers rise within a shard and mean nothing else.
/// </param>
/// <param name="Position">Where to go on behind them (<see cref="ClusterAlerts.ReadAsync"/>).</param>
public sealed record AlertBatch(int Shard, SnapshotName Generation, IReadOnlyList<StandingEvent> Events, string Position);
