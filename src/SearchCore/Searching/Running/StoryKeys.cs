using Lucene.Net.Index;

using SearchCore.Searching.Overlaps;
using SearchCore.Searching.Ranking;

namespace SearchCore.Searching.Running;

/// <summary>Groups by stories; an article that is alone in its own belongs to none. For one thread.</summary>
/// <param name="stories">The stories of the index.</param>
internal sealed class StoryKeys(MemberStories stories) : IArticleKeys
{
    private int first;

    /// <inheritdoc/>
    public bool AreFew => true;

    /// <inheritdoc/>
    public void Enter(AtomicReaderContext segment) => first = segment.DocBase;

    /// <inheritdoc/>
    public int Of(int document) => stories.Of(first + document) is > 0 and var story ? stories.Number(story) : IArticleKeys.None;
}
