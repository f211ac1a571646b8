using System.Collections.Concurrent;

using Lucene.Net.Index;

using SearchCore.Analysis;
using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Storage;
using SearchCore.Storage.Columns;

namespace SearchCore.Searching.Columns;

/// <summary>
/// What ordering and counting hits need of a segment: lengths of fields, dates, facet values. Decoded in blocks where they are asked for,
/// and kept as long as the segment, over any number of reopenings, within the process's budget. Thread-safe.
/// </summary>
internal sealed class SegmentColumns : SegmentReader.ICoreDisposedListener
{
    private static readonly SegmentCache<SegmentColumns> Cache = new(reader => new(reader));

    private readonly ColumnFile file;
    private readonly int articles;
    private readonly ConcurrentDictionary<string, ByteColumn> lengths = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SingleFlight<ByteColumn>> norms = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string, bool), OptionalNumbers> numbers = new();
    private readonly ConcurrentDictionary<string, ManyNumbers?> many = new(StringComparer.Ordinal);
    private readonly OrdinalColumn? spelled;
    private readonly SingleFlight<SegmentFacets> facets = new();
    private readonly SingleFlight<int[]> days = new();

    private SegmentColumns(AtomicReader reader)
    {
        (file, articles) = (ColumnFile.Of(reader), reader.MaxDoc);
        Dates = new(articles, file.Numbers(FieldNames.Published));
        spelled = file.Ordinals(FieldNames.Facet);
        IdHashes = file.Numbers(FieldNames.Id);
        Signatures = file.Bytes(IndexSchema.SignatureColumn);
        if (Signatures is { } signatures && (signatures.Width != BodySignature.Bytes || signatures.Count != articles))
        {
            throw new CorruptIndexException(
                $"The segment's signatures are {signatures.Count} of {signatures.Width} bytes, which is not read");
        }
    }

    /// <summary>When each article was published.</summary>
    public OptionalNumbers Dates { get; }

    /// <summary>The hash of each article's id (<see cref="IdHash"/>).</summary>
    public NumberColumn? IdHashes { get; }

    /// <summary>The signature of each article's body (<see cref="BodySignature"/>); null where the index was made without.</summary>
    public BytesColumn? Signatures { get; }

    /// <summary>Those of a segment. To be asked for first when the segment is opened: then its files are certainly there.</summary>
    /// <exception cref="CorruptIndexException">A file is damaged.</exception>
    public static SegmentColumns Of(AtomicReader reader) => Cache.Of(reader);

    /// <summary>The facet values of a kind; null where no article of the segment has any.</summary>
    public KindColumn? Kind(AtomicReader reader, string kind, SearchBudget budget) =>
        spelled is null || file.Sorted(FieldNames.Facet) is not { } values
            ? null
            : (facets.Known ?? facets.Value(Held(reader), () => SegmentFacets.Of(spelled, values), budget)).Kinds.GetValueOrDefault(kind);

    /// <summary>The days since 1970, of UTC and in order, on which articles were published, deleted ones included.</summary>
    public int[] Days(AtomicReader reader, SearchBudget budget) => days.Known ?? days.Value(Held(reader), Dates.Days, budget);

    /// <summary>As the other, of a date of the archive's own.</summary>
    public int[] DaysOf(string field) =>
        IndexSchema.ColumnOf(field) is var column && Many(column) is { } own ? own.Days() : Numbers(column, greatest: false).Days();

    /// <summary>For each article the code of the length of a field of words (<see cref="LengthCode"/>).</summary>
    public ByteColumn Lengths(string field) =>
        lengths.TryGetValue(field, out var known)
            ? known
            : lengths.GetOrAdd(field, name => new(articles, (from, into) => ReadLengths(name, from, into)));

    /// <summary>
    /// A number for each article of a column: <see cref="Dates"/>, or that of a field of the archive's own. Where articles may have
    /// several, the least or the greatest.
    /// </summary>
    public OptionalNumbers Numbers(string column, bool greatest)
    {
        if (column == FieldNames.Published)
        {
            return Dates;
        }

        var own = Many(column);
        var key = (column, greatest && own is not null);
        return numbers.TryGetValue(key, out var known)
            ? known
            : numbers.GetOrAdd(key, new OptionalNumbers(articles, file.Numbers(column), own, greatest));
    }

    /// <summary>The numbers of a column of which an article may have several; null where it is none, or no article has any.</summary>
    public ManyNumbers? Many(string column) => many.TryGetValue(column, out var known)
        ? known
        : many.GetOrAdd(column, name => file.Ordinals(name) is { Values: > 0 } ordinals && file.Sorted(name) is { } values
            ? new(ordinals, values)
            : null);

    /// <summary>How many words a field has, in some articles.</summary>
    public NumberColumn? Words(string field) => file.Numbers(field);

    // The reader is asked for each time: it may be closed while its segment lives on under a later one.

    /// <summary>For each article Lucene's norm of a field of words; 0 for those that have it not.</summary>
    public ByteColumn Norms(AtomicReader reader, string field, SearchBudget budget)
    {
        var work = norms.GetOrAdd(field, _ => new());
        return work.Known ?? work.Value(Held(reader), () => ReadNorms(reader, field), budget);
    }

    /// <summary>Lets go of what was decoded: the segment's last reader is closed.</summary>
    public void OnDispose(object instance)
    {
        Dates.Dispose();
        spelled?.Dispose();
        facets.Known?.Dispose();
        foreach (var column in numbers.Values)
        {
            column.Dispose();
        }

        foreach (var column in many.Values)
        {
            column?.Dispose();
        }

        foreach (var column in lengths.Values)
        {
            column.Dispose();
        }

        foreach (var column in norms.Values)
        {
            column.Known?.Dispose();
        }
    }

    // What a scope shows of a segment does not keep it open; the segment does.
    private static AtomicReader Held(AtomicReader reader) => FilterAtomicReader.Unwrap(reader);

    private void ReadLengths(string field, int from, Span<byte> into)
    {
        file.Numbers(field)?.Translate(
            from >> NumberColumn.BlockShift, static words => LengthCode.Of((int)Math.Clamp(words, 0, int.MaxValue)), into);
    }

    private static ByteColumn ReadNorms(AtomicReader reader, string field)
    {
        var norms = new byte[reader.MaxDoc];
        if (reader.GetNormValues(field) is { } values)
        {
            for (var doc = 0; doc < norms.Length; doc++)
            {
                norms[doc] = (byte)values.Get(doc);
            }
        }

        return new(norms.Length, (from, into) => norms.AsSpan(from, into.Length).CopyTo(into));
    }
}
