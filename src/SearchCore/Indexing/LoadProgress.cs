using System.Globalization;

using SearchCore.Articles.Reading;
using SearchCore.Storage;

namespace SearchCore.Indexing;

/// <summary>
/// How far a load has come, as the next one can take it up: which source, and up to where all its records are in the index. Thread-safe.
/// </summary>
/// <remarks>
/// A load is named by a chain of digests: its options, then the identity of each source as it begins. A checkpoint goes up to the first chunk
/// that is not read to its end and published, and never past a source that cannot be recognized again, or that failed: what comes behind is read
/// once more then, and replaced by id.
/// </remarks>
internal sealed class LoadProgress
{
    private readonly Lock gate = new();
    private readonly Queue<(long Chunk, Checkpoint End)> taken = new();
    private readonly HashSet<long> read = [];
    private Checkpoint? reached;
    private SourcePosition start;
    private string chain;
    private int source = -1;
    private bool frozen;
    private bool halted;
    private bool complete;

    private LoadProgress(IEnumerable<IArticleSource> sources, string chain) => (Sources, this.chain) = (sources, chain);

    /// <summary>The sources that are left to read.</summary>
    public IEnumerable<IArticleSource> Sources { get; }

    /// <summary>Where the load is continued; null where it is read from its start.</summary>
    public ResumedLoad? Resumed { get; private init; }

    /// <summary>Begins a load, or continues it where the checkpoint is of the same one.</summary>
    /// <param name="sources">All its sources, in order; enumerated once.</param>
    /// <param name="options">What changes what is stored, on one line.</param>
    /// <param name="checkpoint">Where the last load stopped; null to start from the beginning.</param>
    public static LoadProgress Begin(IEnumerable<IArticleSource> sources, string options, Checkpoint? checkpoint)
    {
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
            if (enumerator.Current is not IResumableSource { Identity: { } identity })
            {
                break;
            }

            (before, after) = (after, Link(after, identity));
        }

        return looked.Count == checkpoint.Source + 1 && after == checkpoint.Digest
            ? new LoadProgress(Rest([looked[^1]], enumerator), before)
            {
                Resumed = new ResumedLoad(looked[^1].Name, checkpoint.Position, checkpoint.Source),
                reached = checkpoint,
                start = checkpoint.Position,
                source = checkpoint.Source - 1,
            }
            : new LoadProgress(Rest(looked, enumerator), chain);
    }

    /// <summary>The next source begins. To be called for each in turn.</summary>
    /// <returns>Its chunks, from where it is taken up.</returns>
    public IEnumerable<ArticleChunk> Open(IArticleSource next, CancellationToken cancellation)
    {
        lock (gate)
        {
            source++;
            var from = start;
            start = default;
            if (next is not IResumableSource resumable)
            {
                frozen = true;
                return next.ReadChunks(cancellation);
            }

            if (resumable.Identity is { } identity)
            {
                chain = Link(chain, identity);
            }
            else
            {
                frozen = true;
            }

            return resumable.ReadChunks(from, cancellation);
        }
    }

    /// <summary>A worker took a chunk. To be called in input order.</summary>
    public void Take(long chunk, SourcePosition? end)
    {
        lock (gate)
        {
            frozen = frozen || end is null;
            if (!frozen)
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
    public void Fail()
    {
        lock (gate)
        {
            frozen = true;
        }
    }

    /// <summary>A worker gives up what it read and did not publish: the load is to be taken up where it had come to by now.</summary>
    public void Halt()
    {
        lock (gate)
        {
            halted = true;
        }
    }

    /// <summary>Everything is read and published: there is nothing to take up.</summary>
    public void Complete()
    {
        lock (gate)
        {
            complete = true;
        }
    }

    /// <summary>The checkpoint of a commit.</summary>
    /// <param name="lowWater">The lowest chunk number that may not be published yet.</param>
    public Checkpoint? Reached(long lowWater)
    {
        lock (gate)
        {
            while (!halted && taken.TryPeek(out var next) && next.Chunk < lowWater && read.Remove(next.Chunk))
            {
                reached = next.End;
                taken.Dequeue();
            }

            return complete ? null : reached;
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

    private static string Link(string chain, string identity) => Fingerprint.Of($"{chain}\n{identity}").ToString("x32", CultureInfo.InvariantCulture);
}
