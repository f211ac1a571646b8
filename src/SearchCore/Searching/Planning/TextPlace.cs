using SearchCore.Queries;
using SearchCore.Schema;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Planning;

/// <summary>A text of an article, in which what a query looks for may be found.</summary>
/// <param name="Field">
/// Title or body; of a text of the archive's own <see cref="TextField.Any"/> where words that name no field are looked for in it, else
/// null.
/// </param>
/// <param name="Own">The text of the archive's own, as segments name it; null for title and body.</param>
internal readonly record struct TextPlace(TextField? Field, string? Own = null)
{
    /// <summary>The headline.</summary>
    public static readonly TextPlace Title = new(TextField.Title);

    /// <summary>The body.</summary>
    public static readonly TextPlace Body = new(TextField.Body);

    /// <summary>The texts of the archive's own in which a query looks for anything, by their names.</summary>
    /// <param name="plan">What the query looks for.</param>
    /// <param name="terms">The articles that are searched.</param>
    public static IReadOnlyList<TextPlace> OwnOf(HighlightPlan plan, ITermView terms) => terms.Fields is not { } fields ? []
        : [.. fields.Where(f => f.Value == FieldType.Text).Select(f => IndexSchema.ColumnOf(f.Key)).Order(StringComparer.Ordinal)
            .Select(name => new TextPlace(terms.WordFields.Contains(name, StringComparer.Ordinal) ? TextField.Any : null, name))
            .Where(place => plan.Patterns.Any(p => p.AppliesTo(place)))];
}
