using SearchCore.Analysis;

namespace SearchCore.Indexing.Segments;

/// <summary>A number an article, or none.</summary>
internal sealed class NumericColumn
{
    private long[] values = new long[256];
    private bool[] has = new bool[256];

    public int Count { get; private set; }

    /// <summary>Whether any article has a number.</summary>
    public bool HasAny { get; private set; }

    /// <summary>The memory it holds.</summary>
    public long Bytes => values.Length * 9L;

    /// <summary>An article's number.</summary>
    public long this[int document] => values[document];

    /// <summary>Adds the next article's.</summary>
    public void Add(long? value)
    {
        if (Count == values.Length)
        {
            Array.Resize(ref values, Capacity.For(Count + 1));
            Array.Resize(ref has, values.Length);
        }

        values[Count] = value.GetValueOrDefault();
        has[Count++] = value.HasValue;
        HasAny |= value.HasValue;
    }

    /// <summary>All of them, in the form Lucene's columns take.</summary>
    public IEnumerable<long?> Values()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return has[i] ? values[i] : null;
        }
    }

    public void Clear()
    {
        Count = 0;
        HasAny = false;
    }
}
