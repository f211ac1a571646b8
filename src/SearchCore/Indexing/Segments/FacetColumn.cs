using Lucene.Net.Util;

using SearchCore.Analysis;

namespace SearchCore.Indexing.Segments;

/// <summary>
/// The facet values of a segment as a sorted-set column: the distinct values in order, and each article's by their place in that order.
/// </summary>
internal sealed class FacetColumn
{
    private readonly ByteKeys columns;
    private readonly int[] sorted;
    private readonly int[] ordinals;
    private readonly int[] counts;
    private readonly int kept;

    public FacetColumn(ByteKeys columns, TokenLog log)
    {
        this.columns = columns;
        var tokens = Copy(log);
        var places = new int[columns.Count];
        sorted = Distinct(tokens, places);

        // What is kept of an article never overtakes what is read.
        ordinals = tokens;
        counts = new int[log.Documents];
        for (var document = 0; document < counts.Length; document++)
        {
            var own = tokens.AsSpan(log.Starts[document]..log.Starts[document + 1]);
            foreach (ref var token in own)
            {
                token = places[token] - 1;
            }

            own.Sort();
            var last = -1;
            foreach (var ordinal in own)
            {
                if (ordinal != last)
                {
                    ordinals[kept++] = last = ordinal;
                    counts[document]++;
                }
            }
        }
    }

    /// <summary>The distinct values in order. The same object each time, filled anew.</summary>
    public IEnumerable<BytesRef> Values()
    {
        var value = new BytesRef();
        foreach (var column in sorted)
        {
            var (bytes, starts) = columns.Flat;
            value.Bytes = bytes;
            value.Offset = starts[column];
            value.Length = starts[column + 1] - starts[column];
            yield return value;
        }
    }

    /// <summary>How many values each article has.</summary>
    public IEnumerable<long?> Counts()
    {
        foreach (var count in counts)
        {
            yield return count;
        }
    }

    /// <summary>The places of the articles' values, one article after the other, rising within each.</summary>
    public IEnumerable<long?> Ordinals()
    {
        for (var i = 0; i < kept; i++)
        {
            yield return ordinals[i];
        }
    }

    private int[] Distinct(int[] tokens, int[] places)
    {
        var distinct = new List<int>();
        foreach (var token in tokens)
        {
            if (places[token]++ == 0)
            {
                distinct.Add(token);
            }
        }

        var order = distinct.ToArray();
        ulong[] scratch = [];
        columns.Sort(order, ref scratch);
        for (var i = 0; i < order.Length; i++)
        {
            places[order[i]] = i + 1;
        }

        return order;
    }

    private static int[] Copy(TokenLog log)
    {
        var tokens = new int[log.Count];
        for (var page = 0; page < log.PageCount; page++)
        {
            log.Page(page).CopyTo(tokens.AsSpan(page * TokenLog.PageSize));
        }

        return tokens;
    }
}
