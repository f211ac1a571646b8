using System.Globalization;

using SearchCore.Articles.Reading;
using SearchCore.Cluster.Orleans;
using SearchCore.Cluster.Orleans.Hosting;
using SearchCore.Cluster.Writing;
using SearchCore.Formats;

namespace SearchCore.Node.Operating;

/// <summary>The command that loads an archive, alone or as one of several processes.</summary>
internal static class Loading
{
    public static async Task<int> LoadAsync(
        ClusterNodeOptions options, IReadOnlyList<string> files, string? process, string? name, TextWriter output,
        CancellationToken cancellation)
    {
        if (files.FirstOrDefault(f => !Path.Exists(f)) is { } missing)
        {
            throw new InvalidDataException($"There is no {missing}.");
        }

        var joint = Joint(options, process, name);
        await using var catalogue = SearchCoreClusterServices.OpenCatalogue(options);
        var settings = await catalogue.SettingsAsync(cancellation);
        var places = ShardPlaces.Under(options.Share!);
        var folder = Path.Combine(options.Data!, $"load-{Guid.NewGuid():n}");
        var writers = new List<ShardWriter>();
        try
        {
            var index = new ArticleIndexOptions { Workers = 1, MemoryMegabytes = options.WriterMegabytes };
            foreach (var shard in joint?.ShardsOf(settings.Shards) ?? [.. Enumerable.Range(0, settings.Shards)])
            {
                writers.Add(await ShardWriter.OpenAsync(
                    catalogue, shard, places(shard), Path.Combine(folder, shard.ToString(CultureInfo.InvariantCulture)),
                    new()
                    {
                        Holder = $"load by {options.NodeName}",
                        Index = options.RecognizeEntities ? index : index with { Recognizer = null },
                        Alerts = ShardPlaces.AlertsUnder(options.Share!),
                    },
                    cancellation));
            }

            IEnumerable<IArticleSource> sources = files.SelectMany(f => NewsFormats.All.Open(f));
            var report = await BulkLoad.RunAsync(catalogue, writers, sources, new() { Joint = joint }, cancellation);
            return await TellAsync(report, joint, output);
        }
        finally
        {
            foreach (var writer in writers)
            {
                await writer.DisposeAsync();
            }

            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task<int> TellAsync(BulkLoadReport report, JointLoad? joint, TextWriter output)
    {
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Total.Articles:N0} articles in {report.Shards.Count} shards, version {report.Version.Number}; "
                + $"{report.Total.Rejected:N0} rejected, {report.Total.Elapsed.TotalSeconds:0.0} s."));
        foreach (var failed in report.Total.FailedSources)
        {
            await Console.Error.WriteLineAsync($"searchcore-node: {failed.Source}: {failed.Reason}");
        }

        if (report.PassedOver > 0)
        {
            // Alone, that is only after a split that came in between.
            var what = joint is null
                ? "are of shards that another process made meanwhile. Load again"
                : "were left to the other processes: each of them must read the same input";
            await Console.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"searchcore-node: {report.PassedOver:N0} articles {what}."));
        }

        return report.Total.FailedSources.Count > 0 || (report.PassedOver > 0 && joint is null) ? 1 : 0;
    }

    private static JointLoad? Joint(ClusterNodeOptions options, string? process, string? name)
    {
        if (process is null && name is null)
        {
            return null;
        }

        int[] numbers =
        [
            .. (process ?? string.Empty).Split('/').Select(
                n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1),
        ];
        if (numbers is not [> 0 and var own, > 0 and var all] || own > all || name is null)
        {
            throw new InvalidDataException(
                "A load by several processes needs --process 2/3 (the second of three) and --as NAME, the same name for all of them.");
        }

        return new()
        {
            Place = ShardPlaces.LoadsUnder(options.Share!),
            Name = name,
            Process = own,
            Processes = all,
            OnWaiting = left => Console.Error.WriteLine(
                $"searchcore-node: this part is done; waiting for {(left.Count == 1 ? "process" : "processes")} "
                    + $"{string.Join(", ", left)}."),
        };
    }
}
