using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

using SearchCore.Cluster.Catalogue;
using SearchCore.Cluster.Objects;

namespace SearchCore.Cluster.Writing;

/// <summary>
/// One load by several processes, on as many machines: each loads shards of its own, and what all of them loaded is published as one
/// version by whichever finds that all are done. They tell each other by objects at a place.
/// </summary>
/// <remarks>
/// A process that fails, or is killed, is started again with the same numbers; the others wait for it. What it had told before does not
/// count then, because it takes its shards again.
/// </remarks>
public sealed record JointLoad
{
    /// <summary>The place, the same for all; used for nothing but loads (<see cref="ShardPlaces.LoadsUnder"/>).</summary>
    public required ISnapshotTransport Place { get; init; }

    /// <summary>What the load is called, the same for all processes and for no other load: 1 to 48 letters, digits, <c>-</c> and <c>_</c>.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>Which of the processes this is, from 1.</summary>
    public required int Process { get; init; }

    /// <summary>How many there are, the same for all.</summary>
    public required int Processes { get; init; }

    /// <summary>Called with the numbers of the processes that are waited for, whenever there are fewer; null for nothing.</summary>
    public Action<IReadOnlyList<int>>? OnWaiting { get; init; }

    /// <summary>The shards of this process where every process has as many: those whose number leaves the same remainder.</summary>
    /// <param name="shards">How many shards the cluster has.</param>
    public IReadOnlyList<int> ShardsOf(int shards) => [.. Enumerable.Range(0, shards).Where(s => s % Processes == Process - 1)];

    /// <summary>Finds every fault at once.</summary>
    /// <exception cref="ArgumentException">Something is out of bounds.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        if (Name is not { Length: > 0 and <= ClusterSettings.LongestName }
            || Name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')))
        {
            faults.Add($"Name is '{Name}'; it is 1 to {ClusterSettings.LongestName} letters, digits, '-' and '_'.");
        }

        if (Processes < 1 || Process < 1 || Process > Processes)
        {
            faults.Add($"Process is {Process} of {Processes}; it goes from 1 to how many there are.");
        }

        if (Place is null)
        {
            faults.Add("Place is null.");
        }

        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(" ", faults));
        }
    }
}

/// <summary>What a process of a joint load has done.</summary>
/// <param name="Processes">How many processes it thinks there are.</param>
/// <param name="Shards">The shards that it loaded, those too that nothing came for.</param>
/// <param name="Generations">What is to be published of them.</param>
internal sealed record JointPart(int Processes, IReadOnlyList<int> Shards, IReadOnlyList<StoredGeneration> Generations);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JointPart))]
[JsonSerializable(typeof(long))]
internal sealed partial class JointJson : JsonSerializerContext;

/// <summary>From the parts of a joint load to one version.</summary>
internal sealed class JointPublication(ICatalogue catalogue, JointLoad load, BulkLoadOptions options)
{
    private const string Done = "done";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private readonly string prefix = $"{load.Name}/";

    /// <summary>Sees to it that the load is not over.</summary>
    /// <exception cref="InvalidOperationException">It is.</exception>
    public async Task RequireOpen(CancellationToken cancellation)
    {
        if (await IsOver(cancellation).ConfigureAwait(false))
        {
            throw new InvalidOperationException(
                $"The load '{load.Name}' is published already. Give the next one another name, the same for all its processes.");
        }
    }

    /// <summary>Tells what this process loaded, and waits until all of it is published as one version.</summary>
    /// <param name="shards">The shards that it loaded.</param>
    /// <param name="generations">What is to be published of them.</param>
    /// <param name="cancellation">Ends it; the others may publish it all the same.</param>
    /// <exception cref="StaleWriterException">Another writer took a shard of this process: its part is to be loaded again.</exception>
    /// <exception cref="InvalidOperationException">The processes are not agreed on who loads what.</exception>
    public async Task<ClusterVersion> RunAsync(
        IReadOnlyList<int> shards, IReadOnlyList<ShardGeneration> generations, CancellationToken cancellation)
    {
        var own = new JointPart(load.Processes, shards, [.. generations.Select(StoredGeneration.Of)]);
        var epoch = generations.Select(g => g.Epoch).DefaultIfEmpty(0).Max();
        await CheckedObjects.WriteAsync(
            load.Place, $"{prefix}part-{CheckedObjects.Digits(load.Process)}-{CheckedObjects.Digits(epoch)}",
            JsonSerializer.SerializeToUtf8Bytes(own, JointJson.Default.JointPart), cancellation).ConfigureAwait(false);
        for (var waited = int.MaxValue; ;)
        {
            // It began after this process had taken its shards, so what is published is what it sent.
            if (await IsOver(cancellation).ConfigureAwait(false))
            {
                return await catalogue.CurrentAsync(cancellation).ConfigureAwait(false);
            }

            var parts = await PartsAsync(cancellation).ConfigureAwait(false);
            if (parts.Count == load.Processes)
            {
                if (await PublishAsync(parts, shards, cancellation).ConfigureAwait(false) is { } version)
                {
                    return version;
                }
            }
            else if (load.Processes - parts.Count < waited)
            {
                waited = load.Processes - parts.Count;
                load.OnWaiting?.Invoke([.. Enumerable.Range(1, load.Processes).Where(p => !parts.ContainsKey(p))]);
            }

            await Task.Delay(Look, options.Clock, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<bool> IsOver(CancellationToken cancellation) =>
        (await load.Place.ListAsync($"{prefix}{Done}", cancellation).ConfigureAwait(false)).Count > 0;

    // Null where another process has to load its part again.
    private async Task<ClusterVersion?> PublishAsync(
        SortedDictionary<int, JointPart> parts, IReadOnlyList<int> own, CancellationToken cancellation)
    {
        var settings = await catalogue.SettingsAsync(cancellation).ConfigureAwait(false);
        var loaded = parts.Values.SelectMany(p => p.Shards).Order().ToList();
        if (parts.Values.Any(p => p.Processes != load.Processes) || !loaded.SequenceEqual(Enumerable.Range(0, settings.Shards)))
        {
            throw new InvalidOperationException(
                $"The processes of the load '{load.Name}' do not have each shard once: {Told(parts)}. Nothing was published.");
        }

        List<ShardGeneration> all = [.. parts.Values.SelectMany(p => p.Generations).Select(g => g.ToGeneration())];
        ClusterVersion version;
        try
        {
            version = all.Count == 0
                ? await catalogue.CurrentAsync(cancellation).ConfigureAwait(false)
                : await Publishing.Publish(catalogue, all, options.Patience, options.Clock, cancellation).ConfigureAwait(false);
        }
        catch (StaleWriterException e)
        {
            // Another process was faster, and cleared parts away while they were read here: of two of one process the stale one was left.
            if (await IsOver(cancellation).ConfigureAwait(false))
            {
                return await catalogue.CurrentAsync(cancellation).ConfigureAwait(false);
            }

            // A shard was taken; or another process was faster, and killed before it could say so.
            if (!await ArePublished(all, cancellation).ConfigureAwait(false))
            {
                if (own.Contains(e.Shard))
                {
                    throw;
                }

                return null;
            }

            version = await catalogue.CurrentAsync(cancellation).ConfigureAwait(false);
        }

        await CheckedObjects.WriteAsync(
            load.Place, $"{prefix}{Done}", JsonSerializer.SerializeToUtf8Bytes(version.Number, JointJson.Default.Int64), cancellation)
            .ConfigureAwait(false);
        foreach (var part in await load.Place.ListAsync($"{prefix}part-", cancellation).ConfigureAwait(false))
        {
            await load.Place.DeleteAsync(part, cancellation).ConfigureAwait(false);
        }

        return version;
    }

    private async Task<bool> ArePublished(List<ShardGeneration> generations, CancellationToken cancellation)
    {
        foreach (var generation in generations)
        {
            if (!(await catalogue.KeptAsync(generation.Shard, cancellation).ConfigureAwait(false)).Contains(generation))
            {
                return false;
            }
        }

        return true;
    }

    // Of a process that was started again the part of its later epochs.
    private async Task<SortedDictionary<int, JointPart>> PartsAsync(CancellationToken cancellation)
    {
        var parts = new SortedDictionary<int, JointPart>();
        var names = await load.Place.ListAsync($"{prefix}part-", cancellation).ConfigureAwait(false);
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            var process = (int)CheckedObjects.Number(name[(prefix.Length + 5)..].Split('-')[0]);
            if (await CheckedObjects.ReadAsync(load.Place, name, cancellation).ConfigureAwait(false) is { } content)
            {
                parts[process] = JsonSerializer.Deserialize(content, JointJson.Default.JointPart)!;
            }
        }

        return parts;
    }

    private static string Told(SortedDictionary<int, JointPart> parts) => string.Join(
        "; ", parts.Select(p => string.Create(
            CultureInfo.InvariantCulture, $"process {p.Key} of {p.Value.Processes} has {string.Join(", ", p.Value.Shards)}")));
}
