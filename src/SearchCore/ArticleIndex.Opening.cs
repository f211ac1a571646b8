using SearchCore.Indexing.Publication;
using SearchCore.Storage;

namespace SearchCore;

/// <content>How the index of a folder is opened.</content>
public sealed partial class ArticleIndex
{
    /// <summary>Opens the index of a folder. For writing, the folder and an empty index are made where they are missing.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="options">How to open it; null for the defaults.</param>
    /// <exception cref="IndexException">
    /// Missing (read only), locked, damaged, unwritable, or of another version; the message says what to do.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// The options contradict themselves or are out of bounds; the message names every fault.
    /// </exception>
    public static ArticleIndex Open(string path, ArticleIndexOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        options ??= new ArticleIndexOptions();
        options.Validate();
        if (options.CacheMegabytes is { } megabytes)
        {
            PageCache.Shared.Budget = megabytes * 1_000_000L;
        }

        var folder = IndexFolder.RealPath(path);
        return options.Access == IndexAccess.ReadOnly ? OpenReadOnly(folder, options) : OpenForWriting(folder, options);
    }

    private static ArticleIndex OpenReadOnly(string folder, ArticleIndexOptions options)
    {
        IndexFolder.Require(folder);
        return IndexFolder.Guard(folder, () =>
        {
            var directory = IndexFolder.Open(folder, options.Files);
            try
            {
                var (reader, commit) = CommitReader.Open(folder, directory);
                commit.RequireLanguage(folder, options.LanguageCode);
                commit.RequireFields(folder, options.Fields);
                return new ArticleIndex(folder, options, directory, held: null, writer: null, reader, commit.Schema);
            }
            catch
            {
                directory.Dispose();
                throw;
            }
        }, options.Files);
    }

    private static ArticleIndex OpenForWriting(string folder, ArticleIndexOptions options)
    {
        IndexFolder.Create(folder, options.Files);
        var held = IndexLock.Take(folder, options.Files);
        if (options.EffectiveWorkers > 1)
        {
            // A processor is idle while Lucene opens.
            _ = Task.Run(BuilderPool.Prepare);
        }

        try
        {
            return IndexFolder.Guard(folder, () =>
            {
                var directory = IndexFolder.Open(folder, options.Files);
                var writer = WriterOpening.Open(folder, directory, options.Clock, options);
                try
                {
                    return new ArticleIndex(folder, options, directory, held, writer, writer.OpenReader(), writer.Schema);
                }
                catch
                {
                    writer.Dispose();
                    throw;
                }
            }, options.Files);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }
}
