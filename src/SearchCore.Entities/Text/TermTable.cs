using System.Runtime.InteropServices;

namespace SearchCore.Entities.Text;

/// <summary>Folded words with an id each: an open hash table queried by span, so that looking up a word makes no string.</summary>
/// <remarks>Filled by one thread, then read by any number.</remarks>
internal sealed class TermTable
{
    public const ulong HashSeed = 14695981039346656037UL;

    private char[] characters = new char[1 << 18];
    private int used;
    private int[] starts = new int[1 << 15];
    private ulong[] hashes = new ulong[1 << 15];
    private int[] slots = new int[1 << 16];

    public int Count { get; private set; }

    /// <summary>Takes one folded character into a word's hash.</summary>
    public static ulong Step(ulong hash, char c) => (hash ^ c) * 0x9E3779B97F4A7C15UL;

    /// <summary>Spreads the finished hash over all bits.</summary>
    public static ulong Finish(ulong hash) => hash ^ (hash >> 29);

    /// <summary>A word's hash, four characters a step.</summary>
    public static ulong Hash(ReadOnlySpan<char> folded)
    {
        var hash = HashSeed ^ (ulong)folded.Length;
        for (; folded.Length >= 4; folded = folded[4..])
        {
            hash = Mix(hash, MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(folded)));
        }

        var rest = 0UL;
        foreach (var c in folded)
        {
            rest = (rest << 16) | c;
        }

        return Mix(hash, rest);
    }

    private static ulong Mix(ulong hash, ulong four)
    {
        hash = (hash ^ four) * 0x9E3779B97F4A7C15UL;
        return hash ^ (hash >> 29);
    }

    /// <summary>The word's id, or -1.</summary>
    public int Find(ReadOnlySpan<char> folded, ulong hash)
    {
        var mask = slots.Length - 1;
        for (var slot = (int)(hash >> 20) & mask; slots[slot] != 0; slot = (slot + 1) & mask)
        {
            var id = slots[slot] - 1;
            if (hashes[id] == hash && folded.SequenceEqual(characters.AsSpan(starts[id], starts[id + 1] - starts[id])))
            {
                return id;
            }
        }

        return -1;
    }

    /// <summary>The word's id; a new one where the word is new.</summary>
    public int Add(ReadOnlySpan<char> folded)
    {
        var hash = Hash(folded);
        var found = Find(folded, hash);
        if (found >= 0)
        {
            return found;
        }

        if (Count + 2 > starts.Length)
        {
            Array.Resize(ref starts, starts.Length * 2);
            Array.Resize(ref hashes, hashes.Length * 2);
        }

        if (used + folded.Length > characters.Length)
        {
            Array.Resize(ref characters, Math.Max(characters.Length * 2, used + folded.Length));
        }

        folded.CopyTo(characters.AsSpan(used));
        used += folded.Length;
        hashes[Count] = hash;
        starts[++Count] = used;
        if (Count * 2 > slots.Length)
        {
            Grow();
        }
        else
        {
            Insert(Count - 1);
        }

        return Count - 1;
    }

    public ReadOnlySpan<char> Text(int id) => characters.AsSpan(starts[id], starts[id + 1] - starts[id]);

    private void Grow()
    {
        slots = new int[slots.Length * 2];
        for (var id = 0; id < Count; id++)
        {
            Insert(id);
        }
    }

    private void Insert(int id)
    {
        var mask = slots.Length - 1;
        var slot = (int)(hashes[id] >> 20) & mask;
        while (slots[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        slots[slot] = id + 1;
    }
}
