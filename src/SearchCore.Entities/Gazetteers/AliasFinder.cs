using SearchCore.Articles;
using SearchCore.Entities.Text;

namespace SearchCore.Entities.Gazetteers;

/// <summary>
/// The aliases of a gazetteer. Whoever asks for a phrase of a kind says what it is, so that the phrase's conditions (capitals, context) do
/// not matter.
/// </summary>
/// <param name="gazetteer">The gazetteer.</param>
/// <param name="nationalities">Whether words for a people stand for its place.</param>
/// <param name="legalForms">Whether companies keep their legal form in their names.</param>
internal sealed class AliasFinder(Gazetteer gazetteer, bool nationalities, bool legalForms)
{
    /// <summary>No form that is known is longer; in UTF-16 code units.</summary>
    private const int Longest = 200;

    /// <summary>The canonical names that a form stands for.</summary>
    /// <param name="kind">The kind asked for; null for any.</param>
    /// <param name="form">The form.</param>
    public IReadOnlyList<EntityName> Find(string? kind, string form)
    {
        if (form.Length > Longest)
        {
            return [];
        }

        if (EntryOf(form) is not { Kind.Length: > 0 } entry)
        {
            return !legalForms && (kind is null or EntityKinds.Organization) && Bare(form) is { } name
                ? [new EntityName(EntityKinds.Organization, name)]
                : [];
        }

        var asked = (kind is null || kind == entry.Kind) && (nationalities || entry.Class != EntryClass.Nationality);
        return asked ? [new EntityName(entry.Kind, entry.Name)] : [];
    }

    // The name of a company given with its legal form, without it; null where there is none to drop.
    private string? Bare(string form)
    {
        var tokens = new TokenList();
        Tokenizer.Run(form, 0, form.Length, gazetteer.Vocabulary, tokens);
        if (tokens.Count == 0)
        {
            return null;
        }

        var end = LegalForms.BodyEnd(gazetteer, tokens, 0, tokens.Count);
        if (end == tokens.Count)
        {
            return null;
        }

        var bare = form[tokens[0].Start..tokens[end - 1].End];
        return gazetteer.Whole(bare) is { Class: EntryClass.Organization } entry ? entry.Name : bare;
    }

    // Periods make one word of capitals only: u.s. is asked for as U.S.
    private Entry? EntryOf(string form) =>
        gazetteer.Whole(form) ?? (form.Contains('.', StringComparison.Ordinal) ? gazetteer.Whole(form.ToUpperInvariant()) : null);
}
