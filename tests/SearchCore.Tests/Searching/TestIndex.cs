using Lucene.Net.Index;
using Lucene.Net.Store;

using SearchCore.Analysis;
using SearchCore.Articles;
using SearchCore.Entities;
using SearchCore.Schema;
using SearchCore.Searching.Snapshots;
using SearchCore.Tests.Analysis;
using SearchCore.Tests.Indexing;

namespace SearchCore.Tests.Searching;

/// <summary>A small index in memory, cut into segments exactly where a test says.</summary>
internal sealed class TestIndex : IDisposable
{
    private readonly RAMDirectory directory = new();
    private readonly IndexWriter writer;
    private readonly IndexSchema schema;
    private readonly DocumentBuilder builder = new();
    private readonly ArticleBuffer buffer = new();
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

    public TestIndex(bool exactForms)
    {
        schema = new IndexSchema(exactForms);
        var analyzer = exactForms ? ExactFormAnalyzer.English : LuceneAnalyzer.English;
        writer = new IndexWriter(directory, new IndexWriterConfig(TextAnalysis.Version, analyzer)
        {
            MergePolicy = NoMergePolicy.COMPOUND_FILES,
        });
    }

    /// <summary>Under which names entities are kept.</summary>
    public IEntityAliases? Aliases { get; init; }

    public void Add(Article article, params IReadOnlyList<EntityName> recognized)
    {
        buffer.Set(article);
        writer.UpdateDocument(new Term(FieldNames.Id, article.Id), builder.Build(buffer, recognized, sequence++));
    }

    public void Delete(string id) => writer.DeleteDocuments(new Term(FieldNames.Id, id));

    /// <summary>Ends the segment. What was deleted is taken out when the index is opened, once for all segments.</summary>
    public void Cut() => writer.Flush(triggerMerge: false, applyAllDeletes: false);

    /// <summary>Makes a state of what is there now; the caller owns its lease.</summary>
    public PointInTime Open() => new(DirectoryReader.Open(writer, applyAllDeletes: true), schema, Aliases);

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

    public SearchResults Search(string query) => Search(new SearchRequest { Query = query, Limit = 1_000 });

    /// <summary>The ids a query finds, in ordinal order.</summary>
    public string Ids(string query) => string.Join(' ', Search(query).Hits.Select(h => h.Id).Order(StringComparer.Ordinal));

    public void Dispose()
    {
        state?.Release();
        writer.Dispose();
        directory.Dispose();
    }
}
