namespace SearchCore.Entities;

/// <summary>What a recognizer of <see cref="EntityRecognizer.Create"/> looks for.</summary>
public sealed record RecognizerOptions
{
    /// <summary>
    /// Whether words for a people or its language are mentions of the place: <c>Turkish</c> of Turkey. Default true, so that a place's
    /// facet counts the articles that are about it. False keeps to names proper, as marked-up corpora do, where
    /// <c>Turkish</c> and <c>U.S.-led</c> name no place.
    /// </summary>
    public bool Nationalities { get; init; } = true;

    /// <summary>
    /// Whether a given name alone is a mention of a person where the article ties it to nobody: the <c>Karen</c> of <c>Go ahead,
    /// Karen</c>. Default false, because in a facet it joins strangers; a given name of somebody named in full is that person in any case.
    /// True marks them as marked-up corpora do.
    /// </summary>
    public bool GivenNames { get; init; }

    /// <summary>
    /// Whether companies keep their legal form in their names. Default false: <c>Exxon Corp</c>, <c>Exxon Corporation</c> and <c>Exxon</c>
    /// are one entity, Exxon, in every article; where a gazetteer knows the rest, its name counts. The form stays where what is left would
    /// say little: ordinary words only (<c>Farm Credit Corp</c>), or one word that is a place, a given name or an ordinary word (<c>Boston
    /// Corp</c>). True keeps the form as the article has it. Start and end of a mention include the form either way.
    /// </summary>
    public bool LegalForms { get; init; }

    /// <summary>Entities of your own; they win over the built-in ones. Default: none.</summary>
    public IReadOnlyList<GazetteerEntry> Gazetteer { get; init; } = [];
}
