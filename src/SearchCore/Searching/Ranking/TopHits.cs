using Lucene.Net.Index;


namespace SearchCore.Searching.Ranking;

/// <summary>A hit on its way out.</summary>
/// <param name="Key">What it is sorted by: larger is better.</param>
/// <param name="Score">Its score.</param>
/// <param name="Columns">What decides between it and hits of the same key.</param>
/// <param name="Leaf">Its segment.</param>
/// <param name="Doc">Its number in the segment.</param>
internal readonly record struct RankedHit(double Key, double Score, HitColumns Columns, AtomicReaderContext Leaf, int Doc)
{
    /// <summary>Its place among hits of the same key. It is read.</summary>
    public Tie Tie => Columns.Tie(Doc);

    /// <summary>
    /// Best first. Two articles of one hash come in the order of their places in the index, which is no order that others could tell; among
    /// a thousand million articles the odds are one to forty that there are two at all.
    /// </summary>
    public static int Compare(in RankedHit a, in RankedHit b) =>
        a.Key != b.Key ? b.Key.CompareTo(a.Key)
        : a.Tie.CompareTo(b.Tie) is not 0 and var byTie ? byTie
        : (a.Leaf.DocBase + a.Doc).CompareTo(b.Leaf.DocBase + b.Doc);
}

/// <summary>A place in an order of hits.</summary>
/// <param name="Key">What hits are sorted by: larger is better.</param>
/// <param name="Date">When the article was published, in seconds since 1970, or <see cref="Columns.OptionalNumbers.None"/>.</param>
/// <param name="Id">The article's id.</param>
internal readonly record struct SortPosition(double Key, long Date, string Id);

/// <summary>
/// The best N hits after a given one, of all segments of an index. Most are turned away by their key alone; dates and hashes of ids are
/// read only of those that tie. For one thread.
/// </summary>
internal sealed class TopHits
{
    private const int FirstRoom = 64;

    private readonly int size;
    private readonly double ceiling = double.PositiveInfinity;
    private readonly Tie ceilingTie;
    private readonly List<(AtomicReaderContext Leaf, HitColumns Columns)> segments = [];
    private Entry[] heap;
    private int count;

    /// <summary>Makes room.</summary>
    /// <param name="size">How many hits to keep.</param>
    /// <param name="after">Keep only hits after this place; null for all. The article itself may be gone.</param>
    public TopHits(int size, SortPosition? after = null)
    {
        this.size = size;
        heap = new Entry[Math.Min(size, FirstRoom)];
        if (after is { } last)
        {
            (ceiling, ceilingTie) = (last.Key, Tie.Of(last.Date, last.Id));
        }
    }

    /// <summary>What a hit must have at least; less is not worth offering.</summary>
    public double Threshold => size == 0 ? double.PositiveInfinity : count == size ? heap[0].Key : double.NegativeInfinity;

    /// <summary>What a hit may have at most.</summary>
    public double Ceiling => ceiling;

    /// <summary>
    /// What the date of a hit of a key must be at least, as an order of dates has it (<see cref="SortKeys.Newest"/>); an older one is not
    /// worth offering.
    /// </summary>
    public double LeastDate(double key) =>
        size == 0 || key < Threshold || key > ceiling ? double.PositiveInfinity
        : count < size || key > heap[0].Key ? double.NegativeInfinity
        : SortKeys.Newest.Key(DateOf(ref heap[0]));

    /// <summary>What the date of a hit of a key may be at most.</summary>
    public double GreatestDate(double key) => key == ceiling ? SortKeys.Newest.Key(ceilingTie.Date) : double.PositiveInfinity;

    /// <summary>Goes on to the next segment.</summary>
    public void Enter(AtomicReaderContext next) => segments.Add((next, new(next.AtomicReader)));

    /// <summary>Offers a hit of the segment.</summary>
    public void Offer(double key, double score, int doc)
    {
        // Most hits fail here, before anything is read of them.
        if (key < Threshold || key > ceiling)
        {
            return;
        }

        var hit = new Entry { Key = key, Score = score, Doc = doc, Segment = segments.Count - 1 };
        if (key == ceiling && new Tie(DateOf(ref hit), HashOf(ref hit)).CompareTo(ceilingTie) <= 0)
        {
            return;
        }

        if (count < size)
        {
            if (count == heap.Length)
            {
                Array.Resize(ref heap, Math.Min(size, 2 * heap.Length));
            }

            heap[count] = hit;
            SiftUp(count++);
        }
        else if (IsWorse(ref heap[0], ref hit))
        {
            heap[0] = hit;
            SiftDown();
        }
    }

    /// <summary>The best hits of all segments, best first.</summary>
    public IReadOnlyList<RankedHit> Finish()
    {
        // The worst one comes off the heap first.
        var hits = new RankedHit[count];
        while (count > 0)
        {
            ref var worst = ref heap[0];
            var (leaf, columns) = segments[worst.Segment];
            hits[--count] = new(worst.Key, worst.Score, columns, leaf, worst.Doc);
            heap[0] = heap[count];
            SiftDown();
        }

        return hits;
    }

    private long DateOf(ref Entry entry)
    {
        if (!entry.HasDate)
        {
            entry.Date = segments[entry.Segment].Columns.Date(entry.Doc);
            entry.HasDate = true;
        }

        return entry.Date;
    }

    private ulong HashOf(ref Entry entry)
    {
        if (!entry.HasHash)
        {
            entry.Hash = segments[entry.Segment].Columns.Hash(entry.Doc);
            entry.HasHash = true;
        }

        return entry.Hash;
    }

    // As ties are compared (Tie), but that nothing is read before it has to decide.
    private bool IsWorse(ref Entry a, ref Entry b)
    {
        if (a.Key != b.Key)
        {
            return a.Key < b.Key;
        }

        if (DateOf(ref a) != DateOf(ref b))
        {
            return a.Date < b.Date;
        }

        return HashOf(ref a) != HashOf(ref b) ? a.Hash > b.Hash : (a.Segment, a.Doc).CompareTo((b.Segment, b.Doc)) > 0;
    }

    private void SiftUp(int at)
    {
        while (at > 0 && (at - 1) / 2 is var parent && IsWorse(ref heap[at], ref heap[parent]))
        {
            (heap[at], heap[parent]) = (heap[parent], heap[at]);
            at = parent;
        }
    }

    private void SiftDown()
    {
        for (var at = 0; ;)
        {
            var worst = at;
            for (var child = (2 * at) + 1; child <= (2 * at) + 2 && child < count; child++)
            {
                worst = IsWorse(ref heap[child], ref heap[worst]) ? child : worst;
            }

            if (worst == at)
            {
                return;
            }

            (heap[at], heap[worst]) = (heap[worst], heap[at]);
            at = worst;
        }
    }

    private struct Entry
    {
        public double Key;
        public double Score;
        public int Doc;
        public int Segment;
        public bool HasDate;
        public bool HasHash;
        public long Date;
        public ulong Hash;
    }
}
