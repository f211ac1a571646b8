namespace SearchCore.Entities.Recognition;

/// <summary>What is seen in and around a candidate. Each feature carries a weight for each verdict.</summary>
/// <remarks>The trained model knows features by their bits; none is free.</remarks>
[Flags]
internal enum Features : ulong
{
    None = 0,

    // The words themselves.
    OneWord = 1ul << 0,
    TwoWords = 1ul << 1,
    ManyWords = 1ul << 2,
    Acronym = 1ul << 3,
    HasInitial = 1ul << 4,
    FirstIsGiven = 1ul << 5,
    LastIsSurname = 1ul << 6,
    AllCommon = 1ul << 7,
    SomeCommon = 1ul << 8,
    HasParticle = 1ul << 9,
    HoldsPlace = 1ul << 10,
    HasAmpersand = 1ul << 11,
    Generation = 1ul << 12,
    MixedCase = 1ul << 13,

    // Patterns.
    OrganizationPattern = 1ul << 14,
    PlacePattern = 1ul << 15,
    GenericPattern = 1ul << 16,
    LoneHead = 1ul << 17,

    /// <summary>A legal form without a name before it.</summary>
    LoneLegalForm = 1ul << 58,

    /// <summary>A company that ends in its legal form.</summary>
    LegalForm = 1ul << 30,

    // The gazetteer.
    KnownPerson = 1ul << 18,
    KnownOrganization = 1ul << 19,
    KnownPlace = 1ul << 20,
    KnownWeakly = 1ul << 21,
    KnownAmbiguously = 1ul << 22,
    Nationality = 1ul << 23,
    User = 1ul << 24,

    // Where they stand.
    SentenceStart = 1ul << 25,
    Headline = 1ul << 26,
    SportText = 1ul << 27,
    TableRow = 1ul << 28,
    Possessive = 1ul << 29,
    Glued = 1ul << 31,
    HyphenBefore = 1ul << 32,
    HyphenLowerAfter = 1ul << 33,

    // The neighbours.
    AfterTitle = 1ul << 34,
    AfterPersonNoun = 1ul << 35,
    AfterIn = 1ul << 36,
    AfterPlacePreposition = 1ul << 37,
    AfterSays = 1ul << 38,
    BeforeSays = 1ul << 39,
    BeforePersonVerb = 1ul << 40,
    BeforePlaceNoun = 1ul << 41,
    BeforeOrgNoun = 1ul << 42,
    BeforeAge = 1ul << 43,
    BeforeBracketedPlace = 1ul << 44,
    BeforeCommaPlace = 1ul << 45,
    Dateline = 1ul << 46,
    BeforeNumber = 1ul << 47,
    AfterNumber = 1ul << 48,
    BeforeBeats = 1ul << 49,
    AfterBeats = 1ul << 50,
    AfterThe = 1ul << 51,
    AfterOf = 1ul << 52,
    AfterOrgNoun = 1ul << 53,
    BeforeCommaPersonNoun = 1ul << 54,
    Bracketed = 1ul << 55,
    AfterNationality = 1ul << 56,
    AfterArticle = 1ul << 57,

    /// <summary>After "town of", "village of", "east of".</summary>
    AfterPlaceNounOf = 1ul << 59,

    /// <summary>A city or region where a sports page means its team.</summary>
    TeamContext = 1ul << 60,

    /// <summary>Peoples, faiths, events, works.</summary>
    KnownThing = 1ul << 61,

    /// <summary>Several words of which the first is an acronym: <c>SC Freiburg</c>.</summary>
    AcronymFirst = 1ul << 62,

    /// <summary>Before a stock exchange's sign for a company: <c>Brightwater &lt;BWTR&gt;</c>.</summary>
    BeforeTicker = 1ul << 63,
}
