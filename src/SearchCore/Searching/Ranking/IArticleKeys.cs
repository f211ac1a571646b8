using Lucene.Net.Index;

namespace SearchCore.Searching.Ranking;

/// <summary>Says to which group each article of an index belongs. For one thread.</summary>
internal interface IArticleKeys
{
    /// <summary>What an article has that belongs to no group.</summary>
    const int None = -1;

    /// <summary>
    /// Whether most articles belong to no group: then whole scores are asked for of the others one by one, and not of all at once.
    /// </summary>
    bool AreFew { get; }

    /// <summary>Goes on to a segment.</summary>
    void Enter(AtomicReaderContext segment);

    /// <summary>The group of an article of the segment, from 0, the same over all segments; <see cref="None"/> where it belongs to none.
    /// </summary>
    int Of(int document);
}
