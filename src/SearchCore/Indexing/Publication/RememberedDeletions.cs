using System.Diagnostics.CodeAnalysis;

using SearchCore.Schema;

namespace SearchCore.Indexing.Publication;

/// <summary>
/// Deletions that articles on their way may still run into: each id with the place in the input order at which it was deleted. A record
/// that was read before, or an article that was added before, is dropped when its segment is published. Forgotten once nothing that comes
/// before can still arrive: about a hundred bytes an id until then. Not thread-safe.
/// </summary>
internal sealed class RememberedDeletions
{
    private readonly Dictionary<byte[], long>.AlternateLookup<ReadOnlySpan<byte>> byId =
        new Dictionary<byte[], long>(new Bytes()).GetAlternateLookup<ReadOnlySpan<byte>>();

    private long all = long.MinValue;
    private long newest = long.MinValue;

    /// <summary>Whether anything is remembered.</summary>
    public bool Any => newest != long.MinValue;

    /// <summary>Remembers that an id was deleted.</summary>
    /// <param name="id">Its UTF-8 bytes.</param>
    /// <param name="before">Articles with a lower sequence are deleted.</param>
    public void Add(ReadOnlySpan<byte> id, long before)
    {
        if (!byId.TryGetValue(id, out var known) || known < before)
        {
            byId[id] = before;
        }

        newest = Math.Max(newest, before);
    }

    /// <summary>Remembers that every article was deleted.</summary>
    /// <param name="before">Articles with a lower sequence are deleted.</param>
    public void AddAll(long before)
    {
        all = Math.Max(all, before);
        newest = Math.Max(newest, before);
    }

    /// <summary>Whether an article was deleted after it was read or added.</summary>
    public bool Covers(ReadOnlySpan<byte> id, long sequence) =>
        sequence < all || (byId.TryGetValue(id, out var before) && sequence < before);

    /// <summary>Forgets the deletions that no article can run into any more.</summary>
    /// <param name="lowWater">The lowest sequence that can still arrive.</param>
    public void ForgetBefore(long lowWater)
    {
        if (!Any)
        {
            return;
        }

        if (newest <= lowWater)
        {
            byId.Dictionary.Clear();
            byId.Dictionary.TrimExcess();
            (all, newest) = (long.MinValue, long.MinValue);
            return;
        }

        all = all <= lowWater ? long.MinValue : all;
        foreach (var (id, before) in byId.Dictionary)
        {
            // Removing what an enumeration stands at does not end it.
            if (before <= lowWater)
            {
                byId.Dictionary.Remove(id);
            }
        }
    }

    private sealed class Bytes : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate) => IdHash.Of(alternate).GetHashCode();
    }
}
