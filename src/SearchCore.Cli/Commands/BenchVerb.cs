using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

using SearchCore.Cli.Loading;
using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;
using SearchCore.Entities;
using SearchCore.Queries;

namespace SearchCore.Cli.Commands;

/// <summary>How fast this machine indexes and searches a corpus of the user's own.</summary>
internal sealed class BenchVerb : Verb
{
    private const int QueryRuns = 200;

    private readonly Argument<string[]> files =
        new("FILE") { Arity = ArgumentArity.OneOrMore, Description = "files or folders of articles" };
    private readonly Option<string?> format = Inputs.FormatOption();
    private readonly Option<string?> entities = new("--entities") { HelpName = "HOW", Description = "recognize (default), given" };
    private readonly Option<string?> rounds =
        new("--rounds") { HelpName = "N", Description = "how often to index it all, 1 to 100 (default: 3)" };
    private readonly Option<string?> threads = new("--threads") { HelpName = "N", Description = "workers (default: one a processor)" };
    private readonly Option<string?> memory =
        new("--memory") { HelpName = "MB", Description = "memory to build segments in (default: 256)" };

    public override string Name => "bench";

    public override string Summary => "measure indexing and searching on articles of your own";

    public override IReadOnlyList<(string Call, string Meaning)> Examples =>
    [
        ("bench archive.jsonl.gz", "three rounds into a temporary index, then a few queries"),
        ("bench news/ --rounds 5 --threads 1 --entities given", "one worker, without recognizing entities"),
    ];

    public override IReadOnlyList<Argument> Arguments => [files];

    public override IReadOnlyList<Option> Options => [format, entities, rounds, threads, memory];

    public override ExitCode Run(ParseResult line, Shell shell)
    {
        var options = new ArticleIndexOptions
        {
            Recognizer = Common.OneOf("--entities", line.GetValue(entities), true, ("recognize", true), ("given", false))
                ? EntityRecognizer.Default
                : null,
            Workers = Common.Number("--threads", line.GetValue(threads), 0, 1, 1_024),
            MemoryMegabytes = Common.Number("--memory", line.GetValue(memory), 256, 16, 16_384),
            Clock = shell.Clock,
        };
        var count = Common.Number("--rounds", line.GetValue(rounds), 3, 1, 100);
        var paths = line.GetValue(files) ?? [];
        if (paths.Contains("-"))
        {
            throw new UsageException("'bench' reads its input several times: it needs files, not standard input");
        }

        var folder = Directory.CreateTempSubdirectory("searchcore-bench-").FullName;
        try
        {
            shell.Out.WriteLine("round    articles   articles/s     MB/s   seconds        size  segments");
            for (var round = 1; round <= count; round++)
            {
                var place = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"round-{round}"));
                if (!IndexOnce(round, place, Inputs.Open(paths, line.GetValue(format), shell, new()).Sources, options, shell))
                {
                    return ExitCode.Interrupted;
                }

                if (round == count)
                {
                    Query(place, shell);
                }

                Directory.Delete(place, recursive: true);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return ExitCode.Done;
    }

    private static bool IndexOnce(
        int round, string place, IEnumerable<Articles.Reading.IArticleSource> sources, ArticleIndexOptions options, Shell shell)
    {
        using var index = ArticleIndex.Open(place, options);
        var progress = new ProgressLine(shell);
        var report = index.Index(sources, new IndexingOptions { Progress = shell.ErrorIsTerminal ? progress : null }, shell.Cancellation);
        progress.Clear();
        if (report.Cancelled)
        {
            return false;
        }

        var seconds = report.Elapsed.TotalSeconds;
        shell.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{round,5}{report.Articles,12:N0}{report.Articles / seconds,13:N0}{IndexingSummary.MegabytesPerSecond(report),9:F1}"
            + $"{seconds,10:F2}{Amounts.Bytes(index.Statistics().Bytes),12}{report.Segments,10}"));
        shell.Out.Flush();
        return true;
    }

    private static void Query(string place, Shell shell)
    {
        using var index = ArticleIndex.Open(place, new ArticleIndexOptions { Access = IndexAccess.ReadOnly, Recognizer = null });
        shell.Out.WriteLine();
        shell.Out.WriteLine($"{"query",-44}{"hits",10}{"p50 ms",10}{"p99 ms",10}");
        foreach (var (name, request) in Requests(index))
        {
            var times = new double[QueryRuns];
            var total = 0L;
            for (var run = -10; run < QueryRuns; run++)
            {
                shell.Cancellation.ThrowIfCancellationRequested();
                var start = Stopwatch.GetTimestamp();
                total = index.Search(request, shell.Cancellation).Total.Value;
                times[Math.Max(run, 0)] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }

            Array.Sort(times);
            var label = SafeText.Line(name);
            shell.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{(label.Length > 42 ? label[..42] + "…" : label),-44}{total,10:N0}"
                + $"{times[QueryRuns / 2],10:F2}{times[QueryRuns * 99 / 100],10:F2}"));
        }
    }

    /// <summary>Queries made of the corpus itself: its headlines' words and its most frequent people.</summary>
    private static IEnumerable<(string Name, SearchRequest Request)> Requests(ArticleIndex index)
    {
        var all = new SearchRequest
        {
            TimeLimit = Timeout.InfiniteTimeSpan,
            Limit = 50,
            Sort = SearchSort.Newest,
            Facets = [new("person") { Top = 1 }],
            SnippetLength = 0,
        };
        var sample = index.Search(all);
        yield return ("newest of all", all with { Facets = [], Limit = 10 });
        yield return (
            "newest of all, with three facets",
            all with { Limit = 10, Facets = [new("person"), new("place"), new("organization")] });
        foreach (var hit in sample.Hits)
        {
            var words = (hit.Title ?? "").Split(' ').Where(w => w.Length > 3 && w.All(char.IsAsciiLetter)).Select(w => w.ToLowerInvariant())
                .Take(2).ToArray();
            if (words.Length == 2)
            {
                yield return (words[0], new SearchRequest { Query = words[0] });
                yield return ($"{words[0]} OR {words[1]}", new SearchRequest { Query = $"{words[0]} OR {words[1]}" });
                yield return ($"\"{words[0]} {words[1]}\"~5", new SearchRequest { Query = $"\"{words[0]} {words[1]}\"~5" });
                break;
            }
        }

        if (sample.Facet("person") is [var person, ..])
        {
            yield return (
                $"person:\"{person.Value}\", with a facet of places",
                new SearchRequest { Select = [new("person", person.Value)], Facets = [new("place")] });
        }
    }
}
