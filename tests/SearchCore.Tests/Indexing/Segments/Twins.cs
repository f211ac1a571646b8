using Lucene.Net.Analysis;
using Lucene.Net.Index;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;

using SearchCore.Analysis;
using SearchCore.Articles;
using SearchCore.Indexing.Segments;
using SearchCore.Schema;
using SearchCore.Tests.Analysis;

using Directory = Lucene.Net.Store.Directory;

namespace SearchCore.Tests.Indexing.Segments;

/// <summary>The same articles as one segment made by a <see cref="SegmentBuilder"/> and one made by IndexWriter.</summary>
internal sealed class Twins : IDisposable
{
    /// <summary>The name both segments have.</summary>
    public const string Name = "_1";

    private Twins(Directory expected, Directory actual, StagedSegment staged)
    {
        Expected = expected;
        Actual = actual;
        Staged = staged;
        ExpectedReader = DirectoryReader.Open(expected);
        ActualReader = DirectoryReader.Open(actual);
    }

    public Directory Expected { get; }

    public Directory Actual { get; }

    public StagedSegment Staged { get; }

    public DirectoryReader ExpectedReader { get; }

    public DirectoryReader ActualReader { get; }

    /// <summary>IndexWriter's segment.</summary>
    public AtomicReader ExpectedSegment => ExpectedReader.Leaves[^1].AtomicReader;

    /// <summary>The builder's.</summary>
    public AtomicReader ActualSegment => ActualReader.Leaves[0].AtomicReader;

    public static Twins Of(IEnumerable<Article> articles) => Of(articles, [], new SegmentBuilder(new IndexSchema(ExactForms: false)));

    /// <summary>Makes both.</summary>
    /// <param name="articles">Their articles, ids distinct.</param>
    /// <param name="recognized">What is recognized in each of them.</param>
    /// <param name="builder">An empty builder; it is used and emptied.</param>
    /// <param name="analyzer">What IndexWriter analyses with; null for what builders of stems alone do.</param>
    public static Twins Of(
        IEnumerable<Article> articles, IReadOnlyList<EntityName> recognized, SegmentBuilder builder,
        Func<TextAnalysis, Analyzer>? analyzer = null)
    {
        Directory expected = new RAMDirectory(), actual = new RAMDirectory();
        using (var writer = OpenWithFieldNumbers(expected))
        {
            var documents = new DocumentBuilder();
            var buffer = new ArticleBuffer();
            var sequence = 1000L;
            foreach (var article in articles)
            {
                buffer.Set(article);
                builder.Add(buffer, recognized, sequence);
                var analysis = TextLanguages.Find(article.Language) ?? TextLanguages.English;
                writer.AddDocument(
                    documents.Build(buffer, recognized, sequence++, analysis), (analyzer ?? LuceneAnalyzer.Of)(analysis));
            }
        }

        var staged = builder.Flush(actual, Name);
        staged.Commit();
        builder.Reset();
        return new Twins(expected, actual, staged);
    }

    /// <summary>The bytes of a file of each segment, by how its name ends.</summary>
    public (byte[] Expected, byte[] Actual) Files(string ending) => (Read(Expected, ending), Read(Actual, ending));

    /// <summary>A file of the segment that our builder wrote.</summary>
    public byte[] Written(string ending) => Read(Actual, ending);

    public void Dispose()
    {
        ExpectedReader.Dispose();
        ActualReader.Dispose();
        Expected.Dispose();
        Actual.Dispose();
    }

    /// <summary>A writer that merges nothing and writes plain files.</summary>
    public static IndexWriterConfig Config() => new(TextAnalysis.Version, LuceneAnalyzer.English)
    {
        Similarity = new BM25Similarity(),
        RAMBufferSizeMB = 1500,
        UseCompoundFile = false,
        MergePolicy = NoMergePolicy.NO_COMPOUND_FILES,
    };

    // IndexWriter numbers fields as it meets them, unless an index has them already: so it is given one article with every field first.
    private static IndexWriter OpenWithFieldNumbers(Directory directory)
    {
        using var builder = new SegmentBuilder(new IndexSchema(ExactForms: false));
        var every = new ArticleBuffer();
        every.Set(new Article
        {
            Id = "every field",
            Title = "a",
            Body = "b",
            Source = "c",
            Url = "d",
            Section = "e",
            Language = "f",
            Published = new ArticleDate(0),
            Authors = ["g"],
            Tags = ["h"],
            Entities = [new EntityName("person", "i")],
            Members = [new ArticleMember("j", "k")],
        });
        builder.Add(every, [new EntityName("place", "l")], 0);
        using var first = new RAMDirectory();
        builder.Flush(first, "_0").Commit();
        var writer = new IndexWriter(directory, Config());
        writer.AddIndexes(first);
        return writer;
    }

    private static byte[] Read(Directory directory, string ending)
    {
        using var file = directory.OpenInput(Name + ending, IOContext.DEFAULT);
        var bytes = new byte[file.Length];
        file.ReadBytes(bytes, 0, bytes.Length);
        return bytes;
    }
}
