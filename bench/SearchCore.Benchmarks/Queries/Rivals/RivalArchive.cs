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
/// One corpus in two indexes of the same shape, Lucene.Net's and ours, and queries that have the same answers in both. The queries are made
/// of words that the two analyses take for the same, chosen by how many articles have them; a corpus always gives the same ones.
/// </summary>
internal sealed class RivalArchive : IDisposable
{
    /// <summary>How many queries a class has.</summary>
    public const int QueriesAClass = 6;

    private const int Segments = 13, DeletedOneOf = 16, Never = 100;

    private readonly FSDirectory directory;
    private readonly DirectoryReader reader;
    private readonly ArticleIndex index;
    private readonly ArticleSearcher searcher;

    /// <summary>Loads a corpus into both.</summary>
    public RivalArchive(BenchmarkCorpus corpus, RivalShape shape = RivalShape.OneSegment)
    {
        (TheirPath, OurPath) = (BenchmarkCorpus.NewIndexPath(), BenchmarkCorpus.NewIndexPath());
        foreach (var part in shape == RivalShape.ThirteenSegments ? Parts(corpus.Path) : [corpus.Path])
        {
            LuceneNetTuned.Index(part, TheirPath, threads: 1, shape == RivalShape.ThirteenSegments ? NoMergePolicy.COMPOUND_FILES : null);
            using var writer = ArticleIndex.Open(
                OurPath, new ArticleIndexOptions { Recognizer = null, Workers = 1, SegmentsPerTier = Never });
            writer.Index([new JsonLinesSource(part)]);
        }

        if (shape != RivalShape.ThirteenSegments)
        {
            MakeOne(shape == RivalShape.Deletions ? [.. Ids(corpus.Path).Where((_, number) => number % DeletedOneOf == 0)] : []);
        }

        directory = FSDirectory.Open(TheirPath);
        reader = DirectoryReader.Open(directory);
        Lucene = new(reader);
        index = ArticleIndex.Open(OurPath, new ArticleIndexOptions { Access = IndexAccess.ReadOnly, Recognizer = null });
        searcher = index.OpenSearcher();
        if ((reader.Leaves.Count, index.Statistics().Segments) is var counts && counts.Item1 != counts.Item2)
        {
            throw new InvalidDataException($"Lucene.Net has {counts.Item1} segments, SearchCore {counts.Item2}");
        }

        var words = new RivalWords(reader, searcher, Bodies(corpus.Path));
        Word = words.Near(0.05, 1)[0];
        Queries = [.. RivalQueries.Of(words, this)];
    }

    /// <summary>Where Lucene.Net's index is.</summary>
    public string TheirPath { get; }

    /// <summary>Where ours is.</summary>
    public string OurPath { get; }

    /// <summary>Lucene.Net's.</summary>
    public IndexSearcher Lucene { get; }

    /// <summary>A word that one in twenty articles has.</summary>
    public string Word { get; }

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

    private void MakeOne(string[] deleted)
    {
        using (var target = FSDirectory.Open(TheirPath))
        using (var analyzer = new EnglishAnalyzer(LuceneVersion.LUCENE_48))
        using (var writer = new IndexWriter(target, new IndexWriterConfig(LuceneVersion.LUCENE_48, analyzer)))
        {
            writer.ForceMerge(1);
            writer.DeleteDocuments([.. deleted.Select(id => new Term("id", id))]);
        }

        using var ours = ArticleIndex.Open(OurPath, new ArticleIndexOptions { Recognizer = null, Workers = 1 });
        ours.Compact();
        foreach (var id in deleted)
        {
            ours.Delete(id);
        }

        ours.Commit();
    }

    private static IEnumerable<string> Parts(string path)
    {
        var lines = File.ReadAllLines(path);
        foreach (var part in lines.Chunk((lines.Length + Segments - 1) / Segments))
        {
            var file = BenchmarkCorpus.NewIndexPath() + ".jsonl";
            File.WriteAllLines(file, part);
            yield return file;
            File.Delete(file);
        }
    }

    private static IEnumerable<string> Bodies(string path) => Members(path, "body");

    private static IEnumerable<string> Ids(string path) => Members(path, "id");

    private static IEnumerable<string> Members(string path, string name) => File.ReadLines(path).Select(line =>
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.TryGetProperty(name, out var member) ? member.GetString() ?? "" : "";
    });
}
