namespace SearchCore.Searching.Execution;

/// <summary>The documents of a window in which something stands in a field, rising, and how often.</summary>
internal sealed class FieldMatches
{
    // Who fills it writes one place ahead of those that count.
    private const int Room = Window.Size + 1;

    /// <summary>The documents, from the window's start.</summary>
    public ushort[] Documents { get; } = new ushort[Room];

    /// <summary>How often; phrases with slop count by parts.</summary>
    public float[] Frequencies { get; } = new float[Room];

    /// <summary>How many documents there are.</summary>
    public int Count { get; set; }
}
