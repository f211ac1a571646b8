namespace SearchCore.Storage;

/// <summary>What a file of the index must be: its length in bytes and the CRC-32 of all of them, footer included.</summary>
internal readonly record struct FileSum(long Length, uint Crc);
