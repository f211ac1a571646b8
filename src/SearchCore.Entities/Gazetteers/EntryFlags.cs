namespace SearchCore.Entities.Gazetteers;

/// <summary>Under what conditions a phrase of the gazetteer counts, and what else is known of it.</summary>
[Flags]
internal enum EntryFlags : byte
{
    None = 0,

    /// <summary>The phrase is also other things: it needs support from its context.</summary>
    Weak = 1,

    /// <summary>The phrase counts only where it is written in capitals.</summary>
    CapitalsOnly = 2,

    /// <summary>The phrase's last word carries a possessive ending: <c>Moody's</c>.</summary>
    Possessive = 4,

    /// <summary>The phrase comes from the user and wins.</summary>
    User = 8,

    /// <summary>A country or territory.</summary>
    Country = 16,

    /// <summary>The same phrase names something of another kind, too.</summary>
    Ambiguous = 32,

    /// <summary>The user wrote the phrase without capitals: so it is found however it is written.</summary>
    AnyCase = 64,

    /// <summary>The phrase is a title with the name after it: <c>Vice President Harris</c>. The name alone is the mention.</summary>
    Titled = 128,
}
