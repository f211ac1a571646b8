using SearchCore.Articles;

namespace SearchCore.Entities.Gazetteers;

/// <summary>
/// The aliases of a gazetteer. Whoever asks for a phrase of a kind says what it is, so that the phrase's conditions (capitals, context) do
/// not matter.
/// </summary>
/// <param name="gazetteer">The gazetteer.</param>
/// <param name="nationalities">Whether words for a people stand for its place.</param>
internal sealed class AliasFinder(Gazetteer gazetteer, bool nationalities)
{
    /// <summary>No form that is known is longer; in UTF-16 code units.</summary>
    private const int Longest = 200;

    /// <summary>The canonical names that a form stands for.</summary>
    /// <param name="kind">The kind asked for; null for any.</param>
    /// <param name="form">The form.</param>
    public IReadOnlyList<EntityName> Find(string? kind, string form)
    {
        if (form.Length > Longest || EntryOf(form) is not { Kind.Length: > 0 } entry)
        {
            return [];
        }

        var asked = (kind is null || kind == entry.Kind) && (nationalities || entry.Class != EntryClass.Nationality);
        return asked ? [new EntityName(entry.Kind, entry.Name)] : [];
    }

    // Periods make one word of capitals only: u.s. is asked for as U.S.
    private Entry? EntryOf(string form) =>
        gazetteer.Whole(form) ?? (form.Contains('.', StringComparison.Ordinal) ? gazetteer.Whole(form.ToUpperInvariant()) : null);
}
