using System.Text;

using SearchCore.Articles;

namespace SearchCore.Indexing.Segments;

/// <summary>The fields of an article that are stored, in the order in which they are stored.</summary>
internal sealed class StoredFieldsEntry(StoredFieldsEncoder stored, FacetFields facets)
{
    private readonly bool[] isPresent = new bool[Schema.FieldNames.All.Count];
    private byte[] kind = new byte[256];
    private byte[] name = new byte[256];

    /// <summary>Whether any article has a value of a field.</summary>
    public bool IsPresent(int field) => isPresent[field];

    /// <summary>Adds an article.</summary>
    public void Add(ArticleBuffer article, IReadOnlyList<EntityName> recognized, ReadOnlySpan<byte> mentions)
    {
        Text(FieldNumbers.Id, article[article.Id]);
        Text(FieldNumbers.Title, article[article.Title]);
        Text(FieldNumbers.Body, article[article.Body]);
        Value(FieldNumbers.Source, "source"u8, article[article.Source]);
        Text(FieldNumbers.Url, article[article.Url]);
        Value(FieldNumbers.Section, "section"u8, article[article.Section]);
        Value(FieldNumbers.Language, "lang"u8, article[article.Language]);
        foreach (var author in article.Authors)
        {
            Value(FieldNumbers.Author, "author"u8, article[author]);
        }

        foreach (var tag in article.Tags)
        {
            Value(FieldNumbers.Tag, "tag"u8, article[tag]);
        }

        foreach (var (entityKind, entityName) in article.Entities)
        {
            Entity(FieldNumbers.Entity, article[entityKind], article[entityName]);
        }

        for (var i = 0; i < recognized.Count; i++)
        {
            Entity(FieldNumbers.Recognized, Encode(recognized[i].Kind, ref kind), Encode(recognized[i].Name, ref name));
        }

        Text(FieldNumbers.Recognized, mentions);
        foreach (var (memberName, memberValue) in article.Members)
        {
            isPresent[FieldNumbers.Member] = true;
            stored.AddField(FieldNumbers.Member, article[memberName], (byte)':', article[memberValue]);
        }

        stored.EndDocument();
        facets.EndDocument();
    }

    public void Clear() => Array.Clear(isPresent);

    private void Text(int field, ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty)
        {
            isPresent[field] = true;
            stored.AddField(field, value);
        }
    }

    private void Value(int field, ReadOnlySpan<byte> facet, ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty)
        {
            Text(field, value);
            facets.Add(facet, value);
        }
    }

    private void Entity(int field, ReadOnlySpan<byte> entityKind, ReadOnlySpan<byte> entityName)
    {
        isPresent[field] = true;
        stored.AddField(field, entityKind, (byte)'/', entityName);
        facets.Add(entityKind, entityName);
    }

    private static ReadOnlySpan<byte> Encode(string text, ref byte[] buffer)
    {
        if (buffer.Length < text.Length * 3)
        {
            buffer = new byte[text.Length * 3];
        }

        return buffer.AsSpan(0, Encoding.UTF8.GetBytes(text, buffer));
    }
}
