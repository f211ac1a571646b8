using System.Text;

using Lucene.Net.Index;

namespace SearchCore.Storage.Columns;

/// <summary>
/// The different values of a column in the order of their bytes, as Lucene 4.5's format has them. Nothing is read before it is asked for;
/// what is gone through from one end to the other is not held. Thread-safe.
/// </summary>
internal sealed class SortedValues
{
    /// <summary>So many values follow each other of which all but the first tell what they have of the one before.</summary>
    public const int Interval = 16;

    private readonly PagedFile file;
    private readonly ColumnValues list;
    private readonly NumberColumn? places;

    /// <summary>Makes the reader of values.</summary>
    /// <param name="file">The file.</param>
    /// <param name="list">Where they stand.</param>
    /// <param name="places">Where every sixteenth begins, from the first; null where all have as many bytes.</param>
    /// <exception cref="CorruptIndexException">The file has not that many bytes.</exception>
    public SortedValues(PagedFile file, ColumnValues list, NumberColumn? places)
    {
        (this.file, this.list, this.places) = (file, list, places);
        if (list.Count is < 0 or > int.MaxValue || list.Start < 0 || list.Start > file.Length
            || list.Count * Math.Max(0, list.Width) > file.Length - list.Start)
        {
            throw Damaged();
        }

        Count = (int)list.Count;
    }

    /// <summary>How many bytes each has; -1 where they differ in that.</summary>
    public int Width => list.Width;

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>A value as text.</summary>
    /// <param name="number">Its number, from 0.</param>
    /// <exception cref="CorruptIndexException">The file is damaged.</exception>
    public string Text(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, Count);
        var reader = new Reader(this, number, isHeld: true);
        return reader.Next() ? Encoding.UTF8.GetString(reader.Value) : throw Damaged();
    }

    /// <summary>Goes through the values, each once.</summary>
    /// <param name="first">The number of the first of them, to <see cref="Count"/> inclusive.</param>
    public Reader From(int first) => new(this, first, isHeld: false);

    private CorruptIndexException Damaged() => new($"{file.Name} is damaged: the values of a column cannot be");

    /// <summary>Goes through values one after the other. For one thread.</summary>
    internal sealed class Reader
    {
        private const int Usual = 4_096, MostOfNumber = 5;

        private readonly SortedValues values;
        private readonly bool isHeld;
        private ValueInOrder value = new();
        private byte[] room = [];
        private long next;
        private int at;
        private int filled;

        /// <summary>In front of a value.</summary>
        /// <param name="values">The values.</param>
        /// <param name="first">The value's number.</param>
        /// <param name="isHeld">Whether the pages are held.</param>
        public Reader(SortedValues values, int first, bool isHeld)
        {
            (this.values, this.isHeld) = (values, isHeld);
            if (values.places is not { } places)
            {
                (next, Number) = (values.list.Start + ((long)first * values.list.Width), first - 1);
                return;
            }

            var start = first < values.Count ? places[first / Interval] : 0;
            next = start >= 0 && start <= values.file.Length - values.list.Start ? values.list.Start + start : throw values.Damaged();
            for (Number = (first / Interval * Interval) - 1; Number < first - 1 && Next();)
            {
            }
        }

        /// <summary>The number of the value.</summary>
        public int Number { get; private set; }

        /// <summary>The value; good until the next.</summary>
        public ReadOnlySpan<byte> Value => value.Bytes;

        /// <summary>Goes to the next value.</summary>
        /// <returns>Whether there is one.</returns>
        /// <exception cref="CorruptIndexException">The file is damaged.</exception>
        public bool Next()
        {
            if (Number + 1 >= values.Count)
            {
                return false;
            }

            Number++;
            var (shared, more) = values.list.Width is >= 0 and var width ? (0, width) : (VInt(), VInt());
            if (shared > value.MostShared(Number))
            {
                throw values.Damaged();
            }

            Require(more);
            value.Follow(shared, room.AsSpan(at, more));
            at += more;
            return true;
        }

        private int VInt()
        {
            if (at < filled && room[at] < 0x80)
            {
                return room[at++];
            }

            Require((int)Math.Min(MostOfNumber, values.file.Length - next + filled - at));
            var number = new ByteCursor(room.AsSpan(at, filled - at), values.file.Name);
            var read = number.VInt();
            at += number.At;
            return read;
        }

        private void Require(int count)
        {
            var left = filled - at;
            if (count <= left)
            {
                return;
            }

            if (count - left > values.file.Length - next)
            {
                throw values.Damaged();
            }

            // To the end of a page where many are read: each is read and compared with its checksum once then.
            var rest = PagedFile.PageBytes - (int)(next & (PagedFile.PageBytes - 1));
            var more = (int)Math.Min(Math.Max(count - left, isHeld ? Math.Min(Usual, rest) : rest), values.file.Length - next);
            var into = left + more <= room.Length ? room : GC.AllocateUninitializedArray<byte>(left + more);
            room.AsSpan(at, left).CopyTo(into);
            (room, at, filled) = (into, 0, left + more);
            if (isHeld)
            {
                values.file.Read(next, room.AsSpan(left, more));
            }
            else
            {
                values.file.ReadThrough(next, room.AsSpan(left, more));
            }

            next += more;
        }
    }
}
