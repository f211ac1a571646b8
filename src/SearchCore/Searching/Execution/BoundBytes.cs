using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SearchCore.Searching.Execution;

/// <summary>The loops of <see cref="ScoreBounds"/>: a byte for each document of a window.</summary>
internal static class BoundBytes
{
    // A register of bytes that are looked up at once.
    private const int Row = 16;

    /// <summary>How many steps each length is worth (<see cref="LengthTable.StepsOfClass"/>).</summary>
    /// <param name="codes">The codes of the lengths.</param>
    /// <param name="stepsOfClass">How many steps each class is worth.</param>
    /// <param name="into">Takes as many numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Steps(ReadOnlySpan<byte> codes, byte[] stepsOfClass, Span<byte> into)
    {
        var count = Math.Min(codes.Length, into.Length);
        ref var code = ref MemoryMarshal.GetReference(codes);
        ref var made = ref MemoryMarshal.GetReference(into);
        var row = Vector128.Create(stepsOfClass.AsSpan(0, Row));
        var (i, low) = (0, Vector256.Create((byte)(byte.MaxValue >> LengthTable.CodeBits)));
        for (; i + Vector256<byte>.Count <= count; i += Vector256<byte>.Count)
        {
            var some = (Vector256.LoadUnsafe(ref code, (nuint)i).AsUInt16() >>> LengthTable.CodeBits).AsByte() & low;
            some = Vector256.SubtractSaturate(some, Vector256.Create((byte)LengthTable.FirstClass));
            some = Vector256.Min(some, Vector256.Create((byte)(LengthTable.Classes - 1)));
            OfRow(row, some).StoreUnsafe(ref made, (nuint)i);
        }

        for (; i < count; i++)
        {
            into[i] = stepsOfClass[LengthTable.Class(codes[i])];
        }
    }

    /// <summary>Makes a table of bytes by steps, none of which is too small.</summary>
    /// <param name="bounds">The numbers (<see cref="LengthTable.Bounds"/>).</param>
    /// <param name="factor">What they are multiplied with.</param>
    /// <param name="into">Takes as many bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(float[] bounds, float factor, byte[] into)
    {
        ref var number = ref MemoryMarshal.GetReference(bounds.AsSpan(0, LengthTable.Size));
        ref var made = ref MemoryMarshal.GetReference(into.AsSpan(0, LengthTable.Size));
        for (nuint i = 0; i < LengthTable.Size; i += (nuint)Vector256<byte>.Count)
        {
            var low = Vector256.Narrow(Scaled(ref number, i, factor), Scaled(ref number, i + 8, factor));
            var high = Vector256.Narrow(Scaled(ref number, i + 16, factor), Scaled(ref number, i + 24, factor));
            Vector256.Narrow(low.AsUInt16(), high.AsUInt16()).StoreUnsafe(ref made, i);
        }
    }

    /// <summary>
    /// Adds to each sum, up to 255, what a table has for as many steps as the length is worth and how often the rarer of two stands there;
    /// nothing where it does not.
    /// </summary>
    /// <param name="first">How often the one stands there.</param>
    /// <param name="second">How often the other does.</param>
    /// <param name="steps">What the lengths are worth.</param>
    /// <param name="table">The table.</param>
    /// <param name="sums">The sums.</param>
    public static void Add(byte[] first, byte[] second, byte[] steps, byte[] table, byte[] sums)
    {
        if (Avx512Vbmi.IsSupported)
        {
            AddWide(first, second, steps, table, sums);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            AddByRows(first, second, steps, table, sums);
        }
        else
        {
            AddEach(first, second, steps, table, sums);
        }
    }

    /// <summary>As <see cref="Add"/>, one by one.</summary>
    public static void AddEach(byte[] first, byte[] second, byte[] steps, byte[] table, byte[] sums)
    {
        for (var i = 0; i < Window.Size; i++)
        {
            int times = Math.Min(first[i], second[i]);
            if (times > 0)
            {
                var worth = Math.Min(steps[i] + LengthTable.StepsOfTimes[Math.Min(times, LengthTable.Often)], LengthTable.Top);
                sums[i] = (byte)Math.Min(sums[i] + table[worth], byte.MaxValue);
            }
        }
    }

    /// <summary>As <see cref="Add"/>, where each byte is looked up in a table of sixteen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddByRows(byte[] first, byte[] second, byte[] steps, byte[] table, byte[] sums)
    {
        ref var one = ref MemoryMarshal.GetReference(first.AsSpan(0, Window.Size));
        ref var other = ref MemoryMarshal.GetReference(second.AsSpan(0, Window.Size));
        ref var length = ref MemoryMarshal.GetReference(steps.AsSpan(0, Window.Size));
        ref var sum = ref MemoryMarshal.GetReference(sums.AsSpan(0, Window.Size));
        var ofTimes = Vector128.Create(LengthTable.StepsOfTimes);
        var (a, b, c) = (
            Vector128.Create(table.AsSpan(0, Row)), Vector128.Create(table.AsSpan(Row, Row)), Vector128.Create(table.AsSpan(2 * Row, Row)));
        var (row, top) = (Vector256.Create((byte)Row), Vector256.Create((byte)LengthTable.Top));
        for (nuint i = 0; i < Window.Size; i += (nuint)Vector256<byte>.Count)
        {
            var times = Vector256.Min(Vector256.LoadUnsafe(ref one, i), Vector256.LoadUnsafe(ref other, i));
            if (times == Vector256<byte>.Zero)
            {
                continue;
            }

            var worth = OfRow(ofTimes, Vector256.Min(times, Vector256.Create((byte)LengthTable.Often)));
            worth = Vector256.Min(worth + Vector256.LoadUnsafe(ref length, i), top);
            var place = worth & Vector256.Create((byte)(Row - 1));
            var part = Vector256.ConditionalSelect(Vector256.LessThan(worth, row), OfRow(a, place), OfRow(b, place));
            part = Vector256.ConditionalSelect(Vector256.LessThan(worth, row + row), part, OfRow(c, place));
            part = Vector256.AndNot(part, Vector256.Equals(times, Vector256<byte>.Zero));
            Vector256.AddSaturate(Vector256.LoadUnsafe(ref sum, i), part).StoreUnsafe(ref sum, i);
        }
    }

    /// <summary>As <see cref="Add"/>, where each byte is looked up in a table of 64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddWide(byte[] first, byte[] second, byte[] steps, byte[] table, byte[] sums)
    {
        ref var one = ref MemoryMarshal.GetReference(first.AsSpan(0, Window.Size));
        ref var other = ref MemoryMarshal.GetReference(second.AsSpan(0, Window.Size));
        ref var length = ref MemoryMarshal.GetReference(steps.AsSpan(0, Window.Size));
        ref var sum = ref MemoryMarshal.GetReference(sums.AsSpan(0, Window.Size));
        var row = Vector128.Create(LengthTable.StepsOfTimes);
        var ofTimes = Vector512.Create(Vector256.Create(row, row), Vector256.Create(row, row));
        var (all, top) = (Vector512.Create(table.AsSpan(0, LengthTable.Size)), Vector512.Create((byte)LengthTable.Top));
        for (nuint i = 0; i < Window.Size; i += (nuint)Vector512<byte>.Count)
        {
            var times = Vector512.Min(Vector512.LoadUnsafe(ref one, i), Vector512.LoadUnsafe(ref other, i));
            var worth = Avx512BW.Shuffle(ofTimes, Vector512.Min(times, Vector512.Create((byte)LengthTable.Often)));
            worth = Vector512.Min(worth + Vector512.LoadUnsafe(ref length, i), top);
            var part = Vector512.AndNot(Avx512Vbmi.PermuteVar64x8(all, worth), Vector512.Equals(times, Vector512<byte>.Zero));
            Vector512.AddSaturate(Vector512.LoadUnsafe(ref sum, i), part).StoreUnsafe(ref sum, i);
        }
    }

    /// <summary>Finds the documents whose sums are large enough.</summary>
    /// <param name="sums">The sums.</param>
    /// <param name="least">What is enough.</param>
    /// <param name="into">Takes a bit for each document.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AtLeast(byte[] sums, byte least, Span<ulong> into)
    {
        ref var sum = ref MemoryMarshal.GetReference(sums.AsSpan(0, Window.Size));
        var enough = Vector256.Create(least);
        for (var i = 0; i < Window.Words; i++)
        {
            var low = Vector256.GreaterThanOrEqual(Vector256.LoadUnsafe(ref sum, (nuint)(i << 6)), enough);
            var high = Vector256.GreaterThanOrEqual(Vector256.LoadUnsafe(ref sum, (nuint)((i << 6) + 32)), enough);
            into[i] = low.ExtractMostSignificantBits() | ((ulong)high.ExtractMostSignificantBits() << 32);
        }
    }

    // Rounded up, at most 255.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Scaled(ref float number, nuint at, float factor)
    {
        var scaled = Vector256.Min(Vector256.LoadUnsafe(ref number, at) * factor, Vector256.Create((float)(byte.MaxValue - 1)));
        return Vector256.ConvertToInt32(scaled) + Vector256<int>.One;
    }

    // Sixteen numbers, looked up by numbers below sixteen.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> OfRow(Vector128<byte> row, Vector256<byte> places) => Avx2.IsSupported
        ? Avx2.Shuffle(Vector256.Create(row, row), places)
        : Vector256.Create(Vector128.Shuffle(row, places.GetLower()), Vector128.Shuffle(row, places.GetUpper()));
}
