using Lucene.Net.Index;
using Lucene.Net.Store;

namespace SearchCore.Benchmarks.Corpora;

/// <summary>Looks into an index after it was timed: a time counts only if the index holds what was put in.</summary>
internal static class IndexAnswer
{
    /// <summary>Compares the number of articles, and of articles and occurrences of a word, with the corpus.</summary>
    /// <exception cref="InvalidOperationException">They differ.</exception>
    public static void Verify(string index, BenchmarkCorpus corpus)
    {
        var (found, expected) = (Of(index), (corpus.Articles, Holders: corpus.WitnessArticles, Occurrences: corpus.WitnessOccurrences));
        if (found != expected)
        {
            throw new InvalidOperationException($"the index holds {found}, the corpus {expected}");
        }
    }

    /// <summary>The articles of an index, and in how many bodies and how often there the witness stands.</summary>
    public static (int Articles, int Holders, long Occurrences) Of(string index)
    {
        using var directory = new SimpleFSDirectory(index);
        using var reader = DirectoryReader.Open(directory);
        var witness = new Term("body", BenchmarkCorpus.Witness);
        return (reader.NumDocs, reader.DocFreq(witness), reader.TotalTermFreq(witness));
    }

    /// <summary>Reads every structure of an index by Lucene's own check.</summary>
    /// <exception cref="InvalidOperationException">Something is wrong.</exception>
    public static void Check(string index)
    {
        using var directory = new SimpleFSDirectory(index);
        if (!new CheckIndex(directory).DoCheckIndex().Clean)
        {
            throw new InvalidOperationException("Lucene's check found the index damaged");
        }
    }
}
