namespace SearchCore.Schema;

/// <summary>
/// The fields of every segment, in the order of their field numbers. The list is closed: what an article brings under names of its
/// own becomes a value of <see cref="Member"/> or <see cref="Facet"/>, so that field numbers are the same in all segments (merges then
/// copy stored documents in bulk) and no input can grow the field table.
/// </summary>
internal static class FieldNames
{
    /// <summary>The article's id: one exact term, stored.</summary>
    public const string Id = "id";

    /// <summary>The headline: terms with positions and norms, stored.</summary>
    public const string Title = "title";

    /// <summary>The text: terms with positions and norms, stored.</summary>
    public const string Body = "body";

    /// <summary>Seconds since 1970: trie terms of <see cref="PublishedTrie.Step"/> and a numeric column; missing where unknown.</summary>
    public const string Published = "published";

    /// <summary>
    /// Facet values: exact terms <c>kind/folded value</c> to filter by, and a sorted-set column <c>kind/Value</c> to count by
    /// (<see cref="FacetTerm"/>). Holds source, section, author, tag, lang and every entity.
    /// </summary>
    public const string Facet = "facet";

    /// <summary>A numeric column: the article's place in input order over the life of the index; the higher of two with one id is the newer.</summary>
    public const string Sequence = "_seq";

    /// <summary>Stored: the newspaper, agency or site.</summary>
    public const string Source = "source";

    /// <summary>The address: exact terms for it and for its site (<see cref="AddressTerms"/>), stored.</summary>
    public const string Url = "url";

    /// <summary>Stored: the section.</summary>
    public const string Section = "section";

    /// <summary>Stored: the language.</summary>
    public const string Language = "lang";

    /// <summary>Stored, one value an author.</summary>
    public const string Author = "author";

    /// <summary>Stored, one value a tag.</summary>
    public const string Tag = "tag";

    /// <summary>Stored, one value an entity that came with the article: <c>kind/Name</c>.</summary>
    public const string Entity = "entity";

    /// <summary>Stored, one value an entity recognized in the text: <c>kind/Name</c>; behind them one of where they are mentioned (<see cref="MentionCode"/>).</summary>
    public const string Recognized = "recognized";

    /// <summary>Stored, one value a further member: <c>name:value</c> (a name holds no colon).</summary>
    public const string Member = "member";

    /// <summary>
    /// Terms with positions, the body's: where its paragraphs and sentences begin (<see cref="TextMarks"/>).
    /// </summary>
    public const string BodyMarks = "body_marks";

    /// <summary>Every field in field-number order.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Id, Title, Body, Published, Facet, Sequence, Source, Url, Section, Language, Author, Tag, Entity, Recognized, Member, BodyMarks];
}

/// <summary>How dates stand in the index.</summary>
internal static class PublishedTrie
{
    /// <summary>Bits dropped from one precision to the next: four terms a date (second, 18 hours, 136 years, all), few for any range.</summary>
    public const int Step = 16;
}
