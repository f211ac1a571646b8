using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

using SearchCore.Client.Contracts;

namespace SearchCore.Client.Transport;

/// <summary>
/// Sends requests, again where the service is busy and that is wanted, and makes exceptions of what it refuses. Thread-safe.
/// </summary>
internal sealed class ServiceCalls(HttpClient http, SearchCoreClientOptions options)
{
    public Task<T> GetAsync<T>(string address, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        ReadAsync(HttpMethod.Get, address, content: null, type, cancellation);

    /// <summary>The answer in JSON.</summary>
    public async Task<T> ReadAsync<T>(
        HttpMethod method, string address, Func<HttpContent>? content, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using var response = await SendAsync(method, address, content, isWhole: true, cancellation).ConfigureAwait(false);
        return await response.Content.ReadFromJsonAsync(type, cancellation).ConfigureAwait(false)
            ?? throw new JsonException($"The service answered {address} with null.");
    }

    /// <summary>The answer, which is no refusal; to be disposed.</summary>
    /// <param name="method">The method.</param>
    /// <param name="address">Where, below the service's address.</param>
    /// <param name="content">Makes the body anew for each try; null for none.</param>
    /// <param name="isWhole">Whether all of the answer is read before this returns.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string address, Func<HttpContent>? content, bool isWhole, CancellationToken cancellation)
    {
        for (var tried = 0; ; tried++)
        {
            try
            {
                return await OnceAsync(method, address, content?.Invoke(), isWhole, accept: null, cancellation).ConfigureAwait(false);
            }
            catch (ServiceBusyException e) when (tried < options.Retries && e.RetryAfter <= options.LongestWait)
            {
                await Task.Delay(e.RetryAfter, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>As the other one, but never sent again.</summary>
    public async Task<HttpResponseMessage> OnceAsync(
        HttpMethod method, string address, HttpContent? content, bool isWhole, Action<HttpRequestHeaders>? accept,
        CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        if (options.Key is { } key)
        {
            request.Headers.Authorization = new("Bearer", key);
        }

        accept?.Invoke(request.Headers);
        var response = await http.SendAsync(
            request, isWhole ? HttpCompletionOption.ResponseContentRead : HttpCompletionOption.ResponseHeadersRead, cancellation)
            .ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw await FaultReading.Of(response, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>How long a service that is away is waited for.</summary>
    public TimeSpan LongestWait => options.LongestWait;

    /// <summary>
    /// Whether a refusal says that there is no such thing where it is looked for. That there is no such collection, or no such address, is
    /// another thing: who asks is mistaken.
    /// </summary>
    public static bool IsNone(SearchServiceException refusal) =>
        refusal is { Status: HttpStatusCode.NotFound, Code: "no-article" or "no-receipt" or "no-such-name" };

    /// <summary>Whether there was what was asked for.</summary>
    public static async Task<T?> OrNone<T>(Task<T> call)
        where T : class
    {
        try
        {
            return await call.ConfigureAwait(false);
        }
        catch (SearchServiceException e) when (IsNone(e))
        {
            return null;
        }
    }
}
