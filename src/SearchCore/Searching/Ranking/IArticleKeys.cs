using Lucene.Net.Index;

namespace SearchCore.Searching.Ranking;

/// <summary>Says to which group each article of an index belongs. For one thread.</summary>
internal interface IArticleKeys
{
    /// <summary>Goes on to a segment.</summary>
    void Enter(AtomicReaderContext segment);

    /// <summary>The key of the group of an article of the segment, the same over all segments; null where it belongs to none.</summary>
    int? Of(int document);
}
