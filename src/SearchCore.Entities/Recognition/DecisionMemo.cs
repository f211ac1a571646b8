namespace SearchCore.Entities.Recognition;

/// <summary>Decisions of the model, so that a candidate in words already seen costs a look-up.</summary>
/// <remarks>A table of fixed size where a new decision displaces the old one of its slot: bounded, and right whatever it forgets.</remarks>
internal sealed class DecisionMemo
{
    private const int Slots = 1 << 14;

    private readonly ulong[] keys = new ulong[Slots];
    private readonly int[] decisions = new int[Slots];

    /// <summary>The decision under a key.</summary>
    public bool TryGet(ulong key, out Verdict verdict, out short margin)
    {
        var slot = (int)(key >> 50);
        var decision = decisions[slot];
        (verdict, margin) = ((Verdict)(decision & 0xFF), (short)(decision >> 16));
        return keys[slot] == key;
    }

    public void Set(ulong key, Verdict verdict, short margin)
    {
        var slot = (int)(key >> 50);
        keys[slot] = key;
        decisions[slot] = (margin << 16) | (byte)verdict;
    }
}
