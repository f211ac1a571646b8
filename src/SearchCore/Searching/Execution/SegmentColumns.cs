using System.Runtime.CompilerServices;
using System.Text;

using Lucene.Net.Index;
using Lucene.Net.Search;

using SearchCore.Schema;

namespace SearchCore.Searching.Execution;

/// <summary>
/// What ordering and counting hits need of a segment, as arrays: the order of its ids, its dates, its facet values. Made at the first use and kept as long as the
/// segment, over any number of reopenings. Thread-safe.
/// </summary>
internal sealed class SegmentColumns
{
    /// <summary>Stands for an article without a date.</summary>
    public const long NoDate = long.MinValue;

    private static readonly ConditionalWeakTable<object, SegmentColumns> Cache = [];

    private int[]? idRanks;
    private string[]? ids;
    private long[]? dates;
    private Dictionary<string, KindColumn>? kinds;

    private SegmentColumns()
    {
    }

    public static SegmentColumns Of(AtomicReader reader) => Cache.GetValue(reader.CoreCacheKey, _ => new SegmentColumns());

    // The reader is asked for each time: it may be closed while its segment lives on under a later one. Two threads may both
    // do the work the first time; they find the same. Deletions are no part of a segment's core, so what is read here holds for every later state.

    /// <summary>For each article its place in the order of ids (by UTF-8 bytes).</summary>
    public int[] IdRanks(AtomicReader reader) => Volatile.Read(ref idRanks) ?? (idRanks = ReadRanks(reader));

    /// <summary>The ids in that order.</summary>
    public string[] Ids(AtomicReader reader) => Volatile.Read(ref ids) ?? (ids = ReadIds(reader));

    /// <summary>For each article its date in seconds since 1970, or <see cref="NoDate"/>.</summary>
    public long[] Dates(AtomicReader reader) => Volatile.Read(ref dates) ?? (dates = ReadDates(reader));

    /// <summary>The facet values of a kind; null where no article of the segment has any.</summary>
    public KindColumn? Kind(AtomicReader reader, string kind) => (Volatile.Read(ref kinds) ?? (kinds = KindColumn.ReadAll(reader))).GetValueOrDefault(kind);

    private static int[] ReadRanks(AtomicReader reader)
    {
        var ranks = new int[reader.MaxDoc];
        var rank = 0;
        DocsEnum? docs = null;
        for (var terms = reader.GetTerms(FieldNames.Id)?.GetEnumerator(); terms is not null && terms.MoveNext(); rank++)
        {
            docs = terms.Docs(null, docs, DocsFlags.NONE);
            for (var doc = docs.NextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.NextDoc())
            {
                ranks[doc] = rank;
            }
        }

        return ranks;
    }

    private static string[] ReadIds(AtomicReader reader)
    {
        var ids = new List<string>(reader.MaxDoc);
        for (var terms = reader.GetTerms(FieldNames.Id)?.GetEnumerator(); terms is not null && terms.MoveNext();)
        {
            ids.Add(Encoding.UTF8.GetString(terms.Term.Bytes, terms.Term.Offset, terms.Term.Length));
        }

        return [.. ids];
    }

    private static long[] ReadDates(AtomicReader reader)
    {
        var dates = new long[reader.MaxDoc];
        Array.Fill(dates, NoDate);
        if (reader.GetNumericDocValues(FieldNames.Published) is { } values && reader.GetDocsWithField(FieldNames.Published) is { } present)
        {
            for (var doc = 0; doc < dates.Length; doc++)
            {
                if (present.Get(doc))
                {
                    dates[doc] = values.Get(doc);
                }
            }
        }

        return dates;
    }
}
