using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace SearchCore.Web.Tests.Running;

/// <summary>
/// A collector on a loopback port, by OTLP over HTTP or gRPC: it gets the exporter's own bytes, and reads names and attributes of them as
/// the protocol's messages number their members.
/// </summary>
internal sealed class TestCollector : IAsyncDisposable
{
    private readonly WebApplication app;

    private TestCollector(bool grpc)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = grpc ? HttpProtocols.Http2 : HttpProtocols.Http1));
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapPost("/v1/traces", (HttpContext context) => TakeAsync(context, Spans, grpc: false));
        app.MapPost("/v1/metrics", (HttpContext context) => TakeAsync(context, Metrics, grpc: false));
        app.MapPost("/v1/logs", (HttpContext context) => TakeAsync(context, Logs, grpc: false));
        const string Service = "/opentelemetry.proto.collector.";
        app.MapPost(Service + "trace.v1.TraceService/Export", (HttpContext context) => TakeAsync(context, Spans, grpc: true));
        app.MapPost(Service + "metrics.v1.MetricsService/Export", (HttpContext context) => TakeAsync(context, Metrics, grpc: true));
        app.MapPost(Service + "logs.v1.LogsService/Export", (HttpContext context) => TakeAsync(context, Logs, grpc: true));
    }

    public string Address => app.Urls.First();

    /// <summary>Everything that came, as text: what stands in no other form than UTF-8 can be found in it.</summary>
    public ConcurrentQueue<string> Bytes { get; } = new();

    /// <summary>The spans, each with its attributes as <c>name=value</c>.</summary>
    public ConcurrentQueue<(string Name, string[] Attributes)> AllSpans { get; } = new();

    /// <summary>The names of instruments.</summary>
    public ConcurrentDictionary<string, bool> AllMetrics { get; } = new(StringComparer.Ordinal);

    /// <summary>What was logged.</summary>
    public ConcurrentQueue<string> AllLogs { get; } = new();

    public static async Task<TestCollector> StartAsync(bool grpc)
    {
        var collector = new TestCollector(grpc);
        await collector.app.StartAsync();
        return collector;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    // Resource spans, scope spans, spans: name, attributes.
    private void Spans(ReadOnlyMemory<byte> message)
    {
        foreach (var span in Members(message, 1).SelectMany(r => Members(r, 2)).SelectMany(s => Members(s, 2)))
        {
            AllSpans.Enqueue((Text(Members(span, 5).Single()), [.. Members(span, 9).Select(Attribute)]));
        }
    }

    private void Metrics(ReadOnlyMemory<byte> message)
    {
        foreach (var metric in Members(message, 1).SelectMany(r => Members(r, 2)).SelectMany(s => Members(s, 2)))
        {
            AllMetrics[Text(Members(metric, 1).Single())] = true;
        }
    }

    private void Logs(ReadOnlyMemory<byte> message)
    {
        foreach (var body in Members(message, 1).SelectMany(r => Members(r, 2)).SelectMany(s => Members(s, 2))
                     .SelectMany(l => Members(l, 5)))
        {
            AllLogs.Enqueue(string.Concat(Members(body, 1).Select(Text)));
        }
    }

    private static string Attribute(ReadOnlyMemory<byte> pair) =>
        $"{Text(Members(pair, 1).Single())}={string.Concat(Members(pair, 2).SelectMany(v => Members(v, 1)).Select(Text))}";

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    // The members of a message that have a number and a length.
    private static List<ReadOnlyMemory<byte>> Members(ReadOnlyMemory<byte> message, int number)
    {
        List<ReadOnlyMemory<byte>> found = [];
        for (var at = 0; at < message.Length;)
        {
            var key = Number(message.Span, ref at);
            switch (key & 7)
            {
                case 0:
                    Number(message.Span, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 2:
                    var length = (int)Number(message.Span, ref at);
                    if ((int)(key >> 3) == number)
                    {
                        found.Add(message.Slice(at, length));
                    }

                    at += length;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"a member of the kind {key & 7}");
            }
        }

        return found;
    }

    private static ulong Number(ReadOnlySpan<byte> bytes, ref int at)
    {
        var (number, shift) = (0UL, 0);
        do
        {
            number |= (ulong)(bytes[at] & 0x7f) << shift;
            shift += 7;
        }
        while ((bytes[at++] & 0x80) != 0);
        return number;
    }

    private async Task TakeAsync(HttpContext context, Action<ReadOnlyMemory<byte>> read, bool grpc)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        ReadOnlyMemory<byte> message = body.ToArray();
        if (grpc)
        {
            // A byte that says that nothing is compressed, and the length in four.
            Assert.Equal(0, message.Span[0]);
            Assert.Equal(message.Length - 5, BinaryPrimitives.ReadInt32BigEndian(message.Span[1..]));
            message = message[5..];
        }

        Bytes.Enqueue(Encoding.UTF8.GetString(message.Span));
        read(message);
        context.Response.ContentType = grpc ? "application/grpc" : "application/x-protobuf";
        if (grpc)
        {
            await context.Response.Body.WriteAsync(new byte[5]);
            context.Response.AppendTrailer("grpc-status", "0");
        }
    }
}
