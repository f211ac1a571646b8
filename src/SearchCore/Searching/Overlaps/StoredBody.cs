using SearchCore.Analysis;
using SearchCore.Schema;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Overlaps;

/// <summary>Reads of stored articles what comparing them takes.</summary>
internal static class StoredBody
{
    /// <summary>The shingles of an article's body; none where it has no body.</summary>
    public static Shingles Shingles(SegmentView segment, int document)
    {
        using var stored = segment.Stored.Document(document);
        while (stored.Next())
        {
            if (stored.Name == FieldNames.Body)
            {
                return Analysis.Shingles.Of(stored.Bytes);
            }
        }

        return Analysis.Shingles.Of(default(string));
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

        throw new Lucene.Net.Index.CorruptIndexException($"{segment.Stored.Name} is damaged: an article has no id");
    }
}
