using Lucene.Net.Index;

using SearchCore.Searching.Overlaps;
using SearchCore.Searching.Ranking;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Running;

/// <summary>Groups by stories; an article that is alone in its own belongs to none. For one thread.</summary>
/// <param name="stories">The stories.</param>
/// <param name="points">The indexes that are searched.</param>
/// <param name="member">Which of them this is.</param>
internal sealed class StoryKeys(StoryGroups stories, PointInTimeSet points, int member) : IArticleKeys
{
    private int first;

    /// <inheritdoc/>
    public bool AreFew => true;

    /// <inheritdoc/>
    public void Enter(AtomicReaderContext segment) => first = points.Document(member, segment.DocBase);

    /// <inheritdoc/>
    public int Of(int document) => stories.Of(first + document) is > 0 and var story ? story : IArticleKeys.None;
}
