namespace SearchCore.Schema;

/// <summary>
/// The fields of every segment, in the order of their numbers. The list is closed: what an article brings under names of its own becomes a
/// value of <see cref="Member"/> or <see cref="Facet"/>, so that field numbers are the same in all segments (merges then copy stored
/// documents in bulk) and no input can grow the field table.
/// </summary>
/// <remarks>
/// What a field is stands here and nowhere else; <see cref="ArticleFields"/> says which property of an article it comes from. The query
/// language, which does not see the index, has a list of names of its own that a test holds to this one.
/// </remarks>
internal static class FieldTable
{
    /// <summary>The article's id; its column is a number of it (<see cref="IdHash"/>).</summary>
    public static readonly FieldDefinition Id = new(0, FieldNames.Id)
    {
        Terms = FieldTerms.Exact,
        Column = FieldColumn.Number,
        IsStored = true,
        QueryName = "id",
        JsonName = "id",
    };

    /// <summary>The headline; its column is how many words it has.</summary>
    public static readonly FieldDefinition Title = new(1, FieldNames.Title)
    {
        Terms = FieldTerms.Words,
        Column = FieldColumn.Number,
        IsStored = true,
        QueryName = "title",
        JsonName = "title",
    };

    /// <summary>The text; its column is how many words it has.</summary>
    public static readonly FieldDefinition Body = new(2, FieldNames.Body)
    {
        Terms = FieldTerms.Words,
        Column = FieldColumn.Number,
        IsStored = true,
        QueryName = "body",
        JsonName = "body",
    };

    /// <summary>When it was published, in seconds since 1970; missing where that is unknown.</summary>
    public static readonly FieldDefinition Published = new(3, FieldNames.Published)
    {
        Terms = FieldTerms.Dates,
        Column = FieldColumn.Number,
        QueryName = "published",
        JsonName = "published",
    };

    /// <summary>
    /// Facet values: terms <c>kind/folded value</c> to filter by, and a column <c>kind/Value</c> to count by (<see cref="FacetTerm"/>).
    /// Holds the values of every field that has a <see cref="FieldDefinition.FacetKind"/>, and every entity.
    /// </summary>
    public static readonly FieldDefinition Facet = new(4, FieldNames.Facet) { Terms = FieldTerms.Exact, Column = FieldColumn.Values };

    /// <summary>The article's place in input order over the life of the index; the higher of two with one id is the newer.</summary>
    public static readonly FieldDefinition Sequence = new(5, FieldNames.Sequence) { Column = FieldColumn.Number };

    /// <summary>The newspaper, agency or site.</summary>
    public static readonly FieldDefinition Source = OfFacet(6, FieldNames.Source, jsonName: "source");

    /// <summary>The address.</summary>
    public static readonly FieldDefinition Url = new(7, FieldNames.Url)
    {
        Terms = FieldTerms.Address,
        IsStored = true,
        QueryName = "url",
        JsonName = "url",
    };

    /// <summary>The section.</summary>
    public static readonly FieldDefinition Section = OfFacet(8, FieldNames.Section, jsonName: "section");

    /// <summary>The language.</summary>
    public static readonly FieldDefinition Language = OfFacet(9, FieldNames.Language, jsonName: "language");

    /// <summary>The authors, one value each.</summary>
    public static readonly FieldDefinition Author = OfFacet(10, FieldNames.Author, jsonName: "author");

    /// <summary>The tags, one value each.</summary>
    public static readonly FieldDefinition Tag = OfFacet(11, FieldNames.Tag, jsonName: "tags");

    /// <summary>Entities that came with the article, <c>kind/Name</c> each.</summary>
    public static readonly FieldDefinition Entity = new(12, FieldNames.Entity)
    {
        IsStored = true,
        NamesFacetKind = true,
        QueryName = "entity",
        JsonName = "entities",
    };

    /// <summary>
    /// Entities recognized in the text, <c>kind/Name</c> each; after them a value of where they are mentioned (<see cref="MentionCode"/>).
    /// </summary>
    public static readonly FieldDefinition Recognized = new(13, FieldNames.Recognized) { IsStored = true, NamesFacetKind = true };

    /// <summary>Further members, <c>name:value</c> each (a name holds no colon).</summary>
    public static readonly FieldDefinition Member = new(14, FieldNames.Member) { IsStored = true };

    /// <summary>Where the paragraphs and sentences of the body begin (<see cref="TextMarks"/>), at the body's positions.</summary>
    public static readonly FieldDefinition BodyMarks = new(15, FieldNames.BodyMarks) { Terms = FieldTerms.Marks };

    private static readonly FieldDefinition[] Fields =
    [
        Id, Title, Body, Published, Facet, Sequence, Source, Url, Section, Language, Author, Tag, Entity, Recognized, Member, BodyMarks,
    ];

    /// <summary>Every field, each at the place of its number.</summary>
    public static ReadOnlySpan<FieldDefinition> All => Fields;

    /// <summary>How many fields there are.</summary>
    public static int Count => Fields.Length;

    /// <summary>The names of the fields of words, in the order in which their scores are added.</summary>
    public static IReadOnlyList<string> TextNames { get; } = [Title.Name, Body.Name];

    /// <summary>The same and the language, for reading these of an article and no other field.</summary>
    public static HashSet<string> TextNameSet { get; } = [.. TextNames, Language.Name];

    /// <summary>The field with this name in queries; null where there is none.</summary>
    public static FieldDefinition? OfQuery(string name)
    {
        foreach (var field in Fields)
        {
            if (field.QueryName == name)
            {
                return field;
            }
        }

        return null;
    }

    // A value of the article that is stored, filtered by and counted.
    private static FieldDefinition OfFacet(int number, string name, string jsonName) =>
        new(number, name) { IsStored = true, QueryName = name, JsonName = jsonName, FacetKind = name };
}
