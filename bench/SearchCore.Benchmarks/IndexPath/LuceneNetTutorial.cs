using System.Globalization;
using System.Text.Json;

using Lucene.Net.Analysis.En;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;

namespace SearchCore.Benchmarks.IndexPath;

/// <summary>
/// Lucene.Net as its tutorials write it: a line, an object, a new document, AddDocument, with the defaults of IndexWriterConfig
/// (16 MB of memory, compound files) on one thread, and a commit.
/// </summary>
internal static class LuceneNetTutorial
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static int Index(string file, string index)
    {
        using var directory = FSDirectory.Open(index);
        using var analyzer = new EnglishAnalyzer(LuceneVersion.LUCENE_48);
        using var writer = new IndexWriter(directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, analyzer));
        var articles = 0;
        foreach (var line in File.ReadLines(file))
        {
            writer.AddDocument(DocumentOf(line));
            articles++;
        }

        writer.Commit();
        return articles;
    }

    /// <summary>A new document of a line.</summary>
    public static Document DocumentOf(string line)
    {
        var article = JsonSerializer.Deserialize<Line>(line, Json)!;
        var document = new Document { new StringField("id", article.Id, Field.Store.YES) };
        AddText(document, "title", article.Title);
        AddText(document, "body", article.Body);
        AddExact(document, "source", article.Source);
        AddExact(document, "section", article.Section);
        if (article.Published is { } published)
        {
            var seconds = DateTimeOffset.Parse(published, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeSeconds();
            document.Add(new Int64Field("published", seconds, Field.Store.YES));
            document.Add(new NumericDocValuesField("published", seconds));
        }

        foreach (var (kind, names) in article.Entities ?? [])
        {
            foreach (var name in names)
            {
                document.Add(new StringField("entity", kind + "/" + name, Field.Store.YES));
                document.Add(new SortedSetDocValuesField("entity", new BytesRef(kind + "/" + name)));
            }
        }

        return document;
    }

    private static void AddText(Document document, string field, string? value)
    {
        if (value is not null)
        {
            document.Add(new TextField(field, value, Field.Store.YES));
        }
    }

    private static void AddExact(Document document, string field, string? value)
    {
        if (value is not null)
        {
            document.Add(new StringField(field, value, Field.Store.YES));
            document.Add(new SortedDocValuesField(field, new BytesRef(value)));
        }
    }

    internal sealed record Line(
        string Id, string? Title, string? Body, string? Published, string? Source, string? Section,
        Dictionary<string, List<string>>? Entities);
}
