using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

using Microsoft.Extensions.Options;

using SearchCore.Client.Contracts;
using SearchCore.Web.Configuration;

namespace SearchCore.Web.Keeping;

/// <summary>The searches that users have saved, in a file of each user and collection. Thread-safe.</summary>
internal sealed class SavedSearches(IOptions<ServiceOptions> options)
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> guards = new(StringComparer.Ordinal);

    /// <summary>Those of a user in a collection, by name.</summary>
    public async Task<SavedSearchList> ListAsync(string owner, string collection)
    {
        var path = PathOf(owner, collection);
        if (!File.Exists(path))
        {
            return new() { Searches = [] };
        }

        await using var file = File.OpenRead(path);
        return await JsonSerializer.DeserializeAsync(file, ServiceJsonContext.Default.SavedSearchList) ?? new() { Searches = [] };
    }

    /// <summary>Saves one in the place of one with the same name; durable when it returns.</summary>
    /// <returns>Whether there was room.</returns>
    public Task<bool> PutAsync(string owner, string collection, SavedSearch search) => ChangeAsync(owner, collection, all =>
        all.RemoveAll(s => s.Name == search.Name) > 0 || all.Count < options.Value.Limits.MaxSaved ? [.. all, search] : null);

    /// <summary>Removes one.</summary>
    /// <returns>Whether there was one.</returns>
    public Task<bool> RemoveAsync(string owner, string collection, string name) =>
        ChangeAsync(owner, collection, all => all.RemoveAll(s => s.Name == name) > 0 ? all : null);

    private async Task<bool> ChangeAsync(string owner, string collection, Func<List<SavedSearch>, List<SavedSearch>?> change)
    {
        var path = PathOf(owner, collection);
        var guard = guards.GetOrAdd(path, _ => new(1));
        await guard.WaitAsync();
        try
        {
            if (change([.. (await ListAsync(owner, collection)).Searches]) is not { } changed)
            {
                return false;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await DurableFiles.WriteAsync(
                path,
                new SavedSearchList { Searches = [.. changed.OrderBy(s => s.Name, StringComparer.Ordinal)] },
                ServiceJsonContext.Default.SavedSearchList);
            return true;
        }
        finally
        {
            guard.Release();
        }
    }

    // A user's name is no part of a path.
    private string PathOf(string owner, string collection) => Path.Combine(
        options.Value.DataFolder!, "searches", collection,
        $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(owner)))}.json");
}
