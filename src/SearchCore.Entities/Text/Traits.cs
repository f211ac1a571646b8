namespace SearchCore.Entities.Text;

/// <summary>What a single word says about itself and about the names beside it; the names are those of <c>vocabulary.txt</c>.</summary>
[Flags]
internal enum Traits : uint
{
    None = 0,

    /// <summary>An ordinary word, mostly written small.</summary>
    Common = 1u << 0,

    /// <summary>An ordinary word that is as often a name: <c>bush</c>, <c>mark</c>.</summary>
    CommonOrName = 1u << 1,
    Given = 1u << 2,
    Surname = 1u << 3,
    Abbreviation = 1u << 4,
    Generation = 1u << 5,
    Of = 1u << 6,
    For = 1u << 7,
    And = 1u << 8,
    Article = 1u << 9,
    Particle = 1u << 10,
    Calendar = 1u << 11,
    Says = 1u << 12,
    PersonVerb = 1u << 13,
    PersonNoun = 1u << 14,
    PlacePreposition = 1u << 15,
    InPreposition = 1u << 16,
    PlaceNoun = 1u << 17,
    OrgNoun = 1u << 18,
    OrgTail = 1u << 19,
    GovernmentTail = 1u << 20,
    OrgHead = 1u << 21,
    LoneHead = 1u << 22,
    PlaceTail = 1u << 23,
    PlaceHead = 1u << 24,
    PlaceOf = 1u << 25,
    Sport = 1u << 26,
    Beats = 1u << 27,
    Generic = 1u << 28,

    /// <summary>Some phrase of the user's own gazetteer begins with this word.</summary>
    StartsUserPhrase = 1u << 29,

    /// <summary>A word of grammar: no name but inside a known phrase.</summary>
    Function = 1u << 30,

    /// <summary>The end of a company's name that says what kind of company it is: <c>Inc</c>.</summary>
    LegalForm = 1u << 31,
}
