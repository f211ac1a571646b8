using SearchCore.Articles;
using SearchCore.Entities.Text;

namespace SearchCore.Entities.Gazetteers;

/// <summary>The aliases of a gazetteer: whoever asks for a phrase of a kind says what it is, so that its conditions (capitals, context) do not matter.</summary>
/// <param name="gazetteer">The gazetteer; read at the first question.</param>
/// <param name="nationalities">Whether words for a people stand for its place.</param>
internal sealed class GazetteerAliases(Lazy<Gazetteer> gazetteer, bool nationalities) : IEntityAliases
{
    /// <summary>No name is longer; in UTF-16 units.</summary>
    private const int Longest = 200;

    public IReadOnlyList<EntityName> Canonical(string? kind, string form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return form.Length <= Longest && EntryOf(form) is { } entry && entry.Kind.Length > 0 && (kind is null || kind == entry.Kind)
            && (nationalities || entry.Class != EntryClass.Nationality)
                ? [new EntityName(entry.Kind, entry.Name)]
                : [];
    }

    // Periods make one word of capitals only: u.s. is asked for as U.S.
    private Entry? EntryOf(string form) =>
        gazetteer.Value.Whole(form, new TokenList()) ?? (form.Contains('.', StringComparison.Ordinal) ? gazetteer.Value.Whole(form.ToUpperInvariant(), new TokenList()) : null);
}
