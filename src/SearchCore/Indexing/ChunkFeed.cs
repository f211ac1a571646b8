using SearchCore.Articles.Reading;

namespace SearchCore.Indexing;

/// <summary>Hands the chunks of several sources, one after another, to whichever worker asks. A source that fails is noted and the next goes on.</summary>
internal sealed class ChunkFeed(LoadProgress load, CancellationToken cancellation) : IDisposable
{
    private readonly Lock gate = new();
    private readonly IEnumerator<IArticleSource> remaining = load.Sources.GetEnumerator();
    private readonly List<ArticleSourceException> failures = [];
    private IEnumerator<ArticleChunk>? chunks;

    /// <summary>The source being read.</summary>
    public string Source { get; private set; } = string.Empty;

    /// <summary>Whether a source gave up because it was cancelled, which it may learn of sooner than we do.</summary>
    public bool Stopped { get; private set; }

    /// <summary>Sources that failed.</summary>
    public IReadOnlyList<ArticleSourceException> Failures => failures;

    /// <summary>The next chunk and its number in input order; null at the end or when cancelled.</summary>
    /// <param name="nextNumber">Gives the number, before another worker can take the next chunk.</param>
    public (ArticleChunk Chunk, long Number)? Take(Func<long> nextNumber)
    {
        lock (gate)
        {
            while (!Stopped && !cancellation.IsCancellationRequested)
            {
                if (chunks is null && !remaining.MoveNext())
                {
                    return null;
                }

                if (Advance() is { } chunk)
                {
                    var number = nextNumber();
                    load.Take(number, chunk.End);
                    return (chunk, number);
                }
            }

            return null;
        }
    }

    public void Dispose()
    {
        chunks?.Dispose();
        remaining.Dispose();
    }

    private ArticleChunk? Advance()
    {
        try
        {
            Source = remaining.Current.Name;
            chunks ??= load.Open(remaining.Current, cancellation).GetEnumerator();
            if (chunks.MoveNext())
            {
                return chunks.Current;
            }
        }
        catch (ArticleSourceException e)
        {
            failures.Add(e);
            load.Fail();
        }
        catch (OperationCanceledException)
        {
            Stopped = true;
            return null;
        }

        chunks?.Dispose();
        chunks = null;
        return null;
    }
}
