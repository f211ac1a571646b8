using SearchCore.Articles.Checksums;
using SearchCore.Articles.Reading;
using SearchCore.Indexing.Publication;
using SearchCore.Storage;

namespace SearchCore.Indexing;

/// <summary>
/// How far a load has come, as the next one can take it up: which source, and up to where all its records are in the index. Thread-safe.
/// </summary>
/// <remarks>
/// A load is named by a chain of digests: its options, then the identity of each source as it begins. A checkpoint goes up to the first
/// chunk that is not read to its end and published, and never past a source that cannot be recognized again, or that failed: what comes
/// after is read once more then, and replaced by id.
/// </remarks>
internal sealed class LoadProgress : ICheckpoints
{
    private readonly Lock gate = new();
    private readonly Queue<(long Chunk, Checkpoint End)> taken = new();
    private readonly HashSet<long> read = [];
    private Checkpoint? reached;
    private SourcePosition start;
    private string chain;
    private int source = -1;
    private Stage stage;

    private LoadProgress(IEnumerable<IArticleSource> sources, string chain) => (Sources, this.chain) = (sources, chain);

    // In this order: a load never goes back.
    private enum Stage
    {
        /// <summary>Each chunk that is taken may become the checkpoint once it is published.</summary>
        Advancing,

        /// <summary>What is taken from now on cannot be taken up again; what was taken before still may.</summary>
        Draining,

        /// <summary>The checkpoint stays where it is.</summary>
        Halted,

        /// <summary>Everything is read and published: there is nothing to take up.</summary>
        Complete,
    }

    /// <summary>The sources that are left to read.</summary>
    public IEnumerable<IArticleSource> Sources { get; }

    /// <summary>How many bytes the sources have that are not read again.</summary>
    public long PassedBytes { get; private init; }

    /// <summary>Where the load is continued; null where it is read from its start.</summary>
    public ResumedLoad? Resumed { get; private init; }

    /// <summary>Begins a load, or continues it where the checkpoint is of the same one.</summary>
    /// <param name="sources">All its sources, in order; enumerated once.</param>
    /// <param name="options">
    /// What changes what is stored, on one line; null where that cannot be told, so that no checkpoint is one of this load.
    /// </param>
    /// <param name="checkpoint">Where the last load stopped; null to start from the beginning.</param>
    public static LoadProgress Begin(IEnumerable<IArticleSource> sources, string? options, Checkpoint? checkpoint)
    {
        if (options is null)
        {
            return new LoadProgress(sources, "") { stage = Stage.Draining };
        }

        var chain = Link(options, "");
        if (checkpoint is null)
        {
            return new LoadProgress(sources, chain);
        }

        var enumerator = sources.GetEnumerator();
        var looked = new List<IArticleSource>();
        var (before, after) = (chain, chain);
        while (looked.Count <= checkpoint.Source && enumerator.MoveNext())
        {
            looked.Add(enumerator.Current);
            if (IdentityOf(enumerator.Current) is not { } identity)
            {
                break;
            }

            (before, after) = (after, Link(after, identity));
        }

        return looked.Count == checkpoint.Source + 1 && after == checkpoint.Digest
            ? new LoadProgress(Rest([looked[^1]], enumerator), before)
            {
                Resumed = new ResumedLoad(looked[^1].Name, checkpoint.Position, checkpoint.Source),
                PassedBytes = looked[..^1].Sum(s => s.SizeHint ?? 0),
                reached = checkpoint,
                start = checkpoint.Position,
                source = checkpoint.Source - 1,
            }
            : new LoadProgress(Rest(looked, enumerator), chain);
    }

    /// <summary>The next source begins. To be called for each in turn.</summary>
    /// <param name="next">The source.</param>
    /// <param name="order">What a paced source is to tell when it reads.</param>
    /// <param name="cancellation">What the source is to look at.</param>
    /// <returns>Its chunks, from where it is taken up.</returns>
    public IEnumerable<ArticleChunk> Open(IArticleSource next, IReadingOrder order, CancellationToken cancellation)
    {
        SourcePosition from;
        lock (gate)
        {
            source++;
            from = start;
            start = default;
        }

        // The source's own code runs outside of the lock, and may fail.
        var identity = next is IResumableSource named ? named.Identity : null;
        lock (gate)
        {
            if (identity is null)
            {
                Enter(Stage.Draining);
            }
            else
            {
                chain = Link(chain, identity);
            }
        }

        return next switch
        {
            IResumableSource resumable => resumable.ReadChunks(from, cancellation),
            IPacedSource paced => paced.ReadChunks(order, cancellation),
            _ => next.ReadChunks(cancellation),
        };
    }

    /// <summary>A worker took a chunk. To be called in input order.</summary>
    public void Take(long chunk, SourcePosition? end)
    {
        lock (gate)
        {
            if (end is null)
            {
                Enter(Stage.Draining);
            }

            if (stage == Stage.Advancing)
            {
                taken.Enqueue((chunk, new Checkpoint(source, end!.Value, chain)));
            }
        }
    }

    /// <summary>A chunk was read to its end.</summary>
    public void Finish(long chunk)
    {
        lock (gate)
        {
            if (taken.Count > 0 && chunk >= taken.Peek().Chunk)
            {
                read.Add(chunk);
            }
        }
    }

    /// <summary>The source that is being read failed: the load cannot be complete, and is to be taken up here.</summary>
    public void Fail() => Reach(Stage.Draining);

    /// <summary>A worker gives up what it read and did not publish: the load is to be taken up where it had come to by now.</summary>
    public void Halt() => Reach(Stage.Halted);

    /// <summary>Everything is read and published: there is nothing to take up.</summary>
    public void Complete() => Reach(Stage.Complete);

    /// <inheritdoc/>
    public Checkpoint? Reached(long lowWater)
    {
        lock (gate)
        {
            while (stage < Stage.Halted && taken.TryPeek(out var next) && next.Chunk < lowWater && read.Remove(next.Chunk))
            {
                reached = next.End;
                taken.Dequeue();
            }

            return stage == Stage.Complete ? null : reached;
        }
    }

    private void Reach(Stage next)
    {
        lock (gate)
        {
            Enter(next);
        }
    }

    private void Enter(Stage next) => stage = next > stage ? next : stage;

    // A source that cannot even say what it is fails when it is read, not here.
    private static string? IdentityOf(IArticleSource source)
    {
        try
        {
            return (source as IResumableSource)?.Identity;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null;
        }
    }

    private static IEnumerable<IArticleSource> Rest(IEnumerable<IArticleSource> first, IEnumerator<IArticleSource> others)
    {
        using (others)
        {
            foreach (var source in first)
            {
                yield return source;
            }

            while (others.MoveNext())
            {
                yield return others.Current;
            }
        }
    }

    private static string Link(string chain, string identity) => Fingerprint.DigitsOf($"{chain}\n{identity}");
}
