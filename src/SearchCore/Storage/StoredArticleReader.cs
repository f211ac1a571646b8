using Lucene.Net.Documents;
using Lucene.Net.Index;

using SearchCore.Articles;
using SearchCore.Schema;

namespace SearchCore.Storage;

/// <summary>Stored fields back to an article.</summary>
internal static class StoredArticleReader
{
    /// <summary>When an article was published.</summary>
    public static ArticleDate? Published(AtomicReader reader, int doc) =>
        reader.GetDocsWithField(FieldNames.Published) is { } present && present.Get(doc)
            && reader.GetNumericDocValues(FieldNames.Published) is { } dates
            ? new ArticleDate(dates.Get(doc))
            : null;

    /// <summary>The article of a document.</summary>
    public static StoredArticle Read(AtomicReader reader, int doc)
    {
        var stored = Stored(reader, doc);
        var recognized = ArticleFields.Entities(stored, FieldTable.Recognized);
        return new()
        {
            Article = ArticleFields.Read(stored, Published(reader, doc)),
            Recognized = recognized,
            Mentions = stored.GetValues(FieldNames.Recognized) is [.., var code] && MentionCode.IsCode(code)
                ? MentionCode.Read(code, recognized)
                : [],
        };
    }

    // A reader that no search opened reads as Lucene does: its segment may have been merged away, and its files be gone but for those that
    // it has open.
    private static Document Stored(AtomicReader reader, int doc)
    {
        if (StoredFields.Known(reader) is not { } fields)
        {
            return reader.Document(doc);
        }

        var document = new Document();
        using var values = fields.Document(doc);
        while (values.Next())
        {
            document.Add(new StoredField(values.Name, values.Text));
        }

        return document;
    }
}
