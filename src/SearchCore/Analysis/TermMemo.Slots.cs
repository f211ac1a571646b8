using System.Runtime.CompilerServices;

namespace SearchCore.Analysis;

/// <content>Where words stand in memory, and how much of it there is.</content>
internal sealed unsafe partial class TermMemo
{
    private void CountOne()
    {
        if (++count * 4L <= slots.Count * 3L)
        {
            return;
        }

        if (slots.Count < mostSlots)
        {
            Grow();
        }
        else
        {
            // Where the slots would take twice the memory, they are begun anew: words that are frequent are back soon, and most others were
            // met once. Terms keep their numbers.
            Clear();
        }
    }

    private void Grow()
    {
        var old = slots;
        slots = new Slots(old.Count * 2);
        written?.BeginMove(slots.Count);
        for (var from = 0; from < old.Count; from++)
        {
            ref var slot = ref old[from];
            if (slot.Key != Empty)
            {
                var index = slots.Home((uint)(slot.Key is Inline or InlineUnseen ? KeyHash.Of(slot.Low, slot.High) : slot.Low));
                while (slots[index].Key != Empty)
                {
                    index = slots.Next(index);
                }

                slots[index] = slot;
                written?.Move(from, index, slot.Key is Inline or > 0);
            }
        }

        old.KeepAlive();
    }

    /// <summary>What is remembered of a word.</summary>
    /// <param name="Term">The number of its term, or <see cref="Dropped"/>.</param>
    /// <param name="Folded">Its hash, as by <see cref="FoldedWords"/>.</param>
    private readonly record struct Remembered(int Term, ulong Folded);

    private struct Slot
    {
        /// <summary>
        /// The word's first eight bytes, padded with zeros, where <see cref="Key"/> is <see cref="Inline"/>; else its hash.
        /// </summary>
        public ulong Low;

        /// <summary>Its next eight, or zeros.</summary>
        public ulong High;

        public ulong Folded;

        public int Term;

        /// <summary>
        /// Where its length and bytes stand in the arena, or that it is its own key, or that the slot is empty. Other numbers
        /// say the same of words that were not looked up since the segment began.
        /// </summary>
        public int Key;

        public Remembered Word
        {
            readonly get => new(Term, Folded);
            init => (Term, Folded) = value;
        }
    }

    /// <summary>Slots in memory that stays in place, two to a line of the cache. As many as a power of two.</summary>
    private readonly struct Slots
    {
        private const int LineBytes = 2 * SlotBytes;

        // What keeps the memory, as long as it is reachable itself.
        private readonly byte[] memory;
        private readonly int mask;

        public Slots(int count)
        {
            memory = GC.AllocateArray<byte>((count * SlotBytes) + LineBytes, pinned: true);
            mask = count - 1;
            First = (Slot*)(((nuint)Unsafe.AsPointer(ref memory[0]) + LineBytes - 1) & ~(nuint)(LineBytes - 1));
        }

        public Slot* First { get; }

        public int Count => mask + 1;

        public uint HomeMask => (uint)mask & ~1U;

        public ref Slot this[int index] => ref First[index & mask];

        /// <summary>The first slot of the home of what has a hash.</summary>
        public int Home(uint hash) => (int)(hash & HomeMask);

        public int Next(int index) => (index + 1) & mask;

        /// <summary>Makes all empty.</summary>
        public void Clear() => memory.AsSpan().Clear();

        /// <summary>
        /// To be called behind the last use of slots that no field holds any more: of what is read by its address alone the collector of
        /// garbage knows nothing, and gives its memory to others meanwhile.
        /// </summary>
        public void KeepAlive() => GC.KeepAlive(memory);
    }
}
