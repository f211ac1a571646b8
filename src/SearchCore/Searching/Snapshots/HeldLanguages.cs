using Lucene.Net.Index;
using Lucene.Net.Search;

using SearchCore.Analysis;
using SearchCore.Schema;

namespace SearchCore.Searching.Snapshots;

/// <summary>Finds which languages the articles of an index are in.</summary>
internal static class HeldLanguages
{
    /// <summary>
    /// The analyses of languages that an article is in that is not deleted; that of the schema's where there is no article.
    /// </summary>
    public static IReadOnlyList<TextAnalysis> Of(IndexReader reader, IndexSchema schema)
    {
        var held = new HashSet<string>(StringComparer.Ordinal);
        foreach (var leaf in reader.Leaves)
        {
            var segment = leaf.AtomicReader;
            if (segment.GetTerms(FieldNames.BodyMarks)?.GetEnumerator() is not { } terms)
            {
                continue;
            }

            // They stand in front of the marks of text, which begin with letters.
            while (terms.MoveNext() && terms.Term.Utf8ToString() is var term && term[0] == LanguageMark.Delimiter)
            {
                if (!held.Contains(term) && terms.Docs(segment.LiveDocs, null, DocsFlags.NONE).NextDoc() != DocIdSetIterator.NO_MORE_DOCS)
                {
                    held.Add(term);
                }
            }
        }

        var analyses = TextLanguages.All.Where(a => held.Contains(a.LanguageTerm)).ToList();
        return analyses.Count == 0 ? [schema.AnalysisFor(language: null)] : analyses;
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
