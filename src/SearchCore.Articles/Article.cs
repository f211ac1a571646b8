using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace SearchCore.Articles;

/// <summary>One news article: an immutable record of what a reader found and what the index stores.</summary>
/// <remarks>
/// Only <see cref="Id"/> and one of <see cref="Title"/> and <see cref="Body"/> are needed. Ids are compared byte for byte (ordinal):
/// <c>A1</c> and <c>a1</c> are two articles. Instances are immutable and safe to share between threads as long as the lists given to them
/// are not changed afterwards.
/// </remarks>
public sealed record Article
{
    /// <summary>Makes an article; its members are set by an initializer.</summary>
    public Article()
    {
    }

    /// <summary>Makes an article from JSON, where a list that is absent is empty: generated code would set it to null.</summary>
    [JsonConstructor]
    [SetsRequiredMembers]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Article(
        string id,
        IReadOnlyList<string>? authors,
        IReadOnlyList<string>? tags,
        IReadOnlyList<EntityName>? entities,
        IReadOnlyList<ArticleMember>? members)
    {
        Id = id;
        Authors = authors ?? [];
        Tags = tags ?? [];
        Entities = entities ?? [];
        Members = members ?? [];
    }

    /// <summary>The article's key; adding another article with the same id replaces this one. 1 to 512 UTF-8 bytes, no NUL.</summary>
    [JsonRequired]
    public required string Id { get; init; }

    /// <summary>The headline, or null where the text has none.</summary>
    public string? Title { get; init; }

    /// <summary>The text, at most 10,000,000 UTF-8 bytes (<see cref="ArticleLimits.MaxBodyBytes"/>). Line breaks are kept.</summary>
    public string? Body { get; init; }

    /// <summary>When it was published, or null where that is unknown. A bare date is midnight UTC of that day.</summary>
    public ArticleDate? Published { get; init; }

    /// <summary>The newspaper, agency or site.</summary>
    public string? Source { get; init; }

    /// <summary>Where it can be read. Stored as it is; never fetched and never trusted.</summary>
    public string? Url { get; init; }

    /// <summary>The section or desk, such as <c>world</c>.</summary>
    public string? Section { get; init; }

    /// <summary>The language of the text as a BCP 47 tag, such as <c>en</c>.</summary>
    public string? Language { get; init; }

    /// <summary>Who wrote it, in the order given.</summary>
    [JsonConverter(typeof(AuthorsConverter))]
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>Topics and keywords, in the order given.</summary>
    [JsonConverter(typeof(TagsConverter))]
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>People, organizations, places and entities of other kinds, in the order given.</summary>
    [JsonConverter(typeof(EntitiesConverter))]
    public IReadOnlyList<EntityName> Entities { get; init; } = [];

    /// <summary>Members of the input that are none of the above, as stored text under their names.</summary>
    [JsonConverter(typeof(MembersConverter))]
    public IReadOnlyList<ArticleMember> Members { get; init; } = [];

    /// <summary>Equal when every member is equal and every list holds the same elements in the same order.</summary>
    public bool Equals(Article? other) =>
        other is not null && Id == other.Id && Title == other.Title && Body == other.Body && Published == other.Published
        && Source == other.Source && Url == other.Url && Section == other.Section && Language == other.Language
        && Authors.SequenceEqual(other.Authors) && Tags.SequenceEqual(other.Tags)
        && Entities.SequenceEqual(other.Entities) && Members.SequenceEqual(other.Members);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Title, Body, Published);
}

/// <summary>A named entity an article mentions.</summary>
/// <param name="Kind">A lower-case kind: one of <see cref="EntityKinds"/> or any other (<c>exchange</c>).</param>
/// <param name="Name">The name as it is to be shown: <c>Vladimir Putin</c>.</param>
[JsonConverter(typeof(EntityNameConverter))]
public readonly record struct EntityName(string Kind, string Name);

/// <summary>A member of the input that no property of <see cref="Article"/> stands for, kept as text.</summary>
/// <param name="Name">The member's name.</param>
/// <param name="Value">Its text; for what is not a string, its JSON.</param>
[JsonConverter(typeof(ArticleMemberConverter))]
public readonly record struct ArticleMember(string Name, string Value);
