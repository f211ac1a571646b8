using System.Globalization;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

using SearchCore.Articles;
using SearchCore.Hosting;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Proofs.Hosted;

/// <summary>
/// A hosted process to be killed: callers add, change and delete articles of their own until it ends, and say on standard output before and
/// after each what they do (<c>S</c>) and what was answered (<c>Q</c> for queued, <c>D</c> for durable). An article's body is its version.
/// The index is rebuilt again and again meanwhile.
/// </summary>
internal static class HostedVictim
{
    /// <summary>The first argument that starts one.</summary>
    public const string Verb = "hosted-victim";

    /// <summary>How many callers there are, and how many articles each has.</summary>
    public const int Callers = 8, Articles = 12;

    private static readonly Lock Output = new();

    /// <summary>Runs until it is killed, or told to end.</summary>
    /// <param name="path">The index's folder.</param>
    /// <param name="seed">What callers do.</param>
    /// <param name="first">The first version: above all of an earlier process.</param>
    public static async Task Run(string path, ulong seed, int first)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton<IHostLifetime, EndingLifetime>();
        builder.Services.AddSearchCore("news", o =>
        {
            (o.Path, o.RecognizeEntities, o.QueueCapacity) = (path, false, 16);
            (o.CommitInterval, o.RefreshInterval) = (TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(50));
        });
        using var host = builder.Build();
        await host.StartAsync();
        Say("ready");
        var ingest = host.Services.GetRequiredService<IArticleIngest>();
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var callers = Enumerable.Range(0, Callers).Select(c => Task.Run(() => Call(ingest, seed, c, first, stopping))).ToList();
        callers.Add(Task.Run(() => RebuildAgainAndAgain(ingest)));
        await host.WaitForShutdownAsync();
        await Task.WhenAll(callers);
        Say("drained");
    }

    // Nothing that callers are promised depends on it.
    private static async Task RebuildAgainAndAgain(IArticleIngest ingest)
    {
        try
        {
            while (true)
            {
                await ingest.RebuildAsync();
                await Task.Delay(TimeSpan.FromMilliseconds(20));
            }
        }
        catch (InvalidOperationException)
        {
            // The host is stopping.
        }
    }

    private static async Task Call(IArticleIngest ingest, ulong seed, int caller, int first, CancellationToken stopping)
    {
        var random = new SeededRandom(seed, (ulong)caller);
        for (var version = first; !stopping.IsCancellationRequested; version++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{caller}-{random.Below(Articles)}");
            var wait = random.Below(4) == 0 ? WaitFor.Durable : WaitFor.Queued;
            var kind = random.Below(6);
            Say(string.Create(CultureInfo.InvariantCulture, $"S {id} {version} {(kind == 0 ? "gone" : "there")}"));
            try
            {
                var body = string.Create(CultureInfo.InvariantCulture, $"version {version}");
                var receipt = kind switch
                {
                    0 => await ingest.DeleteAsync([id], wait, CancellationToken.None),
                    1 => await ingest.UpdateAsync(id, article => article with { Body = body }, wait, CancellationToken.None),
                    _ => await ingest.AddAsync(new Article { Id = id, Body = body }, wait, CancellationToken.None),
                };

                // Of a change that was queued nobody knows whether there was something to change.
                if (receipt.Outcome is not IngestOutcome.NotFound && !(kind == 1 && receipt.Outcome == IngestOutcome.Queued))
                {
                    Say(string.Create(CultureInfo.InvariantCulture, $"{(wait == WaitFor.Durable ? 'D' : 'Q')} {id} {version}"));
                }
            }
            catch (InvalidOperationException)
            {
                // The host is stopping: it was not taken.
                return;
            }
        }
    }

    private static void Say(string line)
    {
        lock (Output)
        {
            Console.Out.WriteLine(line);
            Console.Out.Flush();
        }
    }

    /// <summary>Ends at the end of standard input, as at SIGTERM: what starts it need not know how to send a signal.</summary>
    private sealed class EndingLifetime(IHostApplicationLifetime application) : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken)
        {
            _ = Task.Run(
                () =>
                {
                    while (Console.In.ReadLine() is not null)
                    {
                    }

                    application.StopApplication();
                },
                CancellationToken.None);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
