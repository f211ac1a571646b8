using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SearchCore.Client.Transport;

/// <summary>Reads server-sent events.</summary>
internal static class EventReading
{
    private const string Data = "data:";

    /// <summary>The data of events as they come, until the stream ends.</summary>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        HttpResponseMessage response, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false), Encoding.UTF8);
        var data = new StringBuilder();
        while (await lines.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line)
        {
            if (line.StartsWith(Data, StringComparison.Ordinal))
            {
                data.Append(line.AsSpan(Data.Length).TrimStart(' ')).Append('\n');
            }
            else if (line.Length == 0 && data.Length > 0)
            {
                yield return JsonSerializer.Deserialize(data.ToString(), type)
                    ?? throw new JsonException("An event of the service is null.");
                data.Clear();
            }
        }
    }
}
