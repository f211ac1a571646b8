using System.Globalization;

using SearchCore.Benchmarks.Corpora;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Benchmarks.Scaling;

/// <summary>
/// One index that grows: short invented articles, whose words grow in number as those of real news do, loaded up to a hundred thousand, a
/// million, ten and thirty millions, each load and each measuring of searches in a process of its own.
/// </summary>
internal static class Decades
{
    /// <summary>What the articles are invented from.</summary>
    public const ulong Seed = 20_260_701;
    private const int Batch = 20_000;

    // What a load needs for each byte of articles as JSON: these, their index, and what merging writes before it deletes.
    private const double RoomFactor = 2.8;

    private static readonly int[] Points = [100_000, 1_000_000, 10_000_000, 30_000_000];

    /// <summary>Prints a row for each point, then times of queries.</summary>
    /// <param name="arguments">The options.</param>
    public static int Run(Arguments arguments)
    {
        var last = int.Parse(arguments.Option("to", "1000000"), CultureInfo.InvariantCulture);
        var workers = int.Parse(arguments.Option("workers", "2"), CultureInfo.InvariantCulture);
        var memory = int.Parse(arguments.Option("memory", "256"), CultureInfo.InvariantCulture);
        var index = arguments.Option("index", BenchmarkCorpus.NewIndexPath());
        if (Directory.Exists(index) && Directory.EnumerateFileSystemEntries(index).Any())
        {
            return arguments.Fail($"{index} is not empty: name a folder that is new");
        }

        Console.WriteLine(
            "| articles | MB loaded | MB/s | processor s/MB | last flush, s | closing, s | written/index | index MB | segments | peak MB | "
            + "open + first answer, ms |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        var (from, written, queries) = (0, 0.0, new List<string>());
        foreach (var point in Points.Where(p => p < last).Append(last))
        {
            var file = index + ".jsonl";
            try
            {
                var megabytes = Write(file, from, point - from) / 1e6;
                var load = GrowthLoad.InNewProcess(file, index, workers, memory);
                File.Delete(file);
                if (load.Articles != point - from)
                {
                    throw new InvalidOperationException($"{load.Articles} of {point - from} articles were loaded");
                }

                written += load.WrittenMegabytes;
                var size = new DirectoryInfo(index).EnumerateFiles().Sum(f => f.Length) / 1e6;
                var searches = DecadeQueries.InNewProcess(index);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {point:N0} | {megabytes:F0} | {megabytes / load.Seconds:F1} | {load.ProcessorSeconds / megabytes:F4} | "
                    + $"{load.FlushSeconds:F2} | {load.CloseSeconds:F2} | "
                    + $"{(load.WrittenMegabytes > 0 ? $"{written / size:F2}" : "–")} | {size:F0} | {searches.Segments} | "
                    + $"{load.PeakMegabytes:F0} | {searches.First:F0} |"));
                queries.Add(string.Create(
                    CultureInfo.InvariantCulture, $"| {point:N0} | {string.Join(" | ", searches.Milliseconds.Select(m => $"{m:F2}"))} |"));
                from = point;
            }
            finally
            {
                File.Delete(file);
            }
        }

        Console.WriteLine();
        Console.WriteLine($"| articles | {string.Join(" | ", DecadeQueries.Classes)} |");
        Console.WriteLine($"| ---: |{string.Concat(DecadeQueries.Classes.Select(_ => " ---: |"))}");
        queries.ForEach(Console.WriteLine);
        return 0;
    }

    private static long Write(string path, int first, int count)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        using var stream = File.Create(path);
        for (var done = 0; done < count; done += Batch)
        {
            var some = Math.Min(Batch, count - done);
            SyntheticNews.WriteJsonLines(stream, SyntheticNews.Articles(Seed, first + done, some, NewsProfile.Wire));
            if (done == 0)
            {
                Require(folder, (long)(RoomFactor * stream.Position / some * count));
            }
        }

        return stream.Length;
    }

    private static void Require(string folder, long bytes)
    {
        var free = new DriveInfo(folder).AvailableFreeSpace;
        if (free < bytes)
        {
            throw new IOException(
                $"the next load needs some {bytes / 1e9:F1} GB in {folder}, which has {free / 1e9:F1}; make room, or name a lower --to");
        }
    }
}
