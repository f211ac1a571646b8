using System.Globalization;

using SearchCore.Articles.Reading;
using SearchCore.Cluster.Orleans;
using SearchCore.Cluster.Orleans.Hosting;
using SearchCore.Cluster.Writing;
using SearchCore.Formats;

namespace SearchCore.Node.Operating;

/// <summary>Commands that work on the catalogue and the places themselves, whether silos run or not.</summary>
internal static class Building
{
    public static async Task<int> CreateAsync(
        ClusterNodeOptions options, int shards, string? language, bool exactForms, string[] fields, CancellationToken cancellation)
    {
        await using var catalogue = SearchCoreClusterServices.OpenCatalogue(options);
        await catalogue.CreateAsync(
            new()
            {
                Name = options.Cluster!,
                Shards = shards,
                Language = language,
                ExactForms = exactForms,
                Fields = [.. fields.Select(FieldDeclaration.Parse)],
            },
            cancellation);
        await Console.Out.WriteLineAsync($"The cluster '{options.Cluster}' has {shards} shards.");
        return 0;
    }

    public static async Task<int> LoadAsync(
        ClusterNodeOptions options, IReadOnlyList<string> files, TextWriter output, CancellationToken cancellation)
    {
        if (files.FirstOrDefault(f => !Path.Exists(f)) is { } missing)
        {
            throw new InvalidDataException($"There is no {missing}.");
        }

        await using var catalogue = SearchCoreClusterServices.OpenCatalogue(options);
        var settings = await catalogue.SettingsAsync(cancellation);
        var places = ShardPlaces.Under(options.Share!);
        var folder = Path.Combine(options.Data!, $"load-{Guid.NewGuid():n}");
        var writers = new List<ShardWriter>();
        try
        {
            var index = new ArticleIndexOptions { Workers = 1, MemoryMegabytes = options.WriterMegabytes };
            for (var shard = 0; shard < settings.Shards; shard++)
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
            var report = await BulkLoad.RunAsync(catalogue, writers, sources, null, cancellation);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{report.Total.Articles:N0} articles in {settings.Shards} shards, version {report.Version.Number}; "
                    + $"{report.Total.Rejected:N0} rejected, {report.Total.Elapsed.TotalSeconds:0.0} s."));
            foreach (var failed in report.Total.FailedSources)
            {
                await Console.Error.WriteLineAsync($"searchcore-node: {failed.Source}: {failed.Reason}");
            }

            return report.Total.FailedSources.Count > 0 ? 1 : 0;
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

    public static async Task<int> VerifyAsync(ClusterNodeOptions options, TextWriter output, CancellationToken cancellation)
    {
        await using var catalogue = SearchCoreClusterServices.OpenCatalogue(options);
        var settings = await catalogue.SettingsAsync(cancellation);
        var version = await catalogue.CurrentAsync(cancellation);
        var places = ShardPlaces.Under(options.Share!);
        var damaged = 0;
        foreach (var generation in version.Generations)
        {
            var folder = Path.Combine(options.Data!, $"verify-{Guid.NewGuid():n}");
            try
            {
                long articles;
                using (var replica = await ShardReplica.OpenAsync(
                    places(generation.Shard), folder, generation, new() { Recognizer = null }, cancellation))
                {
                    articles = replica.Index.Statistics().Articles;
                }

                var check = await Task.Run(() => ArticleIndex.Check(folder, cancellation: cancellation), cancellation);
                var isWhole = check.IsSound && articles == generation.Articles;
                damaged += isWhole ? 0 : 1;
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"shard {generation.Shard}: commit {generation.Sequence} of epoch {generation.Epoch}, {articles:N0} articles"
                        + $"{(isWhole ? ", whole" : ", DAMAGED")}"));
            }
            catch (IndexException e)
            {
                damaged++;
                await output.WriteLineAsync($"shard {generation.Shard}: DAMAGED: {e.Message}");
            }
            finally
            {
                if (Directory.Exists(folder))
                {
                    Directory.Delete(folder, recursive: true);
                }
            }
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"Version {version.Number}: {version.Generations.Count} of {settings.Shards} shards are published, {damaged} damaged."));
        return damaged == 0 ? 0 : 1;
    }
}
