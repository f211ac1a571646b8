using Orleans.Concurrency;

using SearchCore.Cluster.Orleans.Contracts;
using SearchCore.Cluster.Orleans.Writers;
using SearchCore.Cluster.Writing;

namespace SearchCore.Cluster.Orleans.Serving;

/// <summary>
/// What clients ask this silo's coordinator. A reentrant activation for each key that clients come with holds nothing of its own: all its
/// work runs on threads of the pool, where there is no context to come back to, whatever its awaits say.
/// </summary>
[StatelessWorker(1), Reentrant, CollectionAgeLimit(Minutes = 2)]
internal sealed class SearchGrain(Coordinator coordinator) : Grain, ISearchGrain
{
    /// <inheritdoc/>
    public Task<SearchAnswer> SearchAsync(ScopeMessage? scope, byte[] request, CancellationToken cancellation) => Answering.RunAsync(
        coordinator.Name, async () =>
        {
            var asked = ClusterJson.Read<SearchRequest>(request);
            var reader = await coordinator.ReaderAsync(cancellation).ConfigureAwait(true);
            var started = coordinator.Clock.GetTimestamp();
            var found = await reader.SearcherOf(asked, scope?.ToScope()).SearchAsync(asked, cancellation).ConfigureAwait(true);
            coordinator.Meter.Searched(coordinator.Clock.GetElapsedTime(started), found.Missing.Count > 0);
            return found;
        },
        cancellation);

    /// <inheritdoc/>
    public Task<SearchAnswer> ExplainAsync(ScopeMessage? scope, byte[] request, CancellationToken cancellation) => Answering.RunAsync(
        coordinator.Name, async () => await (await SearcherAsync(scope, cancellation).ConfigureAwait(true))
            .ExplainAsync(ClusterJson.Read<SearchRequest>(request), cancellation).ConfigureAwait(true),
        cancellation);

    /// <inheritdoc/>
    public Task<SearchAnswer> GetAsync(ScopeMessage? scope, string id, CancellationToken cancellation) => Answering.FindAsync(
        coordinator.Name, async () => await (await SearcherAsync(scope, cancellation).ConfigureAwait(true))
            .GetStoredAsync(id, cancellation).ConfigureAwait(true),
        cancellation);

    /// <inheritdoc/>
    public Task<SearchAnswer> HighlightAsync(
        ScopeMessage? scope, string id, byte[] request, CancellationToken cancellation) => Answering.FindAsync(
        coordinator.Name, async () => await (await SearcherAsync(scope, cancellation).ConfigureAwait(true))
            .HighlightAsync(id, ClusterJson.Read<SearchRequest>(request), cancellation).ConfigureAwait(true),
        cancellation);

    /// <inheritdoc/>
    public Task<SearchAnswer> NearAsync(
        ScopeMessage? scope, string id, double atLeast, CancellationToken cancellation) => Answering.RunAsync(
        coordinator.Name, async () => (await (await SearcherAsync(scope, cancellation).ConfigureAwait(true))
            .NearAsync(id, atLeast, cancellation).ConfigureAwait(true)).ToList(),
        cancellation);

    /// <inheritdoc/>
    public Task<SearchAnswer> StoriesAsync(ScopeMessage? scope, CancellationToken cancellation) => Answering.RunAsync(
        coordinator.Name, async () => (await (await SearcherAsync(scope, cancellation).ConfigureAwait(true))
            .StoriesAsync(cancellation).ConfigureAwait(true)).ToList(),
        cancellation);

    /// <inheritdoc/>
    public Task<SearchAnswer> CompleteAsync(ScopeMessage? scope, byte[] request, CancellationToken cancellation) => Answering.RunAsync(
        coordinator.Name, async () => await (await SearcherAsync(scope, cancellation).ConfigureAwait(true))
            .CompleteAsync(ClusterJson.Read<CompletionRequest>(request), cancellation).ConfigureAwait(true),
        cancellation);

    /// <inheritdoc/>
    public Task<SearchAnswer> TermsAsync(
        ScopeMessage? scope, string field, string prefix, int top, CancellationToken cancellation) => Answering.RunAsync(
        coordinator.Name, async () => (await (await SearcherAsync(scope, cancellation).ConfigureAwait(true))
            .TermsAsync(field, prefix, top, cancellation).ConfigureAwait(true)).ToList(),
        cancellation);

    /// <inheritdoc/>
    public Task<SearchAnswer> KindsAsync(ScopeMessage? scope, CancellationToken cancellation) => Answering.RunAsync(
        coordinator.Name, async () => (await (await SearcherAsync(scope, cancellation).ConfigureAwait(true))
            .KindsAsync(cancellation).ConfigureAwait(true)).ToList(),
        cancellation);

    /// <inheritdoc/>
    public Task<SearchAnswer> CountAsync(ScopeMessage? scope, CancellationToken cancellation) => Answering.RunAsync(
        coordinator.Name, async () => await (await SearcherAsync(scope, cancellation).ConfigureAwait(true))
            .CountAsync(cancellation).ConfigureAwait(true),
        cancellation);

    /// <inheritdoc/>
    public Task<SearchAnswer> StatusAsync(CancellationToken cancellation) => Answering.RunAsync(
        coordinator.Name, () => coordinator.StatusAsync(cancellation), cancellation);

    /// <inheritdoc/>
    public Task<WriteAnswer> ApplyAsync(ChangeMessage[] changes, CancellationToken cancellation) => Task.Run(
        async () =>
        {
            try
            {
                var writer = await coordinator.WriterAsync(cancellation).ConfigureAwait(true);
                return AnswerOf(await writer.ApplyAsync(changes.Select(WriterGrain.ToChange), cancellation).ConfigureAwait(true));
            }
            catch (ClusterWriteException e)
            {
                return AnswerOf(e.Receipt);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                return new WriteAnswer(Outcome.Unavailable, [], [], [], e.Message);
            }
        },
        cancellation);

    /// <inheritdoc/>
    public Task<SearchAnswer> DrainAsync(string node, CancellationToken cancellation) => Answering.RunAsync(
        coordinator.Name, async () =>
        {
            var service = coordinator.Nodes.ServiceOf(node) ?? throw new ArgumentException(
                $"There is no active silo '{node}'; there are {string.Join(", ", coordinator.Nodes.Now().Select(n => n.Name))}.");
            await service.DrainAsync().ConfigureAwait(true);
            return await coordinator.StatusAsync(cancellation).ConfigureAwait(true);
        },
        cancellation);

    private static WriteAnswer AnswerOf(ClusterReceipt receipt) => new(
        receipt.Failed.Count == 0 ? Outcome.Done : Outcome.NotWhole,
        [.. receipt.Acknowledged.Select(WriterGrain.ReceiptOf)],
        WriterGrain.RejectedOf(receipt.Rejected),
        [.. receipt.Failed.Select(f => new FailureMessage(f.Shard, [.. f.Ids], f.Cause.Message))],
        null);

    private async Task<ShardedSearcher> SearcherAsync(ScopeMessage? scope, CancellationToken cancellation)
    {
        var all = (await coordinator.ReaderAsync(cancellation).ConfigureAwait(true)).Searcher;
        return scope is null ? all : all.Within(scope.ToScope());
    }
}
