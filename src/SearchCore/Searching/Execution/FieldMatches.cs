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

    private int[]? found;
    private int[]? places;

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
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
