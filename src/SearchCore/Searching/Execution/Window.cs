using System.Numerics;

namespace SearchCore.Searching.Execution;

/// <summary>
/// A stretch of a segment's documents, which a search looks at together: which of them match is a bit each, what they score a number each.
/// </summary>
internal static class Window
{
    /// <summary>Documents of a window. Its scores fit into the processor's nearest cache.</summary>
    public const int Size = 4_096;

    /// <summary>Words of a window's bits.</summary>
    public const int Words = Size / 64;

    /// <summary>Where the window of a document begins.</summary>
    public static int Start(int document) => document & ~(Size - 1);

    /// <summary>How many documents a set has.</summary>
    public static int Count(ReadOnlySpan<ulong> words)
    {
        var count = 0;
        foreach (var word in words)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    /// <summary>Whether a set has none.</summary>
    public static bool IsEmpty(ReadOnlySpan<ulong> words) => words.IndexOfAnyExcept(0ul) < 0;

    /// <summary>The first document of a set from a place on; <see cref="Size"/> where there is none.</summary>
    public static int Next(ReadOnlySpan<ulong> words, int from)
    {
        if (from >= Size)
        {
            return Size;
        }

        var at = from >> 6;
        for (var word = words[at] & (ulong.MaxValue << (from & 63)); ; word = words[at])
        {
            if (word != 0)
            {
                return (at << 6) + BitOperations.TrailingZeroCount(word);
            }

            if (++at == words.Length)
            {
                return Size;
            }
        }
    }

    /// <summary>Leaves of a set what is in another too.</summary>
    public static void And(Span<ulong> words, ReadOnlySpan<ulong> others)
    {
        for (var i = 0; i < words.Length; i++)
        {
            words[i] &= others[i];
        }
    }

    /// <summary>Leaves of a set what is not in another.</summary>
    public static void AndNot(Span<ulong> words, ReadOnlySpan<ulong> others)
    {
        for (var i = 0; i < words.Length; i++)
        {
            words[i] &= ~others[i];
        }
    }

    /// <summary>Adds another set.</summary>
    public static void Or(Span<ulong> words, ReadOnlySpan<ulong> others)
    {
        for (var i = 0; i < words.Length; i++)
        {
            words[i] |= others[i];
        }
    }
}
