using System.Text.Json;

using Orleans.Concurrency;

using SearchCore.Articles;
using SearchCore.Cluster.Catalogue;
using SearchCore.Cluster.Orleans.Contracts;
using SearchCore.Cluster.Writing;
using SearchCore.Json;

namespace SearchCore.Cluster.Orleans.Writers;

/// <summary>
/// The writer of a shard, one activation in the cluster as far as the runtime can see; where it cannot, the catalogue's epoch refuses the
/// earlier one. It stays until its silo goes: another one begins with receiving the whole shard.
/// </summary>
[Reentrant, KeepAlive]
internal sealed class WriterGrain(ShardWriterFactory factory) : Grain, IWriterGrain
{
    private Task<ShardWriter>? writer;

    /// <inheritdoc/>
    public async Task<WriterAnswer> ApplyAsync(ChangeMessage[] changes, CancellationToken cancellation)
    {
        List<ShardChange> wanted = [.. changes.Select(ToChange)];

        // Awaited in the grain's context, which alone changes the field; the writer works on threads of its own.
        var mine = writer ??= factory.OpenAsync((int)this.GetPrimaryKeyLong());
        try
        {
            var opened = await mine.WaitAsync(cancellation).ConfigureAwait(true);
            var receipt = await Task.Run(() => opened.ApplyAsync(wanted, cancellation), cancellation)
                .ConfigureAwait(true);
            return new(Outcome.Done, ReceiptOf(receipt), null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            if (mine == writer && (!mine.IsCompletedSuccessfully || (await mine.ConfigureAwait(true)).Failure is not null))
            {
                // The next call begins with what is published.
                writer = null;
                await ShardWriterFactory.CloseAsync(mine).ConfigureAwait(true);
            }

            return new(
                e switch
                {
                    StaleWriterException => Outcome.Stale,
                    ShardWriterClosedException => Outcome.Closed,
                    CatalogueUnavailableException => Outcome.Unavailable,
                    MisroutedChangeException => Outcome.Misrouted,
                    _ => Outcome.Failed,
                },
                null, e.Message);
        }
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (writer is { } mine)
        {
            writer = null;
            await ShardWriterFactory.CloseAsync(mine).ConfigureAwait(true);
        }
    }

    /// <summary>A receipt as it is sent.</summary>
    public static ReceiptMessage ReceiptOf(ShardReceipt receipt) => new(
        receipt.Shard, receipt.Version, receipt.Generation?.Epoch ?? 0, receipt.Generation?.Sequence ?? 0, receipt.Applied,
        RejectedOf(receipt.Rejected));

    /// <summary>Rejected changes as they are sent.</summary>
    public static RejectedMessage[] RejectedOf(IReadOnlyList<RejectedChange> rejected) =>
        [.. rejected.Select(r => new RejectedMessage(r.Number, r.Id, r.Fault.Code, r.Fault.Member, r.Fault.Reason))];

    /// <summary>A receipt as it was sent.</summary>
    public static ShardReceipt ToReceipt(ReceiptMessage message) => new()
    {
        Shard = message.Shard,
        Version = message.Version,
        Generation = message.Epoch > 0 ? new SnapshotName(message.Epoch, message.Sequence) : null,
        Applied = message.Applied,
        Rejected = ToRejected(message.Rejected),
    };

    /// <summary>Rejected changes as they were sent.</summary>
    public static IReadOnlyList<RejectedChange> ToRejected(RejectedMessage[] messages) =>
        [.. messages.Select(r => new RejectedChange(r.Number, r.Id, new ArticleFault(r.Code, r.Member, r.Reason)))];

    /// <summary>A change as it is sent.</summary>
    public static ChangeMessage MessageOf(ShardChange change) => new(
        change.Id,
        change.Article is { } article ? JsonSerializer.SerializeToUtf8Bytes(article, SearchCoreJsonContext.Default.Article) : null);

    /// <summary>A change as it was sent.</summary>
    public static ShardChange ToChange(ChangeMessage message) => new(
        message.Id, message.Article is { } json ? JsonSerializer.Deserialize(json, SearchCoreJsonContext.Default.Article) : null);
}

/// <summary>Opens the writers of this silo.</summary>
internal sealed class ShardWriterFactory(
    ICatalogue catalogue, Func<int, ISnapshotTransport> places, ISnapshotTransport alerts, string folder, string holder,
    Func<ArticleIndexOptions> index)
{
    /// <summary>Takes a shard; not in the caller's context.</summary>
    public Task<ShardWriter> OpenAsync(int shard) => Task.Run(() => ShardWriter.OpenAsync(
        catalogue, shard, places(shard), Path.Combine(folder, ShardFolder(shard)),
        new ShardWriterOptions { Holder = holder, Index = index(), Alerts = alerts }));

    /// <summary>Closes a writer once what it has is published; one that failed is closed.</summary>
    public static async Task CloseAsync(Task<ShardWriter> opening)
    {
        try
        {
            await (await opening.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever it failed with was told to those who waited.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }

    private static string ShardFolder(int shard) => shard.ToString("d3", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A shard's writer grain, wherever it is.</summary>
internal sealed class RemoteWriter(int shard, IWriterGrain grain) : IShardWriter
{
    /// <inheritdoc/>
    public int Shard => shard;

    /// <inheritdoc/>
    public async Task<ShardReceipt> ApplyAsync(IReadOnlyList<ShardChange> changes, CancellationToken cancellation = default)
    {
        WriterAnswer answer;
        try
        {
            answer = await grain.ApplyAsync([.. changes.Select(WriterGrain.MessageOf)], cancellation).WaitAsync(cancellation)
                .ConfigureAwait(false);
        }
        catch (OrleansException e)
        {
            throw new IOException($"The writer of shard {shard} cannot be reached: {e.Message}", e);
        }

        return answer switch
        {
            { Outcome: Outcome.Done, Receipt: { } receipt } => WriterGrain.ToReceipt(receipt),
            { Outcome: Outcome.Unavailable } => throw new CatalogueUnavailableException(answer.Message!),
            { Outcome: Outcome.Misrouted } => throw new MisroutedChangeException(answer.Message!),

            // Stale and closed writers are ones that have moved; another call finds the one that writes now.
            _ => throw new IOException(answer.Message),
        };
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
