namespace SearchCore.Articles.Formats.JsonLines;

/// <summary>The names seen in the objects of one record, to find a name that comes twice. Kept and emptied from record to record.</summary>
internal sealed class NameSet
{
    private (int Next, int Scope, int Hash, ByteSlice Name)[] entries = new (int, int, int, ByteSlice)[16];
    private int[] buckets = new int[32];
    private byte[] bytes = new byte[256];
    private int count;
    private int length;

    /// <summary>Forgets all names.</summary>
    public void Clear()
    {
        if (count > 0)
        {
            Array.Clear(buckets);
            (count, length) = (0, 0);
        }
    }

    /// <summary>Adds a name.</summary>
    /// <param name="scope">The object it stands in.</param>
    /// <param name="name">The name, without escapes.</param>
    /// <returns>False where that object has the name already.</returns>
    public bool Add(int scope, ReadOnlySpan<byte> name)
    {
        // HashCode is seeded anew in every process: no input can be made to collide.
        var hashing = default(HashCode);
        hashing.Add(scope);
        hashing.AddBytes(name);
        var hash = hashing.ToHashCode();
        for (var i = buckets[hash & (buckets.Length - 1)] - 1; i >= 0; i = entries[i].Next)
        {
            ref readonly var entry = ref entries[i];
            if (entry.Hash == hash && entry.Scope == scope && bytes.AsSpan(entry.Name.Start, entry.Name.Length).SequenceEqual(name))
            {
                return false;
            }
        }

        if (count == entries.Length)
        {
            Grow();
        }

        if (bytes.Length - length < name.Length)
        {
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + name.Length));
        }

        name.CopyTo(bytes.AsSpan(length));
        ref var bucket = ref buckets[hash & (buckets.Length - 1)];
        entries[count] = (bucket - 1, scope, hash, new ByteSlice(length, name.Length));
        bucket = ++count;
        length += name.Length;
        return true;
    }

    private void Grow()
    {
        Array.Resize(ref entries, entries.Length * 2);
        buckets = new int[entries.Length * 2];
        for (var i = 0; i < count; i++)
        {
            ref var bucket = ref buckets[entries[i].Hash & (buckets.Length - 1)];
            entries[i].Next = bucket - 1;
            bucket = i + 1;
        }
    }
}
