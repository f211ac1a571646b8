using System.Text.Json;

using BenchmarkDotNet.Attributes;

using SearchCore.Articles;
using SearchCore.Articles.Formats.JsonLines;
using SearchCore.Articles.Reading;
using SearchCore.Benchmarks.IndexPath;

namespace SearchCore.Benchmarks.Stages;

/// <summary>
/// From the file on the disk (in the system's cache) to parsed articles. The answer: articles, and the size of their bodies.
/// </summary>
public class ReadingBenchmarks : StageBenchmark<(int Articles, long BodySize)>
{
    private (int Articles, long BodySize) inBytes, inCharacters;
    private bool countsCharacters;

    [Benchmark(Baseline = true, Description = "lines, JsonSerializer")]
    public void Serializer()
    {
        var (articles, size) = (0, 0L);
        foreach (var line in File.ReadLines(Corpus.Path))
        {
            var article = JsonSerializer.Deserialize<LuceneNetTutorial.Line>(line, LuceneNetTutorial.Json)!;
            articles++;
            size += article.Body?.Length ?? 0;
        }

        countsCharacters = true;
        Answer = (articles, size);
    }

    [Benchmark(Description = "JsonLinesSource")]
    public void Source()
    {
        var count = new Counter();
        var buffer = new ArticleBuffer();
        foreach (var chunk in new JsonLinesSource(Corpus.Path).ReadChunks(CancellationToken.None))
        {
            using (chunk)
            {
                chunk.Read(buffer, count, CancellationToken.None);
            }
        }

        countsCharacters = false;
        Answer = (count.Articles, count.BodySize);
    }

    /// <inheritdoc/>
    protected override void Prepare()
    {
        var articles = ParsedArticle.ReadAll(Corpus);
        inBytes = (Corpus.Articles, articles.Sum(a => (long)a.Body.Length));
        inCharacters = (Corpus.Articles, articles.Sum(a => (long)System.Text.Encoding.UTF8.GetCharCount(a.Body)));
    }

    /// <inheritdoc/>
    protected override (int Articles, long BodySize) Expected() => countsCharacters ? inCharacters : inBytes;

    private sealed class Counter : IArticleReceiver
    {
        public int Articles { get; private set; }

        public long BodySize { get; private set; }

        public void Accept(ArticleBuffer article) => (Articles, BodySize) = (Articles + 1, BodySize + article.Body.Length);

        public void Reject(RejectedRecord record)
        {
        }

        public void Notice(ArticleNotice notice)
        {
        }
    }
}
