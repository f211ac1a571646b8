namespace SearchCore.Indexing.Segments;

/// <summary>
/// How the memory of a load is divided: what a worker may take before it writes its segment, and what writing may take. Writing takes turns
/// (<see cref="SegmentWriters"/>): who would have to wait goes on with its segment meanwhile, for as long as another one takes about, and
/// the shares have room for one who does.
/// </summary>
/// <param name="options">All the memory, and the workers.</param>
internal sealed class LoadMemory(ArticleIndexOptions options)
{
    // A chunk and its articles, files' buffers, the ids of what is published.
    private const long BesideBytes = 4_000_000;

    // Which part of its share a worker may take beyond it while another one writes.
    private const int PartOver = 8;

    // A full segment of one of two workers takes a tenth of all to be inverted, and is written alone; two of a quarter of that are not.
    private const int WritersPart = 16;

    private readonly int workers = options.EffectiveWorkers;
    private readonly long all = options.MemoryMegabytes * 1_000_000L;

    /// <summary>What segments that are written at the same time may take to be inverted, in bytes.</summary>
    public long WritersBytes => all / WritersPart;

    /// <summary>
    /// The memory of one worker's segment in bytes: its share of all, less what reading a chunk and publishing a segment take beside it,
    /// unless a test wants small segments.
    /// </summary>
    public long WorkerBytes
    {
        get
        {
            var share = workers == 1 ? all : all * PartOver / ((PartOver * workers) + 1);
            return options.WorkerBytes > 0 ? options.WorkerBytes : share - Math.Min(share / 8, BesideBytes);
        }
    }

    /// <summary>What a worker has of its share where the ids of a large index take memory as well: half of it at least.</summary>
    /// <param name="share">Its share, in bytes.</param>
    /// <param name="idBytes">What the ids take, of which all workers bear a part; the first of it was kept for publishing.</param>
    public long ShareBeside(long share, long idBytes) =>
        Math.Max(share / 2, share - (Math.Max(0, idBytes - BesideBytes) / workers));

    /// <summary>
    /// Whether a worker is to write its segment now. What its builder remembers from segment to segment counts as well; where that alone
    /// nearly fills a small share, segments must not shrink to single articles.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="workerBytes">The worker's share, in bytes.</param>
    /// <param name="emptyBytes">What it took before the first article of the segment.</param>
    /// <param name="idBytes">What the ids of the index take.</param>
    public bool IsFull(SegmentBuilder builder, long workerBytes, long emptyBytes, long idBytes)
    {
        var (bytes, share) = (builder.EstimatedBytes, ShareBeside(workerBytes, idBytes));
        return bytes >= share && bytes - emptyBytes >= share / 4 && (builder.CanFlush || bytes >= share + (share / PartOver));
    }
}
