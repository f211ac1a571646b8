using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

using SearchCore.Searching.Postings;

namespace SearchCore.Searching.Execution;

/// <summary>The documents of a window in which something stands in a field, and how often.</summary>
internal sealed class FieldMatches
{
    // Who fills it writes one place ahead of those that count.
    private const int Room = Window.Size + 1;

    // Clearing so many numbers one by one takes as long as clearing all.
    private const int Many = Window.Size / 8;

    /// <summary>The documents, from the window's start, rising.</summary>
    public ushort[] Documents { get; } = new ushort[Room];

    /// <summary>How many documents there are.</summary>
    public int Count { get; set; }

    /// <summary>For each document of the window how often, 0 where it is none of them; phrases with slop count by parts.</summary>
    public float[] Frequencies { get; } = new float[Window.Size];

    /// <summary>Room for the documents of a block that were asked about; <see cref="Places"/> for where in it they stand.</summary>
    public int[] Found => found ??= new int[PostingCursor.Room];

    /// <summary>As <see cref="Found"/>.</summary>
    public int[] Places => places ??= new int[PostingCursor.Room];

    // For each document of the window how often, where documents are counted as they are read; more than a byte holds stands beside.
    private byte[]? counts;
    private List<(int Place, int Count)>? large;
    private bool isCounted;
    private int[]? found;
    private int[]? places;

    /// <summary>As <see cref="At"/>, but that 255 is so often or oftener.</summary>
    public byte Few(int place) => isCounted ? counts![place] : (byte)Math.Min(Frequencies[place], byte.MaxValue);

    /// <summary>How often in a document of the window that was gone over last.</summary>
    public double At(int place) =>
        !isCounted ? Frequencies[place] : counts![place] is not byte.MaxValue and var count ? count : Large(place);

    /// <summary>
    /// Begins a window whose documents are counted as they are read (<see cref="Add"/>): only <see cref="At"/> knows of them.
    /// </summary>
    public void BeginCounting()
    {
        Clear();
        counts ??= new byte[Window.Size];
        counts.AsSpan().Clear();
        large?.Clear();
        isCounted = true;
    }

    /// <summary>Whether it knows of its documents by their counts alone.</summary>
    public bool IsCounted => isCounted;

    /// <summary>Adds the documents that were counted to a window's bits.</summary>
    public void AddTo(Span<ulong> words) => Window.AddNumbered(words, counts!);

    /// <summary>
    /// For each document of the window how often, where they are counted; where it is more than a byte holds, <see cref="At"/> knows.
    /// </summary>
    public byte[] Counts => counts!;

    /// <summary>Counts documents of the window.</summary>
    /// <param name="from">The window's first document.</param>
    /// <param name="documents">The documents.</param>
    /// <param name="frequencies">How often in each.</param>
    public void Add(int from, ReadOnlySpan<int> documents, ReadOnlySpan<int> frequencies)
    {
        if (CountEach(from, documents, frequencies, counts!) >= byte.MaxValue)
        {
            AddLarge(from, documents, frequencies);
        }
    }

    // A method by itself: among others its few variables are kept in memory, and it takes three times as long.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int CountEach(int from, ReadOnlySpan<int> documents, ReadOnlySpan<int> frequencies, byte[] counts)
    {
        ref var document = ref MemoryMarshal.GetReference(documents);
        ref var frequency = ref MemoryMarshal.GetReference(frequencies[..documents.Length]);
        ref var count = ref MemoryMarshal.GetArrayDataReference(counts);
        var most = 0;
        for (var i = 0; i < documents.Length; i++)
        {
            var times = Unsafe.Add(ref frequency, i);
            most |= times;
            Unsafe.Add(ref count, (nint)(Unsafe.Add(ref document, i) - from)) = (byte)times;
        }

        return most;
    }

    private void AddLarge(int from, ReadOnlySpan<int> documents, ReadOnlySpan<int> frequencies)
    {
        for (var i = 0; i < documents.Length; i++)
        {
            if (frequencies[i] >= byte.MaxValue)
            {
                (large ??= []).Add((documents[i] - from, frequencies[i]));
                counts![documents[i] - from] = byte.MaxValue;
            }
        }
    }

    private int Large(int place)
    {
        foreach (var (at, count) in large!)
        {
            if (at == place)
            {
                return count;
            }
        }

        throw new InvalidOperationException("A document is counted that was not met.");
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        isCounted = false;
        if (Count >= Many)
        {
            Frequencies.AsSpan().Clear();
        }
        else
        {
            foreach (var place in Documents.AsSpan(0, Count))
            {
                Frequencies[place] = 0;
            }
        }

        Count = 0;
    }
}
