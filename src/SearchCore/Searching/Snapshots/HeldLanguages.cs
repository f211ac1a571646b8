using System.Text;

using Lucene.Net.Index;
using Lucene.Net.Search;

using SearchCore.Analysis;
using SearchCore.Schema;
using SearchCore.Searching.Postings;

namespace SearchCore.Searching.Snapshots;

/// <summary>Finds which languages the articles of an index are in.</summary>
internal static class HeldLanguages
{
    /// <summary>
    /// The analyses of languages that an article is in that is not deleted; that of the schema's where there is no article.
    /// </summary>
    public static IReadOnlyList<TextAnalysis> Of(IReadOnlyList<SegmentView> segments, IndexSchema schema)
    {
        var analyses = TextLanguages.All.Where(a => segments.Any(s => s.Languages.Contains(a.Code))).ToList();
        return analyses.Count == 0 ? [schema.AnalysisFor(language: null)] : analyses;
    }

    /// <summary>The codes of the languages of a segment's articles that are not deleted.</summary>
    /// <param name="postings">The segment.</param>
    /// <param name="live">A bit for each article that is not deleted; null where none is.</param>
    public static IReadOnlyList<string> Of(SegmentPostings postings, ulong[]? live)
    {
        if (postings.Field(FieldNames.BodyMarks) is not { } marks)
        {
            return [];
        }

        var held = new List<string>();
        foreach (var analysis in TextLanguages.All)
        {
            if (marks.TryFind(Encoding.UTF8.GetBytes(analysis.LanguageTerm), out var list) && HasAny(postings, list, live))
            {
                held.Add(analysis.Code);
            }
        }

        return held;
    }

    /// <summary>
    /// The codes of languages of several indexes together. Of those that have no article the language does not count as long as any has
    /// one: they name the one of their schema.
    /// </summary>
    public static string[] Together(IReadOnlyList<(long Articles, IReadOnlyList<string> Codes)> indexes)
    {
        var filled = indexes.Where(i => i.Articles > 0).ToList();
        var held = (filled.Count > 0 ? filled : indexes).SelectMany(i => i.Codes).ToHashSet(StringComparer.Ordinal);
        return [.. TextLanguages.All.Select(a => a.Code).Where(held.Contains)];
    }

    /// <summary>In how many articles that are not deleted each language is, the most frequent first.</summary>
    public static IReadOnlyList<FacetValue> Count(IndexReader reader)
    {
        var counts = new List<FacetValue>();
        foreach (var analysis in TextLanguages.All)
        {
            var articles = 0;
            foreach (var leaf in reader.Leaves)
            {
                articles += Count(leaf.AtomicReader, analysis);
            }

            if (articles > 0)
            {
                counts.Add(new FacetValue(analysis.Code, articles));
            }
        }

        counts.Sort((a, b) => a.Count != b.Count ? b.Count.CompareTo(a.Count) : string.CompareOrdinal(a.Value, b.Value));
        return counts;
    }

    private static bool HasAny(SegmentPostings postings, in PostingList list, ulong[]? live)
    {
        if (live is null)
        {
            return true;
        }

        var cursor = new PostingCursor();
        cursor.Open(postings, list);
        while (cursor.Next())
        {
            foreach (var document in cursor.Documents.AsSpan(0, cursor.Count))
            {
                if (((live[document >> 6] >> document) & 1) != 0)
                {
                    cursor.Close();
                    return true;
                }
            }
        }

        cursor.Close();
        return false;
    }

    private static int Count(AtomicReader segment, TextAnalysis analysis)
    {
        var term = new Term(FieldNames.BodyMarks, analysis.LanguageTerm);
        if (segment.LiveDocs is null)
        {
            return segment.DocFreq(term);
        }

        var count = 0;
        var articles = segment.GetTermDocsEnum(term);
        while (articles is not null && articles.NextDoc() != DocIdSetIterator.NO_MORE_DOCS)
        {
            count++;
        }

        return count;
    }
}
