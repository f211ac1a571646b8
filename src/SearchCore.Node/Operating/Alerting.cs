using System.Globalization;
using System.Text.Json;

using SearchCore.Cluster.Alerts;
using SearchCore.Cluster.Orleans;
using SearchCore.Cluster.Orleans.Hosting;
using SearchCore.Json;

namespace SearchCore.Node.Operating;

/// <summary>Which events are printed, and how.</summary>
/// <param name="After">The position behind which they are; null for all.</param>
/// <param name="Consumer">Who has them; null for nobody.</param>
/// <param name="Query">The one query whose events are printed; null for all.</param>
/// <param name="Follow">Whether to go on with those to come.</param>
/// <param name="IsJson">Whether as JSON.</param>
internal sealed record EventWish(string? After, string? Consumer, string? Query, bool Follow, bool IsJson);

/// <summary>Commands of standing queries: they work on the share and the catalogue, whether silos run or not.</summary>
internal static class Alerting
{
    public static Task<int> ListAsync(ClusterNodeOptions options, bool isJson, TextWriter output, CancellationToken cancellation) =>
        WithAsync(options, async alerts =>
        {
            var queries = await alerts.ListAsync(cancellation);
            foreach (var query in queries)
            {
                await output.WriteLineAsync(isJson
                    ? JsonSerializer.Serialize(query, SearchCoreJsonContext.Default.StandingQuery)
                    : $"{query.Name}  {query.Request.Query ?? "(a tree)"}");
            }

            return queries.Count > 0 ? 0 : 1;
        });

    public static async Task<int> AddAsync(
        ClusterNodeOptions options, string[] words, FileInfo? file, string[] kinds, TextWriter output, CancellationToken cancellation)
    {
        if (file is null != words.Length >= 2)
        {
            throw new ArgumentException("'alerts add' takes a name and a query, or --file.");
        }

        IReadOnlyList<StandingQuery> queries = file is not null
            ? await ReadAsync(file, cancellation)
            : [new() { Name = words[0], Request = new() { Query = string.Join(' ', words[1..]) } }];
        return await WithAsync(options, async alerts =>
        {
            var stored = await alerts.PutAsync(queries, kinds, cancellation);
            await output.WriteLineAsync(
                $"{Count(stored.Count, "query", "queries")} stored; articles that are sent from now on are matched.");
            return 0;
        });
    }

    public static Task<int> RemoveAsync(ClusterNodeOptions options, string name, TextWriter output, CancellationToken cancellation) =>
        WithAsync(options, async alerts =>
        {
            var was = await alerts.RemoveAsync(name, cancellation);
            await output.WriteLineAsync(was ? $"'{name}' removed; its events stay." : $"There is no query '{name}'.");
            return was ? 0 : 1;
        });

    public static Task<int> EventsAsync(ClusterNodeOptions options, EventWish wish, TextWriter output, CancellationToken cancellation)
    {
        if (wish is { After: not null, Consumer: not null })
        {
            throw new ArgumentException("--consumer goes on where it was; 'alerts replay --consumer NAME --after POSITION' puts it back.");
        }

        if (wish is { Query: not null, Consumer: not null })
        {
            throw new ArgumentException(
                "--consumer has every event, of all queries; with --query those of the others would be had unseen.");
        }

        return WithAsync(options, async alerts =>
        {
            var count = 0L;
            var after = wish.Consumer is { } name ? await alerts.PositionAsync(name, cancellation) : wish.After;
            try
            {
                await foreach (var batch in alerts.ReadAsync(after, wish.Follow, cancellation))
                {
                    foreach (var found in batch.Events.Where(e => wish.Query is null || e.Query == wish.Query))
                    {
                        await WriteAsync(output, batch, found, wish.IsJson);
                        count++;
                    }

                    // Printed first: what is lost on the way comes again.
                    await output.FlushAsync(cancellation);
                    if (wish.Consumer is { } consumer)
                    {
                        await alerts.AcknowledgeAsync(consumer, batch.Position, cancellation);
                    }
                }
            }
            catch (OperationCanceledException) when (wish.Follow)
            {
                // That is how following ends.
            }

            return count > 0 ? 0 : 1;
        });
    }

    public static Task<int> ReplayAsync(
        ClusterNodeOptions options, string consumer, string after, TextWriter output, CancellationToken cancellation) =>
        WithAsync(options, async alerts =>
        {
            await alerts.AcknowledgeAsync(consumer, after, cancellation);
            await output.WriteLineAsync($"'{consumer}' goes on {(after.Length == 0 ? "with the first event" : $"behind {after}")}.");
            return 0;
        });

    public static Task<int> DiscardAsync(
        ClusterNodeOptions options, string position, TextWriter output, CancellationToken cancellation) =>
        WithAsync(options, async alerts =>
        {
            await alerts.RemoveEventsAsync(position, cancellation);
            await output.WriteLineAsync($"Events up to {position} are removed.");
            return 0;
        });

    private static async Task<int> WithAsync(ClusterNodeOptions options, Func<ClusterAlerts, Task<int>> work)
    {
        await using var catalogue = SearchCoreClusterServices.OpenCatalogue(options);
        return await work(SearchCoreClusterServices.OpenAlerts(options, catalogue));
    }

    private static async Task WriteAsync(TextWriter output, AlertBatch batch, StandingEvent found, bool isJson)
    {
        if (isJson)
        {
            var json = JsonSerializer.SerializeToElement(found, SearchCoreJsonContext.Default.StandingEvent);
            await output.WriteLineAsync(JsonSerializer.Serialize(
                new AlertLine(batch.Shard, batch.Position, json), AlertLineContext.Default.AlertLine));
            return;
        }

        var told = found.Article is { } article
            ? $"{article.Published?.ToString() ?? "undated"}  {article.Title ?? "(no headline)"}  [{article.Id}]"
            : found.Fault;
        await output.WriteLineAsync($"{batch.Position}  {found.Query}  {told}");
        if (found.Article?.Snippet is { } snippet)
        {
            await output.WriteLineAsync($"    {snippet.Text}");
        }
    }

    private static async Task<IReadOnlyList<StandingQuery>> ReadAsync(FileInfo file, CancellationToken cancellation)
    {
        if (!file.Exists)
        {
            throw new InvalidDataException($"There is no {file.FullName}.");
        }

        var queries = new List<StandingQuery>();
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(file.FullName, cancellation))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                queries.Add(Query(line));
            }
            catch (JsonException e)
            {
                throw new InvalidDataException(
                    string.Create(CultureInfo.InvariantCulture, $"{file.FullName}, line {number}: {e.Message} Nothing was stored."), e);
            }
        }

        return queries;
    }

    private static StandingQuery Query(string line)
    {
        if (line.AsSpan().TrimStart().StartsWith("{"))
        {
            return JsonSerializer.Deserialize(line, SearchCoreJsonContext.Default.StandingQuery) ?? throw new JsonException("It is null.");
        }

        return line.IndexOf('\t') is > 0 and var tab
            ? new() { Name = line[..tab].Trim(), Request = new() { Query = line[(tab + 1)..].Trim() } }
            : throw new JsonException("It is neither a JSON object nor NAME, tab, QUERY.");
    }

    private static string Count(int count, string one, string several) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : several)}");
}
