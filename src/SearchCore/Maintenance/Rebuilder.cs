using System.Runtime.ExceptionServices;

using Lucene.Net.Index;

using SearchCore.Indexing;
using SearchCore.Indexing.Publication;
using SearchCore.Schema;
using SearchCore.Storage;

namespace SearchCore.Maintenance;

/// <summary>
/// Indexes the stored articles of an index anew and exchanges it for what comes out, in one commit: until then, and if it is interrupted,
/// the index is as it was. Searches go on; who reads it sees the new one at the next refresh.
/// </summary>
internal static class Rebuilder
{
    /// <summary>Rebuilds.</summary>
    /// <exception cref="IndexException">There is no index, it is damaged, locked, or cannot be written; it is as it was then.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the index is as it was.</exception>
    public static IndexingReport Rebuild(
        string folder, ArticleIndexOptions options, IndexingOptions callbacks, CancellationToken cancellation)
    {
        IndexFolder.Require(folder);
        using var held = IndexLock.Take(folder, options.Files);
        return held.Orderly(() =>
        {
            using var directory = IndexFolder.Open(folder, options.Files);
            using var commit = IndexFolder.Guard(folder, () => Prepare(folder, directory, cancellation), options.Files);
            using var source = new StoredSource(IndexFolder.Guard(folder, () => DirectoryReader.Open(commit), options.Files), folder);
            using var writer = IndexFolder.Guard(folder, () => Replace(folder, directory, commit, options), options.Files);
            return Index(writer, source, folder, options, callbacks, cancellation);
        });
    }

    private static PinnedCommit Prepare(string folder, DurableDirectory directory, CancellationToken cancellation)
    {
        var commit = PinnedCommit.Open(folder, directory) ?? throw IndexFolder.Missing(folder);
        try
        {
            if (IndexChecker.Check(commit, directory, quick: false, cancellation) is { IsSound: false, Problems: [var first, ..] })
            {
                throw new IndexException(
                    IndexFault.Corrupt, folder, $"The index in {folder} was not rebuilt, because it is damaged: {first}");
            }

            directory.Learn(commit.Manifest().Files);
            WriterOpening.Prepare(folder, directory);
            return commit;
        }
        catch
        {
            commit.Dispose();
            throw;
        }
    }

    private static ArticleWriter Replace(string folder, DurableDirectory directory, PinnedCommit commit, ArticleIndexOptions options)
    {
        var schema = new IndexSchema(options.ExactForms ?? IndexSchema.HasExactForms(commit.Data.SchemaText))
        {
            Language = options.LanguageCode ?? IndexSchema.LanguageOf(commit.Data.SchemaText),
            Fields = options.Fields ?? IndexSchema.FieldsOf(commit.Data.SchemaText),
        };
        return WriterOpening.Replace(folder, directory, options, commit.Data with { SchemaText = schema.Text, Checkpoint = null });
    }

    private static IndexingReport Index(
        ArticleWriter writer, StoredSource source, string folder, ArticleIndexOptions options, IndexingOptions callbacks,
        CancellationToken cancellation)
    {
        // No commit on the way: it would exchange the index for a part of it. Nothing is measured: no article is taken anew.
        var whole = options with { Recognizer = null, CommitInterval = TimeSpan.MaxValue, Name = null };
        var load = LoadProgress.Begin([source], "rebuild", checkpoint: null);
        using var run = new IndexingRun(writer, whole, callbacks, load, publishAdded: () => { }, reserved: null, cancellation);
        run.Read();
        cancellation.ThrowIfCancellationRequested();
        if (run.Failures is [var failure, ..])
        {
            var cause = failure.InnerException ?? failure;
            if (ReadingFault.Is(cause))
            {
                throw IndexFolder.Damaged(folder, failure.Reason, cause);
            }

            ExceptionDispatchInfo.Throw(cause);
        }

        if (run.Tally.Articles != source.Articles)
        {
            throw new IndexException(
                IndexFault.Corrupt, folder,
                $"The index in {folder} was not rebuilt; it is as it was. "
                + $"Of {source.Articles} articles {run.Tally.Articles} could be read.");
        }

        var sequence = writer.Commit();
        return run.Report(writer.Segments, sequence, cancelled: false);
    }
}
