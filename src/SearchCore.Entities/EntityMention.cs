using SearchCore.Articles;

namespace SearchCore.Entities;

/// <summary>One mention of an entity in a text.</summary>
public readonly record struct EntityMention
{
    /// <summary>The first UTF-16 code unit of the mention.</summary>
    public required int Start { get; init; }

    /// <summary>The code unit after its last one (exclusive).</summary>
    public required int End { get; init; }

    /// <summary>The entity's kind: one of <see cref="EntityKinds"/> or one that <see cref="EntityKinds.IsValid"/> accepts.</summary>
    public required string Kind { get; init; }

    /// <summary>Its canonical name: <c>Vladimir Putin</c> also where the text says <c>Putin</c>.</summary>
    public required string Name { get; init; }
}
