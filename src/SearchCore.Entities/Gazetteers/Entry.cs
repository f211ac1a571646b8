namespace SearchCore.Entities.Gazetteers;

/// <summary>What a phrase of the gazetteer names, and under what conditions.</summary>
/// <param name="Class">What it is.</param>
/// <param name="Flags">The conditions.</param>
/// <param name="Kind">The entity's kind, as a mention carries it; empty for what is no entity.</param>
/// <param name="Name">The entity's canonical name: one string for all its phrases.</param>
internal sealed record Entry(EntryClass Class, EntryFlags Flags, string Kind, string Name)
{
    public bool Has(EntryFlags flag) => (Flags & flag) != 0;
}
