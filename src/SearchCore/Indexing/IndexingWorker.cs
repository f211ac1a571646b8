using System.Runtime.ExceptionServices;
using System.Text;

using SearchCore.Analysis;
using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Indexing.Publication;
using SearchCore.Indexing.Segments;
using SearchCore.Storage;

namespace SearchCore.Indexing;

/// <summary>
/// Parses chunks, has entities recognized, builds segments and publishes them when its share of the memory budget is used. One thread at a
/// time; shares nothing with other workers but the publisher.
/// </summary>
/// <param name="writer">Where segments go.</param>
/// <param name="options">What becomes of articles.</param>
/// <param name="tally">What is counted and told.</param>
/// <param name="memoryBytes">Its share of the memory.</param>
internal sealed class IndexingWorker(ArticleWriter writer, ArticleIndexOptions options, IndexingTally tally, long memoryBytes)
    : IArticleReceiver, IDisposable
{
    private const string SegmentName = "_0";

    private readonly ArticleBuffer buffer = new();
    private readonly EntityCollector entities = new(options.Recognizer);
    private readonly SegmentBuilder builder = writer.Builders.Rent();
    private DurableDirectory? staging;
    private long emptyBytes;
    private long chunkNumber;
    private int record;
    private long countedMentions;
    private ExceptionDispatchInfo? own;

    /// <summary>Reads a whole chunk, or up to a cancellation.</summary>
    /// <returns>What the chunk itself threw, so that its source ends here; what it gave before stays. Null where it was read to its end.
    /// </returns>
    public Exception? Process(ArticleChunk chunk, long number, CancellationToken cancellation)
    {
        chunkNumber = number;
        record = 0;
        own = null;
        entities.Before = chunk as IRecognizedBefore;
        var fault = Read(chunk, cancellation);
        tally.CountChunk(record);
        tally.CountMentions(entities.Mentions - countedMentions);
        countedMentions = entities.Mentions;

        // What failed on our side of the chunk (indexing, a recognizer, a callback) is no fault of the source.
        own?.Throw();
        return fault;
    }

    private Exception? Read(ArticleChunk chunk, CancellationToken cancellation)
    {
        try
        {
            try
            {
                chunk.Read(buffer, this, cancellation);
            }
            finally
            {
                tally.CountBytes(chunk.Bytes);
            }

            return null;
        }
        catch (Exception e) when (own is not null || e is not OutOfMemoryException)
        {
            return e;
        }
    }

    /// <summary>Adds one article that came without a chunk.</summary>
    /// <returns>The number it got.</returns>
    public long Process(Article article)
    {
        var number = writer.Window.Take(this);
        Process(article, number);
        return number;
    }

    /// <summary>As <see cref="Process(Article)"/>, with a number that somebody else holds (<see cref="InputWindow.Hold"/>).</summary>
    public void ProcessToo(Article article, long number)
    {
        writer.Window.Hold(this, number);
        Process(article, number);
    }

    private void Process(Article article, long number)
    {
        chunkNumber = number;
        record = 0;
        buffer.Set(article);
        var pending = builder.Documents;
        try
        {
            Add(buffer);
        }
        catch (Exception e) when (pending > 0 && builder.Documents == 0 && e is not IndexException)
        {
            // Articles of earlier calls went with this one, and nobody would read them again: a commit must not pass that over.
            throw writer.RollBack("Articles that had been added could not be kept", e);
        }
        finally
        {
            if (builder.Documents == 0)
            {
                writer.Window.Release(this);
            }
        }
    }

    /// <summary>Publishes what was added.</summary>
    /// <param name="waits">
    /// Whether it waits for other workers where there is little memory to write with: where more articles come that need it.
    /// </param>
    /// <exception cref="IndexException">
    /// It failed. Where only the segment could not be written (a full disk), the articles wait for the next attempt.
    /// </exception>
    public void Flush(bool waits = false)
    {
        PublishPending(waits);
        writer.Window.Release(this);
    }

    /// <inheritdoc/>
    public void Accept(ArticleBuffer article)
    {
        try
        {
            Add(article);
        }
        catch (Exception e) when (IsOwn(e))
        {
            throw;
        }
    }

    /// <inheritdoc/>
    public void Reject(RejectedRecord record)
    {
        try
        {
            tally.Reject(record);
        }
        catch (Exception e) when (IsOwn(e))
        {
            throw;
        }
    }

    /// <inheritdoc/>
    public void Notice(ArticleNotice notice)
    {
        try
        {
            tally.Notice(notice);
        }
        catch (Exception e) when (IsOwn(e))
        {
            throw;
        }
    }

    private void Add(ArticleBuffer article)
    {
        if (builder.Documents == 0)
        {
            emptyBytes = builder.EstimatedBytes;
        }

        if (options.DetectLanguages && article.Language.IsEmpty
            && LanguageDetector.Find(article[article.Title], article[article.Body]) is { } language)
        {
            article.Language = article.Append(language.AsSpan());
        }

        var found = entities.Collect(article);
        foreach (var mention in entities.Refused)
        {
            var entity = $"the recognized entity '{mention.Kind}/{mention.Name}', whose kind or name is none";
            var id = Encoding.UTF8.GetString(article[article.Id]);
            Notice(new(string.Empty, 0, ArticleNoticeKind.MemberDropped, $"{id}: {entity}")
            {
                Id = OneLine.Of(id),
                Member = "entities",
                Value = OneLine.Of(mention.Name),
            });
        }

        try
        {
            builder.Add(article, found, InputSequence.Of(chunkNumber, record++), entities.Places);
        }
        catch
        {
            // The builder holds half an article now. Nothing of it may reach the index, and the caller must know that it did not.
            builder.Reset();
            Quietly(Close);
            throw;
        }

        foreach (var (field, value) in builder.Unread)
        {
            var id = Encoding.UTF8.GetString(article[article.Id]);
            Notice(new(string.Empty, 0, ArticleNoticeKind.FieldUnread, $"{id}: {field} is '{value}'")
            {
                Id = OneLine.Of(id),
                Member = field,
                Value = OneLine.Of(value),
            });
        }

        if (writer.Memory.IsFull(builder, memoryBytes, emptyBytes, writer.IdBytes))
        {
            PublishPending(waits: true);
            writer.Window.Advance(this, chunkNumber);
        }
        else if (builder.HeldBytes >= options.HeldBytes)
        {
            builder.Spill(staging ??= writer.Staging.Open(), SegmentName);
        }
    }

    // Notes what goes through a source's code, which may change or even swallow it. Never true: nothing is caught.
    private bool IsOwn(Exception e)
    {
        own ??= ExceptionDispatchInfo.Capture(e);
        return false;
    }

    private void PublishPending(bool waits)
    {
        if (builder.Documents == 0)
        {
            return;
        }

        try
        {
            Reload();
            staging ??= writer.Staging.Open();
            try
            {
                tally.CountReplaced(writer.Publish(builder.Flush(staging, SegmentName, packs: !options.KeepsFilesApart, waits: waits)));
                builder.Reset();
            }
            finally
            {
                if (!builder.HasSpilled)
                {
                    Close();
                }
            }
        }
        catch (Exception e) when (e is (IOException or UnauthorizedAccessException) and not IndexException)
        {
            Quietly(Reload);
            throw writer.CannotWrite(e);
        }
    }

    // Where something failed, what it left goes before the next attempt, which needs the room.
    private void Reload()
    {
        builder.Reload();
        if (!builder.HasSpilled)
        {
            Close();
        }
    }

    private void Close()
    {
        if (staging is { } closed)
        {
            staging = null;
            writer.Staging.Close(closed);
        }
    }

    private static void Quietly(Action act)
    {
        try
        {
            act();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What is to be read again is tried again by the next attempt; what is left is removed when the index is opened next.
        }
    }

    /// <summary>Gives up what is not published.</summary>
    public void Dispose()
    {
        writer.Window.Release(this);
        writer.Builders.Return(builder);
        Quietly(Close);
    }
}
