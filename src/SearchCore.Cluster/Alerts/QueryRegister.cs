using System.Text.Json;

using SearchCore.Cluster.Objects;

namespace SearchCore.Cluster.Alerts;

/// <summary>
/// The standing queries of a cluster as one sees them: an object for each change, of which the last that names a query counts. There is
/// nothing to be agreed on, so that changes made at once are all kept, in an order that is the same for everybody. For one caller at a
/// time.
/// </summary>
/// <param name="place">Where they are.</param>
internal sealed class QueryRegister(ISnapshotTransport place)
{
    private const string Prefix = "queries/";

    private readonly Dictionary<string, QueryChange> read = new(StringComparer.Ordinal);
    private string[] names = [];

    /// <summary>The queries by name, as of the last look.</summary>
    public IReadOnlyDictionary<string, StandingQuery> Queries { get; private set; } =
        new Dictionary<string, StandingQuery>(StringComparer.Ordinal);

    /// <summary>Kinds of entity that they may name besides those that articles have, as of the last look.</summary>
    public IReadOnlyList<string> Kinds => [.. read.Values.SelectMany(c => c.Kinds).Distinct(StringComparer.Ordinal)];

    /// <summary>Looks what there is.</summary>
    /// <returns>Whether anything was changed since the last look.</returns>
    /// <exception cref="InvalidDataException">A change is damaged.</exception>
    /// <exception cref="IOException">The place cannot be read.</exception>
    public async Task<bool> LookAsync(CancellationToken cancellation)
    {
        var listed = await place.ListAsync(Prefix, cancellation).ConfigureAwait(false);
        string[] now = [.. listed.Where(n => VersionOf(n) > 0).Order(StringComparer.Ordinal)];
        if (now.SequenceEqual(names, StringComparer.Ordinal))
        {
            return false;
        }

        foreach (var name in now.Where(n => !read.ContainsKey(n)))
        {
            // What went meanwhile says nothing that later ones do not say.
            if (await CheckedObjects.ReadAsync(place, name, cancellation).ConfigureAwait(false) is { } content)
            {
                read[name] = Parse(name, content);
            }
        }

        foreach (var gone in read.Keys.Except(now).ToList())
        {
            read.Remove(gone);
        }

        names = now;
        Queries = Fold();
        return true;
    }

    /// <summary>Makes a change, behind all that were seen.</summary>
    /// <returns>The queries as they were stored.</returns>
    /// <exception cref="IOException">The place cannot be written; whether the change is made is not known.</exception>
    public async Task<IReadOnlyList<StandingQuery>> ChangeAsync(
        IReadOnlyList<StandingQuery> put, IReadOnlyList<string> removed, IReadOnlyList<string> kinds, DateTimeOffset now,
        CancellationToken cancellation)
    {
        await LookAsync(cancellation).ConfigureAwait(false);
        var version = names.Select(VersionOf).DefaultIfEmpty().Max() + 1;
        var change = new QueryChange([.. put.Select(q => q with { Version = version, Stored = now })], removed, kinds);
        var content = JsonSerializer.SerializeToUtf8Bytes(change, AlertJson.Default.QueryChange);
        await CheckedObjects.WriteAsync(place, $"{Prefix}{CheckedObjects.Digits(version)}", content, cancellation).ConfigureAwait(false);
        await LookAsync(cancellation).ConfigureAwait(false);
        foreach (var name in Needless())
        {
            await place.DeleteAsync(name, cancellation).ConfigureAwait(false);
        }

        return change.Put;
    }

    private Dictionary<string, StandingQuery> Fold()
    {
        var queries = new Dictionary<string, StandingQuery>(StringComparer.Ordinal);
        foreach (var (_, change) in InOrder())
        {
            foreach (var query in change.Put)
            {
                queries[query.Name] = query;
            }

            foreach (var name in change.Removed)
            {
                queries.Remove(name);
            }
        }

        return queries;
    }

    // Changes all of whose queries later ones name too; a removal is needed while something is there that it removes.
    private List<string> Needless()
    {
        var last = new Dictionary<string, string>(StringComparer.Ordinal);
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (at, change) in InOrder())
        {
            foreach (var name in change.Put.Select(q => q.Name).Concat(change.Removed))
            {
                last[name] = at;
                first.TryAdd(name, at);
            }
        }

        return
        [
            .. InOrder().Where(c => c.Change.Put.All(q => last[q.Name] != c.Name)
                && c.Change.Removed.All(n => last[n] != c.Name || first[n] == c.Name)).Select(c => c.Name),
        ];
    }

    private IEnumerable<(string Name, QueryChange Change)> InOrder() =>
        names.Where(read.ContainsKey).Select(name => (name, read[name]));

    private static QueryChange Parse(string name, byte[] content)
    {
        try
        {
            return JsonSerializer.Deserialize(content, AlertJson.Default.QueryChange) ?? throw new JsonException("it is empty");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException(
                $"{name} of the standing queries cannot be read: {e.Message} It may have been written by a later version.", e);
        }
    }

    private static long VersionOf(string name) => name.StartsWith(Prefix, StringComparison.Ordinal)
        ? CheckedObjects.Number(name[Prefix.Length..].Split('-')[0])
        : -1;
}
