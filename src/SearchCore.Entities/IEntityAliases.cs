using SearchCore.Articles;

namespace SearchCore.Entities;

/// <summary>
/// Knows under which names the mentions of a form are kept, so that a query for <c>USA</c> finds the articles of <c>United States</c>. A
/// recognizer that is given to an index may be one; those of <see cref="EntityRecognizer"/> are.
/// </summary>
/// <remarks>Implementations are thread-safe and never throw for a text.</remarks>
public interface IEntityAliases
{
    /// <summary>The canonical names that a form stands for; none where it is not known. The form itself may be among them.</summary>
    /// <param name="kind">The kind asked for; null for any.</param>
    /// <param name="form">The form, as somebody typed it: case and diacritics make no difference.</param>
    IReadOnlyList<EntityName> Canonical(string? kind, string form);
}
