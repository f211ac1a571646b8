namespace SearchCore.Entities;

/// <summary>Finds the entities a text mentions.</summary>
/// <remarks>Implementations are thread-safe, never throw for a text, and take time linear in its length.</remarks>
public interface IEntityRecognizer
{
    /// <summary>Adds every mention found in one article's text, in order of position, without overlaps.</summary>
    /// <param name="text">The article's whole text (title, a blank line, body), so that later mentions can lean on earlier ones.</param>
    /// <param name="mentions">What is found is added here.</param>
    void Recognize(ReadOnlySpan<char> text, ICollection<EntityMention> mentions);
}

/// <summary>One mention of an entity in a text.</summary>
/// <param name="Start">The first UTF-16 code unit of the mention.</param>
/// <param name="End">The code unit behind its last one (exclusive).</param>
/// <param name="Kind">The entity's kind, as in <see cref="Articles.EntityKinds"/>.</param>
/// <param name="Name">Its canonical name: <c>Vladimir Putin</c> also where the text says <c>Putin</c>.</param>
public readonly record struct EntityMention(int Start, int End, string Kind, string Name);
