using SearchCore.Articles;
using SearchCore.Indexing.Segments;
using SearchCore.Schema;

namespace SearchCore.Indexing.Publication;

/// <summary>
/// Keeps the builders of a load for the next one, with the memory they have grown to, and lets them go when none was wanted for a while: a
/// second load then allocates next to nothing, and an index that is only searched holds no load's memory. Thread-safe.
/// </summary>
internal sealed class BuilderPool : IDisposable
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    private static int prepared;

    private readonly Lock gate = new();
    private readonly Stack<SegmentBuilder> idle = [];
    private readonly SegmentWriters writers;
    private readonly IndexSchema schema;
    private readonly ITimer timer;
    private bool disposed;

    /// <summary>A pool of none yet.</summary>
    /// <param name="clock">What says how long a builder has been idle.</param>
    /// <param name="schema">What the index is made to hold.</param>
    /// <param name="writersBytes">How many bytes may be in use at a time to invert segments (<see cref="SegmentWriters"/>).</param>
    public BuilderPool(TimeProvider clock, IndexSchema schema, long writersBytes)
    {
        (this.schema, writers) = (schema, new SegmentWriters(writersBytes));
        timer = clock.CreateTimer(_ => Clear(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// Takes an article through a builder, once a process, so that the code and tables this takes are there when the first one comes: 30 ms
    /// of a short load.
    /// </summary>
    public static void Prepare()
    {
        if (Interlocked.Exchange(ref prepared, 1) == 1)
        {
            return;
        }

        using var builder = new SegmentBuilder(new IndexSchema(ExactForms: false));
        var article = new ArticleBuffer();
        article.Set(new Article
        {
            Id = "1",
            Title = "A title's words",
            Body = "The body.\n\nIt runs on.",
            Published = new ArticleDate(0),
            Url = "https://example.org/1",
            Tags = ["tag"],
        });
        builder.Add(article, [], 0);
    }

    /// <summary>An empty builder.</summary>
    public SegmentBuilder Rent()
    {
        lock (gate)
        {
            return idle.TryPop(out var builder) ? builder : new SegmentBuilder(schema, writers);
        }
    }

    /// <summary>Takes a builder back; what it holds is given up.</summary>
    public void Return(SegmentBuilder builder)
    {
        builder.Reset();
        lock (gate)
        {
            if (disposed)
            {
                builder.Dispose();
                return;
            }

            idle.Push(builder);
            timer.Change(Idle, Timeout.InfiniteTimeSpan);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
        }

        timer.Dispose();
        Clear();
    }

    private void Clear()
    {
        lock (gate)
        {
            while (idle.TryPop(out var builder))
            {
                builder.Dispose();
            }
        }

        writers.Clear();
    }
}
