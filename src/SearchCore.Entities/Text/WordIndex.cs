namespace SearchCore.Entities.Text;

/// <summary>
/// The words of a frozen vocabulary by their hash, with all that is asked of a word in one place: a look-up is one load from memory.
/// </summary>
/// <remarks>
/// Hashes of 64 bits stand for the words. Two words with one hash are not to be expected in any vocabulary; a word that somebody makes to
/// have the hash of a known one is taken for it.
/// </remarks>
internal sealed class WordIndex
{
    private readonly Slot[] slots;

    public WordIndex(TermTable terms, Func<int, Traits> traits)
    {
        var size = 1 << 10;
        while (size < terms.Count * 2)
        {
            size *= 2;
        }

        slots = new Slot[size];
        for (var id = 0; id < terms.Count; id++)
        {
            var hash = TermTable.Hash(terms.Text(id));
            var at = First(hash);
            while (slots[at].Term != 0)
            {
                at = (at + 1) & (slots.Length - 1);
            }

            slots[at] = new Slot(hash, id + 1, traits(id));
        }
    }

    /// <summary>A word's id and traits; -1 and none for one that is not known.</summary>
    public (int Term, Traits Traits) Find(ulong hash)
    {
        for (var at = First(hash); slots[at].Term != 0; at = (at + 1) & (slots.Length - 1))
        {
            ref readonly var slot = ref slots[at];
            if (slot.Hash == hash)
            {
                return (slot.Term - 1, slot.Traits);
            }
        }

        return (-1, Traits.None);
    }

    private int First(ulong hash) => (int)(hash >> 20) & (slots.Length - 1);

    private readonly record struct Slot(ulong Hash, int Term, Traits Traits);
}
