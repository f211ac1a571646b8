using System.Text;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Entities;

namespace SearchCore.Indexing;

/// <summary>Parses chunks and writes their articles. One thread at a time.</summary>
internal sealed class IndexingWorker(ArticleWriter writer, InputOrder? order, IEntityRecognizer? recognizer, IndexingTally tally) : IArticleReceiver
{
    private readonly ArticleBuffer buffer = new();
    private readonly DocumentBuilder documents = new();
    private readonly EntityCollector entities = new(recognizer);
    private List<string> ids = [];
    private long chunkNumber;
    private int record;
    private long countedMentions;

    /// <summary>Reads a whole chunk, or up to a cancellation.</summary>
    public void Process(ArticleChunk chunk, long number, CancellationToken cancellation)
    {
        chunkNumber = number;
        record = 0;
        try
        {
            chunk.Read(buffer, this, cancellation);
        }
        finally
        {
            tally.CountChunk(chunk.Bytes, record);
            tally.CountMentions(entities.Mentions - countedMentions);
            countedMentions = entities.Mentions;
            order?.End(number, ids);
            ids = [];
        }
    }

    /// <summary>Writes one article that came without a chunk.</summary>
    public void Process(Article article)
    {
        chunkNumber = writer.TakeChunkNumber();
        record = 0;
        buffer.Set(article);
        Accept(buffer);
    }

    /// <inheritdoc/>
    public void Accept(ArticleBuffer article)
    {
        var recognized = entities.Collect(article);
        var id = Encoding.UTF8.GetString(article[article.Id]);
        var sequence = InputSequence.Of(chunkNumber, record++);
        if (order is null)
        {
            writer.Write(documents, article, id, recognized, sequence);
            return;
        }

        ids.Add(id);
        order.Write(id, sequence, () => writer.Write(documents, article, id, recognized, sequence));
    }

    /// <inheritdoc/>
    public void Reject(RejectedRecord record) => tally.Reject(record);

    /// <inheritdoc/>
    public void Notice(ArticleNotice notice) => tally.Notice(notice);
}
