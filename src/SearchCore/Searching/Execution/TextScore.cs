using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

using SearchCore.Searching.Postings;

namespace SearchCore.Searching.Execution;

/// <summary>
/// How a word or a phrase scores in a field: <c>weight · x / (1 + x)</c>, where x is how often it stands there times what the length of
/// the article's field makes of once.
/// </summary>
/// <param name="Weight">What it scores at most.</param>
/// <param name="Norms">For each document of the segment the code of its field's length.</param>
/// <param name="Once">For each code what once is worth.</param>
internal sealed record FieldScore(double Weight, byte[] Norms, double[] Once)
{
    private const int Lanes = 8;

    /// <summary>Adds scores to those of a window.</summary>
    /// <param name="from">The window's first document.</param>
    /// <param name="matches">Where it stands.</param>
    /// <param name="documents">Which documents score, from the window's start.</param>
    /// <param name="scores">The scores.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int from, FieldMatches matches, ReadOnlySpan<ushort> documents, double[] scores)
    {
        ref var norm = ref MemoryMarshal.GetReference(Norms.AsSpan(from));
        ref var once = ref MemoryMarshal.GetArrayDataReference(Once);
        ref var frequency = ref MemoryMarshal.GetArrayDataReference(matches.Frequencies);
        ref var score = ref MemoryMarshal.GetArrayDataReference(scores);
        Span<double> numbers = stackalloc double[BlockDecoder.Size];
        ref var number = ref MemoryMarshal.GetReference(numbers);
        for (; documents.Length > 0; documents = documents[Math.Min(BlockDecoder.Size, documents.Length)..])
        {
            var count = Math.Min(BlockDecoder.Size, documents.Length);
            ref var document = ref MemoryMarshal.GetReference(documents);
            for (var i = 0; i < count; i++)
            {
                nint at = Unsafe.Add(ref document, i);
                Unsafe.Add(ref number, i) = Unsafe.Add(ref frequency, at) * Unsafe.Add(ref once, (nint)Unsafe.Add(ref norm, at));
            }

            Saturate(numbers[..count]);
            for (var i = 0; i < count; i++)
            {
                Unsafe.Add(ref score, (nint)Unsafe.Add(ref document, i)) += Unsafe.Add(ref number, i);
            }
        }
    }

    /// <summary>Adds the scores of documents of a block, all of which count.</summary>
    /// <param name="from">The window's first document.</param>
    /// <param name="documents">Documents of the window, 128 at most.</param>
    /// <param name="frequencies">How often it stands in each.</param>
    /// <param name="scores">The scores.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int from, ReadOnlySpan<int> documents, ReadOnlySpan<int> frequencies, double[] scores)
    {
        Span<double> numbers = stackalloc double[BlockDecoder.Size];
        numbers = numbers[..documents.Length];
        Make(documents, frequencies, numbers);
        ref var document = ref MemoryMarshal.GetReference(documents);
        ref var number = ref MemoryMarshal.GetReference(numbers);
        ref var score = ref MemoryMarshal.GetArrayDataReference(scores);
        for (var i = 0; i < documents.Length; i++)
        {
            Unsafe.Add(ref score, (nint)Unsafe.Add(ref document, i) - from) += Unsafe.Add(ref number, i);
        }
    }

    /// <summary>Makes the scores of documents.</summary>
    /// <param name="documents">Documents of the segment.</param>
    /// <param name="frequencies">How often it stands in each.</param>
    /// <param name="scores">As many scores.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Make(ReadOnlySpan<int> documents, ReadOnlySpan<int> frequencies, Span<double> scores)
    {
        ref var document = ref MemoryMarshal.GetReference(documents);
        ref var frequency = ref MemoryMarshal.GetReference(frequencies[..documents.Length]);
        ref var norm = ref MemoryMarshal.GetArrayDataReference(Norms);
        ref var once = ref MemoryMarshal.GetArrayDataReference(Once);
        ref var number = ref MemoryMarshal.GetReference(scores[..documents.Length]);
        for (var i = 0; i < documents.Length; i++)
        {
            var code = Unsafe.Add(ref norm, (nint)(uint)Unsafe.Add(ref document, i));
            Unsafe.Add(ref number, i) = Unsafe.Add(ref frequency, i) * Unsafe.Add(ref once, (nint)code);
        }

        Saturate(scores[..documents.Length]);
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
