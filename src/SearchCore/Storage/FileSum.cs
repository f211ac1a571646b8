namespace SearchCore.Storage;

/// <summary>
/// What a file of the index must be: its length in bytes and the CRC-32 of all of them, footer included. Equal where both are.
/// </summary>
/// <remarks>A class: of dictionaries of structs no image has the code.</remarks>
/// <param name="Length">The length.</param>
/// <param name="Crc">The checksum.</param>
/// <param name="Blocks">
/// What the checksum had come to at the end of each block of <see cref="BlockBytes"/> but the last, so that each block can be verified by
/// itself; null where that is not known, as of a file that tells of itself, or of a format before <c>searchcore-6</c>.
/// </param>
internal sealed record FileSum(long Length, uint Crc, uint[]? Blocks = null)
{
    /// <summary>The shift from a place in a file to its block.</summary>
    public const int BlockShift = 16;

    /// <summary>Bytes of a block, but for the last of a file.</summary>
    public const int BlockBytes = 1 << BlockShift;

    /// <summary>How many blocks a file of a length has.</summary>
    public static int BlocksOf(long length) => checked((int)((length + BlockBytes - 1) >> BlockShift));

    /// <summary>What the checksum must have come to before and after a block.</summary>
    public (uint Before, uint After) Around(int block) =>
        (block == 0 ? 0 : Blocks![block - 1], block < Blocks!.Length ? Blocks[block] : Crc);

    /// <summary>Whether the blocks are those of such a length.</summary>
    public bool HasBlocks => Blocks is not null && Blocks.Length == Math.Max(BlocksOf(Length), 1) - 1;

    public bool Equals(FileSum? other) => other is not null && Length == other.Length && Crc == other.Crc;

    public override int GetHashCode() => HashCode.Combine(Length, Crc);
}
