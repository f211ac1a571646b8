using Lucene.Net.Analysis.En;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Lucene.Net.Util;

using SearchCore.Articles;

namespace SearchCore.Benchmarks.Live;

/// <summary>
/// Lucene.Net as its tutorials have it for an index that is searched while it changes: one writer, a SearcherManager on it.
/// </summary>
internal sealed class LuceneNetLive : ILiveIndex
{
    private const int Hits = 10;

    private static readonly HashSet<string> Shown = ["id", "title", "source", "url"];

    private readonly FSDirectory directory;
    private readonly EnglishAnalyzer analyzer = new(LuceneVersion.LUCENE_48);
    private readonly IndexWriter writer;
    private readonly SearcherManager manager;

    public LuceneNetLive(string folder, bool merges)
    {
        directory = FSDirectory.Open(folder);
        var config = new IndexWriterConfig(LuceneVersion.LUCENE_48, analyzer);
        if (!merges)
        {
            config.MergePolicy = new TieredMergePolicy { SegmentsPerTier = 100, MaxMergeAtOnce = 100 };
        }

        writer = new IndexWriter(directory, config);
        manager = new SearcherManager(writer, applyAllDeletes: true, searcherFactory: null);
    }

    public int Segments
    {
        get
        {
            var searcher = manager.Acquire();
            try
            {
                return searcher.IndexReader.Leaves.Count;
            }
            finally
            {
                manager.Release(searcher);
            }
        }
    }

    public void Add(Article article) => writer.UpdateDocument(new Term("id", article.Id), Document(article));

    public void Delete(string id) => writer.DeleteDocuments(new Term("id", id));

    public void Refresh() => manager.MaybeRefreshBlocking();

    public void Commit()
    {
        writer.Commit();
        manager.MaybeRefreshBlocking();
    }

    public void Compact()
    {
        writer.ForceMerge(1);
        Commit();
    }

    public LiveAnswer Search(LiveQuery query, bool withSnippets)
    {
        // As ours: each word in the title or in the body.
        var both = new BooleanQuery { { Either(query.FirstTerm), Occur.MUST }, { Either(query.SecondTerm), Occur.MUST } };
        var searcher = manager.Acquire();
        try
        {
            var found = searcher.Search(both, Hits);
            var shown = 0;
            foreach (var hit in found.ScoreDocs)
            {
                shown += searcher.Doc(hit.Doc, Shown).Get("title")?.Length ?? 0;
            }

            return new(found.TotalHits, shown, IsPartial: false);
        }
        finally
        {
            manager.Release(searcher);
        }
    }

    public void Dispose()
    {
        manager.Dispose();
        writer.Dispose();
        analyzer.Dispose();
        directory.Dispose();
    }

    private static BooleanQuery Either(string term) => new()
    {
        { new TermQuery(new Term("title", term)), Occur.SHOULD },
        { new TermQuery(new Term("body", term)), Occur.SHOULD },
    };

    // The fields that ours has: searched by word, by value, by date, and shown.
    private static Document Document(Article article)
    {
        var document = new Document { new StringField("id", article.Id, Field.Store.YES) };
        Text("title", article.Title);
        Text("body", article.Body);
        Value("source", article.Source);
        Value("section", article.Section);
        Value("url", article.Url);
        foreach (var author in article.Authors)
        {
            Value("author", author);
        }

        foreach (var tag in article.Tags)
        {
            Value("tag", tag);
        }

        foreach (var entity in article.Entities)
        {
            Value("entity", $"{entity.Kind}/{entity.Name}");
        }

        if (article.Published is { } published)
        {
            document.Add(new Int64Field("published", published.UnixSeconds, Field.Store.YES));
            document.Add(new NumericDocValuesField("published", published.UnixSeconds));
        }

        return document;

        void Text(string name, string? text)
        {
            if (text is not null)
            {
                document.Add(new TextField(name, text, Field.Store.YES));
            }
        }

        void Value(string name, string? value)
        {
            if (value is not null)
            {
                document.Add(new StringField(name, value, Field.Store.YES));
                document.Add(new SortedSetDocValuesField(name, new BytesRef(value)));
            }
        }
    }
}
