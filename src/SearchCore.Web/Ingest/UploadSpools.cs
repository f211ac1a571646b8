using System.Collections.Concurrent;

using Microsoft.Extensions.Options;

using SearchCore.Web.Collections;
using SearchCore.Web.Configuration;

namespace SearchCore.Web.Ingest;

/// <summary>What each collection has taken and not yet indexed. Thread-safe.</summary>
internal sealed class UploadSpools(IOptions<ServiceOptions> options) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<UploadSpool>> spools = new(StringComparer.Ordinal);

    /// <summary>Of a collection.</summary>
    public UploadSpool Of(Collection collection) => spools.GetOrAdd(
        collection.Name,
        name => new(() => new UploadSpool(
            Path.Combine(options.Value.DataFolder!, "uploads", name), options.Value.Limits.MaxReceipts,
            options.Value.Limits.MaxWaitingUploadBytes))).Value;

    public void Dispose()
    {
        foreach (var spool in spools.Values.Where(s => s.IsValueCreated))
        {
            spool.Value.Dispose();
        }
    }
}
