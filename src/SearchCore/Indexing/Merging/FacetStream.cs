using Lucene.Net.Index;
using Lucene.Net.Util;

using SearchCore.Storage.Columns;

namespace SearchCore.Indexing.Merging;

/// <summary>
/// The values of the living articles of one segment, as numbers among those of the segment, in stretches of articles. For one thread.
/// </summary>
internal sealed class FacetStream
{
    private const int NoBlock = -1;

    private readonly AtomicReader reader;
    private readonly CheckAbort abort;
    private readonly IBits? living;
    private readonly FacetRoom room;
    private int document;
    private int articles;
    private int found;
    private int inRoom = NoBlock;
    private long position;

    /// <summary>Opens the column of a segment.</summary>
    /// <param name="reader">The segment.</param>
    /// <param name="field">The field.</param>
    /// <param name="abort">What ends a merge early.</param>
    /// <param name="room">
    /// Where a stretch is read. Streams may share it: whoever is read next is to be at its beginning, or to be read on alone.
    /// </param>
    public FacetStream(AtomicReader reader, string field, CheckAbort abort, FacetRoom room)
    {
        (this.reader, this.abort, this.room, living) = (reader, abort, room, reader.LiveDocs);
        Column = ColumnFile.Of(reader).Ordinals(field);
        if (Column is not null && Column.Count != reader.MaxDoc)
        {
            throw Damaged();
        }

        room.Fit(Column?.Numbers.Count ?? 0);
    }

    /// <summary>The column; null where no article of the segment has a value.</summary>
    public OrdinalColumn? Column { get; }

    /// <summary>Whether the segment has deleted articles.</summary>
    public bool HasDeletions => living is not null;

    /// <summary>How many values each living article of the stretch has. Good until the next step.</summary>
    public ReadOnlySpan<int> Counts => room.Counts.AsSpan(0, articles);

    /// <summary>Their values, one article after the other. Good until the next step.</summary>
    public ReadOnlySpan<int> Ordinals => room.Ordinals.AsSpan(0, found);

    /// <summary>Before the first article again.</summary>
    public void Rewind() => (document, inRoom, position) = (0, NoBlock, 0);

    /// <summary>Goes to the next stretch.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="CorruptIndexException">The column is damaged.</exception>
    public bool Next()
    {
        (articles, found) = (0, 0);
        if (document >= reader.MaxDoc)
        {
            return false;
        }

        var some = Math.Min(NumberColumn.BlockSize, reader.MaxDoc - document);
        abort.Work(some);
        switch (Column)
        {
            case null:
                for (var i = 0; i < some; i++)
                {
                    Add(i, 0, 0);
                }

                break;
            case { Ends: null } one:
                one.Numbers.Read(document >> NumberColumn.BlockShift, room.Block);
                for (var i = 0; i < some; i++)
                {
                    Add(i, i, room.Block[i] < 0 ? 0 : 1);
                }

                break;
            case { Ends: { } many }:
                many.Read(document >> NumberColumn.BlockShift, room.Ends);
                AddMany(some);
                break;
        }

        document += some;
        return true;
    }

    private void AddMany(int some)
    {
        for (var i = 0; i < some; i++)
        {
            var end = room.Ends[i];
            if (end < position || end > Column!.Numbers.Count)
            {
                throw Damaged();
            }

            var isLiving = living?.Get(document + i) != false;
            room.Counts[articles] = (int)(end - position);
            articles += isLiving ? 1 : 0;
            for (; position < end; position++)
            {
                var at = (int)(position >> NumberColumn.BlockShift);
                if (at != inRoom)
                {
                    Column.Numbers.Read(at, room.Block);
                    inRoom = at;
                }

                if (isLiving)
                {
                    AddOrdinal(room.Block[position & (NumberColumn.BlockSize - 1)]);
                }
            }
        }
    }

    private void Add(int place, int at, int count)
    {
        if (living?.Get(document + place) == false)
        {
            return;
        }

        room.Counts[articles++] = count;
        if (count > 0)
        {
            AddOrdinal(room.Block[at]);
        }
    }

    private void AddOrdinal(long ordinal)
    {
        if ((ulong)ordinal >= (ulong)Column!.Values)
        {
            throw Damaged();
        }

        if (found == room.Ordinals.Length)
        {
            room.GrowOrdinals();
        }

        room.Ordinals[found++] = (int)ordinal;
    }

    private CorruptIndexException Damaged() => new($"{reader} is damaged: the values of its facets are not where they can be");
}

/// <summary>Room for a stretch of articles: some 400 KB at most, which a merge needs once and not for each of its segments.</summary>
/// <param name="articles">The most articles of a stretch.</param>
internal sealed class FacetRoom(int articles)
{
    /// <summary>Where the values of each article end.</summary>
    public long[] Ends { get; } = new long[articles];

    /// <summary>A block of values.</summary>
    public long[] Block { get; private set; } = [];

    /// <summary>How many values each living article has.</summary>
    public int[] Counts { get; } = new int[articles];

    /// <summary>Their values.</summary>
    public int[] Ordinals { get; private set; } = new int[articles];

    /// <summary>Makes room for the blocks of a column.</summary>
    /// <param name="numbers">How many numbers the column has.</param>
    public void Fit(long numbers)
    {
        var most = (int)Math.Min(NumberColumn.BlockSize, numbers);
        Block = most > Block.Length ? new long[most] : Block;
    }

    /// <summary>Makes room for twice as many values.</summary>
    public void GrowOrdinals()
    {
        var grown = Ordinals;
        Array.Resize(ref grown, 2 * grown.Length);
        Ordinals = grown;
    }
}
