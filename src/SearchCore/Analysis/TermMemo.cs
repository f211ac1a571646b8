using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

using Lucene.Net.Analysis;

namespace SearchCore.Analysis;

/// <summary>
/// Remembers what became of each word: bytes of the text → term number, one look-up a word. Only for a word not seen before does the
/// analysis chain run; of news text that is one word in a hundred and fewer, so its speed stops mattering.
/// </summary>
/// <remarks>
/// Words of up to eight bytes are their own key; of longer ones the hash is compared first, then the bytes in an arena. Several
/// fields may share one memo. Not safe for use by two threads at a time.
/// </remarks>
internal sealed class TermMemo : IDisposable
{
    /// <summary>What <see cref="TermOf"/> gives for a word that the chain drops.</summary>
    public const int Dropped = -1;

    private const int Empty = 0, Inline = -1, InlineUnseen = -2, FirstSlots = 1 << 16, FirstSlotsOfOthers = 1 << 13;

    private readonly WordChain chain;
    private readonly WordChain? exact;
    private readonly WrittenWords? written;
    private readonly TermTable table;
    private readonly byte[] mark;
    private readonly bool sharesTable;
    private byte[] form = new byte[256];
    private Slot[] slots;
    private byte[] arena = new byte[64 * 1024];
    private int used = 1;
    private int count;

    /// <summary>
    /// A memo over a context-free chain that makes at most one term of a word, such as <see cref="TextAnalysis.Normalize"/>.
    /// </summary>
    /// <param name="filters">The chain.</param>
    /// <param name="exactForms">
    /// A chain to a word's exact form, of which the other's term is a function, such as <see cref="TextAnalysis.ExactForm"/>; null for no
    /// exact forms.
    /// </param>
    /// <param name="writtenForms">
    /// A chain to what wildcards look at of a word, of which those of a segment are wanted (<see cref="TermTable.Words"/>); null for none.
    /// </param>
    /// <param name="mark">What all its terms begin with, behind the mark of exact forms.</param>
    /// <param name="table">Where terms go; null for a table of its own.</param>
    public TermMemo(
        Func<TokenStream, TokenStream> filters,
        Func<TokenStream, TokenStream>? exactForms = null,
        Func<TokenStream, TokenStream>? writtenForms = null,
        byte[]? mark = null,
        TermTable? table = null)
    {
        this.table = table ?? new(hasExactForms: exactForms is not null, hasWords: writtenForms is not null);
        this.mark = mark ?? [];
        sharesTable = table is not null;
        slots = new Slot[this.mark.Length == 0 ? FirstSlots : FirstSlotsOfOthers];
        chain = new WordChain(filters);
        exact = exactForms is null ? null : new WordChain(exactForms);
        written = writtenForms is null ? null : new WrittenWords(writtenForms, this.table.Words!, slots.Length);
    }

    /// <summary>The terms by number.</summary>
    public ByteKeys Terms => table.Terms;

    /// <summary>How many words are remembered.</summary>
    public int Words => count;

    /// <summary>The memory it holds, with the table where that is its own.</summary>
    public long Bytes => (slots.Length * 16L) + arena.Length + (written?.Bytes ?? 0) + (sharesTable ? 0 : table.Bytes);

    /// <summary>
    /// Begins to gather written forms anew; those of the table are to begin by themselves. What became of words stays remembered.
    /// </summary>
    public void BeginSegment()
    {
        if (written is null)
        {
            return;
        }

        foreach (var index in written.SeenSlots)
        {
            ref var slot = ref slots[index];
            slot.Key = slot.Key == Inline ? InlineUnseen : Unseen(slot.Key);
        }

        written.Begin();
    }

    /// <summary>The number of a word's term (of its exact form, where there are such), or <see cref="Dropped"/>.</summary>
    /// <param name="text">The text the word stands in.</param>
    /// <param name="word">Where; not a gap.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int TermOf(ReadOnlySpan<byte> text, WordSpan word)
    {
        if (word.Length > sizeof(ulong) || word.Start + sizeof(ulong) > text.Length)
        {
            return Slow(text.Slice(word.Start, word.Length));
        }

        var eight = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), word.Start));
        var tag = (BitConverter.IsLittleEndian ? eight : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(eight))
            & (ulong.MaxValue >> (64 - (8 * word.Length)));
        var all = slots;
        var index = (int)KeyHash.Of(tag) & (all.Length - 1);
        ref var slot = ref all[index];
        return slot.Tag == tag && slot.Key == Inline ? slot.Term : Probe(tag, index, text.Slice(word.Start, word.Length));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        chain.Dispose();
        exact?.Dispose();
        written?.Dispose();
    }

    private int Slow(ReadOnlySpan<byte> word)
    {
        if (word.Length <= sizeof(ulong))
        {
            ulong tag = 0;
            for (var i = 0; i < word.Length; i++)
            {
                tag |= (ulong)word[i] << (8 * i);
            }

            return Probe(tag, (int)KeyHash.Of(tag) & (slots.Length - 1), word);
        }

        var hash = KeyHash.Of(word);
        for (var index = (int)hash & (slots.Length - 1); ; index = (index + 1) & (slots.Length - 1))
        {
            ref var slot = ref slots[index];
            if (slot.Key == Empty)
            {
                return Remember(index, hash, Keep(word), word);
            }

            if (slot.Tag == hash && PlaceOf(slot.Key) is > 0 and var place
                && arena.AsSpan(place + sizeof(int), Unsafe.ReadUnaligned<int>(ref arena[place])).SequenceEqual(word))
            {
                if (slot.Key < 0)
                {
                    slot.Key = place;
                    written!.See(index);
                }

                return slot.Term;
            }
        }
    }

    private int Probe(ulong tag, int index, ReadOnlySpan<byte> word)
    {
        for (; ; index = (index + 1) & (slots.Length - 1))
        {
            ref var slot = ref slots[index];
            if (slot.Key == Empty)
            {
                return Remember(index, tag, Inline, word);
            }

            if (slot.Tag == tag && slot.Key is Inline or InlineUnseen)
            {
                if (slot.Key == InlineUnseen)
                {
                    slot.Key = Inline;
                    written!.See(index);
                }

                return slot.Term;
            }
        }
    }

    private int Remember(int index, ulong tag, int key, ReadOnlySpan<byte> word)
    {
        var term = chain.TryNormalize(word, out var bytes) ? table.Terms.Add(Marked(bytes, exactForm: false)) : Dropped;
        if (exact is not null && term != Dropped)
        {
            if (!exact.TryNormalize(word, out bytes))
            {
                throw new InvalidOperationException("A word that has a stem has an exact form.");
            }

            term = table.AddForm(Marked(bytes, exactForm: true), stem: term);
        }

        slots[index] = new Slot { Tag = tag, Key = key, Term = term };
        if (term != Dropped)
        {
            written?.Remember(index, word, exact is null ? Terms[term] : Terms[term][1..]);
        }

        if (++count * 4L > slots.Length * 3L)
        {
            Grow();
        }

        return term;
    }

    private ReadOnlySpan<byte> Marked(ReadOnlySpan<byte> bytes, bool exactForm)
    {
        if (mark.Length == 0 && !exactForm)
        {
            return bytes;
        }

        var from = exactForm ? 1 : 0;
        var length = from + mark.Length + bytes.Length;
        if (form.Length < length)
        {
            form = new byte[Capacity.For(length)];
        }

        form[0] = ExactForm.Mark;
        mark.CopyTo(form.AsSpan(from));
        bytes.CopyTo(form.AsSpan(from + mark.Length));
        return form.AsSpan(0, length);
    }

    // A word of the arena that was not looked up since the segment began has a key below that of the short ones.
    private static int Unseen(int place) => InlineUnseen - place;

    private static int PlaceOf(int key) => key > 0 ? key : InlineUnseen - key;

    private int Keep(ReadOnlySpan<byte> word)
    {
        var at = used;
        used += sizeof(int) + word.Length;
        if (used > arena.Length)
        {
            Array.Resize(ref arena, Capacity.For(used));
        }

        Unsafe.WriteUnaligned(ref arena[at], word.Length);
        word.CopyTo(arena.AsSpan(at + sizeof(int)));
        return at;
    }

    private void Grow()
    {
        var old = slots;
        slots = new Slot[old.Length * 2];
        written?.BeginMove(slots.Length);
        for (var from = 0; from < old.Length; from++)
        {
            ref var slot = ref old[from];
            if (slot.Key != Empty)
            {
                var index = (int)(slot.Key is Inline or InlineUnseen ? KeyHash.Of(slot.Tag) : slot.Tag) & (slots.Length - 1);
                while (slots[index].Key != Empty)
                {
                    index = (index + 1) & (slots.Length - 1);
                }

                slots[index] = slot;
                written?.Move(from, index, slot.Key is Inline or > 0);
            }
        }
    }

    private struct Slot
    {
        /// <summary>The word itself, padded with zeros, where <see cref="Key"/> is <see cref="Inline"/>; else its hash.</summary>
        public ulong Tag;

        /// <summary>
        /// Where its length and bytes stand in the arena, or that it stands in <see cref="Tag"/>, or that the slot is empty. Other numbers
        /// say the same of words that were not looked up since the segment began.
        /// </summary>
        public int Key;

        public int Term;
    }
}
