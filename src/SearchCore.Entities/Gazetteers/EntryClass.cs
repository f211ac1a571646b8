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
