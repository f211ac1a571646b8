using SearchCore.Storage.Columns;

namespace SearchCore.Indexing.Merging;

/// <summary>The different values of a segment's column in their order, those that no living article has left out. For one thread.</summary>
internal sealed class FacetValues : MergeHead
{
    private readonly MergeInput file;
    private readonly ColumnValues list;
    private readonly bool[]? isLiving;
    private ValueInOrder value = new();

    /// <summary>Before the first value.</summary>
    /// <param name="file">The file.</param>
    /// <param name="list">Where they stand.</param>
    /// <param name="isLiving">Which values living articles have; null for all.</param>
    /// <param name="numbers">Gets for each value its number in the merged segment.</param>
    public FacetValues(MergeInput file, ColumnValues list, bool[]? isLiving, int[] numbers)
    {
        (this.file, this.list, this.isLiving, Numbers) = (file, list, isLiving, numbers);
        Rewind();
    }

    /// <summary>For each value its number in the merged segment.</summary>
    public int[] Numbers { get; }

    /// <summary>The number of the value in its own segment.</summary>
    public int Ordinal { get; private set; }

    /// <summary>The value; good until the next.</summary>
    public ReadOnlySpan<byte> Value => value.Bytes;

    /// <summary>Before the first value again.</summary>
    public void Rewind()
    {
        file.Seek(list.Start);
        Ordinal = -1;
    }

    /// <inheritdoc/>
    public override bool Next()
    {
        while (++Ordinal < list.Count)
        {
            Read();
            if (isLiving?[Ordinal] != false)
            {
                Start = Beginning(Value);
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public override int CompareTo(MergeHead other) => Value.SequenceCompareTo(((FacetValues)other).Value);

    private void Read()
    {
        var shared = list.Width >= 0 ? 0 : file.VInt();
        var more = list.Width >= 0 ? list.Width : file.VInt();
        if (shared > value.MostShared(Ordinal))
        {
            throw file.Damaged();
        }

        value.Follow(shared, file.Take(more));
    }
}
