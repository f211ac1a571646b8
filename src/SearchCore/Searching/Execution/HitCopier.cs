using SearchCore.Articles;
using SearchCore.Schema;
using SearchCore.Searching.Highlighting;

namespace SearchCore.Searching.Execution;

/// <summary>Copies hits out of the index: as much of them as was asked for, in as few reads.</summary>
internal static class HitCopier
{
    private static readonly (HitFields Field, string Name)[] Stored =
        [(HitFields.Title, FieldNames.Title), (HitFields.Source, FieldNames.Source), (HitFields.Url, FieldNames.Url)];

    public static List<SearchHit> Copy(IEnumerable<RankedHit> ranked, SearchRequest request, MarkPlan marks, SearchBudget budget)
    {
        var fields = request.SnippetLength > 0 ? request.Fields : request.Fields & ~HitFields.Snippet;
        var names = Stored.Where(s => fields.HasFlag(s.Field)).Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var withSnippet = new HashSet<string>(names, StringComparer.Ordinal) { FieldNames.Title, FieldNames.Body };
        using var snippets = fields.HasFlag(HitFields.Snippet) ? new SnippetBuilder(marks, request.SnippetLength) : null;
        var hits = new List<SearchHit>();
        foreach (var hit in ranked)
        {
            // Late, hits still have a name; what takes longer to read is left out.
            var wanted = snippets is null || budget.IsExceeded() ? names : withSnippet;
            var stored = wanted.Count > 0 ? hit.Leaf.AtomicReader.Document(hit.Doc, wanted) : null;
            var title = stored?.Get(FieldNames.Title);
            var date = SegmentColumns.Of(hit.Leaf.AtomicReader).Dates(hit.Leaf.AtomicReader)[hit.Doc];
            hits.Add(new SearchHit
            {
                Id = hit.Id,
                Score = hit.Score,
                Title = fields.HasFlag(HitFields.Title) ? title : null,
                Published = date == SegmentColumns.NoDate ? null : new ArticleDate(date),
                Source = stored?.Get(FieldNames.Source),
                Url = stored?.Get(FieldNames.Url),
                Snippet = ReferenceEquals(wanted, withSnippet) ? snippets!.Build(title, stored!.Get(FieldNames.Body)) : null,
            });
        }

        return hits;
    }
}
