using System.Buffers;
using System.Collections.Frozen;

namespace SearchCore.Queries;

/// <summary>What a field name in a query stands for.</summary>
internal enum FieldRole
{
    Unknown,
    Text,
    Date,
    Id,

    /// <summary>Whole values of a kind; a null kind is any entity.</summary>
    Facet,

    /// <summary>Numbers of a field of the archive's own.</summary>
    Number,

    /// <summary>A web address, or what it begins with.</summary>
    Address,

    /// <summary>The host of an address, or one above it.</summary>
    Site,
}

/// <summary>How a date field's value is meant.</summary>
internal enum DateRelation
{
    /// <summary>The whole unit: <c>date:</c>, <c>on:</c>.</summary>
    During,

    /// <summary>After the unit: <c>after:</c>, <c>date&gt;</c>.</summary>
    After,

    /// <summary>Before the unit: <c>before:</c>, <c>date&lt;</c>.</summary>
    Before,

    /// <summary>The unit or after it: <c>date&gt;=</c>.</summary>
    From,

    /// <summary>The unit or before it: <c>date&lt;=</c>.</summary>
    Until,
}

/// <summary>
/// The field names of the query language: the one list of them. It cannot see the index's own table of fields; a test holds the two to each
/// other.
/// </summary>
internal static class QueryFields
{
    /// <summary>The name that stands for entities of any kind.</summary>
    public const string AnyEntity = "entity";

    /// <summary>The field of dates.</summary>
    public const string Published = "published";

    /// <summary>The field of an article's near-duplicates, which takes its id.</summary>
    public const string Near = "near";

    /// <summary>The field of sites, which is a part of addresses.</summary>
    public const string Site = "site";

    private const int LongestKind = 32;

    private static readonly SearchValues<char> KindLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private static readonly FrozenDictionary<string, Target> Named = new Dictionary<string, Target>
    {
        ["title"] = new(FieldRole.Text, "title", TextField.Title),
        ["intitle"] = new(FieldRole.Text, "title", TextField.Title),
        ["body"] = new(FieldRole.Text, "body", TextField.Body),
        ["date"] = new(FieldRole.Date, Published),
        [Published] = new(FieldRole.Date, Published),
        ["on"] = new(FieldRole.Date, Published),
        ["after"] = new(FieldRole.Date, Published, Relation: DateRelation.After),
        ["before"] = new(FieldRole.Date, Published, Relation: DateRelation.Before),
        ["id"] = new(FieldRole.Id, "id"),
        [Near] = new(FieldRole.Id, Near),
        ["url"] = new(FieldRole.Address, "url"),
        [Site] = new(FieldRole.Site, Site),
        ["source"] = new(FieldRole.Facet, "source"),
        ["section"] = new(FieldRole.Facet, "section"),
        ["author"] = new(FieldRole.Facet, "author"),
        ["tag"] = new(FieldRole.Facet, "tag"),
        ["tags"] = new(FieldRole.Facet, "tag"),
        ["lang"] = new(FieldRole.Facet, "lang"),
        ["language"] = new(FieldRole.Facet, "lang"),
        ["person"] = new(FieldRole.Facet, "person"),
        ["place"] = new(FieldRole.Facet, "place"),
        ["organization"] = new(FieldRole.Facet, "organization"),
        ["org"] = new(FieldRole.Facet, "organization"),
        [AnyEntity] = new(FieldRole.Facet, null),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every name that stands for a field or a well-known kind of entity.</summary>
    public static IReadOnlyList<string> Names => KnownNames;

    private static readonly string[] KnownNames = [.. Named.Keys];

    private static readonly FrozenSet<string> ArticleKinds =
        FrozenSet.Create(StringComparer.Ordinal, "source", "section", "author", "tag", "lang");

    // Names that articles' members have and that are no field here: none of them may be a kind of entity.
    private static readonly FrozenSet<string> Reserved = FrozenSet.Create(StringComparer.Ordinal, "text", "entities");

    /// <summary>Whether values of a kind are the article's own and not entities.</summary>
    public static bool IsArticleKind(string kind) => ArticleKinds.Contains(kind);

    /// <summary>What a name stands for that is a field of the archive's own, which comes before a kind of entity of its name.</summary>
    /// <returns>Nothing where it is none.</returns>
    public static Target? ResolveOwn(string name, IReadOnlyDictionary<string, FieldType>? own) =>
        own is not null && name.ToLowerInvariant() is var lower && own.TryGetValue(lower, out var type)
            ? new Target(RoleOf(type), lower) { Type = type }
            : null;

    private static FieldRole RoleOf(FieldType type) => type switch
    {
        FieldType.Number => FieldRole.Number,
        FieldType.Date => FieldRole.Date,
        FieldType.Text => FieldRole.Text,
        _ => FieldRole.Facet,
    };

    /// <summary>What a name stands for; case does not matter.</summary>
    /// <param name="name">The name as typed.</param>
    /// <param name="kinds">The kinds of entity there are, or null where that is not known.</param>
    public static Target Resolve(string name, IReadOnlySet<string>? kinds)
    {
        var lower = name.ToLowerInvariant();
        if (Named.TryGetValue(lower, out var target))
        {
            return target;
        }

        var known = kinds is null ? IsKind(lower) && Suggest(lower, null) is null : kinds.Contains(lower) && !IsArticleKind(lower);
        return known ? new Target(FieldRole.Facet, lower) : default;
    }

    /// <summary>The kind a facet's name stands for, or null where it cannot be one.</summary>
    public static string? FacetKind(string name)
    {
        var lower = name.ToLowerInvariant();
        return Named.TryGetValue(lower, out var target)
            ? target.Role == FieldRole.Facet ? target.Name : null
            : IsKind(lower) ? lower : null;
    }

    /// <summary>The known name nearest to a misspelt one, or null where none is near.</summary>
    public static string? Suggest(string name, IReadOnlySet<string>? kinds)
    {
        var lower = name.ToLowerInvariant();
        var reach = lower.Length switch { <= 2 => 0, 3 => 1, <= LongestKind + 2 => 2, _ => 0 };
        if (reach == 0)
        {
            return null;
        }

        // Plain loops: a text may hold thousands of unknown names.
        (string? Name, int Edits) best = (null, reach + 1);
        foreach (var known in KnownNames)
        {
            Try(known, lower, reach, ref best);
        }

        foreach (var known in kinds ?? (IEnumerable<string>)[])
        {
            Try(known, lower, reach, ref best);
        }

        return best.Name;

        static void Try(string known, string name, int reach, ref (string? Name, int Edits) best)
        {
            if (Math.Abs(known.Length - name.Length) > reach)
            {
                return;
            }

            var edits = EditDistance.Between(name, known, reach);
            if (edits < best.Edits || (edits == best.Edits && edits <= reach && string.CompareOrdinal(known, best.Name) < 0))
            {
                best = (known, edits);
            }
        }
    }

    /// <summary>
    /// The name's own writing, with which a tree is printed: <c>date</c> for <c>published</c>, <c>entity</c> for any kind.
    /// </summary>
    public static string Printed(string? name) => name switch { null => AnyEntity, Published => "date", _ => name };

    /// <summary>Whether a name may be a kind of entity.</summary>
    public static bool IsKind(ReadOnlySpan<char> name) =>
        name.Length is > 0 and <= LongestKind && name[0] is >= 'a' and <= 'z' && !name.ContainsAnyExcept(KindLetters)
        && !Reserved.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name)
        && !Named.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(name);

    /// <summary>What a name stands for.</summary>
    /// <param name="Role">What may be asked of it.</param>
    /// <param name="Name">The field's own name, or the kind; null for any entity.</param>
    /// <param name="Text">The part of the text, for text.</param>
    /// <param name="Relation">How a date is meant.</param>
    public readonly record struct Target(
        FieldRole Role, string? Name, TextField Text = TextField.Any, DateRelation Relation = DateRelation.During)
    {
        /// <summary>What values are, of a field of the archive's own; else null.</summary>
        public FieldType? Type { get; init; }
    }
}
