using System.IO.Hashing;
using System.Numerics;
using System.Text;

namespace SearchCore.Cluster.Catalogue;

/// <summary>
/// Which shard an article belongs to: the low bits of XXH64 (seed 0) of its id in UTF-8. The hash is a part of every cluster's data and
/// never changes. Immutable, thread-safe.
/// </summary>
public sealed class ShardMap
{
    /// <summary>How many shards there may be at most.</summary>
    public const int MostShards = 4_096;

    private const int StackBytes = 512;

    /// <summary>Makes the map of so many shards.</summary>
    /// <param name="shards">How many: a power of two, 1 to <see cref="MostShards"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is no such number.</exception>
    public ShardMap(int shards)
    {
        if (shards is < 1 or > MostShards || !BitOperations.IsPow2(shards))
        {
            throw new ArgumentOutOfRangeException(nameof(shards), shards, $"Shards are a power of two, 1 to {MostShards}.");
        }

        Shards = shards;
    }

    /// <summary>How many shards there are; they are numbered from 0.</summary>
    public int Shards { get; }

    /// <summary>The hash of an id: XXH64 of its UTF-8 bytes with seed 0.</summary>
    /// <param name="id">The id; not empty.</param>
    public static ulong HashOf(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        Span<byte> few = stackalloc byte[StackBytes];
        return Encoding.UTF8.GetMaxByteCount(id.Length) <= StackBytes
            ? XxHash64.HashToUInt64(few[..Encoding.UTF8.GetBytes(id, few)])
            : XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(id));
    }

    /// <summary>The shard of an article, from 0 to <see cref="Shards"/> - 1.</summary>
    /// <param name="id">Its id; not empty.</param>
    public int ShardOf(string id) => (int)(HashOf(id) & (ulong)(Shards - 1));

    /// <summary>As <see cref="ShardOf(string)"/>, of an id in UTF-8 as readers of articles have it.</summary>
    /// <param name="id">Its id; not empty.</param>
    public int ShardOf(ReadOnlySpan<byte> id) => (int)(XxHash64.HashToUInt64(id) & (ulong)(Shards - 1));

    /// <summary>
    /// The map of twice as many shards: an article of shard s is in s or in s + <see cref="Shards"/> of it, and nowhere else.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There are <see cref="MostShards"/> already.</exception>
    public ShardMap Split() => new(Shards * 2);
}
