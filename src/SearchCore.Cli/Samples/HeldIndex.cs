using SearchCore.Entities;

namespace SearchCore.Cli.Samples;

/// <summary>An index that a session has open, lent to the verbs it runs: they need not open it again.</summary>
/// <param name="index">The index; whoever opened it closes it.</param>
internal sealed class HeldIndex(ArticleIndex index)
{
    /// <summary>The index, which the session searches itself.</summary>
    public ArticleIndex Index => index;

    /// <summary>Its folder.</summary>
    public string Folder => index.Path;

    /// <summary>The index as it is now, for a verb; null where the verb means another folder, or asks for entities of its own.</summary>
    public OpenedIndexes? Lend(string? folder, IEntityRecognizer? recognizer)
    {
        if ((folder is not null && folder != Path.TrimEndingDirectorySeparator(Folder))
            || (recognizer is not null && !ReferenceEquals(recognizer, EntityRecognizer.Default)))
        {
            return null;
        }

        index.Refresh();
        return new(index, isLent: true);
    }
}
