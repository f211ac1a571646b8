using Lucene.Net.Index;

using SearchCore.Schema;
using SearchCore.Storage;

namespace SearchCore.Indexing.Publication;

/// <content>How everything in an index is exchanged while it is open.</content>
internal sealed partial class ArticleWriter
{
    /// <summary>
    /// Opens the writer of an empty index that is to take the place of this one (<see cref="Exchange(ArticleWriter)"/>). It stands in a
    /// staging folder and shares the order of changes; from now on deletions go to both. Additions do not. One at a time.
    /// </summary>
    /// <param name="options">How segments are merged.</param>
    /// <param name="schema">What it is made to hold.</param>
    public ArticleWriter OpenAside(ArticleIndexOptions options, IndexSchema schema)
    {
        writer.ThrowIfBroken();
        var staging = Staging.OpenIndex();
        var last = commits.Last with { SchemaText = schema.Text, Checkpoint = null };
        var opened = new ArticleWriter(staging.Folder, staging, options, OpenMode.CREATE, last, hasChanges: true, Window);
        Volatile.Write(ref aside, opened);
        return opened;
    }

    /// <summary>Gives up the index beside this one, exchanged or not.</summary>
    public void CloseAside(ArticleWriter opened)
    {
        lock (exchanging)
        {
            Volatile.Write(ref aside, null);
        }

        opened.Abandon();
        Staging.Close(opened.directory);
    }

    /// <summary>
    /// Exchanges everything for the index that was built beside this one, in one commit. Nobody adds to either meanwhile.
    /// </summary>
    /// <returns>The commit's number.</returns>
    /// <exception cref="IndexException">
    /// The index beside could not be finished: this one is as it was. Or the exchange failed: everything since the last commit is undone.
    /// </exception>
    public long Exchange(ArticleWriter opened)
    {
        lock (exchanging)
        {
            opened.Commit();
            opened.Abandon();
            var sequence = Exchange(opened.directory, opened.commits.Last, opened.ids);
            Volatile.Write(ref aside, null);
            return sequence;
        }
    }

    /// <summary>Exchanges everything for the index of a snapshot, in one commit. Nobody adds meanwhile.</summary>
    /// <param name="index">The snapshot, whose files are known (<see cref="DurableDirectory.Learn"/>).</param>
    /// <param name="commit">What its commit says.</param>
    /// <returns>The commit's number.</returns>
    /// <exception cref="IndexException">It failed: everything since the last commit is undone.</exception>
    public long Exchange(DurableDirectory index, CommitData commit)
    {
        Window.Pass(commit.NextChunk);
        return Exchange(index, commit, new IdResolution(Window, isEmpty: false));
    }

    // A deletion whose place in the order comes before the index beside this one was opened has nothing to delete there: who finds none
    // here has not missed it.
    private long Everywhere(Func<ArticleWriter, long> delete)
    {
        if (Volatile.Read(ref aside) is null)
        {
            return delete(this);
        }

        lock (exchanging)
        {
            var found = delete(this);
            try
            {
                if (aside is { } other)
                {
                    delete(other);
                }
            }
            catch (IndexException)
            {
                // It is broken by now, and who builds it hears of that.
            }

            return found;
        }
    }

    private long Exchange(DurableDirectory index, CommitData commit, IdResolution resolution)
    {
        var before = Builders;
        var sequence = commits.Exchange(commit.SchemaText, commit.Checkpoint, lucene =>
        {
            lucene.DeleteAll();
            lucene.AddIndexes(index);
            ids = resolution;
            if (commit.SchemaText != Schema.Text)
            {
                Builders = new BuilderPool(clock, commit.Schema, Memory.WritersBytes);
            }
        });
        if (before != Builders)
        {
            before.Dispose();
        }

        return sequence;
    }

    // Without waiting for merges: what was not committed is not wanted.
    private void Abandon()
    {
        Builders.Dispose();
        try
        {
            writer.Lucene.Rollback();
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            // Its files are removed with the folder, or when the index is opened next.
        }
    }
}
