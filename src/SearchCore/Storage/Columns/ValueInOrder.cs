namespace SearchCore.Storage.Columns;

/// <summary>
/// A value of a column's different ones, read in order: each tells how many bytes it has of the one before, and those that follow. Both
/// who searches and who merges reads them so. For one thread.
/// </summary>
internal struct ValueInOrder
{
    private byte[] value;
    private int length;

    /// <summary>Before the first value.</summary>
    public ValueInOrder() => value = new byte[64];

    /// <summary>The value; good until the next.</summary>
    public readonly ReadOnlySpan<byte> Bytes => value.AsSpan(0, length);

    /// <summary>How many bytes a value may have of the one before it.</summary>
    /// <param name="number">The number of the value.</param>
    public readonly int MostShared(int number) => number % SortedValues.Interval == 0 ? 0 : length;

    /// <summary>Goes to the next value.</summary>
    /// <param name="shared">How many bytes it has of this one, <see cref="MostShared"/> at most.</param>
    /// <param name="rest">The others.</param>
    public void Follow(int shared, ReadOnlySpan<byte> rest)
    {
        if (value.Length < shared + rest.Length)
        {
            Array.Resize(ref value, 2 * (shared + rest.Length));
        }

        rest.CopyTo(value.AsSpan(shared));
        length = shared + rest.Length;
    }
}
