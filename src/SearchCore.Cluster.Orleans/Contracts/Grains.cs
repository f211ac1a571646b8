using Orleans.Services;

namespace SearchCore.Cluster.Orleans.Contracts;

/// <summary>The node of one silo, called by the silo's address: nothing has to be placed or moved.</summary>
[Alias("searchcore.node")]
internal interface INodeService : IGrainService
{
    // Gigabytes may travel.
    [Alias("prepare"), ResponseTimeout("02:00:00")]
    Task<NodeAnswer> PrepareAsync(string coordinator, GenerationMessage generation, CancellationToken cancellation);

    [Alias("keep")]
    Task KeepAsync(string coordinator, GenerationMessage[] generations, CancellationToken cancellation);

    [Alias("ask")]
    Task<NodeAnswer> AskAsync(int shard, long epoch, long sequence, byte[] question, CancellationToken cancellation);

    [Alias("drain")]
    Task DrainAsync();
}

/// <summary>The writer of a shard; the key is the shard's number.</summary>
[Alias("searchcore.writer")]
internal interface IWriterGrain : IGrainWithIntegerKey
{
    [Alias("apply"), ResponseTimeout("00:05:00")]
    Task<WriterAnswer> ApplyAsync(ChangeMessage[] changes, CancellationToken cancellation);
}

/// <summary>
/// The coordinator of the silo that a client's call comes to. Any silo can answer, and the key means nothing but which gateway the runtime
/// takes: it keeps one a key.
/// </summary>
[Alias("searchcore.search")]
internal interface ISearchGrain : IGrainWithIntegerKey
{
    [Alias("search"), ResponseTimeout("00:10:00")]
    Task<SearchAnswer> SearchAsync(ScopeMessage? scope, byte[] request, CancellationToken cancellation);

    [Alias("explain")]
    Task<SearchAnswer> ExplainAsync(ScopeMessage? scope, byte[] request, CancellationToken cancellation);

    [Alias("get")]
    Task<SearchAnswer> GetAsync(ScopeMessage? scope, string id, CancellationToken cancellation);

    [Alias("highlight"), ResponseTimeout("00:10:00")]
    Task<SearchAnswer> HighlightAsync(ScopeMessage? scope, string id, byte[] request, CancellationToken cancellation);

    [Alias("near"), ResponseTimeout("00:10:00")]
    Task<SearchAnswer> NearAsync(ScopeMessage? scope, string id, double atLeast, CancellationToken cancellation);

    [Alias("stories"), ResponseTimeout("00:10:00")]
    Task<SearchAnswer> StoriesAsync(ScopeMessage? scope, CancellationToken cancellation);

    [Alias("complete")]
    Task<SearchAnswer> CompleteAsync(ScopeMessage? scope, byte[] request, CancellationToken cancellation);

    [Alias("terms")]
    Task<SearchAnswer> TermsAsync(ScopeMessage? scope, string field, string prefix, int top, CancellationToken cancellation);

    [Alias("kinds")]
    Task<SearchAnswer> KindsAsync(ScopeMessage? scope, CancellationToken cancellation);

    [Alias("count")]
    Task<SearchAnswer> CountAsync(ScopeMessage? scope, CancellationToken cancellation);

    [Alias("status")]
    Task<SearchAnswer> StatusAsync(CancellationToken cancellation);

    [Alias("apply"), ResponseTimeout("00:05:00")]
    Task<WriteAnswer> ApplyAsync(ChangeMessage[] changes, CancellationToken cancellation);

    [Alias("drain")]
    Task<SearchAnswer> DrainAsync(string node, CancellationToken cancellation);
}

/// <summary>One export, which stays at the version that it began with; ends with its last page, or when nobody asks for a while.</summary>
[Alias("searchcore.export")]
internal interface IExportGrain : IGrainWithGuidKey
{
    /// <summary>The next page, an empty one behind the last.</summary>
    /// <param name="page">Its number from 0: the last one can be asked for again.</param>
    /// <param name="scope">The articles that there are; null for all.</param>
    /// <param name="request">What is exported, in JSON.</param>
    /// <param name="size">How many articles a page has.</param>
    /// <param name="cancellation">Ends it.</param>
    [Alias("next"), ResponseTimeout("00:10:00")]
    Task<SearchAnswer> NextAsync(int page, ScopeMessage? scope, byte[] request, int size, CancellationToken cancellation);

    [Alias("end")]
    Task EndAsync();
}
