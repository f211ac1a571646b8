using SearchCore.Cluster.Orleans.Contracts;

namespace SearchCore.Cluster.Orleans.Serving;

/// <summary>One export. Goes with its silo: whoever reads it begins anew.</summary>
[CollectionAgeLimit(Minutes = 10)]
internal sealed class ExportGrain(Coordinator coordinator) : Grain, IExportGrain
{
    private IAsyncEnumerator<StoredArticle>? articles;
    private int next;
    private SearchAnswer? last;

    /// <inheritdoc/>
    public async Task<SearchAnswer> NextAsync(int page, ScopeMessage? scope, byte[] request, int size, CancellationToken cancellation)
    {
        if (page == next - 1 && last is not null)
        {
            // The answer was lost on its way.
            return last;
        }

        if (page != next)
        {
            return new(
                Outcome.Failed, null, "The silo that exported is gone, and with it the place in the list. Begin the export anew.", null);
        }

        // In the grain's context: one page at a time, as grains take calls.
        var answer = await Answering.RunAsync(coordinator.Name, () => ReadAsync(scope, request, size, cancellation), cancellation)
            .ConfigureAwait(true);
        if (answer.Outcome == Outcome.Done)
        {
            (last, next) = (answer, next + 1);
        }

        return answer;
    }

    /// <inheritdoc/>
    public Task EndAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (articles is not null)
        {
            await articles.DisposeAsync().ConfigureAwait(true);
        }
    }

    // On the pool: there is no context to come back to, whatever the awaits say.
    private async Task<List<StoredArticle>> ReadAsync(ScopeMessage? scope, byte[] request, int size, CancellationToken cancellation)
    {
        if (articles is null)
        {
            // Not the call's token: the pages that follow are calls of their own.
            var asked = ClusterJson.Read<SearchRequest>(request);
            var reader = await coordinator.ReaderAsync(cancellation).ConfigureAwait(true);
            var searcher = scope is null ? reader.Searcher : reader.Searcher.Within(scope.ToScope());
            articles = searcher.ExportAsync(asked, CancellationToken.None).GetAsyncEnumerator(CancellationToken.None);
        }

        var page = new List<StoredArticle>(size);
        while (page.Count < size && await articles.MoveNextAsync().ConfigureAwait(true))
        {
            page.Add(articles.Current);
        }

        return page;
    }
}
