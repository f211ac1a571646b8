using SearchCore.Articles;
using SearchCore.Articles.Reading;

namespace SearchCore.Hosting;

/// <summary>
/// What takes articles in while others search: a queue before the index, whose commits many callers share. Thread-safe.
/// </summary>
/// <remarks>
/// <b>Order.</b> Additions and updates are applied in the order in which they were queued. A deletion does not wait behind them: it covers
/// what was queued before it and is applied at once. Of what one caller awaits one after another, the later call wins.
/// <para>
/// <b>Durability.</b> What was answered as <see cref="WaitFor.Durable"/> survives a crash. What was answered as queued or visible is made
/// durable within <see cref="SearchCoreOptions.CommitInterval"/>, and when the host stops; a crash before that loses it.
/// </para>
/// </remarks>
public interface IArticleIngest
{
    /// <summary>How many articles wait to be taken.</summary>
    int QueueLength { get; }

    /// <summary>Adds an article, replacing the one with the same id.</summary>
    /// <param name="article">The article.</param>
    /// <param name="waitFor">What to wait for.</param>
    /// <param name="cancellation">Gives up the wait; an article that is queued by then stays.</param>
    /// <exception cref="ArgumentException">It is refused by <see cref="ArticleRules"/>; the message names article, member and code.
    /// </exception>
    /// <exception cref="OverloadedException">The queue is full and stayed so; the article was not taken.</exception>
    /// <exception cref="IndexException">The index cannot be written; the article is not in it, or not for good.</exception>
    /// <exception cref="InvalidOperationException">The host is stopping; the article was not taken.</exception>
    ValueTask<IngestReceipt> AddAsync(Article article, WaitFor waitFor = WaitFor.Queued, CancellationToken cancellation = default);

    /// <summary>
    /// Adds articles as they come, no faster than they are taken. One that is refused, or that cannot be taken, does not stop the others:
    /// the summary says which and why.
    /// </summary>
    /// <param name="articles">The articles.</param>
    /// <param name="waitFor">What to wait for at the end, of all of them.</param>
    /// <param name="cancellation">Ends it; articles that are queued by then stay.</param>
    /// <exception cref="IndexException">The index cannot be written.</exception>
    /// <exception cref="InvalidOperationException">The host is stopping.</exception>
    Task<IngestSummary> AddAllAsync(
        IAsyncEnumerable<Article> articles, WaitFor waitFor = WaitFor.Durable, CancellationToken cancellation = default);

    /// <summary>
    /// Changes an article that is there, without its text being sent again: it is read, changed and written while no other change of this
    /// queue comes between. A language that was told from its text (<see cref="SearchCoreOptions.DetectLanguages"/>) is kept as one that it
    /// came with: where the text changes to another one, set it to null.
    /// </summary>
    /// <param name="id">The article's id.</param>
    /// <param name="update">
    /// Makes the new article of the stored one, with the same id; null leaves it as it is. Called once, on the queue's thread: it must not
    /// wait for anything. What it throws comes out as itself, and nothing is changed.
    /// </param>
    /// <param name="waitFor">What to wait for; to hear whether there was such an article, not <see cref="WaitFor.Queued"/>.</param>
    /// <param name="cancellation">Gives up the wait; a change that is queued by then stays.</param>
    /// <inheritdoc cref="AddAsync" path="/exception"/>
    ValueTask<IngestReceipt> UpdateAsync(
        string id, Func<Article, Article?> update, WaitFor waitFor = WaitFor.Visible, CancellationToken cancellation = default);

    /// <summary>Deletes articles by id, those that wait in the queue too; overtakes what is queued.</summary>
    /// <param name="ids">The ids; those that no article has are passed over.</param>
    /// <param name="waitFor">What to wait for; <see cref="WaitFor.Queued"/> means that the index has been told.</param>
    /// <param name="cancellation">Gives up: before anything is deleted, or the wait.</param>
    /// <exception cref="ArgumentException">An id is null or empty; nothing was deleted.</exception>
    /// <exception cref="IndexException">The index cannot be written.</exception>
    /// <exception cref="InvalidOperationException">The host is stopping; nothing was deleted.</exception>
    ValueTask<IngestReceipt> DeleteAsync(
        IEnumerable<string> ids, WaitFor waitFor = WaitFor.Visible, CancellationToken cancellation = default);

    /// <summary>
    /// Exchanges every article for others, in one commit: they are indexed beside what is there while searches and changes go on. What was
    /// queued before the call goes with the rest; what is queued while it runs lasts, but where the same article comes later here. One
    /// exchange at a time: others wait.
    /// </summary>
    /// <param name="articles">The articles; of two with one id the later one stays. Read on a thread of its own.</param>
    /// <param name="callbacks">What is called while it runs, on threads of the engine; null for nothing.</param>
    /// <param name="cancellation">Ends it; nothing is exchanged.</param>
    /// <returns>What was read, with those that were refused, and the commit's number.</returns>
    /// <exception cref="ArticleSourceException">The enumeration failed; nothing was exchanged.</exception>
    /// <exception cref="IndexException">The index cannot be written; what was committed before stands.</exception>
    /// <exception cref="InvalidOperationException">The host is stopping; nothing was exchanged.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; nothing was exchanged.</exception>
    Task<IndexingReport> ReplaceAllAsync(
        IAsyncEnumerable<Article> articles, IndexingOptions? callbacks = null, CancellationToken cancellation = default);

    /// <summary>
    /// As <see cref="ReplaceAllAsync(IAsyncEnumerable{Article}, IndexingOptions?, CancellationToken)"/>, from files and folders.
    /// </summary>
    /// <param name="sources">Where the articles come from, read in turn.</param>
    /// <param name="callbacks">What is called while it runs, on threads of the engine; null for nothing.</param>
    /// <param name="cancellation">Ends it; nothing is exchanged.</param>
    /// <inheritdoc cref="ReplaceAllAsync(IAsyncEnumerable{Article}, IndexingOptions?, CancellationToken)" path="/exception"/>
    Task<IndexingReport> ReplaceAllAsync(
        IEnumerable<IArticleSource> sources, IndexingOptions? callbacks = null, CancellationToken cancellation = default);

    /// <summary>
    /// Indexes the stored articles anew and exchanges everything for the result, in one commit, while searches and changes go on
    /// (<see cref="ArticleIndex.Rebuild(ArticleIndexOptions?, IndexingOptions?, CancellationToken)"/>).
    /// </summary>
    /// <param name="made">What the index is made for from then on: forms, language, fields; null leaves it as it is.</param>
    /// <param name="callbacks">What is called while it runs, on threads of the engine; null for nothing.</param>
    /// <param name="cancellation">Ends it; nothing is exchanged.</param>
    /// <inheritdoc cref="ReplaceAllAsync(IAsyncEnumerable{Article}, IndexingOptions?, CancellationToken)" path="/exception"/>
    Task<IndexingReport> RebuildAsync(
        ArticleIndexOptions? made = null, IndexingOptions? callbacks = null, CancellationToken cancellation = default);

    /// <summary>
    /// Verifies a snapshot and exchanges everything for it, in one commit, while searches go on. What was applied of the queue until then
    /// goes with the rest.
    /// </summary>
    /// <param name="snapshot">The snapshot's folder.</param>
    /// <param name="cancellation">Ends it; nothing is exchanged.</param>
    /// <inheritdoc cref="ReplaceAllAsync(IAsyncEnumerable{Article}, IndexingOptions?, CancellationToken)" path="/exception"/>
    Task<RestoreReport> RestoreAsync(string snapshot, CancellationToken cancellation = default);

    /// <summary>Makes everything that was queued before durable.</summary>
    /// <returns>The commit's sequence number.</returns>
    /// <exception cref="IndexException">The index cannot be written.</exception>
    ValueTask<long> FlushAsync(CancellationToken cancellation = default);
}

/// <summary>What a caller waits for.</summary>
public enum WaitFor
{
    /// <summary>The change is in the queue.</summary>
    Queued,

    /// <summary>Searches that start now see the change.</summary>
    Visible,

    /// <summary>The change is committed: it survives a crash, and searches see it.</summary>
    Durable,
}

/// <summary>What became of a change.</summary>
public enum IngestOutcome
{
    /// <summary>It waits in the queue.</summary>
    Queued,

    /// <summary>The article was taken.</summary>
    Taken,

    /// <summary>The article was deleted while it waited in the queue.</summary>
    DeletedBefore,

    /// <summary>There is no article to change.</summary>
    NotFound,

    /// <summary>The change left the article as it was.</summary>
    Unchanged,

    /// <summary>What was asked for is deleted.</summary>
    Deleted,
}

/// <summary>A value that was dropped from an article or repaired in it.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="Detail">To what, for a person.</param>
public readonly record struct IngestNotice(ArticleNoticeKind Kind, string Detail);

/// <summary>The answer to a change.</summary>
public sealed record IngestReceipt
{
    /// <summary>What became of it.</summary>
    public required IngestOutcome Outcome { get; init; }

    /// <summary>
    /// The number of the commit that holds it, where the caller waited for <see cref="WaitFor.Durable"/>; of the last commit before it,
    /// where for <see cref="WaitFor.Visible"/>; else 0.
    /// </summary>
    public long Sequence { get; init; }

    /// <summary>How many articles the index had of those to delete, waiting ones not counted.</summary>
    public int Deleted { get; init; }

    /// <summary>What of the article was dropped or repaired; not told where the caller waited for nothing.</summary>
    public IReadOnlyList<IngestNotice> Notices { get; init; } = [];
}

/// <summary>What became of many articles.</summary>
public sealed record IngestSummary
{
    /// <summary>How many faults a summary names at most.</summary>
    public const int MostNamed = 1_000;

    /// <summary>How many were queued.</summary>
    public required long Queued { get; init; }

    /// <summary>How many were refused.</summary>
    public required long Refused { get; init; }

    /// <summary>The first <see cref="MostNamed"/> of those that were refused, each with its place in the enumeration, from 0.</summary>
    public required IReadOnlyList<RefusedArticle> Faults { get; init; }

    /// <summary>
    /// How many of those that were queued could not be taken. All are known where the caller waited for more than
    /// <see cref="WaitFor.Queued"/>; then they are the ones up to now, and what fails later is logged.
    /// </summary>
    public long Failed { get; init; }

    /// <summary>The first <see cref="MostNamed"/> of those that could not be taken.</summary>
    public IReadOnlyList<FailedArticle> Failures { get; init; } = [];

    /// <summary>As <see cref="IngestReceipt.Sequence"/>.</summary>
    public long Sequence { get; init; }
}

/// <summary>An article that was queued and could not be taken.</summary>
/// <param name="Number">Its place in the enumeration, from 0.</param>
/// <param name="Id">Its id.</param>
/// <param name="Fault">
/// Why: what indexing it threw; an <see cref="IndexException"/> where the index could not be written.
/// </param>
public readonly record struct FailedArticle(long Number, string Id, Exception Fault);

/// <summary>An article that was refused.</summary>
/// <param name="Number">Its place in the enumeration, from 0.</param>
/// <param name="Id">Its id; empty where it has none.</param>
/// <param name="Fault">Why.</param>
public readonly record struct RefusedArticle(long Number, string Id, ArticleFault Fault);
