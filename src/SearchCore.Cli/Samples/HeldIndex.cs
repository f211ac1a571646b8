using SearchCore.Entities;

namespace SearchCore.Cli.Samples;

/// <summary>An index that a session has open, lent to the verbs it runs: they need not open it again.</summary>
/// <param name="index">The index; whoever opened it closes it.</param>
internal sealed class HeldIndex(ArticleIndex index)
{
    private DateTime? made = Made(index.Path);

    /// <summary>The index, which the session searches itself.</summary>
    public ArticleIndex Index => index;

    /// <summary>Its folder.</summary>
    public string Folder => index.Path;

    /// <summary>Makes what was committed meanwhile visible.</summary>
    /// <exception cref="IndexException">The index was deleted, and another one was made in its place.</exception>
    public void Refresh()
    {
        var now = Made(Folder);
        if (made is { } before && now is { } after && before != after)
        {
            throw new IndexException(
                IndexFault.Missing, Folder,
                $"The index in {Folder} was deleted, and another one was made in its place; leave and start again to search that one.");
        }

        made ??= now;
        index.Refresh();
    }

    /// <summary>The index as it is now, for a verb; null where the verb means another folder, or asks for entities of its own.</summary>
    public OpenedIndexes? Lend(string? folder, IEntityRecognizer? recognizer)
    {
        if ((folder is not null && folder != Path.TrimEndingDirectorySeparator(Folder))
            || (recognizer is not null && !ReferenceEquals(recognizer, EntityRecognizer.Default)))
        {
            return null;
        }

        Refresh();
        return new(index, isLent: true);
    }

    // The first writer makes the lock's file, nothing is ever written to it, and it goes with the folder alone: its age is the index's.
    private static DateTime? Made(string folder) =>
        new FileInfo(Path.Combine(folder, "searchcore.lock")) is { Exists: true } file ? file.CreationTimeUtc : null;
}
