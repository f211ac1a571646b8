using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

using Lucene.Net.Util;

using SearchCore.Articles.Formats.JsonLines;
using SearchCore.Articles.Reading;

namespace SearchCore.Benchmarks.Scaling;

/// <summary>What one load of <see cref="Growth"/> came to.</summary>
/// <param name="Articles">Articles indexed.</param>
/// <param name="Rejected">Records rejected.</param>
/// <param name="Seconds">From the start of opening the index to its being closed, merges included.</param>
/// <param name="MergeSeconds">Time that merges took, those beside one another added.</param>
/// <param name="PeakMegabytes">The most memory the process had resident, in 10⁶ bytes.</param>
/// <param name="ProcessorSeconds">Processor time of the process, the system's part included.</param>
/// <param name="FlushSeconds">Of these, from when the last chunk was taken to when all was committed.</param>
/// <param name="CloseSeconds">And from then to when the index was closed.</param>
/// <param name="WrittenMegabytes">What it wrote to the disk, in 10⁶ bytes; 0 where the system does not tell (Linux does).</param>
internal sealed record GrowthLoad(
    long Articles,
    long Rejected,
    double Seconds,
    double MergeSeconds,
    double PeakMegabytes,
    double ProcessorSeconds,
    double FlushSeconds,
    double CloseSeconds,
    double WrittenMegabytes)
{
    /// <summary>The verb by which the program loads a file and says what it came to: FILE INDEX WORKERS MEMORY.</summary>
    public const string Verb = "growth-load";

    /// <summary>Runs the load in a new process of this program, with the console's runtime settings.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static GrowthLoad InNewProcess(string file, string index, int workers, int memory) => JsonSerializer.Deserialize<GrowthLoad>(
        ChildProcess.Output(
            Verb, file, index, workers.ToString(CultureInfo.InvariantCulture), memory.ToString(CultureInfo.InvariantCulture)))!;

    /// <summary>The new process's part.</summary>
    public static int Run(Arguments arguments)
    {
        if (arguments.Positional is not [var file, var folder, var workers, var memory])
        {
            return arguments.Misused();
        }

        var merges = new MergeTimes();
        InfoStream.Default = merges;
        var clock = Stopwatch.StartNew();
        IndexingReport report;
        var options = new ArticleIndexOptions
        {
            Workers = int.Parse(workers, CultureInfo.InvariantCulture),
            MemoryMegabytes = int.Parse(memory, CultureInfo.InvariantCulture),
            Recognizer = null,
        };
        var source = new WatchedSource(new JsonLinesSource(file), clock);
        double committed;
        using (var index = ArticleIndex.Open(folder, options))
        {
            report = index.Index([source]);
            committed = clock.Elapsed.TotalSeconds;
        }

        var seconds = clock.Elapsed.TotalSeconds;
        using var self = Process.GetCurrentProcess();
        var load = new GrowthLoad(
            report.Articles, report.Rejected, seconds, merges.Seconds, self.PeakWorkingSet64 / 1e6, self.TotalProcessorTime.TotalSeconds,
            committed - source.EndedAt, seconds - committed, Written() / 1e6);
        Console.WriteLine(JsonSerializer.Serialize(load));
        return 0;
    }

    private static long Written()
    {
        const string file = "/proc/self/io", name = "write_bytes: ";
        return File.Exists(file)
            ? long.Parse(
                File.ReadLines(file).First(line => line.StartsWith(name, StringComparison.Ordinal)).AsSpan(name.Length),
                CultureInfo.InvariantCulture)
            : 0;
    }

    /// <summary>A source that knows when its end came.</summary>
    private sealed class WatchedSource(IArticleSource source, Stopwatch clock) : IArticleSource
    {
        public double EndedAt { get; private set; }

        public string Name => source.Name;

        public long? SizeHint => source.SizeHint;

        public IEnumerable<ArticleChunk> ReadChunks(CancellationToken cancellation)
        {
            foreach (var chunk in source.ReadChunks(cancellation))
            {
                yield return chunk;
            }

            EndedAt = clock.Elapsed.TotalSeconds;
        }
    }

    /// <summary>Adds up the durations that IndexWriter tells of its merges.</summary>
    private sealed class MergeTimes : InfoStream
    {
        private const string Beginning = "merge time ";
        private long milliseconds;

        public double Seconds => Interlocked.Read(ref milliseconds) / 1e3;

        public override bool IsEnabled(string component) => component == "IW";

        public override void Message(string component, string message)
        {
            if (message.StartsWith(Beginning, StringComparison.Ordinal))
            {
                var end = message.IndexOf(' ', Beginning.Length);
                Interlocked.Add(
                    ref milliseconds, long.Parse(message.AsSpan(Beginning.Length, end - Beginning.Length), CultureInfo.InvariantCulture));
            }
        }
    }
}
