using System.Text;

using Lucene.Net.Documents;

using SearchCore.Articles;

namespace SearchCore.Schema;

/// <summary>A field whose stored values are taken from a property of the article as they are.</summary>
internal sealed class ArticleField
{
    private ArticleField(FieldDefinition field, One? value, Many? values)
    {
        Field = field;
        Value = value;
        Values = values;
        FacetKind = field.FacetKind is { } kind ? Encoding.UTF8.GetBytes(kind) : null;
    }

    /// <summary>A field of one value an article at most.</summary>
    public ArticleField(FieldDefinition field, One value)
        : this(field, value, null)
    {
    }

    /// <summary>A field of any number of values an article.</summary>
    public ArticleField(FieldDefinition field, Many values)
        : this(field, null, values)
    {
    }

    /// <summary>Takes a value out of an article; an empty slice where it has none.</summary>
    public delegate ByteSlice One(ArticleBuffer article);

    /// <summary>Takes the values out of an article.</summary>
    public delegate ReadOnlySpan<ByteSlice> Many(ArticleBuffer article);

    /// <summary>The field.</summary>
    public FieldDefinition Field { get; }

    /// <summary>The field's <see cref="FieldDefinition.FacetKind"/> in UTF-8.</summary>
    public byte[]? FacetKind { get; }

    /// <summary>Takes its value; null where it may have several.</summary>
    public One? Value { get; }

    /// <summary>Takes its values; null where it has one at most.</summary>
    public Many? Values { get; }
}

/// <summary>Which property of an article is which field, on the way into the index and back.</summary>
internal static class ArticleFields
{
    /// <summary>The fields that are stored as they are, in the order in which they are stored, which is that of their numbers.</summary>
    public static readonly ArticleField[] Stored =
    [
        new(FieldTable.Id, article => article.Id),
        new(FieldTable.Title, article => article.Title),
        new(FieldTable.Body, article => article.Body),
        new(FieldTable.Source, article => article.Source),
        new(FieldTable.Url, article => article.Url),
        new(FieldTable.Section, article => article.Section),
        new(FieldTable.Language, article => article.Language),
        new(FieldTable.Author, article => article.Authors),
        new(FieldTable.Tag, article => article.Tags),
    ];

    /// <summary>The article of stored fields.</summary>
    /// <param name="stored">The fields.</param>
    /// <param name="published">When it was published, which is kept in a column and not stored.</param>
    public static Article Read(Document stored, ArticleDate? published) => new()
    {
        Id = stored.Get(FieldTable.Id.Name),
        Title = stored.Get(FieldTable.Title.Name),
        Body = stored.Get(FieldTable.Body.Name),
        Published = published,
        Source = stored.Get(FieldTable.Source.Name),
        Url = stored.Get(FieldTable.Url.Name),
        Section = stored.Get(FieldTable.Section.Name),
        Language = stored.Get(FieldTable.Language.Name),
        Authors = stored.GetValues(FieldTable.Author.Name),
        Tags = stored.GetValues(FieldTable.Tag.Name),
        Entities = Entities(stored, FieldTable.Entity),
        Members = [.. stored.GetValues(FieldTable.Member.Name).Select(m => Split(m, ':')).Select(p => new ArticleMember(p.Head, p.Tail))],
    };

    /// <summary>The entities of a field of values <c>kind/Name</c>.</summary>
    public static EntityName[] Entities(Document stored, FieldDefinition field) =>
    [
        .. stored.GetValues(field.Name).Where(e => !MentionCode.IsCode(e))
            .Select(e => Split(e, '/')).Select(p => new EntityName(p.Head, p.Tail)),
    ];

    private static (string Head, string Tail) Split(string value, char at) =>
        value.IndexOf(at, StringComparison.Ordinal) is var mark and >= 0 ? (value[..mark], value[(mark + 1)..]) : (string.Empty, value);
}
