using System.Buffers;
using System.Numerics;

using Lucene.Net.Index;

namespace SearchCore.Storage.Columns;

/// <summary>
/// A column of one number each, as Lucene 4.5's format has it, read in blocks from pages in memory: nothing of it is read before it is
/// asked for. Everything is checked against the bounds of the file. Thread-safe.
/// </summary>
internal sealed class NumberColumn
{
    /// <summary>Numbers of a block.</summary>
    public const int BlockSize = 1 << BlockShift;

    /// <summary>The shift from a number's place to its block.</summary>
    public const int BlockShift = 14;

    // Who goes through a segment in stretches of so many at most need not ask where a block ends.
    private const int Stretch = 4_096;

    /// <summary>In <see cref="Entry.Missing"/>: every document has a number.</summary>
    public const long AllPresent = -1;

    /// <summary>In <see cref="Entry.Missing"/>: no document has one.</summary>
    public const long NonePresent = -2;

    // So many numbers are read by themselves before pages are held for them: the first search asks for few.
    private const int Few = 256;

    private const int MostBits = 64;

    // A table of what numbers of more bits stand for takes longer to make than what is looked up in it.
    private const int MostTableBits = 12;

    private readonly PagedFile file;
    private readonly Entry entry;
    private Place[]? places;
    private int asked;

    /// <summary>Makes the reader of a column.</summary>
    /// <param name="file">The file.</param>
    /// <param name="entry">What the column's entry says.</param>
    /// <exception cref="CorruptIndexException">It cannot be.</exception>
    public NumberColumn(PagedFile file, Entry entry)
    {
        (this.file, this.entry) = (file, entry);
        if (entry.Count is < 0 or > int.MaxValue
            || entry.Start < 0 || entry.Start > file.Length
            || entry.Missing < NonePresent || entry.Missing > file.Length
            || (entry.Table is null && entry.BlockSize != BlockSize))
        {
            throw Damaged();
        }
    }

    /// <summary>
    /// How much room a block needs: that of whole stretches of 4,096, so that the many small segments of a live index do not each hold as
    /// much as a large one.
    /// </summary>
    /// <param name="block">The block's number.</param>
    /// <param name="count">How many numbers there are in all.</param>
    public static int RoomOf(int block, int count) =>
        (Math.Min(BlockSize, count - (block << BlockShift)) + Stretch - 1) & ~(Stretch - 1);

    /// <summary>How many numbers there are.</summary>
    public long Count => entry.Count;

    /// <summary>Whether every document has a number.</summary>
    public bool HasAll => entry.Missing == AllPresent;

    /// <summary>Whether a document has a number.</summary>
    public bool Has(int document)
    {
        if (entry.Missing < 0)
        {
            return entry.Missing == AllPresent;
        }

        Span<byte> bits = stackalloc byte[1];
        file.ReadOnce(entry.Missing + (document >> 3), bits);
        return (bits[0] & (1 << (document & 7))) != 0;
    }

    /// <summary>Which of some documents have a number: a bit each, the lowest first.</summary>
    /// <param name="first">The first document, a multiple of 8.</param>
    /// <param name="count">How many.</param>
    /// <param name="bits">Room for a byte for each eight.</param>
    public void Present(int first, int count, Span<byte> bits)
    {
        bits = bits[..((count + 7) >> 3)];
        if (entry.Missing < 0)
        {
            bits.Fill(entry.Missing == AllPresent ? byte.MaxValue : (byte)0);
        }
        else
        {
            file.ReadThrough(entry.Missing + (first >> 3), bits);
        }
    }

    /// <summary>One number; 0 where the document has none.</summary>
    public long this[long index]
    {
        get
        {
            if ((ulong)index >= (ulong)Count)
            {
                throw Damaged();
            }

            var place = Places()[index >> BlockShift];
            var bit = (index & (BlockSize - 1)) * place.Bits;
            Span<byte> room = stackalloc byte[PackedBits.BytesOfOne];
            room.Clear();
            var start = place.Start + (bit >> 3);
            var bytes = room[..(int)Math.Min(room.Length, file.Length - start)];
            if (Volatile.Read(ref asked) < Few && !file.Holds(start))
            {
                Interlocked.Increment(ref asked);
                file.ReadThrough(start, bytes);
            }
            else
            {
                file.Read(start, bytes);
            }

            return Meaning(place, (int)index & (BlockSize - 1), PackedBits.One(room, (int)bit & 7, place.Bits));
        }
    }

    /// <summary>Reads numbers of one block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="into">Room for a block.</param>
    /// <returns>How many there are.</returns>
    public int Read(int block, Span<long> into)
    {
        var count = (int)Math.Min(BlockSize, Count - ((long)block << BlockShift));
        if (count > into.Length)
        {
            // Room is made for the articles there are.
            throw Damaged();
        }

        into = into[..count];
        var place = Places()[block];
        var length = (int)PackedBits.BytesOf(count, place.Bits);
        var bytes = ArrayPool<byte>.Shared.Rent(length + PackedBits.Slack);
        try
        {
            file.ReadThrough(place.Start, bytes.AsSpan(0, length));
            PackedBits.Read(bytes, place.Bits, into);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }

        if (entry.IsMonotonic || entry.Table is not null)
        {
            for (var i = 0; i < into.Length; i++)
            {
                into[i] = Meaning(place, i, into[i]);
            }

            return count;
        }

        if (entry.Factor == 1 && place.Least + entry.Addend == 0)
        {
            return count;
        }

        var (factor, least) = (entry.Factor, (place.Least * entry.Factor) + entry.Addend);
        for (var i = 0; i < into.Length; i++)
        {
            into[i] = (into[i] * factor) + least;
        }

        return count;
    }

    /// <summary>Reads what stands for each number of one block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="code">What stands for a number.</param>
    /// <param name="into">Room for a block.</param>
    public void Translate(int block, Func<long, byte> code, Span<byte> into)
    {
        into = into[..(int)Math.Min(BlockSize, Count - ((long)block << BlockShift))];
        var place = Places()[block];
        var numbers = 1 << Math.Min(place.Bits, MostTableBits);
        if (entry.IsMonotonic || place.Bits > MostTableBits)
        {
            TranslateOneByOne(block, code, into);
            return;
        }

        Span<byte> table = stackalloc byte[numbers];
        var isWhole = entry.Table is not { } values || values.Length >= numbers;
        for (var packed = 0; packed < table.Length; packed++)
        {
            table[packed] = isWhole || packed < entry.Table!.Length ? code(Meaning(place, 0, packed)) : (byte)0;
        }

        var length = (int)PackedBits.BytesOf(into.Length, place.Bits);
        var bytes = ArrayPool<byte>.Shared.Rent(length + PackedBits.Slack);
        try
        {
            file.ReadThrough(place.Start, bytes.AsSpan(0, length));
            if (!isWhole)
            {
                RequireWithin(bytes, place.Bits, into.Length, entry.Table!.Length);
            }

            PackedBits.Translate(bytes, table, into);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    // Numbers that the table has not are damage.
    private void RequireWithin(ReadOnlySpan<byte> bytes, int bits, int count, int known)
    {
        Span<byte> isUnknown = stackalloc byte[1 << bits];
        isUnknown[known..].Fill(1);
        var marks = ArrayPool<byte>.Shared.Rent(count);
        try
        {
            PackedBits.Translate(bytes, isUnknown, marks.AsSpan(0, count));
            if (marks.AsSpan(0, count).Contains((byte)1))
            {
                throw Damaged();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(marks);
        }
    }

    private void TranslateOneByOne(int block, Func<long, byte> code, Span<byte> into)
    {
        var numbers = ArrayPool<long>.Shared.Rent(BlockSize);
        try
        {
            Read(block, numbers);
            for (var i = 0; i < into.Length; i++)
            {
                into[i] = code(numbers[i]);
            }
        }
        finally
        {
            ArrayPool<long>.Shared.Return(numbers);
        }
    }

    // What a number of a block stands for.
    private long Meaning(in Place place, int index, long packed)
    {
        if (entry.Table is { } table)
        {
            return packed < table.Length ? table[packed] : throw Damaged();
        }

        // The product is rounded to a float before it is cut, as where it was written.
        return entry.IsMonotonic
            ? place.Least + (long)(float)(index * place.Average) + ((long)((ulong)packed >> 1) ^ -(packed & 1))
            : ((place.Least + packed) * entry.Factor) + entry.Addend;
    }

    private Place[] Places() => Volatile.Read(ref places) ?? (places = ReadPlaces());

    // Each block tells how many bits its numbers take, from which follows where the next one begins.
    private Place[] ReadPlaces()
    {
        var made = new Place[(Count + BlockSize - 1) >> BlockShift];
        var start = entry.Start;
        for (var block = 0; block < made.Length; block++)
        {
            made[block] = entry.Table is not null
                ? new Place(entry.Start + PackedBits.BytesOf((long)block << BlockShift, entry.TableBits), entry.TableBits, 0, 0)
                : ReadPlace(start);
            start = made[block].Start + PackedBits.BytesOf(Math.Min(BlockSize, Count - ((long)block << BlockShift)), made[block].Bits);
            if (made[block].Bits > MostBits || start > file.Length)
            {
                throw Damaged();
            }
        }

        return made;
    }

    private Place ReadPlace(long start)
    {
        const int mostBytes = 20;
        Span<byte> bytes = stackalloc byte[mostBytes];
        bytes = bytes[..(int)Math.Clamp(file.Length - start, 0, mostBytes)];
        file.ReadThrough(start, bytes);
        var at = new ByteCursor(bytes, file.Name);
        if (entry.IsMonotonic)
        {
            var first = at.VLong();
            var average = BitConverter.Int32BitsToSingle(at.Int32());
            var bits = at.VInt();
            return new Place(start + at.At, bits, first, average);
        }

        var token = at.Byte();
        var least = 0L;
        if ((token & 1) == 0)
        {
            var code = unchecked(at.WholeLong() + 1);
            least = (long)((ulong)code >> 1) ^ -(code & 1);
        }

        return new Place(start + at.At, token >> 1, least, 0);
    }

    private CorruptIndexException Damaged() => new($"{file.Name} is damaged: a column in it cannot be");

    /// <summary>What the meta file says about a column.</summary>
    /// <param name="Start">Where its blocks begin.</param>
    /// <param name="Count">How many numbers there are.</param>
    /// <param name="Missing">
    /// Where a bit for each document tells whether it has a number; or <see cref="AllPresent"/> or <see cref="NonePresent"/>.
    /// </param>
    /// <param name="BlockSize">How many numbers a block has.</param>
    internal sealed record Entry(long Start, long Count, long Missing, int BlockSize)
    {
        /// <summary>What numbers are multiplied with.</summary>
        public long Factor { get; init; } = 1;

        /// <summary>What is added to them then.</summary>
        public long Addend { get; init; }

        /// <summary>The numbers that there are, where the column has places in this table instead; else null.</summary>
        public long[]? Table { get; init; }

        /// <summary>Whether numbers rise, so that each is kept as how far it lies from a line.</summary>
        public bool IsMonotonic { get; init; }

        /// <summary>How many bits a place in the table takes.</summary>
        public int TableBits => Math.Max(1, 64 - BitOperations.LeadingZeroCount((ulong)(Table!.Length - 1)));
    }

    /// <summary>Where the numbers of a block stand, and what they count from.</summary>
    private readonly record struct Place(long Start, int Bits, long Least, float Average);
}
