using System.Text;

using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;

using SearchCore.Analysis;
using SearchCore.Articles;
using SearchCore.Entities;
using SearchCore.Indexing.Publication;
using SearchCore.Indexing.Segments;
using SearchCore.Schema;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Tests.Searching;

/// <summary>A small index in memory of segments that our own builder made, cut exactly where a test says.</summary>
internal sealed class TestIndex : IDisposable
{
    private readonly RAMDirectory directory = new();
    private readonly IndexWriter writer;
    private readonly IndexSchema schema;
    private readonly SegmentBuilder builder;
    private readonly ArticleBuffer buffer = new();
    private readonly List<(string Id, int Before)> deleted = [];
    private PointInTime? state;
    private long sequence;

    public TestIndex(params IReadOnlyList<Article> articles)
        : this(exactForms: false)
    {
        foreach (var article in articles)
        {
            Add(article);
        }
    }

    public TestIndex(bool exactForms, params IReadOnlyList<FieldDeclaration> fields)
    {
        schema = new IndexSchema(exactForms) { Fields = fields };
        builder = new SegmentBuilder(schema);
        writer = new IndexWriter(directory, new IndexWriterConfig(TextAnalysis.Version, analyzer: null)
        {
            MergePolicy = NoMergePolicy.COMPOUND_FILES,
        });
    }

    /// <summary>Under which names entities are kept.</summary>
    public IEntityAliases? Aliases { get; init; }

    /// <summary>What is searched for what.</summary>
    public Synonyms? Synonyms { get; init; }

    public void Add(Article article, params IReadOnlyList<EntityName> recognized)
    {
        buffer.Set(article);
        builder.Add(buffer, recognized, sequence++);
    }

    public void Delete(string id)
    {
        deleted.Add((id, builder.Documents));
        DeletePublished([id]);
    }

    /// <summary>Ends the segment.</summary>
    public void Cut()
    {
        if (builder.Documents == 0)
        {
            return;
        }

        var staging = new RAMDirectory();
        var segment = builder.Flush(staging, "_0");
        builder.Reset();
        foreach (var document in Enumerable.Range(0, segment.Documents).Where(segment.IsLive))
        {
            var id = Encoding.UTF8.GetString(segment.Id(document).Span);
            if (deleted.Exists(d => d.Id == id && document < d.Before))
            {
                segment.Delete(document);
            }
        }

        deleted.Clear();
        DeletePublished(Enumerable.Range(0, segment.Documents).Select(d => Encoding.UTF8.GetString(segment.Id(d).Span)));
        if (segment.LiveDocuments > 0)
        {
            segment.Commit();
            writer.AddIndexes(staging);
        }
    }

    /// <summary>Makes a state of what is there now; the caller owns its lease.</summary>
    /// <param name="threads">How many threads one search may use; null for one.</param>
    public PointInTime Open(SearchThreads? threads = null)
    {
        Cut();
        return new(DirectoryReader.Open(writer, applyAllDeletes: true), schema, Aliases, Synonyms)
        {
            Threads = threads ?? SearchThreads.One,
        };
    }

    public ArticleSearcher OpenSearcher(TimeProvider? clock = null)
    {
        state ??= Open();
        Assert.True(state.TryLease());
        return new ArticleSearcher(state, clock);
    }

    public SearchResults Search(SearchRequest request)
    {
        using var searcher = OpenSearcher();
        return searcher.Search(request with { TimeLimit = Timeout.InfiniteTimeSpan });
    }

    public HighlightedArticle? Highlight(string id, SearchRequest request)
    {
        using var searcher = OpenSearcher();
        return searcher.Highlight(id, request with { TimeLimit = Timeout.InfiniteTimeSpan });
    }

    public SearchResults Search(string query) => Search(new SearchRequest { Query = query, Limit = 1_000 });

    /// <summary>The ids a query finds, in ordinal order.</summary>
    public string Ids(string query) => string.Join(' ', Search(query).Hits.Select(h => h.Id).Order(StringComparer.Ordinal));

    public void Dispose()
    {
        state?.Release();
        writer.Dispose();
        builder.Dispose();
        directory.Dispose();
    }

    private void DeletePublished(IEnumerable<string> ids)
    {
        var wanted = ids.Distinct(StringComparer.Ordinal).Select((id, number) => new WantedId(new BytesRef(id), number)).ToList();
        using var deletion = new IdDeletion();
        deletion.Delete(writer, wanted, wanted.Count);
    }
}
