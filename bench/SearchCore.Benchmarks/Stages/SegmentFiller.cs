using SearchCore.Articles;
using SearchCore.Indexing.Publication;
using SearchCore.Indexing.Segments;

namespace SearchCore.Benchmarks.Stages;

/// <summary>Puts parsed articles into a segment builder as a worker does, with nothing recognized.</summary>
internal static class SegmentFiller
{
    public static void AddAll(SegmentBuilder builder, ParsedArticle[] articles, ArticleBuffer buffer)
    {
        for (var i = 0; i < articles.Length; i++)
        {
            articles[i].CopyTo(buffer);
            builder.Add(buffer, [], InputSequence.Of(0, i));
        }
    }
}
