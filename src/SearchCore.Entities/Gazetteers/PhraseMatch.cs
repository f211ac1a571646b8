namespace SearchCore.Entities.Gazetteers;

/// <summary>A phrase found in a text.</summary>
/// <param name="Entry">What the phrase names, or null where nothing was found.</param>
/// <param name="Length">Its length in words.</param>
internal readonly record struct PhraseMatch(Entry? Entry, int Length)
{
    /// <summary>Whether a phrase of a class was found.</summary>
    public bool Is(EntryClass @class) => Entry is not null && Entry.Class == @class;
}
