using System.Runtime.ExceptionServices;

using SearchCore.Articles.Reading;
using SearchCore.Files;
using SearchCore.Indexing;
using SearchCore.Indexing.Publication;
using SearchCore.Storage;

namespace SearchCore.Maintenance;

/// <summary>Exchanges everything in an index that is open for writing. One at a time, and not beside a load.</summary>
internal sealed class IndexExchange(string folder, ArticleWriter writer, SingleAdditions additions, ArticleIndexOptions options)
{
    /// <summary>Exchanges it for what sources hold.</summary>
    public IndexingReport ReplaceAll(
        IEnumerable<IArticleSource> sources, IndexingOptions callbacks, CancellationToken cancellation)
    {
        using var replacement = new Replacement(writer, additions, options, writer.Schema);
        using var run = replacement.Read(sources, callbacks, cancellation);
        if (run.Failures is [var failure, ..])
        {
            // A part of the archive must not take the place of all of it.
            ExceptionDispatchInfo.Throw(failure);
        }

        return Exchange(replacement, run);
    }

    /// <summary>Exchanges it for what comes out when its stored articles are indexed anew.</summary>
    /// <param name="made">What it is made for from then on; null, also for a part of it, leaves it as it is.</param>
    /// <param name="callbacks">What is called while it runs.</param>
    /// <param name="cancellation">Ends it.</param>
    public IndexingReport Rebuild(ArticleIndexOptions? made, IndexingOptions callbacks, CancellationToken cancellation)
    {
        var schema = Rebuilder.SchemaFor(writer.Schema.Text, made);
        using var replacement = new Replacement(writer, additions, options, schema);
        var (run, articles) = replacement.ReadStored(folder, callbacks, cancellation);
        using var read = run;
        Rebuilder.RequireAll(run, articles, folder);
        return Exchange(replacement, run);
    }

    /// <summary>Exchanges it for a snapshot.</summary>
    public RestoreReport Restore(string snapshot, CancellationToken cancellation)
    {
        // A snapshot stands on the disk, also where the index does not.
        var files = options.Files is MemoryFiles ? PhysicalFiles.Instance : options.Files;
        using var source = Restorer.OpenSnapshot(snapshot, folder, files, cancellation);
        if (!source.Commit.Data.IsReadable)
        {
            CommitData.Read(snapshot, source.Commit.Point.Segments.UserData);
        }

        var sequence = additions.Exchange(() => writer.Exchange(source.Directory, source.Commit.Data));
        return new RestoreReport { Sequence = sequence, Articles = source.Check.Articles, Bytes = source.Check.Bytes };
    }

    private IndexingReport Exchange(Replacement replacement, IndexingRun run)
    {
        var sequence = replacement.Exchange();
        return run.Report(writer.Segments, sequence, cancelled: false);
    }
}
