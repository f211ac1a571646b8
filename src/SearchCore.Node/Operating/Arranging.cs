using System.Globalization;

using SearchCore.Cluster.Orleans;
using SearchCore.Cluster.Orleans.Hosting;
using SearchCore.Cluster.Writing;

namespace SearchCore.Node.Operating;

/// <summary>Commands that change how many shards there are and where they stand; running silos follow.</summary>
internal static class Arranging
{
    public static async Task<int> SplitAsync(
        ClusterNodeOptions options, int sideBySide, bool end, TextWriter output, CancellationToken cancellation)
    {
        await using var catalogue = SearchCoreClusterServices.OpenCatalogue(options);
        if (end)
        {
            await catalogue.EndSplitAsync((await catalogue.OwnerAsync(0, cancellation)).Epoch, cancellation);
            await output.WriteLineAsync("No split is under way. Changes are taken again.");
            return 0;
        }

        var before = await catalogue.SettingsAsync(cancellation);
        var folder = Path.Combine(options.Data!, $"split-{Guid.NewGuid():n}");
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            var version = await ClusterSplit.RunAsync(
                catalogue, ShardPlaces.Under(options.Share!), folder,
                new()
                {
                    Holder = string.Create(CultureInfo.InvariantCulture, $"split by {options.NodeName} since {DateTime.UtcNow:u}"),
                    SideBySide = sideBySide,
                    Index = new() { Workers = 1, MemoryMegabytes = options.WriterMegabytes },
                },
                cancellation);
            var after = await catalogue.SettingsAsync(cancellation);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"The cluster '{options.Cluster}' has {after.Shards} shards, {before.Shards} before: version {version.Number}, "
                    + $"{version.Articles:N0} articles, {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s. Silos read it "
                    + $"once they have received their shares."));
            return 0;
        }
        finally
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    public static async Task<int> MoveAsync(
        ClusterNodeOptions options, int shard, IReadOnlyList<string> silos, TextWriter output, CancellationToken cancellation)
    {
        await using var catalogue = SearchCoreClusterServices.OpenCatalogue(options);
        var settings = await catalogue.SettingsAsync(cancellation);
        if (shard < 0 || shard >= settings.Shards)
        {
            throw new InvalidDataException($"There is no shard {shard}; the cluster has {settings.Shards}, from 0.");
        }

        await catalogue.PlaceAsync(shard, silos, cancellation);
        await output.WriteLineAsync(
            silos.Count == 0
                ? $"Shard {shard} follows the rule again."
                : $"Shard {shard} is to be on {string.Join(" and ", silos)}. It is asked there once it is ready: searchcore-node status.");
        return 0;
    }
}
