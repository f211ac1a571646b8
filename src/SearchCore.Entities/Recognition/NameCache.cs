namespace SearchCore.Entities.Recognition;

/// <summary>Names made from text, so that the same name is the same string in the next article, too.</summary>
/// <remarks>A table of fixed size where a new name displaces the old one of its slot: bounded, and right whatever it forgets.</remarks>
internal sealed class NameCache
{
    private readonly string?[] slots = new string?[1 << 12];

    public string Get(ReadOnlySpan<char> name)
    {
        ref var slot = ref slots[string.GetHashCode(name) & (slots.Length - 1)];
        if (slot is null || !name.SequenceEqual(slot))
        {
            slot = name.ToString();
        }

        return slot;
    }
}
