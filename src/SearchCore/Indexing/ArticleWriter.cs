using Lucene.Net.Index;
using Lucene.Net.Search.Similarities;

using SearchCore.Analysis;
using SearchCore.Articles;
using SearchCore.Schema;
using SearchCore.Storage;

using Directory = Lucene.Net.Store.Directory;
using Lock = System.Threading.Lock;

namespace SearchCore.Indexing;

/// <summary>
/// The write path's end: articles in, segments published, commits. Thread-safe; each worker brings its own <see cref="DocumentBuilder"/>.
/// </summary>
internal sealed class ArticleWriter : IDisposable
{
    private readonly string folder;
    private readonly IndexWriter writer;
    private readonly Lock commitGate = new();
    private CommitData lastCommit;
    private long nextChunk;
    private int changed;

    private ArticleWriter(string folder, IndexWriter writer, CommitData lastCommit)
    {
        this.folder = folder;
        this.writer = writer;
        this.lastCommit = lastCommit;
        nextChunk = lastCommit.NextChunk;
    }

    /// <summary>The last commit's number.</summary>
    public long Sequence => Volatile.Read(ref lastCommit).Sequence;

    /// <summary>Opens the index of a folder whose lock the caller holds; an empty first commit is made where there is none.</summary>
    public static ArticleWriter Open(string folder, Directory directory, ArticleIndexOptions options)
    {
        var exists = DirectoryReader.IndexExists(directory);
        var last = exists ? CommitData.Read(folder, SegmentsOf(directory).UserData) : CommitData.None;
        var workers = options.Workers > 0 ? options.Workers : Environment.ProcessorCount;
        var config = new IndexWriterConfig(TextAnalysis.Version, TextAnalysis.English.Analyzer)
        {
            OpenMode = exists ? OpenMode.APPEND : OpenMode.CREATE,
            RAMBufferSizeMB = options.MemoryMegabytes,
            MaxThreadStates = workers + 1,
            UseCompoundFile = false,
            Similarity = new BM25Similarity(),
            MergePolicy = new TieredMergePolicy { NoCFSRatio = 0 },
        };
        var writer = new ArticleWriter(folder, new IndexWriter(directory, config), last);
        if (!exists)
        {
            writer.changed = 1;
            writer.Commit();
        }

        return writer;
    }

    /// <summary>The segments of the last commit.</summary>
    public static SegmentInfos SegmentsOf(Directory directory)
    {
        var segments = new SegmentInfos();
        segments.Read(directory);
        return segments;
    }

    /// <summary>The next number in input order, never given twice in the life of the index.</summary>
    public long TakeChunkNumber() => Interlocked.Increment(ref nextChunk) - 1;

    /// <summary>Adds an article or replaces the one with its id.</summary>
    public void Write(DocumentBuilder builder, ArticleBuffer article, string id, IReadOnlyList<EntityName> recognized, long sequence)
    {
        Volatile.Write(ref changed, 1);
        writer.UpdateDocument(new Term(FieldNames.Id, id), builder.Build(article, recognized, sequence));
    }

    /// <summary>Deletes by id.</summary>
    public void Delete(IReadOnlyList<string> ids)
    {
        Volatile.Write(ref changed, 1);
        writer.DeleteDocuments([.. ids.Select(id => new Term(FieldNames.Id, id))]);
    }

    /// <summary>A reader of everything written so far, committed or not.</summary>
    public DirectoryReader OpenReader() => DirectoryReader.Open(writer, applyAllDeletes: true);

    /// <summary>A reader of everything written so far, or null where the given one already is.</summary>
    public DirectoryReader? OpenIfChanged(DirectoryReader reader) => DirectoryReader.OpenIfChanged(reader, writer, applyAllDeletes: true);

    /// <summary>Makes everything written so far durable; without changes since the last commit it does nothing.</summary>
    /// <returns>The last commit's number.</returns>
    public long Commit()
    {
        lock (commitGate)
        {
            if (Interlocked.Exchange(ref changed, 0) == 0)
            {
                return lastCommit.Sequence;
            }

            try
            {
                var next = new CommitData(lastCommit.Sequence + 1, Interlocked.Read(ref nextChunk));
                writer.SetCommitData(next.ToUserData());
                writer.Commit();
                Volatile.Write(ref lastCommit, next);
                return next.Sequence;
            }
            catch (IOException e)
            {
                Volatile.Write(ref changed, 1);
                throw new IndexException(
                    IndexFault.Unwritable, folder, $"The commit to {folder} failed: {e.Message} What was committed before stands; mend the cause and index the rest again.", e);
            }
        }
    }

    /// <summary>Closes; what is not committed is gone.</summary>
    public void Dispose()
    {
        try
        {
            writer.WaitForMerges();
        }
        finally
        {
            writer.Rollback();
        }
    }
}
