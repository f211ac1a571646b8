using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

using SearchCore.Searching.Columns;
using SearchCore.Storage.Columns;

namespace SearchCore.Searching.Execution;

/// <summary>
/// What the documents of a window score at most, all at once: a byte for each, added up over words and pairs of words from tables by how
/// often a word stands in a document and by the class of the document's length. Most documents cannot be among the best by that, and are
/// never scored. For one thread.
/// </summary>
internal sealed class ScoreBounds
{
    // What is needed, in bytes' numbers: more would leave no room for what is above, less would be coarse.
    private const int Needed = 200;

    private const int Lanes = 64, Few = 4, MostKept = 64;

    // Both are used again: what is behind their counts is room.
    private Part[] parts = [];
    private Column[] columns = [];
    private int partCount;
    private int columnCount;

    /// <summary>Whether the machine can.</summary>
    public static bool AreSupported => Avx512Vbmi.IsSupported;

    /// <summary>Adds a word in a field, or two that score as a pair.</summary>
    /// <param name="score">How it scores.</param>
    /// <param name="matches">How often it stands in the documents of a window.</param>
    /// <param name="second">How often the other does; the same for a word.</param>
    public void Add(FieldScore score, FieldMatches matches, FieldMatches second)
    {
        var column = 0;
        while (column < columnCount && columns[column].Lengths != score.Lengths)
        {
            column++;
        }

        if (column == columnCount)
        {
            ref var added = ref Next(ref columns, ref columnCount);
            (added.Lengths, added.Classes) = (score.Lengths, added.Classes ?? new byte[Window.Size]);
        }

        ref var part = ref Next(ref parts, ref partCount);
        part = new()
        {
            Score = score,
            First = matches,
            Second = second,
            Classes = columns[column].Classes,
            Table = part.Table ?? new byte[LengthTable.Size],
        };
    }

    /// <summary>Forgets what was added; its room is kept.</summary>
    public void Clear()
    {
        foreach (ref var part in parts.AsSpan(0, partCount))
        {
            part = new() { Table = part.Table };
        }

        foreach (ref var column in columns.AsSpan(0, columnCount))
        {
            column.Lengths = null;
        }

        (partCount, columnCount) = (0, 0);
        if (parts.Length > MostKept)
        {
            Array.Resize(ref parts, MostKept);
        }
    }

    /// <summary>Finds the documents of a window that may score enough: of those whose words are counted.</summary>
    /// <param name="from">The window's first document.</param>
    /// <param name="needed">What is enough: more than nothing.</param>
    /// <param name="sums">Room for a byte for each document of the window.</param>
    /// <param name="into">Takes them, and perhaps others.</param>
    public void Find(int from, double needed, byte[] sums, Span<ulong> into)
    {
        foreach (ref var column in columns.AsSpan(0, columnCount))
        {
            Classify(
                column.Lengths!.Block(from >> NumberColumn.BlockShift).AsSpan(from & (NumberColumn.BlockSize - 1)), column.Classes);
        }

        sums.AsSpan().Clear();
        foreach (ref var part in parts.AsSpan(0, partCount))
        {
            if (part.First.IsCounted && part.Second.IsCounted)
            {
                if (part.FilledFor != needed)
                {
                    Fill(part.Score.Table.Most, (float)(part.Score.Weight * (Needed / needed)), part.Table);
                    part.FilledFor = needed;
                }

                AddTo(part.First.Counts, part.Second.Counts, part.Classes, part.Table, sums);
            }
        }

        AtLeast(sums, Needed, into);
        sums.AsSpan().Clear();
    }

    /// <summary>The class of each length, in the upper four bits.</summary>
    /// <param name="codes">The codes of the lengths.</param>
    /// <param name="into">Takes as many classes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Classify(ReadOnlySpan<byte> codes, byte[] into)
    {
        var count = Math.Min(codes.Length, into.Length);
        ref var code = ref MemoryMarshal.GetReference(codes);
        ref var made = ref MemoryMarshal.GetArrayDataReference(into);
        var (i, low) = (0, Vector512.Create((byte)(byte.MaxValue >> LengthTable.CodeBits)));
        for (; i + Lanes <= count; i += Lanes)
        {
            var some = (Vector512.LoadUnsafe(ref code, (nuint)i).AsUInt16() >>> LengthTable.CodeBits).AsByte() & low;
            some = Avx512BW.SubtractSaturate(some, Vector512.Create((byte)LengthTable.FirstClass));
            some = Vector512.Min(some, Vector512.Create((byte)(LengthTable.Classes - 1)));
            (some.AsUInt16() << 4).AsByte().StoreUnsafe(ref made, (nuint)i);
        }

        for (; i < count; i++)
        {
            into[i] = (byte)(LengthTable.Class(codes[i]) << 4);
        }
    }

    // A table in bytes' numbers, none of which is too small.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Fill(float[] most, float factor, byte[] into)
    {
        const int lanes = 16;
        ref var number = ref MemoryMarshal.GetReference(most.AsSpan(0, LengthTable.Size));
        ref var made = ref MemoryMarshal.GetReference(into.AsSpan(0, LengthTable.Size));
        for (nuint i = 0; i < LengthTable.Size; i += lanes)
        {
            var some = Vector512.LoadUnsafe(ref number, i);
            var scaled = Vector512.Min(some * Vector512.Create(factor), Vector512.Create((float)(byte.MaxValue - 1)));
            var bytes = Avx512F.ConvertToVector512Int32WithTruncation(scaled) + Vector512<int>.One;
            bytes &= Vector512.GreaterThan(some, Vector512<float>.Zero).AsInt32();
            Avx512F.ConvertToVector128Byte(bytes).StoreUnsafe(ref made, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AddTo(byte[] first, byte[] second, byte[] classes, byte[] table, byte[] sums)
    {
        ref var one = ref MemoryMarshal.GetReference(first.AsSpan(0, Window.Size));
        ref var other = ref MemoryMarshal.GetReference(second.AsSpan(0, Window.Size));
        ref var length = ref MemoryMarshal.GetReference(classes.AsSpan(0, Window.Size));
        ref var sum = ref MemoryMarshal.GetReference(sums.AsSpan(0, Window.Size));
        var (a, b) = (Vector512.Create(table.AsSpan(0, Lanes)), Vector512.Create(table.AsSpan(Lanes, Lanes)));
        var (c, d) = (Vector512.Create(table.AsSpan(2 * Lanes, Lanes)), Vector512.Create(table.AsSpan(3 * Lanes, Lanes)));
        var often = Vector512.Create((byte)LengthTable.Often);
        for (nuint i = 0; i < Window.Size; i += Lanes)
        {
            var times = Vector512.Min(
                Vector512.Min(Vector512.LoadUnsafe(ref one, i), Vector512.LoadUnsafe(ref other, i)), often);
            var place = times | Vector512.LoadUnsafe(ref length, i);
            var low = Avx512Vbmi.PermuteVar64x8x2(a, place, b);
            var high = Avx512Vbmi.PermuteVar64x8x2(c, place, d);
            var isHigh = Vector512.LessThan(place.AsSByte(), Vector512<sbyte>.Zero).AsByte();
            var part = Vector512.ConditionalSelect(isHigh, high, low);
            Avx512BW.AddSaturate(Vector512.LoadUnsafe(ref sum, i), part).StoreUnsafe(ref sum, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AtLeast(byte[] sums, byte least, Span<ulong> into)
    {
        ref var sum = ref MemoryMarshal.GetReference(sums.AsSpan(0, Window.Size));
        for (var i = 0; i < Window.Words; i++)
        {
            into[i] = Vector512.GreaterThanOrEqual(Vector512.LoadUnsafe(ref sum, (nuint)(i * Lanes)), Vector512.Create(least))
                .ExtractMostSignificantBits();
        }
    }

    private static ref T Next<T>(ref T[] room, ref int count)
    {
        if (count == room.Length)
        {
            Array.Resize(ref room, Math.Max(Few, 2 * count));
        }

        return ref room[count++];
    }

    private struct Column
    {
        public ByteColumn? Lengths;

        /// <summary>The classes of the window's lengths.</summary>
        public byte[] Classes;
    }

    private struct Part
    {
        public FieldScore Score;
        public FieldMatches First;
        public FieldMatches Second;
        public byte[] Classes;

        /// <summary>What the document scores at most here, in bytes' numbers, by its class and how often the word stands there.</summary>
        public byte[] Table;

        /// <summary>What was needed when the table was made.</summary>
        public double FilledFor;
    }
}
