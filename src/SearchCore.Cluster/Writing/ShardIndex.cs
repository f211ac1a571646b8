using System.Globalization;

using SearchCore.Articles;
using SearchCore.Cluster.Alerts;
using SearchCore.Cluster.Catalogue;
using SearchCore.Queries;

namespace SearchCore.Cluster.Writing;

/// <summary>
/// The index of a shard as its writer has it: in a folder of its epoch, begun from the published generation. What an earlier epoch
/// committed and did not publish is in another folder and never looked at again. For one caller at a time.
/// </summary>
internal sealed class ShardIndex : IDisposable
{
    private const string FolderName = "epoch-";

    private readonly ICatalogue catalogue;
    private readonly ISnapshotTransport place;
    private readonly ShardWriterOptions options;
    private readonly string folder;
    private readonly ShardAlerts? alerts;
    private long committed;
    private int unpruned;

    private ShardIndex(
        ICatalogue catalogue, int shard, ISnapshotTransport place, ShardWriterOptions options, string folder, long epoch,
        ShardMap map, ClusterVersion version, ArticleIndex index)
    {
        (this.catalogue, this.place, this.options, this.folder) = (catalogue, place, options, folder);
        (Shard, Epoch, Map, Version, Published, Index) = (shard, epoch, map, version.Number, version.Of(shard), index);
        committed = index.BeginEpoch(epoch);
        alerts = options.Alerts is { } queries ? new(queries, place, index, epoch) : null;
    }

    public int Shard { get; }

    public long Epoch { get; }

    /// <summary>Which articles are the shard's, as long as nobody else takes it.</summary>
    public ShardMap Map { get; }

    /// <summary>The version that holds all that was acknowledged.</summary>
    public long Version { get; private set; }

    /// <summary>What is published of the shard; null for nothing.</summary>
    public ShardGeneration? Published { get; private set; }

    public ArticleIndex Index { get; }

    private TimeProvider Clock => options.Index.Clock;

    /// <summary>Takes the shard and opens what is published of it.</summary>
    public static async Task<ShardIndex> Open(
        ICatalogue catalogue, int shard, ISnapshotTransport place, string root, ShardWriterOptions options, CancellationToken cancellation)
    {
        var epoch = await catalogue.TakeAsync(shard, options.Holder, cancellation).ConfigureAwait(false);

        // Not before: until the shard was taken somebody else could publish a later one, or split the cluster.
        var settings = await catalogue.SettingsAsync(cancellation).ConfigureAwait(false);
        var version = await catalogue.CurrentAsync(cancellation).ConfigureAwait(false);
        var folder = Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"{FolderName}{epoch:d10}"));
        RemoveOthers(root, folder);
        if (version.Of(shard) is { } published)
        {
            await ArticleIndex.ReceiveGenerationAsync(place, folder, published.Name, published.Checksum, cancellation)
                .ConfigureAwait(false);
        }

        var opening = settings.Apply(options.Index) with { Access = IndexAccess.ReadWrite };
        var index = await Task.Run(() => ArticleIndex.Open(folder, opening), cancellation).ConfigureAwait(false);
        try
        {
            var opened = new ShardIndex(catalogue, shard, place, options, folder, epoch, settings.Map, version, index);
            var events = new EventObjects(place);
            await opened.Again(() => events.BeginAsync(epoch, opened.Published?.Name, cancellation), cancellation).ConfigureAwait(false);
            return opened;
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }

    /// <summary>Takes up what was changed of the standing queries, before articles come.</summary>
    public Task LookForQueries(CancellationToken cancellation) =>
        alerts is null ? Task.CompletedTask : Again(() => alerts.LookAsync(cancellation), cancellation);

    /// <summary>Commits and sends what was changed.</summary>
    /// <returns>The generation to publish; null where nothing was changed since the last time.</returns>
    public async Task<ShardGeneration?> Send(CancellationToken cancellation)
    {
        var sequence = Index.Commit();
        if (sequence == committed)
        {
            return null;
        }

        committed = sequence;
        if (alerts is not null)
        {
            await Again(() => alerts.SendAsync(sequence, cancellation), cancellation).ConfigureAwait(false);
        }

        var sent = await Publishing.Send(folder, place, Published?.Name, options.Patience, Clock, cancellation).ConfigureAwait(false);
        var (first, last) = DatesOf(Index, cancellation);
        return GenerationOf(Shard, sent, first, last);
    }

    /// <summary>What the catalogue is told of a generation that was sent.</summary>
    public static ShardGeneration GenerationOf(int shard, SentGeneration sent, ArticleDate? first, ArticleDate? last) => new()
    {
        Shard = shard,
        Epoch = sent.Name.Epoch,
        Sequence = sent.Name.Sequence,
        Checksum = sent.Checksum,
        Schema = sent.Schema,
        Articles = sent.Articles,
        First = first,
        Last = last,
    };

    /// <summary>When the earliest and the latest article of an index were published; null where none says.</summary>
    public static (ArticleDate? First, ArticleDate? Last) DatesOf(ArticleIndex index, CancellationToken cancellation) =>
        (DateAt(index, SearchSort.Oldest, cancellation), DateAt(index, SearchSort.Newest, cancellation));

    /// <summary>Publishes it, alone.</summary>
    public Task<ClusterVersion> Publish(ShardGeneration generation, CancellationToken cancellation) =>
        Publishing.Publish(catalogue, [generation], options.Patience, Clock, cancellation);

    /// <summary>What was sent is published. Now and then what nobody needs is removed from the place.</summary>
    public async Task Advance(ClusterVersion version, ShardGeneration generation)
    {
        (Version, Published) = (version.Number, generation);
        if (++unpruned < options.PruneEvery)
        {
            return;
        }

        try
        {
            var kept = await catalogue.KeptAsync(Shard).ConfigureAwait(false);
            if (kept.Any(g => g.Name == generation.Name))
            {
                await ArticleIndex.PruneGenerationsAsync(place, Epoch, [.. kept.Select(g => g.Name)]).ConfigureAwait(false);
            }

            unpruned = 0;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            // It is tried again at the next publication; until then the place only has more than it needs.
        }
    }

    /// <summary>What a failure means: where somebody else took the shard meanwhile, that.</summary>
    public async Task<Exception> Explain(Exception failure)
    {
        if (failure is StaleWriterException or OperationCanceledException)
        {
            return failure;
        }

        try
        {
            return await catalogue.OwnerAsync(Shard).ConfigureAwait(false) is var owner && owner.Epoch != Epoch
                ? new StaleWriterException(Shard, new SnapshotName(Epoch, 0), owner.Epoch)
                : failure;
        }
#pragma warning disable CA1031 // Whoever waits is to hear of the failure itself, whatever keeps the catalogue from saying more.
        catch (Exception)
#pragma warning restore CA1031
        {
            return failure;
        }
    }

    public void Dispose() => Index.Dispose();

    // Also where a place is away for a while.
    private Task<bool> Again(Func<Task> work, CancellationToken cancellation) => Publishing.Again(
        async () =>
        {
            await work().ConfigureAwait(false);
            return true;
        },
        e => e is IOException and not IndexException or UnauthorizedAccessException, options.Patience, Clock, cancellation);

    private static ArticleDate? DateAt(ArticleIndex index, SearchSort sort, CancellationToken cancellation)
    {
        var request = new SearchRequest
        {
            Sort = sort,
            Limit = 1,
            Fields = HitFields.None,
            SnippetLength = 0,
            Suggest = false,
            TimeLimit = Timeout.InfiniteTimeSpan,
        };
        return index.Search(request, cancellation).Hits is [{ Published: { } date }] ? date : null;
    }

    // One that another process of this machine still has open is that one's to lose: its epoch has gone.
    private static void RemoveOthers(string root, string own)
    {
        if (!Directory.Exists(root))
        {
            return;
        }

        foreach (var other in Directory.EnumerateDirectories(root, $"{FolderName}*"))
        {
            try
            {
                Directory.Delete(other, recursive: true);
            }
            catch (Exception e) when (other != own && e is IOException or UnauthorizedAccessException)
            {
                // The next one to open the shard tries again.
            }
        }
    }
}
