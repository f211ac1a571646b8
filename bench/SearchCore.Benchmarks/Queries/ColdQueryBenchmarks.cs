using BenchmarkDotNet.Attributes;

using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;

using SearchCore.Benchmarks.Corpora;
using SearchCore.Benchmarks.Queries.Rivals;
using SearchCore.Benchmarks.Stopping;
using SearchCore.Queries;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Benchmarks.Queries;

/// <summary>
/// From opening an index whose files the system does not remember to the first ten hits of one word: on Linux; elsewhere the files stay in
/// memory. One operation is one opening. The answers are compared before.
/// </summary>
public class ColdQueryBenchmarks
{
    private const int Best = 10;

    private RivalArchive archive = null!;
    private string word = "";

    [GlobalSetup]
    public void Load()
    {
        archive = new(BenchmarkCorpus.Get(NewsProfile.Wire));
        word = archive.Word;
        if (LuceneNet() != Ours())
        {
            throw new InvalidDataException($"{word}: Lucene.Net and SearchCore do not find the same number of articles");
        }
    }

    [GlobalCleanup]
    public void Close() => archive.Dispose();

    [IterationSetup]
    public void Forget()
    {
        PageCache.Forget(archive.TheirPath);
        PageCache.Forget(archive.OurPath);
    }

    [Benchmark(Baseline = true, Description = "Lucene.Net, cold")]
    public long LuceneNet()
    {
        using var directory = FSDirectory.Open(archive.TheirPath);
        using var reader = DirectoryReader.Open(directory);
        return new IndexSearcher(reader).Search(new TermQuery(new Term("body", word)), Best).TotalHits;
    }

    [Benchmark(Description = "SearchCore, cold")]
    public long Ours()
    {
        using var index = ArticleIndex.Open(
            archive.OurPath, new ArticleIndexOptions { Access = IndexAccess.ReadOnly, Recognizer = null });
        return index.Search(new SearchRequest { Tree = new WordNode(word, TextField.Body), Limit = Best, Suggest = false }).Total.Value;
    }
}
