using System.Globalization;

using SearchCore.Files;
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
        options = Prepared(options);
        var folder = IndexFolder.RealPath(path);
        return options.Access == IndexAccess.ReadOnly ? OpenReadOnly(folder, options) : OpenForWriting(folder, options);
    }

    /// <summary>
    /// Makes an empty index in memory, for tests and for what need not outlast a process: the same engine without a folder. It is gone when
    /// it is disposed; <see cref="Commit"/> makes changes visible and nothing durable; <see cref="Path"/> is a name that no folder has, so
    /// that it cannot be checked, copied or rebuilt.
    /// </summary>
    /// <param name="options">As for <see cref="Open"/>; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// The options contradict themselves or are out of bounds, or ask for an index to read only; the message names every fault.
    /// </exception>
    public static ArticleIndex InMemory(ArticleIndexOptions? options = null)
    {
        options = Prepared(options) with { Files = new MemoryFiles() };
        if (options.Access == IndexAccess.ReadOnly)
        {
            throw new ArgumentException("An index in memory begins empty: there is nothing to open read only.", nameof(options));
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"memory:{Interlocked.Increment(ref inMemory)}");
        return OpenForWriting(name, options, held: null);
    }

    private static int inMemory;

    private static ArticleIndexOptions Prepared(ArticleIndexOptions? options)
    {
        options ??= new ArticleIndexOptions();
        options.Validate();
        if (options.CacheMegabytes is { } megabytes)
        {
            PageCache.Shared.Budget = megabytes * 1_000_000L;
        }

        if (options.OpenFileLimit is { } limit)
        {
            HandleBudget.Shared.Limit = limit;
        }

        return options;
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
            return OpenForWriting(folder, options, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private static ArticleIndex OpenForWriting(string folder, ArticleIndexOptions options, IndexLock? held) =>
        IndexFolder.Guard(
            folder,
            () =>
            {
                var directory = IndexFolder.Open(folder, options.Files, Holding.Segments);
                var writer = WriterOpening.Open(folder, directory, options);
                try
                {
                    return new ArticleIndex(folder, options, directory, held, writer, writer.OpenReader(), writer.Schema);
                }
                catch
                {
                    writer.Dispose();
                    throw;
                }
            },
            options.Files);
}
