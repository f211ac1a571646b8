using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;

namespace SearchCore.Searching.Snapshots;

/// <summary>
/// BM25 over words: where a word stands in the index as several terms (its stem and its exact form), an average field is as many times
/// shorter than its terms say. Norms count words already, so an index scores the same with exact forms and without.
/// </summary>
internal sealed class WordSimilarity(int termsPerWord) : BM25Similarity
{
    /// <inheritdoc/>
    protected override float AvgFieldLength(CollectionStatistics collectionStats) => base.AvgFieldLength(collectionStats) / termsPerWord;
}
