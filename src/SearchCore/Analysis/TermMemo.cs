using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

using Lucene.Net.Analysis;

namespace SearchCore.Analysis;

/// <summary>
/// Remembers what became of each word: bytes of the text → term number, one look-up a word. Only for a word not seen before does the
/// analysis chain run; of news text that is one word in a hundred and fewer, so its speed stops mattering.
/// </summary>
/// <remarks>
/// Words of up to sixteen bytes are their own key, as two numbers; of longer ones the hash is compared first, then the bytes in an arena.
/// Beside a word's term stands the hash that texts are compared by (<see cref="FoldedWords"/>), so that no word is hashed twice. Several
/// fields may share one memo. Not safe for use by two threads at a time.
/// <para>
/// A word's home is two slots, which are one line of the processor's cache. Where it found no room there it stands in one of the next
/// slots, until it is looked up: then it changes places with what has its home's second slot. So words that are frequent are at home.
/// </para>
/// </remarks>
internal sealed unsafe partial class TermMemo : IDisposable
{
    /// <summary>What <see cref="TermOf"/> gives for a word that the chain drops.</summary>
    public const int Dropped = -1;

    /// <summary>How many slots a memo may grow to: 8 MB, for 200,000 words.</summary>
    public const int MostSlots = 1 << 18;

    private const int Empty = 0, Inline = -1, InlineUnseen = -2, FirstSlots = 1 << 16, FirstSlotsOfOthers = 1 << 13;
    private const int LongestKey = 2 * sizeof(ulong), SlotBytes = 32;

    private readonly WordChain chain;
    private readonly WordChain? exact;
    private readonly WrittenWords? written;
    private readonly TermTable table;
    private readonly byte[] mark;
    private readonly bool sharesTable;
    private readonly bool ignoresCapitals;
    private readonly bool keepsNumbers;
    private readonly PlainStem? plainStem;
    private readonly int mostSlots;
    private byte[] form = new byte[256];
    private Slots slots;
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
    /// <param name="ignoresCapitals">
    /// Whether all chains make the same of words of letters of ASCII that differ in capitals alone: a new word that is known but for these
    /// needs no chain then.
    /// </param>
    /// <param name="keepsNumbers">Whether they leave numbers in figures as they are, which need no chain then either.</param>
    /// <param name="plainStem">
    /// What the chain does to words of letters and figures of ASCII in small letters, which are their own exact and written forms then;
    /// null where all words take the chain.
    /// </param>
    /// <param name="mostSlots">How many slots there are at most: of so many three quarters are used before all is forgotten.</param>
    public TermMemo(
        Func<TokenStream, TokenStream> filters,
        Func<TokenStream, TokenStream>? exactForms = null,
        Func<TokenStream, TokenStream>? writtenForms = null,
        byte[]? mark = null,
        TermTable? table = null,
        bool ignoresCapitals = false,
        bool keepsNumbers = false,
        PlainStem? plainStem = null,
        int mostSlots = MostSlots)
    {
        (this.ignoresCapitals, this.keepsNumbers, this.plainStem, this.mostSlots) = (ignoresCapitals, keepsNumbers, plainStem, mostSlots);
        this.table = table ?? new(hasExactForms: exactForms is not null, hasWords: writtenForms is not null);
        this.mark = mark ?? [];
        sharesTable = table is not null;
        slots = new Slots(this.mark.Length == 0 ? FirstSlots : FirstSlotsOfOthers);
        chain = new WordChain(filters);
        exact = exactForms is null ? null : new WordChain(exactForms);
        written = writtenForms is null ? null : new WrittenWords(writtenForms, this.table.Words!, slots.Count);
    }

    /// <summary>Makes a word what it becomes, in place.</summary>
    /// <param name="word">The word, and room for one byte more.</param>
    /// <param name="length">How many bytes it has, at most <see cref="TextAnalysis.MaxTokenLength"/>.</param>
    /// <returns>How many bytes there are of it afterwards, 1 at least.</returns>
    public delegate int PlainStem(Span<byte> word, int length);

    /// <summary>The terms by number.</summary>
    public ByteKeys Terms => table.Terms;

    /// <summary>How many words are remembered.</summary>
    public int Words => count;

    /// <summary>The memory it holds, with the table where that is its own.</summary>
    public long Bytes => (slots.Count * (long)SlotBytes) + arena.Length + (written?.Bytes ?? 0) + (sharesTable ? 0 : table.Bytes);

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

    /// <summary>Forgets what became of words; the memory is kept, and terms keep their numbers where they are not forgotten as well.
    /// </summary>
    public void Clear()
    {
        slots.Clear();
        (used, count) = (1, 0);
        written?.Forget();
    }

    /// <summary>The number of a word's term (of its exact form, where there are such), or <see cref="Dropped"/>.</summary>
    /// <param name="text">The text the word stands in.</param>
    /// <param name="word">Where; not a gap.</param>
    public int TermOf(ReadOnlySpan<byte> text, WordSpan word) => Slow(text.Slice(word.Start, word.Length)).Term;

    /// <inheritdoc/>
    public void Dispose()
    {
        chain.Dispose();
        exact?.Dispose();
        written?.Dispose();
    }

    private Remembered Slow(ReadOnlySpan<byte> word)
    {
        if (word.Length <= LongestKey)
        {
            Span<byte> key = stackalloc byte[LongestKey];
            key.Clear();
            word.CopyTo(key);
            var (low, high) = KeyOf(key);
            return Probe(low, high, (uint)KeyHash.Of(low, high), word);
        }

        var hash = KeyHash.Of(word);
        for (var index = slots.Home((uint)hash); ; index = slots.Next(index))
        {
            ref var slot = ref slots[index];
            if (slot.Key == Empty)
            {
                return Remember(index, hash, 0, Keep(word), word);
            }

            if (slot.Low == hash && PlaceOf(slot.Key) is > 0 and var place
                && arena.AsSpan(place + sizeof(int), Unsafe.ReadUnaligned<int>(ref arena[place])).SequenceEqual(word))
            {
                if (slot.Key < 0)
                {
                    slot.Key = place;
                    written!.See(index);
                }

                return slot.Word;
            }
        }
    }

    private Remembered Probe(ulong low, ulong high, uint hash, ReadOnlySpan<byte> word)
    {
        var home = slots.Home(hash);
        for (var index = home; ; index = slots.Next(index))
        {
            ref var slot = ref slots[index];
            if (slot.Key == Empty)
            {
                return Remember(index, low, high, Inline, word);
            }

            if (slot.Low == low && slot.High == high && slot.Key is Inline or InlineUnseen)
            {
                if (slot.Key == InlineUnseen)
                {
                    slot.Key = Inline;
                    written!.See(index);
                }

                var found = slot.Word;
                if ((index | 1) != (home | 1))
                {
                    BringHome(index, home | 1);
                }

                return found;
            }
        }
    }

    // Two words change places. Between its home and where it comes to stand no slot is empty, so the one that gives way is found again.
    private void BringHome(int from, int to)
    {
        if (slots[to].Key == Inline && written?.Exchange(from, to) != false)
        {
            (slots[from], slots[to]) = (slots[to], slots[from]);
        }
    }

    private Remembered Remember(int index, ulong low, ulong high, int key, ReadOnlySpan<byte> word)
    {
        if (ignoresCapitals && key == Inline && FindSmall(word) is >= 0 and var small)
        {
            return Repeat(index, low, high, small);
        }

        int term;
        if (plainStem is not null && word.Length <= TextAnalysis.MaxTokenLength && WrittenWords.IsPlain(word))
        {
            term = Stemmed(word);
            written?.Remember(index);
        }
        else
        {
            var isNumber = keepsNumbers && WrittenWords.IsNumber(word);
            term = Chained(word, isNumber);
            if (term != Dropped)
            {
                written?.Remember(index, word, exact is null ? Terms[term] : Terms[term][1..], isNumber);
            }
        }

        var folded = key == Inline ? FoldedWords.HashOfKey(word, low, high) : FoldedWords.Hash(word, new(0, word.Length));
        var made = new Remembered(term, folded);
        slots[index] = new Slot { Low = low, High = high, Key = key, Word = made };
        CountOne();
        return made;
    }

    // The term of a word by the chains, or Dropped.
    private int Chained(ReadOnlySpan<byte> word, bool isNumber)
    {
        var term = isNumber ? table.Terms.Add(Marked(word, exactForm: false))
            : chain.TryNormalize(word, out var bytes) ? table.Terms.Add(Marked(bytes, exactForm: false))
            : Dropped;
        if (exact is null || term == Dropped)
        {
            return term;
        }

        return exact.TryNormalize(word, out bytes)
            ? table.AddForm(Marked(bytes, exactForm: true), stem: term)
            : throw new InvalidOperationException("A word that has a stem has an exact form.");
    }

    // The same without them.
    private int Stemmed(ReadOnlySpan<byte> word)
    {
        Span<byte> small = stackalloc byte[TextAnalysis.MaxTokenLength];
        Span<byte> stem = stackalloc byte[TextAnalysis.MaxTokenLength + 1];
        Ascii.ToLower(word, small, out var length);
        small = small[..length];
        small.CopyTo(stem);
        stem = stem[..plainStem!(stem, length)];
        if (exact is not null)
        {
            written?.Expect(small, Marked(small, exactForm: true)[1..]);
            var number = table.Terms.Add(Marked(stem, exactForm: false));
            return table.AddForm(Marked(small, exactForm: true), stem: number);
        }

        var term = Marked(stem, exactForm: false);
        var hash = table.Terms.Expect(term);
        written?.Expect(small, term);
        return table.Terms.AddExpected(term, hash);
    }

    // Takes in a word that is another one but for capitals.
    private Remembered Repeat(int index, ulong low, ulong high, int other)
    {
        var word = slots[other].Word;
        slots[index] = new Slot { Low = low, High = high, Key = Inline, Word = word };
        written?.Repeat(index, other);
        CountOne();
        return word;
    }

    // Where the word stands in small letters: of a word of letters of ASCII, a capital among them; -1 where it does not.
    private int FindSmall(ReadOnlySpan<byte> word)
    {
        Span<byte> small = stackalloc byte[LongestKey];
        small.Clear();
        for (var i = 0; i < word.Length; i++)
        {
            if (!char.IsAsciiLetter((char)word[i]))
            {
                return -1;
            }

            small[i] = (byte)(word[i] | 0x20);
        }

        var (low, high) = KeyOf(small);
        if (word.SequenceEqual(small[..word.Length]))
        {
            return -1;
        }

        for (var index = slots.Home((uint)KeyHash.Of(low, high)); ; index = slots.Next(index))
        {
            ref var slot = ref slots[index];
            if (slot.Key == Empty)
            {
                return -1;
            }

            if (slot.Low == low && slot.High == high && slot.Key is Inline or InlineUnseen)
            {
                return index;
            }
        }
    }

    private static (ulong Low, ulong High) KeyOf(ReadOnlySpan<byte> padded) =>
        (BinaryPrimitives.ReadUInt64LittleEndian(padded), BinaryPrimitives.ReadUInt64LittleEndian(padded[sizeof(ulong)..]));

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
}
