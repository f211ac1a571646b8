using Lucene.Net.Index;
using Lucene.Net.Util;

namespace SearchCore.Searching.Filters;

/// <summary>A condition that can be asked of any one article.</summary>
internal interface IArticleFilter
{
    /// <summary>Narrows a set of articles of a segment.</summary>
    /// <param name="reader">The segment.</param>
    /// <param name="accepted">The set; null for all.</param>
    IBits Accepting(AtomicReader reader, IBits? accepted);
}
