using System.Text;

using SearchCore.Articles;
using SearchCore.Schema;

namespace SearchCore.Indexing.Segments;

/// <summary>The fields of an article that are stored, in the order in which they are stored.</summary>
internal sealed class StoredFieldsEntry(StoredFieldsEncoder stored, FacetFields facets)
{
    private readonly bool[] isPresent = new bool[FieldTable.Count];
    private byte[] kind = new byte[256];
    private byte[] name = new byte[256];

    /// <summary>Whether any article has a value of a field.</summary>
    public bool IsPresent(int field) => isPresent[field];

    /// <summary>Adds an article.</summary>
    public void Add(ArticleBuffer article, IReadOnlyList<EntityName> recognized, ReadOnlySpan<byte> mentions)
    {
        foreach (var field in ArticleFields.Stored)
        {
            if (field.Value is { } value)
            {
                Value(field, article[value(article)]);
                continue;
            }

            foreach (var slice in field.Values!(article))
            {
                Value(field, article[slice]);
            }
        }

        foreach (var (entityKind, entityName) in article.Entities)
        {
            Entity(FieldTable.Entity.Number, article[entityKind], article[entityName]);
        }

        for (var i = 0; i < recognized.Count; i++)
        {
            Entity(FieldTable.Recognized.Number, Encode(recognized[i].Kind, ref kind), Encode(recognized[i].Name, ref name));
        }

        Text(FieldTable.Recognized.Number, mentions);
        foreach (var (memberName, memberValue) in article.Members)
        {
            isPresent[FieldTable.Member.Number] = true;
            stored.AddField(FieldTable.Member.Number, article[memberName], (byte)':', article[memberValue]);
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

    private void Value(ArticleField field, ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty)
        {
            Text(field.Field.Number, value);
            if (field.FacetKind is { } facet)
            {
                facets.Add(facet, value);
            }
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
