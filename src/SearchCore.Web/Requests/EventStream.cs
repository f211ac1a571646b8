using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SearchCore.Web.Requests;

/// <summary>Events that a server sends while somebody listens (<c>text/event-stream</c>).</summary>
internal static class EventStream
{
    // Proxies cut what is silent; a comment is passed over by whoever reads.
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    /// <summary>Sends events until there are no more, or nobody listens, or the service stops.</summary>
    /// <param name="context">The request.</param>
    /// <param name="events">The events; null is a beat of theirs.</param>
    /// <param name="idOf">What a listener names to go on behind an event; null for none.</param>
    /// <param name="type">How they are written.</param>
    /// <param name="end">Cancelled when the service stops.</param>
    public static async Task SendAsync<T>(
        HttpContext context, IAsyncEnumerable<T> events, Func<T, string?> idOf, JsonTypeInfo<T> type, CancellationToken end)
        where T : class
    {
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, end);
        await using var each = events.GetAsyncEnumerator(over.Token);
        try
        {
            await response.Body.FlushAsync(context.RequestAborted);
            var next = each.MoveNextAsync().AsTask();
            try
            {
                while (true)
                {
                    if (await Task.WhenAny(next, Task.Delay(Beat, over.Token)) != next)
                    {
                        over.Token.ThrowIfCancellationRequested();
                        await response.Body.WriteAsync(": \n\n"u8.ToArray(), context.RequestAborted);
                    }
                    else if (await next)
                    {
                        await response.Body.WriteAsync(Written(each.Current, idOf(each.Current), type), context.RequestAborted);
                        next = each.MoveNextAsync().AsTask();
                    }
                    else
                    {
                        return;
                    }

                    await response.Body.FlushAsync(context.RequestAborted);
                }
            }
            finally
            {
                // An enumerator may not be disposed while it moves.
                await over.CancelAsync();
                await next.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default);
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody listens any more, or the service stops: whoever comes again goes on behind the last event.
        }
    }

    private static ReadOnlyMemory<byte> Written<T>(T value, string? id, JsonTypeInfo<T> type)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        if (id is not null)
        {
            buffer.Write("id: "u8);
            buffer.Write(System.Text.Encoding.UTF8.GetBytes(id));
            buffer.Write("\n"u8);
        }

        buffer.Write("data: "u8);
        using (var json = new Utf8JsonWriter(buffer, Answers.Plain))
        {
            JsonSerializer.Serialize(json, value, type);
        }

        buffer.Write("\n\n"u8);
        return buffer.WrittenMemory;
    }
}
