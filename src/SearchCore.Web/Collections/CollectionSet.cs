using Microsoft.Extensions.Options;

using SearchCore.Hosting;
using SearchCore.Web.Configuration;

namespace SearchCore.Web.Collections;

/// <summary>The collections of the service, by name.</summary>
internal sealed class CollectionSet
{
    private readonly Dictionary<string, Collection> collections;

    public CollectionSet(
        IOptions<ServiceOptions> options, IOptionsMonitor<SearchCoreOptions> indexes, IServiceProvider services)
    {
        collections = options.Value.Collections.ToDictionary(
            c => c.Key, c => new Collection(c.Key, c.Value, indexes.Get(c.Key), services), StringComparer.Ordinal);
    }

    /// <summary>All of them, by name.</summary>
    public IEnumerable<Collection> All => collections.Values.OrderBy(c => c.Name, StringComparer.Ordinal);

    /// <summary>Those that this service searches and writes.</summary>
    public IEnumerable<Collection> Written => All.Where(c => c is { IsReadOnly: false, Problem: null });

    /// <summary>The collection of a name, or null.</summary>
    public Collection? Find(string name) => collections.GetValueOrDefault(name);
}
