using System.Text;

using Lucene.Net.Index;

using SearchCore.Analysis;
using SearchCore.Schema;

namespace SearchCore.Searching.Columns;

/// <summary>Numbers the spellings of a kind over all segments, in the order of code points, from 0.</summary>
internal static class SpellingNumbers
{
    /// <summary>Numbers them: each segment's are read once and looked up, and only the different ones are sorted.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="columns">The kind's column of each; null where no article of the segment has values.</param>
    /// <returns>The numbers of each segment's spellings, and of each number the first segment that has it and its number there.</returns>
    /// <exception cref="CorruptIndexException">A file is damaged.</exception>
    public static (int[]?[] Numbers, (int Segment, int Number)[] Places) Of(string kind, KindColumn?[] columns)
    {
        var prefix = Encoding.UTF8.GetByteCount(FacetTerm.Prefix(kind));
        var known = new ByteKeys(Math.Max(64, columns.Max(c => c?.Size ?? 0)));
        var (numbers, places) = (new int[]?[columns.Length], new List<(int Segment, int Number)>());
        for (var segment = 0; segment < columns.Length; segment++)
        {
            if (columns[segment] is not { } column)
            {
                continue;
            }

            var own = numbers[segment] = new int[column.Size];
            var spellings = column.Spellings();
            for (var i = 0; i < own.Length && spellings.Next(); i++)
            {
                own[i] = known.Add(spellings.Value[prefix..]);
                if (own[i] == places.Count)
                {
                    places.Add((segment, i));
                }
            }
        }

        var (order, scratch) = (new int[places.Count], Array.Empty<ulong>());
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        known.Sort(order, ref scratch);
        var ranks = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            ranks[order[i]] = i;
        }

        foreach (var own in numbers.OfType<int[]>())
        {
            for (var i = 0; i < own.Length; i++)
            {
                own[i] = ranks[own[i]];
            }
        }

        return (numbers, Array.ConvertAll(order, o => places[o]));
    }
}
