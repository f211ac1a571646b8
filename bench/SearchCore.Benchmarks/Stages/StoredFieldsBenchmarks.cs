using System.Text;

using BenchmarkDotNet.Attributes;

using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Store;

using SearchCore.Indexing.Segments;

namespace SearchCore.Benchmarks.Stages;

/// <summary>
/// From ids, titles and bodies to the two files of stored fields, compressed by LZ4. The answer: the articles, and the characters of their
/// bodies as read back by Lucene.Net.
/// </summary>
public class StoredFieldsBenchmarks : StageBenchmark<(int Articles, long Characters)>
{
    private static readonly string[] Names = ["id", "title", "body"];

    private readonly StoredFieldsEncoder encoder = new();
    private ParsedArticle[] articles = [];
    private StoredField[][] documents = [];
    private FieldInfos fields = null!;
    private BareSegment segment = null!;
    private long characters;

    [IterationSetup]
    public void MakePlace() => segment = new BareSegment(articles.Length, fields);

    [Benchmark(Baseline = true, Description = "CompressingStoredFieldsWriter")]
    public void Writer()
    {
        using var writer = BareSegment.Codec.StoredFieldsFormat.FieldsWriter(segment.Directory, segment.Info, IOContext.DEFAULT);
        foreach (var document in documents)
        {
            writer.StartDocument(document.Length);
            foreach (var field in document)
            {
                writer.WriteField(fields.FieldInfo(field.Name), field);
            }

            writer.FinishDocument();
        }

        writer.Finish(fields, documents.Length);
    }

    [Benchmark(Description = "StoredFieldsEncoder")]
    public void Encoder()
    {
        foreach (var article in articles)
        {
            encoder.AddField(0, article.Id);
            encoder.AddField(1, article.Title);
            encoder.AddField(2, article.Body);
            encoder.EndDocument();
        }

        encoder.Write(segment.Info, segment.Directory, IOContext.DEFAULT);
        encoder.Clear();
    }

    /// <inheritdoc/>
    protected override void Prepare()
    {
        articles = ParsedArticle.ReadAll(Corpus);
        fields = new FieldInfos([.. Names.Select((name, number) =>
            new FieldInfo(name, false, number, false, false, false, IndexOptions.NONE, DocValuesType.NONE, DocValuesType.NONE, null))]);
        documents = [.. articles.Select(
            a => new[] { a.Id, a.Title, a.Body }.Select((value, number) => new StoredField(Names[number], Encoding.UTF8.GetString(value)))
            .ToArray())];
        characters = articles.Sum(a => (long)Encoding.UTF8.GetCharCount(a.Body));
    }

    /// <inheritdoc/>
    protected override (int Articles, long Characters) Expected() => (Corpus.Articles, characters);

    /// <inheritdoc/>
    protected override (int Articles, long Characters) Found()
    {
        using var reader = BareSegment.Codec.StoredFieldsFormat.FieldsReader(segment.Directory, segment.Info, fields, IOContext.READ);
        var length = 0L;
        for (var article = 0; article < articles.Length; article++)
        {
            var visitor = new DocumentStoredFieldVisitor();
            reader.VisitDocument(article, visitor);
            length += visitor.Document.Get("body").Length;
        }

        return (articles.Length, length);
    }

    /// <inheritdoc/>
    protected override void CleanUp() => segment.Dispose();
}
