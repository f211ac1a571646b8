using System.Collections.Frozen;

using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Schema;

namespace SearchCore.Searching.Dialects;

/// <summary>What a field name in a query stands for.</summary>
internal enum FieldRole
{
    Unknown,
    Text,
    Date,
    Id,

    /// <summary>Whole values of a kind; a null kind is any entity.</summary>
    Facet,
}

/// <summary>The field names of the query language.</summary>
internal static class QueryFields
{
    /// <summary>The name that stands for entities of any kind.</summary>
    public const string AnyEntity = "entity";

    private static readonly FrozenDictionary<string, Target> Named = new Dictionary<string, Target>
    {
        ["title"] = new(FieldRole.Text, FieldNames.Title, TextField.Title),
        ["intitle"] = new(FieldRole.Text, FieldNames.Title, TextField.Title),
        ["body"] = new(FieldRole.Text, FieldNames.Body, TextField.Body),
        ["date"] = new(FieldRole.Date, FieldNames.Published),
        ["published"] = new(FieldRole.Date, FieldNames.Published),
        ["id"] = new(FieldRole.Id, FieldNames.Id),
        ["source"] = new(FieldRole.Facet, FacetTerm.Source),
        ["section"] = new(FieldRole.Facet, FacetTerm.Section),
        ["author"] = new(FieldRole.Facet, FacetTerm.Author),
        ["tag"] = new(FieldRole.Facet, FacetTerm.Tag),
        ["tags"] = new(FieldRole.Facet, FacetTerm.Tag),
        ["lang"] = new(FieldRole.Facet, FacetTerm.Language),
        ["language"] = new(FieldRole.Facet, FacetTerm.Language),
        [EntityKinds.Person] = new(FieldRole.Facet, EntityKinds.Person),
        [EntityKinds.Place] = new(FieldRole.Facet, EntityKinds.Place),
        [EntityKinds.Organization] = new(FieldRole.Facet, EntityKinds.Organization),
        ["org"] = new(FieldRole.Facet, EntityKinds.Organization),
        [AnyEntity] = new(FieldRole.Facet, null),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> ArticleKinds =
        FrozenSet.Create(StringComparer.Ordinal, FacetTerm.Source, FacetTerm.Section, FacetTerm.Author, FacetTerm.Tag, FacetTerm.Language);

    /// <summary>Whether values of a kind are the article's own and not entities.</summary>
    public static bool IsArticleKind(string kind) => ArticleKinds.Contains(kind);

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

        var known = kinds is null ? EntityKinds.IsValid(lower) && Suggest(lower, null) is null : kinds.Contains(lower) && !IsArticleKind(lower);
        return known ? new Target(FieldRole.Facet, lower) : default;
    }

    /// <summary>The kind a facet's name stands for, or null where it cannot be one.</summary>
    public static string? FacetKind(string name)
    {
        var lower = name.ToLowerInvariant();
        return Named.TryGetValue(lower, out var target)
            ? target.Role == FieldRole.Facet ? target.Name : null
            : EntityKinds.IsValid(lower) ? lower : null;
    }

    /// <summary>The known name nearest to a misspelt one, or null where none is near.</summary>
    public static string? Suggest(string name, IReadOnlySet<string>? kinds)
    {
        var lower = name.ToLowerInvariant();
        var reach = lower.Length switch { <= 2 => 0, 3 => 1, _ => 2 };
        return Named.Keys.Concat(kinds ?? (IEnumerable<string>)[])
            .Select(known => (Known: known, Edits: EditDistance.Between(lower, known, reach)))
            .Where(c => c.Edits <= reach)
            .OrderBy(c => c.Edits).ThenBy(c => c.Known, StringComparer.Ordinal)
            .Select(c => c.Known)
            .FirstOrDefault();
    }

    /// <summary>What a name stands for.</summary>
    /// <param name="Role">What may be asked of it.</param>
    /// <param name="Name">The field's own name, or the kind; null for any entity.</param>
    /// <param name="Text">The part of the text, for text.</param>
    public readonly record struct Target(FieldRole Role, string? Name, TextField Text = TextField.Any);
}
