using Lucene.Net.Index;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Indexing;
using SearchCore.Storage;

namespace SearchCore.Maintenance;

/// <summary>The articles an index has stored, in the order of its segments, with the entities that were recognized in them.</summary>
/// <param name="reader">The index; closed with the source.</param>
/// <param name="name">What it is called.</param>
/// <param name="mostChunks">At most how many chunks there are to be, more than there are segments.</param>
internal sealed class StoredSource(DirectoryReader reader, string name, long mostChunks = long.MaxValue) : IArticleSource, IDisposable
{
    /// <summary>How many articles a chunk has at least, where there are as many.</summary>
    public const int ChunkArticles = 256;

    public string Name => name;

    public long? SizeHint => null;

    /// <summary>How many articles it has.</summary>
    public int Articles => reader.NumDocs;

    public IEnumerable<ArticleChunk> ReadChunks(CancellationToken cancellation)
    {
        var size = (int)Math.Max(ChunkArticles, reader.MaxDoc / (mostChunks - reader.Leaves.Count) + 1);
        foreach (var leaf in reader.Leaves)
        {
            for (var first = 0; first < leaf.AtomicReader.MaxDoc; first += size)
            {
                cancellation.ThrowIfCancellationRequested();
                yield return new Chunk(leaf.AtomicReader, first, Math.Min(leaf.AtomicReader.MaxDoc, first + size));
            }
        }
    }

    /// <summary>Closes the reader.</summary>
    public void Dispose() => reader.Dispose();

    private sealed class Chunk(AtomicReader segment, int first, int end) : ArticleChunk, IRecognizedBefore
    {
        private long bytes;

        /// <summary>Known once it was read: the size of title and body.</summary>
        public override long Bytes => bytes;

        public IReadOnlyList<EntityName> Recognized { get; private set; } = [];

        public override void Read(ArticleBuffer buffer, IArticleReceiver receiver, CancellationToken cancellation)
        {
            var live = segment.LiveDocs;
            for (var document = first; document < end; document++)
            {
                cancellation.ThrowIfCancellationRequested();
                if (live?.Get(document) == false)
                {
                    continue;
                }

                var stored = StoredArticleReader.Read(segment, document);
                Recognized = stored.Recognized;
                buffer.Set(stored.Article);
                bytes += (stored.Article.Title?.Length ?? 0) + (stored.Article.Body?.Length ?? 0);
                receiver.Accept(buffer);
            }
        }
    }
}
