using System.Text.Json;

using Lucene.Net.Analysis.En;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Lucene.Net.Util;

using SearchCore.Articles.Formats.JsonLines;
using SearchCore.Benchmarks.Corpora;
using SearchCore.Benchmarks.IndexPath;
using SearchCore.Queries;

namespace SearchCore.Benchmarks.Queries.Rivals;

/// <summary>
/// One corpus in two indexes of one segment each, Lucene.Net's and ours, and queries that have the same answers in both. The queries are
/// made of words that the two analyses take for the same, chosen by how many articles have them; a corpus always gives the same ones.
/// </summary>
internal sealed class RivalArchive : IDisposable
{
    /// <summary>How many queries a class has.</summary>
    public const int QueriesAClass = 6;

    private readonly FSDirectory directory;
    private readonly DirectoryReader reader;
    private readonly ArticleIndex index;
    private readonly ArticleSearcher searcher;

    /// <summary>Loads a corpus into both.</summary>
    public RivalArchive(BenchmarkCorpus corpus)
    {
        var (theirs, ours) = (BenchmarkCorpus.NewIndexPath(), BenchmarkCorpus.NewIndexPath());
        LuceneNetTuned.Index(corpus.Path, theirs, threads: 1);
        using (var target = FSDirectory.Open(theirs))
        using (var analyzer = new EnglishAnalyzer(LuceneVersion.LUCENE_48))
        using (var writer = new IndexWriter(target, new IndexWriterConfig(LuceneVersion.LUCENE_48, analyzer)))
        {
            writer.ForceMerge(1);
        }

        using (var writer = ArticleIndex.Open(ours, new ArticleIndexOptions { Recognizer = null, Workers = 1 }))
        {
            writer.Index([new JsonLinesSource(corpus.Path)]);
            writer.Compact();
        }

        directory = FSDirectory.Open(theirs);
        reader = DirectoryReader.Open(directory);
        Lucene = new(reader);
        index = ArticleIndex.Open(ours, new ArticleIndexOptions { Access = IndexAccess.ReadOnly, Recognizer = null });
        searcher = index.OpenSearcher();
        Queries = [.. RivalQueries.Of(new RivalWords(reader, searcher, Bodies(corpus.Path)), this)];
    }

    /// <summary>Lucene.Net's.</summary>
    public IndexSearcher Lucene { get; }

    /// <summary>The queries by class.</summary>
    public IReadOnlyList<RivalQuery> Queries { get; }

    /// <summary>A query of ours, made ready.</summary>
    public PreparedQuery Prepare(QueryNode tree, SearchSort sort) => new(searcher, new SearchRequest
    {
        Tree = tree,
        Sort = sort,
        Limit = 10,
        Fields = HitFields.None,
        Suggest = false,
        TimeLimit = Timeout.InfiniteTimeSpan,
    });

    public void Dispose()
    {
        searcher.Dispose();
        index.Dispose();
        reader.Dispose();
        directory.Dispose();
    }

    private static IEnumerable<string> Bodies(string path) => File.ReadLines(path).Select(line =>
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.TryGetProperty("body", out var body) ? body.GetString() ?? "" : "";
    });
}
