namespace SearchCore.Entities.Gazetteers;

/// <summary>What a phrase of the gazetteer stands for.</summary>
internal enum EntryClass : byte
{
    Person,
    Organization,
    Place,
    Nationality,
    Title,

    /// <summary>Peoples, faiths, events, works: written with a capital, but none of the three kinds.</summary>
    Thing,
}

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
}

/// <summary>One phrase of the gazetteer: which entity it names and under what conditions.</summary>
/// <param name="Class">What it is.</param>
/// <param name="Flags">The conditions.</param>
/// <param name="Kind">The entity's kind, as a mention carries it.</param>
/// <param name="Name">The entity's canonical name: one string for all its phrases.</param>
internal sealed record Entry(EntryClass Class, EntryFlags Flags, string Kind, string Name)
{
    public bool Has(EntryFlags flag) => (Flags & flag) != 0;
}

/// <summary>A phrase found in a text.</summary>
/// <param name="Entry">The entry, or null where nothing was found.</param>
/// <param name="Length">Its length in words.</param>
internal readonly record struct Match(Entry? Entry, int Length);
