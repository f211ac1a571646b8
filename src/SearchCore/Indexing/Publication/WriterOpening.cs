using Lucene.Net.Index;

using SearchCore.Schema;
using SearchCore.Storage;

namespace SearchCore.Indexing.Publication;

/// <summary>Opens the index of a folder for writing, whose lock the caller holds.</summary>
internal static class WriterOpening
{
    /// <summary>Opens it; an empty first commit is made where there is none.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="directory">The same, as Lucene sees it.</param>
    /// <param name="options">What the index is to be made for, null leaves that as it is; the clock, and how segments are merged.</param>
    /// <exception cref="IndexException">The index is one without what is wanted, or the other way round.</exception>
    public static ArticleWriter Open(string folder, DurableDirectory directory, ArticleIndexOptions options)
    {
        var point = CommitPoint.Find(folder, directory);
        var schema = new IndexSchema(options.ExactForms ?? false) { Fields = options.Fields ?? [] };
        var last = CommitData.None(options.LanguageCode is { } code ? schema with { Language = code } : schema);
        if (point is not null)
        {
            last = CommitData.Read(folder, point.Segments.UserData);
            last.RequireForms(folder, options.ExactForms);
            last.RequireLanguage(folder, options.LanguageCode);
            last.RequireFields(folder, options.Fields);
            directory.Learn(IndexFolder.ManifestOf(folder, point, last, directory.Files).Files);
        }

        Leftovers.RemoveCommits(directory, point?.Generation ?? 0);
        var writer = new ArticleWriter(folder, directory, options, point is null ? OpenMode.CREATE : OpenMode.APPEND, last);

        // After an interruption segments.gen may be missing or name the commit before; every commit writes it anew.
        if (point is null || CommitPoint.Finished(directory) != point.Generation)
        {
            writer.CommitAnew();
        }

        return writer;
    }

    /// <summary>
    /// Opens it to exchange everything in it: it begins empty, and its first commit replaces what is there. The folder was prepared
    /// (<see cref="Prepare"/>).
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="directory">The same.</param>
    /// <param name="options">The clock, and how segments are merged.</param>
    /// <param name="last">What the commit before says, for the next to go on from.</param>
    public static ArticleWriter Replace(string folder, DurableDirectory directory, ArticleIndexOptions options, CommitData last) =>
        new(folder, directory, options, OpenMode.CREATE, last, hasChanges: true);

    /// <summary>
    /// Makes a folder ready to have its index replaced: nothing of interrupted commits is left, and where there was no index an empty one
    /// is.
    /// </summary>
    public static void Prepare(string folder, DurableDirectory directory)
    {
        if (CommitPoint.Find(folder, directory) is { } point)
        {
            Leftovers.RemoveCommits(directory, point.Generation);
        }
        else
        {
            Open(folder, directory, new ArticleIndexOptions()).Dispose();
        }
    }
}
