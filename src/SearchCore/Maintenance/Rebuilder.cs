using Lucene.Net.Index;

using SearchCore.Indexing;
using SearchCore.Indexing.Publication;
using SearchCore.Schema;
using SearchCore.Storage;

namespace SearchCore.Maintenance;

/// <summary>
/// Indexes the stored articles of an index anew and exchanges it for what comes out, in one commit: until then, and if it is interrupted, the
/// index is as it was. Searches go on; who reads it sees the new one at the next refresh.
/// </summary>
internal static class Rebuilder
{
    /// <summary>Rebuilds.</summary>
    /// <exception cref="IndexException">There is no index, it is damaged, locked, or cannot be written; it is as it was then.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the index is as it was.</exception>
    public static IndexingReport Rebuild(string folder, ArticleIndexOptions options, IndexingOptions callbacks, CancellationToken cancellation)
    {
        IndexFolder.Require(folder);
        using var held = IndexLock.Take(folder, options.Files);
        return held.Orderly(() => IndexFolder.Guard(folder, () =>
        {
            using var directory = IndexFolder.Open(folder, options.Files);
            using var commit = PinnedCommit.Open(folder, directory) ?? throw IndexFolder.Missing(folder);
            if (IndexChecker.Check(commit, directory, quick: false, cancellation) is { IsSound: false, Problems: [var first, ..] })
            {
                throw new IndexException(IndexFault.Corrupt, folder, $"The index in {folder} was not rebuilt, because it is damaged: {first}");
            }

            directory.Learn(commit.Manifest().Files);
            ArticleWriter.Prepare(folder, directory);
            using var reader = DirectoryReader.Open(commit);
            var schema = new IndexSchema(options.ExactForms ?? (commit.Data.IsReadable && commit.Data.Schema.ExactForms));
            using var writer = ArticleWriter.Replace(folder, directory, options.Clock, commit.Data with { Fingerprint = schema.Fingerprint, Checkpoint = null });
            return Index(writer, reader, folder, options, callbacks, cancellation);
        }));
    }

    private static IndexingReport Index(
        ArticleWriter writer, DirectoryReader reader, string folder, ArticleIndexOptions options, IndexingOptions callbacks, CancellationToken cancellation)
    {
        // No commit on the way: it would exchange the index for a part of it.
        var whole = options with { Recognizer = null, CommitInterval = TimeSpan.MaxValue };
        var load = LoadProgress.Begin([new StoredSource(reader, folder)], "rebuild", checkpoint: null);
        using var run = new IndexingRun(writer, whole, callbacks, load, cancellation);
        run.Read();
        cancellation.ThrowIfCancellationRequested();
        if (run.Tally.Articles != reader.NumDocs)
        {
            throw new InvalidDataException($"Of {reader.NumDocs} articles {run.Tally.Articles} could be read.");
        }

        var sequence = writer.Commit();
        return run.Report(replaced: 0, writer.Segments, sequence, cancelled: false);
    }
}
