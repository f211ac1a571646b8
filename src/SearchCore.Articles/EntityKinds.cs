using System.Buffers;

namespace SearchCore.Articles;

/// <summary>The kinds of entity every index knows, and the rule for further ones.</summary>
public static class EntityKinds
{
    /// <summary>People.</summary>
    public const string Person = "person";

    /// <summary>Companies, agencies, parties, armed groups, teams.</summary>
    public const string Organization = "organization";

    /// <summary>Countries, cities, regions, seas, bases.</summary>
    public const string Place = "place";

    /// <summary>The longest kind, in characters.</summary>
    public const int MaxLength = 32;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>
    /// Whether a name may be an entity kind: 1 to 32 of <c>a-z 0-9 -</c>, a letter first, and none of the names that articles have of their
    /// own (<c>title</c>, <c>body</c>, <c>source</c>, <c>author</c>, <c>tag</c> …), because a kind is also a field of the query language.
    /// </summary>
    public static bool IsValid(ReadOnlySpan<char> kind) =>
        kind.Length is > 0 and <= MaxLength && kind[0] is >= 'a' and <= 'z' && !kind.ContainsAnyExcept(Allowed) && !IsReserved(kind);

    private static bool IsReserved(ReadOnlySpan<char> kind) =>
        kind is "id" or "title" or "body" or "text" or "published" or "date" or "source" or "url" or "site" or "author" or "lang"
            or "language" or "section" or "tag" or "tags" or "entity" or "entities" or "intitle" or "after" or "before" or "on" or "org";
}
