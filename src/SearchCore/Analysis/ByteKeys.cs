using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace SearchCore.Analysis;

/// <summary>
/// Byte strings with numbers: each distinct one is kept once, in one arena, under the next number from 0. Memory is flat and is kept by
/// <see cref="Clear"/>.
/// </summary>
/// <remarks>Not safe for use by two threads at a time. Spans it gives are valid until the next <see cref="Add"/>.</remarks>
internal sealed class ByteKeys
{
    // What a key takes of the arena, about.
    private const int KeyBytes = 8;

    private readonly int expected;

    private byte[] arena;
    private int[] starts;
    private ulong[] prefixes;

    // Numbers from 1, below the upper half of the hash, by which most other keys are told without being looked at.
    private ulong[] slots;
    private int used;

    /// <summary>Makes it empty.</summary>
    /// <param name="expected">For how many keys it is to have room at first: what grows is copied again and again.</param>
    public ByteKeys(int expected = 64)
    {
        this.expected = expected;
        Release();
    }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The memory it holds.</summary>
    public long Bytes => arena.Length + (starts.Length * (long)(sizeof(int) + sizeof(ulong))) + (slots.Length * (long)sizeof(ulong));

    /// <summary>The memory in use.</summary>
    public long UsedBytes => used + (Count * (long)(sizeof(int) + sizeof(ulong) + (2 * sizeof(ulong))));

    /// <summary>The bytes of one.</summary>
    public ReadOnlySpan<byte> this[int number] => arena.AsSpan(starts[number], starts[number + 1] - starts[number]);

    /// <summary>
    /// All of them, one after the other, and where each begins (one more for the end). Valid until the next <see cref="Add"/>.
    /// </summary>
    public (byte[] Bytes, int[] Starts) Flat => (arena, starts);

    /// <summary>The number of a key, which is a new one where <see cref="Count"/> grows by it.</summary>
    public int Add(ReadOnlySpan<byte> key) => AddExpected(key, KeyHash.Of(key));

    /// <summary>
    /// The hash of a key that is added soon, by <see cref="AddExpected"/>: where it stands is far from where the last
    /// one stood, and is sent for.
    /// </summary>
    public ulong Expect(ReadOnlySpan<byte> key)
    {
        var hash = KeyHash.Of(key);
        if (Sse.IsSupported)
        {
            unsafe
            {
                Sse.Prefetch0(Unsafe.AsPointer(ref slots[(int)(hash >> 32) & (slots.Length - 1)]));
            }
        }

        return hash;
    }

    /// <summary>As <see cref="Add"/>, of a key whose hash is known.</summary>
    public int AddExpected(ReadOnlySpan<byte> key, ulong hash)
    {
        var slot = SlotOf(key, hash);
        if ((int)slots[slot] is var number and > 0)
        {
            return number - 1;
        }

        Append(key);
        slots[slot] = Tag(hash) | (uint)Count;
        if (Count * 2 > slots.Length)
        {
            Rehash();
        }

        return Count - 1;
    }

    /// <summary>Forgets all keys; the memory is kept.</summary>
    public void Clear()
    {
        if (Count > 0)
        {
            Array.Clear(slots);
        }

        Count = 0;
        used = 0;
    }

    /// <summary>Forgets all keys, and gives back the memory that it has grown to.</summary>
    [MemberNotNull(nameof(arena), nameof(starts), nameof(prefixes), nameof(slots))]
    public void Release()
    {
        arena = GC.AllocateUninitializedArray<byte>(Math.Max(1024, expected * KeyBytes));
        starts = GC.AllocateUninitializedArray<int>(expected);
        prefixes = GC.AllocateUninitializedArray<ulong>(expected);
        slots = new ulong[2 * (int)BitOperations.RoundUpToPowerOf2((uint)expected)];
        starts[0] = 0;
        Count = 0;
        used = 0;
    }

    /// <summary>Puts numbers into the order of their keys: byte by byte, unsigned, a prefix first.</summary>
    public void Sort(Span<int> numbers, ref ulong[] scratch)
    {
        if (scratch.Length < PrefixSort.Room(numbers.Length))
        {
            scratch = GC.AllocateUninitializedArray<ulong>(Capacity.For(PrefixSort.Room(numbers.Length)));
        }

        var keys = scratch.AsSpan(0, numbers.Length);
        for (var i = 0; i < numbers.Length; i++)
        {
            keys[i] = prefixes[numbers[i]];
        }

        PrefixSort.Sort(keys, numbers, scratch.AsSpan(numbers.Length));
        for (var start = 0; start < numbers.Length;)
        {
            var end = start + 1;
            while (end < numbers.Length && keys[end] == keys[start])
            {
                end++;
            }

            if (end - start > 1)
            {
                numbers[start..end].Sort(Compare);
            }

            start = end;
        }
    }

    private int Compare(int left, int right) => this[left].SequenceCompareTo(this[right]);

    private static ulong Tag(ulong hash) => hash & 0xFFFF_FFFF_0000_0000;

    private int SlotOf(ReadOnlySpan<byte> key, ulong hash)
    {
        var mask = slots.Length - 1;
        for (var slot = (int)(hash >> 32) & mask; ; slot = (slot + 1) & mask)
        {
            if (slots[slot] is var held && (held == 0 || (Tag(held) == Tag(hash) && this[(int)held - 1].SequenceEqual(key))))
            {
                return slot;
            }
        }
    }

    private void Append(ReadOnlySpan<byte> key)
    {
        if (used + key.Length > arena.Length)
        {
            Array.Resize(ref arena, Capacity.For(used + key.Length));
        }

        if (Count + 2 > starts.Length)
        {
            Array.Resize(ref starts, Capacity.For(Count + 2));
            Array.Resize(ref prefixes, starts.Length);
        }

        key.CopyTo(arena.AsSpan(used));
        starts[Count] = used;
        prefixes[Count] = Prefix(key);
        used += key.Length;
        starts[++Count] = used;
    }

    private void Rehash()
    {
        var old = slots;
        slots = new ulong[old.Length * 2];
        var mask = slots.Length - 1;
        foreach (var held in old)
        {
            if (held != 0)
            {
                var slot = (int)(held >> 32) & mask;
                while (slots[slot] != 0)
                {
                    slot = (slot + 1) & mask;
                }

                slots[slot] = held;
            }
        }
    }

    private static ulong Prefix(ReadOnlySpan<byte> key)
    {
        if (key.Length >= sizeof(ulong))
        {
            return BinaryPrimitives.ReadUInt64BigEndian(key);
        }

        // Two pieces that overlap agree on what they share.
        if (key.Length >= sizeof(uint))
        {
            return ((ulong)BinaryPrimitives.ReadUInt32BigEndian(key) << 32)
                | ((ulong)BinaryPrimitives.ReadUInt32BigEndian(key[^sizeof(uint)..]) << (64 - (8 * key.Length)));
        }

        ulong prefix = 0;
        for (var i = 0; i < key.Length; i++)
        {
            prefix |= (ulong)key[i] << (56 - (8 * i));
        }

        return prefix;
    }
}
