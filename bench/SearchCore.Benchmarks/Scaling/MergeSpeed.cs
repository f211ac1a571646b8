using System.Diagnostics;
using System.Globalization;

using Lucene.Net.Codecs;
using Lucene.Net.Codecs.Lucene46;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;

using SearchCore.Benchmarks.Corpora;
using SearchCore.Files;
using SearchCore.Indexing.Merging;
using SearchCore.Storage;

using Directory = System.IO.Directory;

namespace SearchCore.Benchmarks.Scaling;

/// <summary>
/// How fast the segments of an index become one, by our own code and by Lucene.Net's, in turn: MB of index a second of processor time,
/// checking, reading and writing included. One thread; the index itself is not changed.
/// </summary>
internal static class MergeSpeed
{
    /// <summary>A row for each engine, the median of rounds and what a part takes.</summary>
    /// <param name="arguments">The index and options.</param>
    public static int Run(Arguments arguments)
    {
        if (arguments.Positional is not [var index] || !Directory.Exists(index))
        {
            return arguments.Misused();
        }

        var rounds = int.Parse(arguments.Option("rounds", "3"), CultureInfo.InvariantCulture);
        var engines = arguments.Option("engines", "both");
        var (ours, lucenes) = (new List<Timing>(), new List<Timing>());
        for (var round = 0; round <= rounds; round++)
        {
            // The first round compiles.
            if (engines is "both" or "ours")
            {
                ours.Add(Merge(index, isOurs: true));
            }

            if (engines is "both" or "lucene")
            {
                lucenes.Add(Merge(index, isOurs: false));
            }
        }

        Console.WriteLine("| merging | MB/s of processor time | wall, s | stored | terms | columns | norms |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        Write("ours", ours);
        Write("Lucene.Net's", lucenes);
        return 0;
    }

    private static void Write(string name, List<Timing> timings)
    {
        if (timings.Count > 1)
        {
            var median = timings.Skip(1).OrderBy(t => t.Processor).ElementAt((timings.Count - 1) / 2);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {median.Megabytes / median.Processor:F0} | {median.Wall:F1} | "
                + $"{string.Join(" | ", median.Parts.Select(p => $"{p:F2} s"))} |"));
        }
    }

    private static Timing Merge(string index, bool isOurs)
    {
        var folder = BenchmarkCorpus.NewIndexPath();
        Directory.CreateDirectory(folder);
        try
        {
            foreach (var file in Directory.GetFiles(index))
            {
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            }

            var parts = new MergeParts();
            using Lucene.Net.Store.Directory directory =
                isOurs ? new DurableDirectory(folder, PhysicalFiles.Instance) : FSDirectory.Open(folder);
            if (directory is DurableDirectory durable && CommitPoint.Find(folder, durable) is { } point)
            {
                // As an index that is open knows of its files, so that every block is compared when it is read.
                durable.Learn(Manifest.Read(folder, point.Generation, durable.Files).Files);
            }

            Codec codec = isOurs ? new MergingCodec() : new Lucene46Codec();
            using var process = Process.GetCurrentProcess();
            using var writer = new IndexWriter(directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, analyzer: null)
            {
                Codec = codec,
                UseCompoundFile = false,
                MergePolicy = new LogDocMergePolicy { NoCFSRatio = 0, MergeFactor = 1_000 },
                MergeScheduler = new SerialMergeScheduler(),
                MaxThreadStates = 1,
            }.SetInfoStream(parts));
            var bytes = writer.Directory.ListAll().Sum(name => writer.Directory.FileLength(name));
            var (wall, processor) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);
            writer.ForceMerge(1);
            process.Refresh();
            var spent = (process.TotalProcessorTime - processor).TotalSeconds;
            return new(bytes / 1e6, spent, Stopwatch.GetElapsedTime(wall).TotalSeconds, parts.Seconds);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed record Timing(double Megabytes, double Processor, double Wall, double[] Parts);

    /// <summary>What IndexWriter tells of the parts of a merge.</summary>
    private sealed class MergeParts : InfoStream
    {
        private static readonly string[] Names = ["stored fields", "postings", "doc values", "norms"];

        public double[] Seconds { get; } = new double[Names.Length];

        public override bool IsEnabled(string component) => component == "SM";

        public override void Message(string component, string message)
        {
            for (var i = 0; i < Names.Length; i++)
            {
                if (message.Contains($" msec to merge {Names[i]}", StringComparison.Ordinal))
                {
                    var end = message.IndexOf(' ', StringComparison.Ordinal);
                    Seconds[i] += long.Parse(message.AsSpan(0, end), CultureInfo.InvariantCulture) / 1e3;
                }
            }
        }
    }
}
