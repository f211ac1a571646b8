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
        var schema = SchemaFor(commit.Data.SchemaText, options);
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
        RequireAll(run, source.Articles, folder);
        var sequence = writer.Commit();
        return run.Report(writer.Segments, sequence, cancelled: false);
    }

    /// <summary>What an index is to be made for.</summary>
    /// <param name="before">What it was made for, of whatever version (<see cref="IndexSchema.Text"/>).</param>
    /// <param name="made">What is to change: forms, language, fields; what is null stays as it is.</param>
    public static IndexSchema SchemaFor(string before, ArticleIndexOptions? made) =>
        new(made?.ExactForms ?? IndexSchema.HasExactForms(before))
        {
            Language = made?.LanguageCode ?? IndexSchema.LanguageOf(before),
            Fields = made?.Fields ?? IndexSchema.FieldsOf(before),
        };

    /// <summary>Sees to it that all stored articles were read, so that a part does not take the place of the whole.</summary>
    /// <exception cref="IndexException">They were not: the index is damaged.</exception>
    public static void RequireAll(IndexingRun run, int articles, string folder)
    {
        if (run.Failures is [var failure, ..])
        {
            var cause = failure.InnerException ?? failure;
            if (ReadingFault.Is(cause))
            {
                throw IndexFolder.Damaged(folder, failure.Reason, cause);
            }

            ExceptionDispatchInfo.Throw(cause);
        }

        if (run.Tally.Articles != articles)
        {
            throw new IndexException(
                IndexFault.Corrupt, folder,
                $"The index in {folder} was not rebuilt; it is as it was. Of {articles} articles {run.Tally.Articles} could be read.");
        }
    }
}
