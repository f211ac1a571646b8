using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

using SearchCore.Searching.Columns;
using SearchCore.Storage;
using SearchCore.Storage.Columns;

namespace SearchCore.Searching.Execution;

/// <summary>What makes x of how often a word stands in a field (<see cref="ScoringFormula"/>), in one segment.</summary>
/// <param name="Weight">What the word scores at most there.</param>
/// <param name="Lengths">For each document of the segment the code of the field's length.</param>
/// <param name="Table">What x is by the code of the length.</param>
internal sealed record FieldScore(double Weight, ByteColumn Lengths, LengthTable Table)
{
    private const int Lanes = 8;

    /// <summary>For each code what x is where the word stands there once.</summary>
    public double[] Once => Table.Once;

    /// <summary>Adds scores to those of documents.</summary>
    /// <param name="from">The window's first document.</param>
    /// <param name="matches">Where the word stands.</param>
    /// <param name="documents">Which documents score, from the window's start.</param>
    /// <param name="other">The same word in another field, whose x is added; null for none.</param>
    /// <param name="otherMatches">Where it stands there.</param>
    /// <param name="scores">As many scores.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(
        int from, FieldMatches matches, ReadOnlySpan<ushort> documents, FieldScore? other, FieldMatches? otherMatches, Span<double> scores)
    {
        Span<double> numbers = stackalloc double[BlockDecoder.Size];
        Span<double> others = stackalloc double[BlockDecoder.Size];
        while (documents.Length > 0)
        {
            var some = documents[..Math.Min(BlockDecoder.Size, documents.Length)];
            Make(from, matches, some, numbers);
            if (otherMatches is { IsCounted: true } or { Count: > 0 })
            {
                other!.Make(from, otherMatches, some, others);
                for (var i = 0; i < some.Length; i++)
                {
                    numbers[i] += others[i];
                }
            }

            Saturate(numbers[..some.Length]);
            AddTo(scores, numbers[..some.Length]);
            documents = documents[some.Length..];
            scores = scores[some.Length..];
        }
    }

    /// <summary>Adds scores to those of documents, with the x of other fields added.</summary>
    /// <param name="from">The window's first document.</param>
    /// <param name="matches">Where the word stands.</param>
    /// <param name="documents">Which documents score, from the window's start.</param>
    /// <param name="others">For each document of the window the x of the other fields.</param>
    /// <param name="scores">As many scores as documents.</param>
    public void Add(int from, FieldMatches matches, ReadOnlySpan<ushort> documents, double[] others, Span<double> scores)
    {
        Span<double> numbers = stackalloc double[BlockDecoder.Size];
        while (documents.Length > 0)
        {
            var some = documents[..Math.Min(BlockDecoder.Size, documents.Length)];
            Make(from, matches, some, numbers);
            for (var i = 0; i < some.Length; i++)
            {
                numbers[i] += others[some[i]];
            }

            Saturate(numbers[..some.Length]);
            AddTo(scores, numbers[..some.Length]);
            documents = documents[some.Length..];
            scores = scores[some.Length..];
        }
    }

    /// <summary>Adds the scores of documents of a block, all of which count.</summary>
    /// <param name="from">The window's first document.</param>
    /// <param name="documents">Documents of the window, 128 at most.</param>
    /// <param name="frequencies">How often the word stands in each.</param>
    /// <param name="scores">The scores.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int from, ReadOnlySpan<int> documents, ReadOnlySpan<int> frequencies, double[] scores)
    {
        Span<double> numbers = stackalloc double[BlockDecoder.Size];
        numbers = numbers[..documents.Length];
        Make(documents, frequencies, numbers);
        Saturate(numbers);
        AddTo(scores, from, documents, numbers);
    }

    /// <summary>
    /// As <see cref="Add(int, ReadOnlySpan{int}, ReadOnlySpan{int}, double[])"/>, with the x of another field added; what was added is 0
    /// afterwards.
    /// </summary>
    /// <param name="from">The window's first document.</param>
    /// <param name="documents">Documents of the window, 128 at most.</param>
    /// <param name="frequencies">How often the word stands in each.</param>
    /// <param name="others">For each document of the window the x of the other field.</param>
    /// <param name="scores">The scores.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int from, ReadOnlySpan<int> documents, ReadOnlySpan<int> frequencies, double[] others, double[] scores)
    {
        Span<double> numbers = stackalloc double[BlockDecoder.Size];
        numbers = numbers[..documents.Length];
        Make(documents, frequencies, numbers);
        ref var document = ref MemoryMarshal.GetReference(documents);
        ref var number = ref MemoryMarshal.GetReference(numbers);
        ref var other = ref MemoryMarshal.GetArrayDataReference(others);
        for (var i = 0; i < documents.Length; i++)
        {
            ref var place = ref Unsafe.Add(ref other, (nint)Unsafe.Add(ref document, i) - from);
            Unsafe.Add(ref number, i) += place;
            place = 0;
        }

        Saturate(numbers);
        AddTo(scores, from, documents, numbers);
    }

    /// <summary>What x is in a document of a window.</summary>
    public double X(int from, int place, FieldMatches matches) => matches.At(place) * Once[LengthsFrom(from)[place]];

    /// <summary>Makes the scores of documents of a block.</summary>
    /// <param name="documents">Documents of the segment.</param>
    /// <param name="frequencies">How often the word stands in each.</param>
    /// <param name="scores">As many scores.</param>
    public void Score(ReadOnlySpan<int> documents, ReadOnlySpan<int> frequencies, Span<double> scores)
    {
        Make(documents, frequencies, scores);
        Saturate(scores[..documents.Length]);
    }

    /// <summary>Adds the x of each document of a window in which a word stands to numbers, which are to be added elsewhere.</summary>
    public void Put(int from, FieldMatches matches, double[] numbers)
    {
        var lengths = LengthsFrom(from);
        foreach (var place in matches.Documents.AsSpan(0, matches.Count))
        {
            numbers[place] += matches.Frequencies[place] * Once[lengths[place]];
        }
    }

    /// <summary>Adds the scores of those whose x was put and that nobody added; all are 0 afterwards.</summary>
    public void AddRest(FieldMatches matches, double[] numbers, double[] scores)
    {
        foreach (var place in matches.Documents.AsSpan(0, matches.Count))
        {
            var x = numbers[place];
            if (x > 0)
            {
                scores[place] += x * Weight / (x + 1);
                numbers[place] = 0;
            }
        }
    }

    private static void AddTo(Span<double> scores, ReadOnlySpan<double> numbers)
    {
        ref var score = ref MemoryMarshal.GetReference(scores[..numbers.Length]);
        ref var number = ref MemoryMarshal.GetReference(numbers);
        var at = 0;
        for (; at + Vector<double>.Count <= numbers.Length; at += Vector<double>.Count)
        {
            (Vector.LoadUnsafe(ref score, (nuint)at) + Vector.LoadUnsafe(ref number, (nuint)at)).StoreUnsafe(ref score, (nuint)at);
        }

        for (; at < numbers.Length; at++)
        {
            scores[at] += numbers[at];
        }
    }

    private static void AddTo(double[] scores, int from, ReadOnlySpan<int> documents, ReadOnlySpan<double> numbers)
    {
        ref var document = ref MemoryMarshal.GetReference(documents);
        ref var number = ref MemoryMarshal.GetReference(numbers);
        ref var score = ref MemoryMarshal.GetArrayDataReference(scores);
        for (var i = 0; i < documents.Length; i++)
        {
            Unsafe.Add(ref score, (nint)Unsafe.Add(ref document, i) - from) += Unsafe.Add(ref number, i);
        }
    }

    // The x of documents of a window.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Make(int from, FieldMatches matches, ReadOnlySpan<ushort> documents, Span<double> numbers)
    {
        if (matches.IsCounted)
        {
            MakeCounted(from, matches, documents, numbers);
            return;
        }

        ref var length = ref MemoryMarshal.GetReference(LengthsFrom(from));
        ref var once = ref MemoryMarshal.GetArrayDataReference(Once);
        ref var frequency = ref MemoryMarshal.GetArrayDataReference(matches.Frequencies);
        ref var document = ref MemoryMarshal.GetReference(documents);
        ref var number = ref MemoryMarshal.GetReference(numbers[..documents.Length]);
        for (var i = 0; i < documents.Length; i++)
        {
            nint at = Unsafe.Add(ref document, i);
            Unsafe.Add(ref number, i) = Unsafe.Add(ref frequency, at) * Unsafe.Add(ref once, (nint)Unsafe.Add(ref length, at));
        }
    }

    private void MakeCounted(int from, FieldMatches matches, ReadOnlySpan<ushort> documents, Span<double> numbers)
    {
        ref var length = ref MemoryMarshal.GetReference(LengthsFrom(from));
        ref var once = ref MemoryMarshal.GetArrayDataReference(Once);
        ref var count = ref MemoryMarshal.GetArrayDataReference(matches.Counts);
        for (var i = 0; i < documents.Length; i++)
        {
            int place = documents[i];
            var times = Unsafe.Add(ref count, place);
            numbers[i] = (times == byte.MaxValue ? matches.At(place) : times) * Unsafe.Add(ref once, (nint)Unsafe.Add(ref length, place));
        }
    }

    // The codes of the lengths from a window's first document on.
    private ReadOnlySpan<byte> LengthsFrom(int from) =>
        Lengths.Block(from >> NumberColumn.BlockShift).AsSpan(from & (NumberColumn.BlockSize - 1));

    // The x of documents of a block, which may lie anywhere in the segment.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Make(ReadOnlySpan<int> documents, ReadOnlySpan<int> frequencies, Span<double> numbers)
    {
        ref var document = ref MemoryMarshal.GetReference(documents);
        ref var frequency = ref MemoryMarshal.GetReference(frequencies[..documents.Length]);
        ref var once = ref MemoryMarshal.GetArrayDataReference(Once);
        ref var number = ref MemoryMarshal.GetReference(numbers[..documents.Length]);
        for (int i = 0, end; i < documents.Length; i = end)
        {
            // Those of one block of the column: mostly all of them.
            var block = Unsafe.Add(ref document, i) >> NumberColumn.BlockShift;
            end = documents[^1] >> NumberColumn.BlockShift == block ? documents.Length : EndOf(block, documents, i);
            ref var length = ref MemoryMarshal.GetArrayDataReference(Lengths.Block(block));
            for (; i < end; i++)
            {
                var code = Unsafe.Add(ref length, (nint)(Unsafe.Add(ref document, i) & (NumberColumn.BlockSize - 1)));
                Unsafe.Add(ref number, i) = Unsafe.Add(ref frequency, i) * Unsafe.Add(ref once, (nint)code);
            }
        }
    }

    private static int EndOf(int block, ReadOnlySpan<int> documents, int from)
    {
        while (documents[from] >> NumberColumn.BlockShift == block)
        {
            from++;
        }

        return from;
    }

    // Makes weight · x / (1 + x) of each x.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Saturate(Span<double> numbers)
    {
        ref var number = ref MemoryMarshal.GetReference(numbers);
        var at = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; at + Lanes <= numbers.Length; at += Lanes)
            {
                var x = Vector512.LoadUnsafe(ref number, (nuint)at);
                (x * Weight / (x + Vector512<double>.One)).StoreUnsafe(ref number, (nuint)at);
            }
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            for (; at + (Lanes / 2) <= numbers.Length; at += Lanes / 2)
            {
                var x = Vector256.LoadUnsafe(ref number, (nuint)at);
                (x * Weight / (x + Vector256<double>.One)).StoreUnsafe(ref number, (nuint)at);
            }
        }

        for (; at < numbers.Length; at++)
        {
            var x = Unsafe.Add(ref number, at);
            Unsafe.Add(ref number, at) = x * Weight / (x + 1);
        }
    }
}
