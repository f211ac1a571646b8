using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Entities;
using SearchCore.Indexing.Publication;
using SearchCore.Indexing.Segments;

namespace SearchCore.Indexing;

/// <summary>
/// Parses chunks, has entities recognized, builds segments and publishes them when its share of the memory budget is used. One thread at a time;
/// shares nothing with other workers but the publisher.
/// </summary>
internal sealed class IndexingWorker(ArticleWriter writer, IEntityRecognizer? recognizer, IndexingTally tally, long memoryBytes) : IArticleReceiver, IDisposable
{
    private readonly ArticleBuffer buffer = new();
    private readonly EntityCollector entities = new(recognizer);
    private readonly SegmentBuilder builder = writer.Builders.Rent();
    private long emptyBytes;
    private long chunkNumber;
    private int record;
    private long countedMentions;

    /// <summary>Reads a whole chunk, or up to a cancellation.</summary>
    public void Process(ArticleChunk chunk, long number, CancellationToken cancellation)
    {
        chunkNumber = number;
        record = 0;
        entities.Before = chunk as IRecognizedBefore;
        try
        {
            chunk.Read(buffer, this, cancellation);
        }
        finally
        {
            tally.CountChunk(chunk.Bytes, record);
            tally.CountMentions(entities.Mentions - countedMentions);
            countedMentions = entities.Mentions;
        }
    }

    /// <summary>Adds one article that came without a chunk.</summary>
    public void Process(Article article)
    {
        chunkNumber = writer.Window.Take(this);
        record = 0;
        buffer.Set(article);
        var pending = builder.Documents;
        try
        {
            Accept(buffer);
        }
        catch (Exception e) when (pending > 0 && builder.Documents == 0 && e is not IndexException)
        {
            // Articles of earlier calls went with this one, and nobody would read them again: a commit must not pass that over.
            throw writer.RollBack("Articles that had been added could not be kept", e);
        }
    }

    /// <summary>Publishes what was added.</summary>
    /// <exception cref="IndexException">It failed. Where only the segment could not be written (a full disk), the articles wait for the next attempt.</exception>
    public void Flush()
    {
        PublishPending();
        writer.Window.Release(this);
    }

    /// <inheritdoc/>
    public void Accept(ArticleBuffer article)
    {
        if (builder.Documents == 0)
        {
            emptyBytes = builder.EstimatedBytes;
        }

        var found = entities.Collect(article);
        try
        {
            builder.Add(article, found, InputSequence.Of(chunkNumber, record++), entities.Places);
        }
        catch
        {
            // The builder holds half an article now. Nothing of it may reach the index, and the caller must know that it did not.
            builder.Reset();
            throw;
        }

        if (IsFull())
        {
            PublishPending();
            writer.Window.Advance(this, chunkNumber);
        }
    }

    /// <inheritdoc/>
    public void Reject(RejectedRecord record) => tally.Reject(record);

    /// <inheritdoc/>
    public void Notice(ArticleNotice notice) => tally.Notice(notice);

    // What the builder remembers from segment to segment counts as well; where that alone nearly fills a small budget, segments must not
    // shrink to single articles.
    private bool IsFull() => builder.EstimatedBytes is var bytes && bytes >= memoryBytes && bytes - emptyBytes >= memoryBytes / 4;

    private void PublishPending()
    {
        if (builder.Documents == 0)
        {
            return;
        }

        try
        {
            var staging = writer.Staging.Open();
            try
            {
                writer.Publish(builder.Flush(staging, "_0"));
            }
            finally
            {
                writer.Staging.Close(staging);
            }
        }
        catch (Exception e) when (e is (IOException or UnauthorizedAccessException) and not IndexException)
        {
            throw writer.CannotWrite(e);
        }

        builder.Reset();
    }

    /// <summary>Gives up what is not published.</summary>
    public void Dispose()
    {
        writer.Window.Release(this);
        writer.Builders.Return(builder);
    }
}
