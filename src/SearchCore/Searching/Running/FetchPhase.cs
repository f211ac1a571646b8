using System.Collections.Concurrent;

using Lucene.Net.Index;

using SearchCore.Analysis;
using SearchCore.Articles;
using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Highlighting;
using SearchCore.Searching.Partials;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Running;

/// <summary>Copies hits out of the index: as much of them as was asked for, in as few reads.</summary>
internal static class FetchPhase
{
    // So many hits are read also where the time is over, without their texts; the rest are for who goes on behind the last of them.
    private const int NamedLate = 100;

    private static readonly (HitFields Field, string Name)[] Stored =
        [(HitFields.Title, FieldNames.Title), (HitFields.Source, FieldNames.Source), (HitFields.Url, FieldNames.Url)];

    /// <summary>What snippets are made from.</summary>
    public static readonly IReadOnlyList<string> ForSnippets = [FieldNames.Title, FieldNames.Body, FieldNames.Language];

    // Most searches want the same.
    private static readonly ConcurrentDictionary<HitFields, string[]> Names = new();

    /// <summary>Reads the hits to be shown: the first of them where the time is over.</summary>
    public static List<SearchHit> Fetch(
        PointInTimeSet points, IReadOnlyList<PartialHit> ranked, SearchRequest request, HighlightPlan highlights, SearchBudget budget)
    {
        var fields = request.SnippetLength > 0 ? request.Fields : request.Fields & ~HitFields.Snippet;
        var snippets = fields.HasFlag(HitFields.Snippet)
            ? new SnippetBuilder(highlights, request.SnippetLength, budget)
            : null;
        using var stored = new ShownFields(
            Names.GetOrAdd(fields & HitFields.All, NamesOf), snippets is null ? [] : TextPlace.OwnOf(highlights, points));
        var hits = new List<SearchHit>(ranked.Count);
        var late = 0;
        foreach (var hit in ranked)
        {
            var isLate = budget.IsExceeded();
            if (isLate && ++late > NamedLate)
            {
                break;
            }

            var (segment, document) = Locate(points, hit);
            stored.Read(segment.Stored, document, isLate);
            var (snippet, own) = isLate || snippets is null
                ? (null, null)
                : InTime(snippets, stored, points.AnalysisFor(stored.Get(FieldNames.Language)));
            hits.Add(Hit(stored, segment, document, hit.Score, fields.HasFlag(HitFields.Title), snippet, own));
        }

        return hits;
    }

    private static string[] NamesOf(HitFields fields)
    {
        var names = Stored.Where(s => fields.HasFlag(s.Field)).Select(s => s.Name).Append(FieldNames.Id);
        return [.. fields.HasFlag(HitFields.Snippet) ? names.Union(ForSnippets) : names];
    }

    private static (SegmentView Segment, int Document) Locate(PointInTimeSet points, PartialHit hit)
    {
        var point = points.Members[hit.Member];
        var segment = point.Segments[ReaderUtil.SubIndex(hit.Document, point.Reader.Leaves)];
        return (segment, hit.Document - segment.Leaf.DocBase);
    }

    /// <summary>An article that was read as a hit, without a score and a snippet.</summary>
    public static SearchHit Hit(ShownFields stored, SegmentView segment, int document) =>
        Hit(stored, segment, document, score: 0, withTitle: true, snippet: null, own: null);

    private static SearchHit Hit(
        ShownFields stored, SegmentView segment, int document, double score, bool withTitle, Snippet? snippet, string? own)
    {
        return new()
        {
            Id = stored.Get(FieldNames.Id) ?? throw NoId(segment.Stored.Name),
            Score = score,
            Title = withTitle ? stored.Get(FieldNames.Title) : null,
            Snippet = snippet,
            SnippetField = own is null ? null : IndexSchema.NameOf(own),
            Published = segment.Columns.Dates[document] is var published && published == OptionalNumbers.None
                ? null
                : new ArticleDate(published),
            Source = stored.Get(FieldNames.Source),
            Url = stored.Get(FieldNames.Url),
        };
    }

    private static CorruptIndexException NoId(string file) => new($"{file} is damaged: an article has no id");

    // A text may have ten million characters.
    private static (Snippet? Snippet, string? Own) InTime(SnippetBuilder snippets, ShownFields stored, TextAnalysis analysis)
    {
        try
        {
            return snippets.Build(stored.Get(FieldNames.Title).AsMemory(), stored.Body, analysis, own: stored.Own);
        }
        catch (BudgetExceededException)
        {
            return (null, null);
        }
    }
}
