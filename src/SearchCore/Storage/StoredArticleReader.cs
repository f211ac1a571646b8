using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;

using SearchCore.Articles;
using SearchCore.Schema;

namespace SearchCore.Storage;

/// <summary>Stored fields back to an article.</summary>
internal static class StoredArticleReader
{
    /// <summary>The live article with an id, or null.</summary>
    public static StoredArticle? Find(IndexReader reader, string id)
    {
        var term = new Term(FieldNames.Id, id);
        foreach (var leaf in reader.Leaves)
        {
            var docs = leaf.AtomicReader.GetTermDocsEnum(term);
            if (docs is not null && docs.NextDoc() is not DocIdSetIterator.NO_MORE_DOCS and var doc)
            {
                return Read(leaf.AtomicReader, doc);
            }
        }

        return null;
    }

    /// <summary>When an article was published.</summary>
    public static ArticleDate? Published(AtomicReader reader, int doc) =>
        reader.GetDocsWithField(FieldNames.Published) is { } present && present.Get(doc) && reader.GetNumericDocValues(FieldNames.Published) is { } dates
            ? new ArticleDate(dates.Get(doc))
            : null;

    /// <summary>The article of a document.</summary>
    public static StoredArticle Read(AtomicReader reader, int doc)
    {
        var stored = reader.Document(doc);
        var article = new Article
        {
            Id = stored.Get(FieldNames.Id),
            Title = stored.Get(FieldNames.Title),
            Body = stored.Get(FieldNames.Body),
            Published = Published(reader, doc),
            Source = stored.Get(FieldNames.Source),
            Url = stored.Get(FieldNames.Url),
            Section = stored.Get(FieldNames.Section),
            Language = stored.Get(FieldNames.Language),
            Authors = stored.GetValues(FieldNames.Author),
            Tags = stored.GetValues(FieldNames.Tag),
            Entities = Entities(stored, FieldNames.Entity),
            Members = [.. stored.GetValues(FieldNames.Member).Select(m => Split(m, ':')).Select(p => new ArticleMember(p.Head, p.Tail))],
        };
        var recognized = Entities(stored, FieldNames.Recognized);
        return new()
        {
            Article = article,
            Recognized = recognized,
            Mentions = stored.GetValues(FieldNames.Recognized) is [.., var code] && MentionCode.IsCode(code) ? MentionCode.Read(code, recognized) : [],
        };
    }

    private static EntityName[] Entities(Document stored, string field) =>
        [.. stored.GetValues(field).Where(e => !MentionCode.IsCode(e)).Select(e => Split(e, '/')).Select(p => new EntityName(p.Head, p.Tail))];

    private static (string Head, string Tail) Split(string value, char at) =>
        value.IndexOf(at, StringComparison.Ordinal) is var mark and >= 0 ? (value[..mark], value[(mark + 1)..]) : (string.Empty, value);
}
