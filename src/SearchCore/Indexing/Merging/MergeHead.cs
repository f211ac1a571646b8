using System.Buffers.Binary;

namespace SearchCore.Indexing.Merging;

/// <summary>A sequence in order, at one of its items; one of those that <see cref="MergeOrder{T}"/> reads as one.</summary>
internal abstract class MergeHead
{
    /// <summary>The first bytes of the item, as <see cref="Beginning"/> has them: they mostly say which of two comes first.</summary>
    public ulong Start { get; protected set; }

    /// <summary>Goes to the next item; to the first one, if it went to none yet.</summary>
    /// <returns>Whether there is one.</returns>
    public abstract bool Next();

    /// <summary>Compares two items that begin alike.</summary>
    /// <param name="other">Another sequence of the same kind.</param>
    public abstract int CompareTo(MergeHead other);

    /// <summary>The first eight bytes as a number that is ordered as they are.</summary>
    protected static ulong Beginning(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= sizeof(ulong))
        {
            return BinaryPrimitives.ReadUInt64BigEndian(bytes);
        }

        ulong start = 0;
        foreach (var value in bytes)
        {
            start = (start << 8) | value;
        }

        // A shift by all 64 bits would be none.
        return bytes.IsEmpty ? 0 : start << (8 * (sizeof(ulong) - bytes.Length));
    }
}
