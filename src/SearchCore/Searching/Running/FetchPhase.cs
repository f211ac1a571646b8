using Lucene.Net.Index;

using SearchCore.Analysis;
using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Highlighting;
using SearchCore.Searching.Partials;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Snapshots;
using SearchCore.Storage;

namespace SearchCore.Searching.Running;

/// <summary>Copies hits out of the index: as much of them as was asked for, in as few reads.</summary>
internal static class FetchPhase
{
    // So many hits are read also where the time is over, without their texts; the rest are for who goes on behind the last of them.
    private const int NamedLate = 100;

    private static readonly (HitFields Field, string Name)[] Stored =
        [(HitFields.Title, FieldNames.Title), (HitFields.Source, FieldNames.Source), (HitFields.Url, FieldNames.Url)];

    /// <summary>Reads the hits to be shown: the first of them where the time is over.</summary>
    public static List<SearchHit> Fetch(
        PointInTimeSet points, IReadOnlyList<PartialHit> ranked, SearchRequest request, HighlightPlan highlights, SearchBudget budget)
    {
        var fields = request.SnippetLength > 0 ? request.Fields : request.Fields & ~HitFields.Snippet;
        var snippets = fields.HasFlag(HitFields.Snippet)
            ? new SnippetBuilder(highlights, request.SnippetLength, budget)
            : null;
        var wanted = Stored.Where(s => fields.HasFlag(s.Field)).Select(s => s.Name).Append(FieldNames.Id);
        var stored = new ShownFields(
            snippets is null ? [.. wanted] : [.. wanted.Union([FieldNames.Title, FieldNames.Body, FieldNames.Language])]);
        var hits = new List<SearchHit>(ranked.Count);
        var late = 0;
        foreach (var hit in ranked)
        {
            var (reader, document) = Locate(points, hit);
            var isLate = budget.IsExceeded();
            if (isLate && ++late > NamedLate)
            {
                break;
            }

            stored.Clear();
            if (!isLate)
            {
                reader.Document(document, stored);
            }

            var (id, title) = isLate
                ? Beginning.Read(reader, document, withTitle: fields.HasFlag(HitFields.Title))
                : (stored.Get(FieldNames.Id)!, stored.Get(FieldNames.Title));
            hits.Add(new SearchHit
            {
                Id = id,
                Score = hit.Score,
                Title = fields.HasFlag(HitFields.Title) ? title : null,
                Published = StoredArticleReader.Published(reader, document),
                Source = stored.Get(FieldNames.Source),
                Url = stored.Get(FieldNames.Url),
                Snippet = !isLate && snippets is not null ? InTime(
                    snippets, title, stored.Get(FieldNames.Body), points.AnalysisFor(stored.Get(FieldNames.Language))) : null,
            });
        }

        return hits;
    }

    private static (AtomicReader Reader, int Document) Locate(PointInTimeSet points, PartialHit hit)
    {
        var leaves = points.Members[hit.Member].Reader.Leaves;
        var leaf = leaves[ReaderUtil.SubIndex(hit.Document, leaves)];
        return (leaf.AtomicReader, hit.Document - leaf.DocBase);
    }

    // A text may have ten million characters.
    private static Snippet? InTime(SnippetBuilder snippets, string? title, string? body, TextAnalysis analysis)
    {
        try
        {
            return snippets.Build(title, body, analysis);
        }
        catch (BudgetExceededException)
        {
            return null;
        }
    }

    /// <summary>The first value of each field that is wanted, one article after another.</summary>
    private sealed class ShownFields(string[] names) : StoredFieldVisitor
    {
        private readonly string?[] values = new string?[names.Length];

        public void Clear() => Array.Clear(values);

        public string? Get(string name) => Array.IndexOf(names, name) is >= 0 and var at ? values[at] : null;

        public override Status NeedsField(FieldInfo fieldInfo) =>
            Array.IndexOf(names, fieldInfo.Name) is >= 0 and var at && values[at] is null ? Status.YES
            : Array.IndexOf(values, null) < 0 ? Status.STOP
            : Status.NO;

        public override void StringField(FieldInfo fieldInfo, string value) => values[Array.IndexOf(names, fieldInfo.Name)] = value;
    }

    /// <summary>Id and title, without reading past a body of any length: they stand before it.</summary>
    private sealed class Beginning(bool withTitle) : StoredFieldVisitor
    {
        private string? id;
        private string? title;

        public static (string Id, string? Title) Read(AtomicReader reader, int document, bool withTitle)
        {
            var visitor = new Beginning(withTitle);
            reader.Document(document, visitor);
            return (visitor.id!, visitor.title);
        }

        public override Status NeedsField(FieldInfo fieldInfo) => fieldInfo.Name switch
        {
            FieldNames.Id => Status.YES,
            FieldNames.Title when withTitle => Status.YES,
            FieldNames.Title => Status.NO,
            _ => id is not null && (title is not null || !withTitle || fieldInfo.Name == FieldNames.Body) ? Status.STOP : Status.NO,
        };

        public override void StringField(FieldInfo fieldInfo, string value)
        {
            if (fieldInfo.Name == FieldNames.Id)
            {
                id = value;
            }
            else
            {
                title = value;
            }
        }
    }
}
