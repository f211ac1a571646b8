using System.Net.Http.Json;
using System.Runtime.CompilerServices;

using SearchCore.Client.Contracts;
using SearchCore.Client.Transport;

namespace SearchCore.Client;

/// <content>What the service keeps for whoever asks: saved searches and alerts.</content>
public sealed partial class CollectionClient
{
    /// <summary>The searches that were saved.</summary>
    /// <inheritdoc cref="SearchAsync" path="/exception"/>
    public async Task<IReadOnlyList<SavedSearch>> SavedSearchesAsync(CancellationToken cancellation = default) =>
        (await calls.GetAsync($"{root}/searches", ServiceJsonContext.Default.SavedSearchList, cancellation).ConfigureAwait(false)).Searches;

    /// <summary>Saves a search, in the place of one with the same name.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="address">The search as the address of <c>search</c> says it: <c>q=strike&amp;sort=newest</c>.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <inheritdoc cref="SearchAsync" path="/exception"/>
    public Task<SavedSearch> SaveSearchAsync(string name, string address, CancellationToken cancellation = default) => calls.ReadAsync(
        HttpMethod.Put, $"{root}/searches/{Uri.EscapeDataString(name)}",
        () => JsonContent.Create(new SavedSearch { Address = address }, ServiceJsonContext.Default.SavedSearch),
        ServiceJsonContext.Default.SavedSearch, cancellation);

    /// <summary>Removes a saved search.</summary>
    /// <returns>Whether there was one.</returns>
    /// <inheritdoc cref="SearchAsync" path="/exception"/>
    public Task<bool> RemoveSearchAsync(string name, CancellationToken cancellation = default) =>
        RemoveAsync($"{root}/searches/{Uri.EscapeDataString(name)}", cancellation);

    /// <summary>The alerts.</summary>
    /// <inheritdoc cref="SearchAsync" path="/exception"/>
    public Task<AlertList> AlertsAsync(CancellationToken cancellation = default) =>
        calls.GetAsync($"{root}/alerts", ServiceJsonContext.Default.AlertList, cancellation);

    /// <summary>Stores an alert, in the place of one with the same name: articles that come in from now on and match are told of.</summary>
    /// <inheritdoc cref="SearchAsync" path="/exception"/>
    public Task<Alert> PutAlertAsync(string name, SearchRequest request, CancellationToken cancellation = default) => calls.ReadAsync(
        HttpMethod.Put, $"{root}/alerts/{Uri.EscapeDataString(name)}",
        () => JsonContent.Create(new Alert { Request = request }, ServiceJsonContext.Default.Alert),
        ServiceJsonContext.Default.Alert, cancellation);

    /// <summary>Removes an alert; its events stay.</summary>
    /// <returns>Whether there was one.</returns>
    /// <inheritdoc cref="SearchAsync" path="/exception"/>
    public Task<bool> RemoveAlertAsync(string name, CancellationToken cancellation = default) =>
        RemoveAsync($"{root}/alerts/{Uri.EscapeDataString(name)}", cancellation);

    /// <summary>What comes in and matches an alert, as it does, until the service stops or the connection breaks.</summary>
    /// <param name="after">
    /// The id of the last event that was dealt with, or <see cref="AlertList.Last"/>: events behind it come, none is lost and none twice.
    /// Null for those from now on.
    /// </param>
    /// <param name="cancellation">Ends it.</param>
    /// <inheritdoc cref="SearchAsync" path="/exception"/>
    public async IAsyncEnumerable<AlertEvent> AlertEventsAsync(
        string? after = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var response = await calls.OnceAsync(
            HttpMethod.Get, $"{root}/alerts/events", content: null, isWhole: false,
            headers =>
            {
                if (after is not null)
                {
                    headers.Add("Last-Event-ID", after);
                }
            },
            cancellation).ConfigureAwait(false);
        await foreach (var found in EventReading.ReadAsync(response, ServiceJsonContext.Default.AlertEvent, cancellation)
            .ConfigureAwait(false))
        {
            yield return found;
        }
    }

    private async Task<bool> RemoveAsync(string address, CancellationToken cancellation)
    {
        try
        {
            using var response = await calls.SendAsync(HttpMethod.Delete, address, content: null, isWhole: true, cancellation)
                .ConfigureAwait(false);
            return true;
        }
        catch (SearchServiceException e) when (ServiceCalls.IsNone(e))
        {
            return false;
        }
    }
}
