using SearchCore.Analysis;
using SearchCore.Schema;

namespace SearchCore.Indexing.Segments;

/// <summary>Any number of numbers an article, as a sorted-set column has them.</summary>
internal sealed class ManyColumn
{
    private readonly byte[] key = new byte[ManyNumber.Bytes];
    private readonly ByteKeys numbers = new();
    private readonly TokenLog log = new();

    /// <summary>Whether any article has a number.</summary>
    public bool HasAny => log.Count > 0;

    /// <summary>The memory it holds.</summary>
    public long Bytes => numbers.Bytes + log.Bytes;

    /// <summary>Adds a number to the current article; one that it has already is passed over when the column is made.</summary>
    public void Add(long number)
    {
        ManyNumber.Write(key, number);
        log.Add(numbers.Add(key));
    }

    /// <summary>Ends the current article.</summary>
    public void EndDocument() => log.EndDocument(log.Count > log.Starts[^1]);

    /// <summary>The column.</summary>
    public FacetColumn Column() => new(numbers, log);

    public void Clear()
    {
        numbers.Clear();
        log.Clear();
    }
}
