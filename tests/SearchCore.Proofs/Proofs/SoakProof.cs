using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

using SearchCore.Articles;
using SearchCore.Hosting;
using SearchCore.Proofs.Running;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Proofs.Proofs;

/// <summary>
/// A host that readers search and editors change for as many minutes as there are cases: every article that is asked for is there, and
/// after the first minutes neither managed memory nor open files grow. The archive stays as large as it is: articles are replaced,
/// updated, deleted and added again.
/// </summary>
internal static class SoakProof
{
    private const int Articles = 5_000, Readers = 8, WarmUp = 5, FewestMinutes = 30;
    private const double MegabytesAnHour = 1;

    private static readonly TimeSpan ReaderPause = TimeSpan.FromMilliseconds(150), EditorPause = TimeSpan.FromMilliseconds(300);

    public static void Run(ProofSettings settings, ProofReport report) => RunAsync(settings, report).GetAwaiter().GetResult();

    private static async Task RunAsync(ProofSettings settings, ProofReport report)
    {
        using var scratch = new Scratch();
        var path = scratch.Fresh();
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.AddSearchCore("news", o =>
        {
            (o.Path, o.CommitInterval, o.RefreshInterval) = (path, TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(300));
        });
        using var host = builder.Build();
        await host.StartAsync();
        var ingest = host.Services.GetRequiredService<IArticleIngest>();
        var index = host.Services.GetRequiredService<IArticleIndex>();
        var archive = SyntheticNews.Articles(settings.Seed, Articles, NewsProfile.Wire).ToList();
        await ingest.AddAllAsync(Archive(archive));

        using var stop = new CancellationTokenSource();
        var wrong = new ConcurrentQueue<string>();
        var work = Enumerable.Range(0, Readers)
            .Select(r => Task.Run(() => Read(index, new SeededRandom(settings.Seed, (ulong)r), wrong, stop.Token)))
            .Append(Task.Run(() => Edit(ingest, archive, stop.Token))).ToList();
        var course = new List<Moment>();
        for (var minute = 0L; minute < settings.Runs; minute++)
        {
            await Task.Delay(TimeSpan.FromMinutes(1));
            report.Case(string.Create(CultureInfo.InvariantCulture, $"minute {minute + 1}"), () =>
            {
                course.Add(Moment.Now(path));
                Console.WriteLine(course[^1]);
                return wrong.TryDequeue(out var what) ? what : work.FirstOrDefault(w => w.IsFaulted)?.Exception?.ToString();
            });
        }

        await stop.CancelAsync();
        await Task.WhenAll(work);
        var stayed = course.Skip(WarmUp).ToList();
        report.Case("the course", () => Judge(stayed));
        await host.StopAsync();
        report.Case(
            "the end", () => ArticleIndex.Check(path) is { IsSound: true, Articles: Articles } ? null : "not sound, or not all there");
    }

    private static string? Judge(List<Moment> course)
    {
        if (course.Count < FewestMinutes - WarmUp)
        {
            return null;
        }

        var slope = Slope([.. course.Select(m => m.Megabytes)]) * 60;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"managed memory grows by {slope:F2} MB an hour"));
        var half = course.Count / 2;
        var handles = (course.Take(half).Max(m => m.Handles), course.Skip(half).Max(m => m.Handles));
        return slope >= MegabytesAnHour ? string.Create(CultureInfo.InvariantCulture, $"managed memory grows by {slope:F2} MB an hour")
            : handles.Item2 > handles.Item1 * 5 / 4 ? $"open files grew from {handles.Item1} to {handles.Item2}"
            : null;
    }

    // By least squares, a minute.
    private static double Slope(double[] values)
    {
        var (middle, mean) = ((values.Length - 1) / 2.0, values.Average());
        var (above, below) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            above += (i - middle) * (values[i] - mean);
            below += (i - middle) * (i - middle);
        }

        return above / below;
    }

    private static async IAsyncEnumerable<Article> Archive(List<Article> archive)
    {
        for (var n = 0; n < Articles; n++)
        {
            yield return Numbered(archive, n, n);
            await Task.Yield();
        }
    }

    private static Article Numbered(List<Article> archive, int number, int version) =>
        archive[version] with { Id = string.Create(CultureInfo.InvariantCulture, $"{number}") };

    private static async Task Read(IArticleIndex index, SeededRandom random, ConcurrentQueue<string> wrong, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var request = new SearchRequest
            {
                Query = $"{Lexicon.Word(20 + random.Below(2_000))} OR {Lexicon.Word(20 + random.Below(2_000))}",
                Facets = random.Below(4) == 0 ? [new Queries.FacetRequest("place") { Top = 5 }] : [],
            };
            var found = await index.SearchAsync(request, cancellation: CancellationToken.None);
            if (found.Next is { } next && random.Below(3) == 0)
            {

                await index.SearchAsync(request with { After = next }, cancellation: CancellationToken.None);
            }

            // The first of the archive is never taken away.
            if (await index.GetAsync("0", cancellation: CancellationToken.None) is null)
            {
                wrong.Enqueue("an article that is there was not found");
            }

            await Task.Delay(ReaderPause, CancellationToken.None);
        }
    }

    private static async Task Edit(IArticleIngest ingest, List<Article> archive, CancellationToken stop)
    {
        for (var n = 1; !stop.IsCancellationRequested; n++)
        {
            var id = 1 + (n * 7 % (Articles - 1));
            switch (n % 3)
            {
                case 0:
                    await ingest.DeleteAsync([$"{id}"], WaitFor.Durable, CancellationToken.None);
                    await ingest.AddAsync(Numbered(archive, id, n % Articles), WaitFor.Durable, CancellationToken.None);
                    break;
                case 1:
                    var tag = $"t{n % 50}";
                    await ingest.UpdateAsync($"{id}", old => old with { Tags = [tag] }, WaitFor.Visible, CancellationToken.None);
                    break;
                default:
                    await ingest.AddAsync(Numbered(archive, id, n % Articles), WaitFor.Queued, CancellationToken.None);
                    break;
            }

            await Task.Delay(EditorPause, CancellationToken.None);
        }
    }

    private readonly record struct Moment(double Megabytes, double Resident, int Handles, int Files)
    {
        public static Moment Now(string path)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            using var process = Process.GetCurrentProcess();
            return new(
                GC.GetTotalMemory(forceFullCollection: true) / 1e6, process.WorkingSet64 / 1e6,
                Directory.Exists("/proc/self/fd") ? Directory.GetFileSystemEntries("/proc/self/fd").Length : 0,
                Directory.GetFiles(path).Length);
        }

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"{Megabytes:F2} MB managed, {Resident:F0} MB in all, {Handles} handles, {Files} files");
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
