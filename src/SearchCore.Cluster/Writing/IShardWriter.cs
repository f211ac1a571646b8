using SearchCore.Articles;
using SearchCore.Cluster.Catalogue;

namespace SearchCore.Cluster.Writing;

/// <summary>The writer of one shard, on this machine or on another. Thread-safe.</summary>
public interface IShardWriter : IAsyncDisposable
{
    /// <summary>The shard, from 0.</summary>
    int Shard { get; }

    /// <summary>
    /// Makes changes, in their order, and answers once a version that holds them is published: then they survive the loss of this machine.
    /// Of changes of one id the one that was sent last counts.
    /// </summary>
    /// <param name="changes">What to change; articles that cannot be indexed are rejected one by one, and the others are made.</param>
    /// <param name="cancellation">
    /// Gives up waiting. Changes that are not taken up yet are not made; of others nobody learns whether they are.
    /// </param>
    /// <exception cref="StaleWriterException">Another writer took the shard. Whether the changes were made is for that one to be asked, or
    /// they are sent again.</exception>
    /// <exception cref="MisroutedChangeException">A change is of an article of another shard, as after the cluster was split; none was
    /// made.</exception>
    /// <exception cref="ShardWriterClosedException">The writer was closed, or failed earlier; the changes were not made.</exception>
    /// <exception cref="CatalogueUnavailableException">The catalogue is away; the changes are made or not.</exception>
    /// <exception cref="IOException">The index or the place could not be written; the changes are not made. The writer is closed.
    /// </exception>
    Task<ShardReceipt> ApplyAsync(IReadOnlyList<ShardChange> changes, CancellationToken cancellation = default);
}

/// <summary>A change of one article.</summary>
/// <param name="Id">The article's id.</param>
/// <param name="Article">What it is from now on; null where it is deleted.</param>
public readonly record struct ShardChange(string Id, Article? Article)
{
    /// <summary>Adds an article, in the place of the one with its id if there is any.</summary>
    /// <param name="article">The article.</param>
    public static ShardChange Put(Article article)
    {
        ArgumentNullException.ThrowIfNull(article);
        return new(article.Id, article);
    }

    /// <summary>Deletes an article; one that is not there is no fault.</summary>
    /// <param name="id">Its id, not empty.</param>
    public static ShardChange Delete(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return new(id, null);
    }
}

/// <summary>A change that was not made, because the article cannot be indexed.</summary>
/// <param name="Number">Its place in the list that was sent, from 0.</param>
/// <param name="Id">The article's id; empty where it has none.</param>
/// <param name="Fault">Why.</param>
public readonly record struct RejectedChange(int Number, string Id, ArticleFault Fault);

/// <summary>The acknowledgement of changes of one shard: they are in a published version.</summary>
public sealed record ShardReceipt
{
    /// <summary>The shard.</summary>
    public required int Shard { get; init; }

    /// <summary>The number of the first version that surely holds them; 0 where nothing was ever published, for nothing was changed.
    /// </summary>
    public required long Version { get; init; }

    /// <summary>The shard's generation in that version; null where there is none.</summary>
    public SnapshotName? Generation { get; init; }

    /// <summary>How many changes were made, or were there already.</summary>
    public required int Applied { get; init; }

    /// <summary>The changes that were not made, in their order.</summary>
    public required IReadOnlyList<RejectedChange> Rejected { get; init; }
}

/// <summary>A writer that takes no changes any more: it was closed, or failed, and another one must be opened.</summary>
public sealed class ShardWriterClosedException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="cause">What it failed with; null where it was closed in order.</param>
    public ShardWriterClosedException(int shard, Exception? cause = null)
        : base(
            cause is null
                ? $"The writer of shard {shard} is closed." : $"The writer of shard {shard} is closed, for it failed: {cause.Message}",
            cause) => Shard = shard;

    /// <summary>The shard.</summary>
    public int Shard { get; }
}

/// <summary>
/// A change came to the writer of another shard than its article's: whoever sent it knows a number of shards that was true before the
/// cluster was split. Nothing was changed; it is to be sent by the map that the catalogue has now.
/// </summary>
public sealed class MisroutedChangeException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="id">The article's id.</param>
    /// <param name="sentTo">The shard whose writer got it.</param>
    /// <param name="shard">The shard that the article belongs to.</param>
    /// <param name="shards">How many shards there are.</param>
    public MisroutedChangeException(string id, int sentTo, int shard, int shards)
        : this($"Article '{id}' is of shard {shard} of {shards}, and was sent to shard {sentTo}.")
    {
    }

    internal MisroutedChangeException(string message)
        : base(message)
    {
    }
}
