using SearchCore.Articles.Checksums;

namespace SearchCore.Searching.Sharding;

/// <summary>
/// What all shards answered to a question of planning, as bytes. A long one, as the list of a field's values, is told to a shard once, and
/// is a number from then on. Immutable, thread-safe.
/// </summary>
/// <param name="bytes">The answer; nobody changes it.</param>
internal sealed class MergedAnswer(ReadOnlyMemory<byte> bytes)
{
    private const int Long = 1_024;

    private ulong? number;

    /// <summary>The answer.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>Whether it travels once.</summary>
    public bool IsLong => bytes.Length > Long;

    /// <summary>A number that another answer will not have: a fingerprint, so that all who know it agree.</summary>
    public ulong Number => number ??= Fingerprint.Fold(Fingerprint.Of(bytes.Span));
}
