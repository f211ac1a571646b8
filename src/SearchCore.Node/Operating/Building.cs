using System.Globalization;

using SearchCore.Cluster.Orleans;
using SearchCore.Cluster.Orleans.Hosting;
using SearchCore.Cluster.Writing;

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
