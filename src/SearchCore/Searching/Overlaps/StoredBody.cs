using Lucene.Net.Index;

using SearchCore.Analysis;
using SearchCore.Schema;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Overlaps;

/// <summary>Reads of stored articles what comparing them takes.</summary>
internal static class StoredBody
{
    /// <summary>The shingles by which an article is compared (<see cref="Analysis.Shingles.OfArticle"/>).</summary>
    public static Shingles Shingles(SegmentView segment, int document)
    {
        byte[] title = [];
        using var stored = segment.Stored.Document(document);
        while (stored.Next())
        {
            switch (stored.Name)
            {
                case FieldNames.Title:
                    title = stored.Bytes.ToArray();
                    break;
                case FieldNames.Body:
                    return Analysis.Shingles.OfArticle(title, stored.Bytes);
            }
        }

        return Analysis.Shingles.OfArticle([], []);
    }

    /// <summary>An article's id, which is the first that is stored of it.</summary>
    public static string Id(SegmentView segment, int document)
    {
        using var stored = segment.Stored.Document(document);
        while (stored.Next())
        {
            if (stored.Name == FieldNames.Id)
            {
                return stored.Text;
            }
        }

        throw new CorruptIndexException($"{segment.Stored.Name} is damaged: an article has no id");
    }
}
