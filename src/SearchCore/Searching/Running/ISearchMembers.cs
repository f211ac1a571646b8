using Lucene.Net.Util;

using SearchCore.Searching.Facets;
using SearchCore.Searching.Partials;
using SearchCore.Searching.Snapshots;
using SearchCore.Searching.Trends;

namespace SearchCore.Searching.Running;

/// <summary>
/// The indexes of one search, which find and count: one, several in this process, or several elsewhere. What they answer is put together
/// already. The rounds come one after another. To be disposed.
/// </summary>
internal interface ISearchMembers : ITimelineMembers, IDisposable
{
    /// <summary>Finds the matches, scored by the statistics of all. The first round.</summary>
    ValueTask<PartialResults> CollectAsync();

    /// <summary>How many articles have each value of a kind, whether they match or not.</summary>
    ValueTask<FacetTally> ArchiveAsync(string kind);

    /// <summary>Finds the articles with which matches are compared, and counts values in them.</summary>
    ValueTask<Background> CompareAsync(IReadOnlyList<string> kinds, bool wantsSample);

    /// <summary>Counts words in the articles of <see cref="CompareAsync"/>.</summary>
    ValueTask<IReadOnlyList<WordCount>> CountBackgroundWordsAsync(IReadOnlyList<BytesRef> words);

    /// <summary>Counts the words of sampled articles, of each text one.</summary>
    ValueTask<SampledWords> ReadSampleAsync(IReadOnlyList<SampledArticle> sample);

    /// <summary>Asks something of all indexes.</summary>
    ValueTask<T> AskAsync<T>(Lookup<T> lookup)
        where T : class;

    /// <summary>Reads hits, in their order: the first of them where the time is over, and none of an index that fails.</summary>
    ValueTask<IReadOnlyList<(PartialHit Place, SearchHit Hit)>> FetchAsync(IReadOnlyList<PartialHit> hits);

    /// <summary>
    /// What stories that matches belong to are called, null where that cannot be found out, and how many articles each has in the archive.
    /// </summary>
    /// <param name="numbers">Their numbers in the archive.</param>
    ValueTask<IReadOnlyList<(string? Id, int Articles)>> NameAsync(IReadOnlyList<int> numbers);
}
