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
