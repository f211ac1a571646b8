using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

using Lucene.Net.Index;

using SearchCore.Schema;
using SearchCore.Searching.Budget;

namespace SearchCore.Searching.Columns;

/// <summary>
/// What ordering and counting hits need of a segment, as arrays: lengths of fields, dates, facet values. Made at the first use
/// and kept as long as the segment, over any number of reopenings (decision 26). Thread-safe.
/// </summary>
internal sealed class SegmentColumns
{
    /// <summary>Stands for an article without a date.</summary>
    public const long NoDate = long.MinValue;

    private static readonly ConditionalWeakTable<object, SegmentColumns> Cache = [];

    private readonly SingleFlight<long[]> dates = new();
    private readonly SingleFlight<Dictionary<string, KindColumn>> kinds = new();
    private readonly ConcurrentDictionary<string, SingleFlight<byte[]>> norms = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SingleFlight<byte[]>> lengths = new(StringComparer.Ordinal);

    private SegmentColumns()
    {
    }

    public static SegmentColumns Of(AtomicReader reader) => Cache.GetValue(reader.CoreCacheKey, _ => new SegmentColumns());

    // The reader is asked for each time: it may be closed while its segment lives on under a later one. Deletions are no part of a
    // segment's core, so what is read here holds for every later state.

    /// <summary>The dates, where they were read already.</summary>
    public long[]? KnownDates => dates.Known;

    /// <summary>For each article its date in seconds since 1970, or <see cref="NoDate"/>.</summary>
    public long[] Dates(AtomicReader reader, SearchBudget budget) => dates.Known ?? dates.Value(reader, () => ReadDates(reader), budget);

    /// <summary>The facet values of a kind; null where no article of the segment has any.</summary>
    public KindColumn? Kind(AtomicReader reader, string kind, SearchBudget budget) =>
        (kinds.Known ?? kinds.Value(reader, () => KindColumn.ReadAll(reader), budget)).GetValueOrDefault(kind);

    /// <summary>For each article Lucene's norm of a field of words; 0 for those that have it not.</summary>
    public byte[] Norms(AtomicReader reader, string field, SearchBudget budget)
    {
        var work = norms.GetOrAdd(field, _ => new());
        return work.Known ?? work.Value(reader, () => ReadNorms(reader, field), budget);
    }

    /// <summary>For each article the code of the length of a field of words (<see cref="LengthCode"/>).</summary>
    public byte[] Lengths(AtomicReader reader, string field, SearchBudget budget)
    {
        var work = lengths.GetOrAdd(field, _ => new());
        return work.Known ?? work.Value(reader, () => ReadLengths(reader, field), budget);
    }

    private static byte[] ReadLengths(AtomicReader reader, string field)
    {
        var codes = new byte[reader.MaxDoc];
        if (reader.GetNumericDocValues(field) is { } values)
        {
            for (var doc = 0; doc < codes.Length; doc++)
            {
                codes[doc] = LengthCode.Of((int)Math.Clamp(values.Get(doc), 0, int.MaxValue));
            }
        }

        return codes;
    }

    private static byte[] ReadNorms(AtomicReader reader, string field)
    {
        var norms = new byte[reader.MaxDoc];
        if (reader.GetNormValues(field) is { } values)
        {
            for (var doc = 0; doc < norms.Length; doc++)
            {
                norms[doc] = (byte)values.Get(doc);
            }
        }

        return norms;
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
