using System.Globalization;
using System.Text.Json;

using SearchCore.Cluster.Orleans;
using SearchCore.Cluster.Orleans.Client;
using SearchCore.Json;

namespace SearchCore.Node.Operating;

/// <summary>Commands that ask the silos.</summary>
internal static class Asking
{
    public static async Task<int> StatusAsync(ClusterNodeOptions options, bool isJson, CancellationToken cancellation)
    {
        await using var client = await ClusterClient.ConnectAsync(ClusterClientOptions.Of(options), cancellation: cancellation);
        var status = await client.StatusAsync(cancellation);
        if (isJson)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(status, JsonSerializerOptions.Web));
        }
        else
        {
            await Console.Out.WriteLineAsync(Text(status));
        }

        return status.IsComplete ? 0 : 1;
    }

    public static async Task<int> SearchAsync(
        ClusterNodeOptions options, string query, int limit, bool isJson, CancellationToken cancellation)
    {
        await using var client = await ClusterClient.ConnectAsync(ClusterClientOptions.Of(options), cancellation: cancellation);
        var found = await client.SearchAsync(new() { Query = query, Limit = limit }, cancellation);
        if (isJson)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(found, SearchCoreJsonContext.Default.SearchResults));
        }
        else
        {
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{found.Total.Value:N0} articles in {found.Took.TotalMilliseconds:0.0} ms"
                    + $"{(found.IsPartial ? "; the answer is partial" : "")}"));
            foreach (var hit in found.Hits)
            {
                await Console.Out.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture, $"{hit.Score,8:0.000}  {hit.Published,-20}  {hit.Title ?? "(no headline)"}  [{hit.Id}]"));
            }

            foreach (var missing in found.Missing)
            {
                await Console.Error.WriteLineAsync($"searchcore-node: shard {missing.Shard} is missing: {missing.Reason}");
            }
        }

        return found.IsPartial ? 1 : 0;
    }

    public static async Task<int> DrainAsync(ClusterNodeOptions options, string silo, CancellationToken cancellation)
    {
        await using var client = await ClusterClient.ConnectAsync(ClusterClientOptions.Of(options), cancellation: cancellation);
        await client.DrainAsync(silo, cancellation);
        await Console.Out.WriteLineAsync($"{silo} is leaving; it ends by itself.");
        return 0;
    }

    private static string Text(ClusterStatus status) => string.Join('\n',
    [
        string.Create(
            CultureInfo.InvariantCulture,
            $"Cluster '{status.Cluster}', version {status.Version}, {status.Articles:N0} articles, as {status.AnsweredBy} sees it: "
                + $"{(status.IsComplete ? "complete" : status.IsAnswering ? "answering, with too few replicas" : "INCOMPLETE")}."),
        .. status.Silos.Select(s => $"silo  {s.Name,-20} {s.Address,-22} {s.State}"),
        .. status.Shards.Select(s => string.Create(
            CultureInfo.InvariantCulture,
            $"shard {s.Shard,-4} {s.Articles,12:N0} articles, commit {s.Sequence} of epoch {s.Epoch}, "
                + $"ready on {s.Silos.Count} of {s.Wanted}: {string.Join(", ", s.Silos)}")),
    ]);
}
