using System.Text;

using Lucene.Net.Analysis;

namespace SearchCore.Analysis;

/// <summary>
/// Which words of one language a segment has as they are written, each with its term: kept beside the slots of a <see cref="TermMemo"/>, so
/// that it costs something only where a segment meets a word first. Not safe for use by two threads at a time.
/// </summary>
internal sealed class WrittenWords : IDisposable
{
    private const int None = -1;

    private readonly WordChain chain;
    private readonly SegmentWords words;
    private int[] bySlot;
    private int[] moved = [];
    private int[] seenSlots = new int[256];
    private byte[] small = new byte[256];
    private byte[] pair = new byte[256];
    private int pairLength;
    private ulong pairHash;
    private int slotCount;

    /// <summary>Makes it empty.</summary>
    /// <param name="forms">A chain from a word to its written form: folded, and not stemmed.</param>
    /// <param name="words">The segment's words, of all languages.</param>
    /// <param name="slots">How many slots the memo has.</param>
    public WrittenWords(Func<TokenStream, TokenStream> forms, SegmentWords words, int slots)
    {
        chain = new WordChain(forms);
        this.words = words;
        bySlot = NewSlots(slots);
    }

    /// <summary>The slots whose words the segment has. Good until the next word.</summary>
    public ReadOnlySpan<int> SeenSlots => seenSlots.AsSpan(0, slotCount);

    /// <summary>The memory it holds.</summary>
    public long Bytes => (bySlot.Length + seenSlots.Length) * (long)sizeof(int);

    /// <summary>Begins a segment: none was seen.</summary>
    public void Begin() => slotCount = 0;

    /// <summary>Takes in a word that the memo puts into a slot; it is seen.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="word">The word, as UTF-8.</param>
    /// <param name="term">Its term, an exact form without its mark.</param>
    /// <param name="isNumber">Whether it is a number in figures, and so its own form.</param>
    public void Remember(int slot, ReadOnlySpan<byte> word, ReadOnlySpan<byte> term, bool isNumber)
    {
        var form = word;
        if (!isNumber)
        {
            if (IsPlain(word))
            {
                small = small.Length < word.Length ? new byte[Capacity.For(word.Length)] : small;
                Ascii.ToLower(word, small, out var length);
                form = small.AsSpan(0, length);
            }
            else if (!chain.TryNormalize(word, out form))
            {
                bySlot[slot] = None;
                return;
            }
        }

        Expect(form, term);
        Remember(slot);
    }

    /// <summary>Says which word is taken in next, by <see cref="Remember(int)"/>, so that its place in memory is on its way.</summary>
    /// <param name="form">Its written form.</param>
    /// <param name="term">Its term, an exact form without its mark.</param>
    public void Expect(ReadOnlySpan<byte> form, ReadOnlySpan<byte> term)
    {
        pairLength = form.Length + 1 + term.Length;
        if (pair.Length < pairLength)
        {
            pair = new byte[Capacity.For(pairLength)];
        }

        form.CopyTo(pair);
        pair[form.Length] = SegmentWords.Separator;
        term.CopyTo(pair.AsSpan(form.Length + 1));
        pairHash = words.Expect(pair.AsSpan(0, pairLength));
    }

    /// <summary>Takes in the word that was expected; it is seen.</summary>
    public void Remember(int slot)
    {
        bySlot[slot] = words.Add(pair.AsSpan(0, pairLength), pairHash);
        See(slot);
    }

    /// <summary>Whether a word is a number in figures, which no chain changes.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> word)
    {
        foreach (var letter in word)
        {
            if (!char.IsAsciiDigit((char)letter) && letter is not ((byte)'.' or (byte)','))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a word has letters and figures of ASCII alone: its form is the word in small letters.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> word)
    {
        // Words are short, and SearchValues has code that a starting process must compile.
        foreach (var letter in word)
        {
            if (!char.IsAsciiLetterOrDigit((char)letter))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes in a word of the same form and term as another; it is seen.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="other">That of the other.</param>
    public void Repeat(int slot, int other)
    {
        bySlot[slot] = bySlot[other];
        See(slot);
    }

    /// <summary>The segment has the word of a slot. To be called once a segment and slot.</summary>
    public void See(int slot)
    {
        if (bySlot[slot] is not None and var number)
        {
            Numbers.Append(ref seenSlots, ref slotCount, slot);
            words.See(number);
        }
    }

    /// <summary>Two words that are seen change slots.</summary>
    /// <returns>False, and nothing is done, where one of them has no form.</returns>
    public bool Exchange(int slot, int other)
    {
        if (bySlot[slot] == None || bySlot[other] == None)
        {
            return false;
        }

        (bySlot[slot], bySlot[other]) = (bySlot[other], bySlot[slot]);
        return true;
    }

    /// <summary>All slots are empty now. What the segment has stays.</summary>
    public void Forget()
    {
        bySlot.AsSpan().Fill(None);
        slotCount = 0;
    }

    /// <summary>Begins to move words to the slots of a larger memo.</summary>
    public void BeginMove(int slots)
    {
        (moved, bySlot) = (bySlot, NewSlots(slots));
        slotCount = 0;
    }

    /// <summary>Moves a word.</summary>
    /// <param name="from">Its slot before.</param>
    /// <param name="to">Its slot.</param>
    /// <param name="isSeenWord">Whether the segment has it.</param>
    public void Move(int from, int to, bool isSeenWord)
    {
        bySlot[to] = moved[from];
        if (isSeenWord && bySlot[to] != None)
        {
            Numbers.Append(ref seenSlots, ref slotCount, to);
        }
    }

    public void Dispose() => chain.Dispose();

    private static int[] NewSlots(int count)
    {
        var slots = new int[count];
        slots.AsSpan().Fill(None);
        return slots;
    }
}
