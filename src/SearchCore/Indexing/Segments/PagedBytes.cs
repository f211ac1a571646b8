using Lucene.Net.Store;

namespace SearchCore.Indexing.Segments;

/// <summary>Bytes on pages that are kept and used again: grows without copying what it holds.</summary>
internal sealed class PagedBytes
{
    private const int PageSize = 1 << 20;

    private readonly List<byte[]> pages = [];
    private readonly List<int> filled = [];
    private int current = -1;
    private long before;

    /// <summary>How many bytes it holds.</summary>
    public long Length => before + (current < 0 ? 0 : filled[current]);

    /// <summary>The memory it takes.</summary>
    public long Capacity { get; private set; }

    /// <summary>Adds bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Advance(bytes.Length);
    }

    /// <summary>Room for bytes in one piece, to be taken by <see cref="Advance"/>.</summary>
    public Span<byte> Reserve(int size)
    {
        if (current < 0 || pages[current].Length - filled[current] < size)
        {
            NextPage(size);
        }

        return pages[current].AsSpan(filled[current]);
    }

    /// <summary>Takes the first bytes of what <see cref="Reserve"/> gave.</summary>
    public void Advance(int size) => filled[current] += size;

    /// <summary>Writes all of it to a file.</summary>
    public void WriteTo(IndexOutput file)
    {
        for (var page = 0; page <= current; page++)
        {
            file.WriteBytes(pages[page], 0, filled[page]);
        }
    }

    /// <summary>Adds all of it to another one.</summary>
    public void CopyTo(PagedBytes other)
    {
        for (var page = 0; page <= current; page++)
        {
            other.Write(pages[page].AsSpan(0, filled[page]));
        }
    }

    /// <summary>Empties it; pages are kept.</summary>
    public void Clear()
    {
        current = -1;
        before = 0;
    }

    private void NextPage(int size)
    {
        before += current < 0 ? 0 : filled[current];
        if (++current == pages.Count)
        {
            pages.Add([]);
            filled.Add(0);
        }

        filled[current] = 0;
        if (pages[current].Length < size)
        {
            Capacity -= pages[current].Length;
            pages[current] = GC.AllocateUninitializedArray<byte>(Math.Max(PageSize, size));
            Capacity += pages[current].Length;
        }
    }
}
