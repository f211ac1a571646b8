using System.Globalization;
using System.Text;

using SearchCore.Articles;
using SearchCore.Articles.Formats;
using SearchCore.Articles.Reading;
using SearchCore.Benchmarks.Queries;
using SearchCore.Formats;

namespace SearchCore.Benchmarks.Formats;

/// <summary>
/// How fast each format is read: the same articles in all of them, one thread, from a file to articles in a buffer; nothing is indexed. The
/// rounds go over all formats in turn, so that a slow moment of the machine hits all. What is read is held against what was written.
/// </summary>
internal static class FormatTimings
{

    public static int Run(Arguments arguments)
    {
        if (arguments.Positional is not [var file])
        {
            return arguments.Misused();
        }

        var most = int.Parse(arguments.Option("articles", "2000"), CultureInfo.InvariantCulture);
        var rounds = int.Parse(arguments.Option("rounds", "5"), CultureInfo.InvariantCulture);
        var articles = ArticleFormats.Default.Open(file).SelectMany(s => s.ReadArticles())
            .Where(a => a is { Title.Length: > 0, Body.Length: > 0 }).Take(most).Select(Plain).ToList();
        var folder = Directory.CreateTempSubdirectory("searchcore-formats-");
        try
        {
            var inputs = Write(folder.FullName, articles);
            var times = inputs.ToDictionary(i => i.Name, _ => new List<double>(), StringComparer.Ordinal);
            var read = new Dictionary<string, (int Count, long Characters)>(StringComparer.Ordinal);
            for (var round = 0; round <= rounds; round++)
            {
                foreach (var (name, path, _) in inputs)
                {
                    var (seconds, count, characters) = Time(path);
                    read[name] = (count, characters);
                    if (round > 0)
                    {
                        times[name].Add(seconds);
                    }
                }
            }

            return Print(articles, inputs, times, read) ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // What every format can say: markup and odd dates would make the files differ.
    private static Article Plain(Article article) => new()
    {
        Id = article.Id,
        Title = Words(article.Title!),
        Body = string.Join("\n\n", article.Body!.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Words).Where(p => p.Length > 0)),
        Published = article.Published ?? ArticleDate.FromDay(2019, 5, 7),
    };

    private static string Words(string text) => string.Join(
        ' ', text.Replace('<', '(').Replace('&', '+').Replace('{', '(').Replace('[', '(').Replace('=', '-').Replace('\'', '’')
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static List<(string Name, string Path, long Bytes)> Write(string folder, List<Article> articles)
    {
        var inputs = new List<(string, string, long)>();
        foreach (var (name, file, write) in FormatFiles.All)
        {
            var path = Path.Join(folder, file);
            using (var writer = new StreamWriter(path, append: false, new UTF8Encoding(false)))
            {
                write(writer, articles);
            }

            inputs.Add((name, path, new FileInfo(path).Length));
        }

        var packed = FormatFiles.Pack(Path.Join(folder, "own.jsonl"));
        inputs.Add(("JSON lines, gzip", packed, new FileInfo(Path.Join(folder, "own.jsonl")).Length));
        foreach (var (name, extension, text) in FormatFiles.Single)
        {
            var path = Directory.CreateDirectory(Path.Join(folder, $"{extension}-{name.Length}")).FullName;
            var bytes = 0L;
            for (var i = 0; i < articles.Count; i++)
            {
                var content = Encoding.UTF8.GetBytes(text(articles[i]));
                bytes += content.Length;
                File.WriteAllBytes(Path.Join(path, string.Create(CultureInfo.InvariantCulture, $"{i:D6}.{extension}")), content);
            }

            inputs.Add((name, path, bytes));
        }

        return inputs;
    }

    private static (double Seconds, int Count, long Characters) Time(string path)
    {
        var receiver = new Counter();
        var buffer = new ArticleBuffer();
        var options = new ReadingOptions { PlainText = NewsFormats.PlainText };
        var start = ThreadClock.Now;
        foreach (var source in NewsFormats.All.Open(path, options: options))
        {
            foreach (var chunk in source.ReadChunks(CancellationToken.None))
            {
                using (chunk)
                {
                    chunk.Read(buffer, receiver, CancellationToken.None);
                }
            }
        }

        return ((ThreadClock.Now - start).TotalSeconds, receiver.Count, receiver.Bytes);
    }

    private static bool Print(
        List<Article> articles, List<(string Name, string Path, long Bytes)> inputs, Dictionary<string, List<double>> times,
        Dictionary<string, (int Count, long Characters)> read)
    {
        var expected = articles.Sum(a => (long)Encoding.UTF8.GetByteCount(a.Body!));
        var baseline = Median(times[inputs[0].Name]);
        var isRight = true;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{articles.Count:N0} articles, {expected / 1e6:F1} MB of bodies"));
        Console.WriteLine("| format | MB/s | articles/s | speed to that of JSON lines | read |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        foreach (var (name, _, bytes) in inputs)
        {
            var (seconds, (count, characters)) = (Median(times[name]), read[name]);

            // Each format has a way of its own with white space, and readers of text take lines for what they look like: a place, a label.
            var isWhole = count == articles.Count && Math.Abs(characters - expected) <= expected / 50;
            isRight &= isWhole;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {bytes / 1e6 / seconds:F0} | {count / seconds:F0} | {baseline / seconds:F2} | "
                    + $"{(isWhole ? "all" : $"**{count:N0} articles, {100.0 * characters / expected:F1} % of the text**")} |"));
        }

        return isRight;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private sealed class Counter : IArticleReceiver
    {
        public int Count { get; private set; }

        public long Bytes { get; private set; }

        public void Accept(ArticleBuffer article)
        {
            Count++;
            Bytes += article.Body.Length;
        }

        public void Reject(RejectedRecord record)
        {
        }

        public void Notice(ArticleNotice notice)
        {
        }
    }
}
