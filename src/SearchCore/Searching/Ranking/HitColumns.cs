using System.Text;

using Lucene.Net.Index;

using SearchCore.Schema;
using SearchCore.Searching.Columns;

namespace SearchCore.Searching.Ranking;

/// <summary>
/// What decides between hits of a segment that are otherwise equal: their dates and the hashes of their ids, read one by one, so that
/// no block of the thread's ring that somebody is going through gives way. For one thread.
/// </summary>
internal sealed class HitColumns(AtomicReader reader)
{
    private static readonly HashSet<string> IdAlone = [FieldNames.Id];

    private readonly SegmentColumns columns = SegmentColumns.Of(reader);
    private ISortNumbers? keys;

    /// <summary>The segment.</summary>
    public AtomicReader Reader => reader;

    /// <summary>When an article was published, in seconds since 1970; <see cref="OptionalNumbers.None"/> where that is not known.</summary>
    public long Date(int doc) => columns.Dates[doc];

    /// <summary>What an article is sorted by, of an order that is not by score.</summary>
    public double Key(SortKeys order, int doc) => order.Key((keys ??= order.Numbers(columns, reader))[doc]);

    /// <summary>The hash of an article's id (<see cref="IdHash"/>).</summary>
    public ulong Hash(int doc) => (ulong)(columns.IdHashes?[doc] ?? 0);

    /// <summary>The place of an article among others of the same key.</summary>
    public Tie Tie(int doc) => new(Date(doc), Hash(doc));

    /// <summary>An article's id.</summary>
    public string Id(int doc) => reader.Document(doc, IdAlone).Get(FieldNames.Id);
}

/// <summary>What decides between hits of the same key: the newer one first, then a fixed order of ids.</summary>
/// <param name="Date">When it was published, in seconds since 1970; <see cref="OptionalNumbers.None"/> comes last.</param>
/// <param name="Hash">The hash of its id; less comes first.</param>
internal readonly record struct Tie(long Date, ulong Hash)
{
    /// <summary>The place of an article that may not be there any more.</summary>
    public static Tie Of(long date, string id) => new(date, IdHash.Of(Encoding.UTF8.GetBytes(id)));

    /// <summary>The order of hits: the larger key first, then their places. Negative where the first one comes first.</summary>
    public static int Compare(double key, Tie tie, double otherKey, Tie otherTie) =>
        key != otherKey ? otherKey.CompareTo(key) : tie.CompareTo(otherTie);

    /// <summary>Negative where this one comes first.</summary>
    public int CompareTo(Tie other) => Date != other.Date ? other.Date.CompareTo(Date) : Hash.CompareTo(other.Hash);
}
