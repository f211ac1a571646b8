namespace SearchCore.Storage;

/// <summary>
/// How often a folder is looked at before what it showed is believed: the one place that knows what a list of files may leave out.
/// </summary>
/// <remarks>
/// A folder that changes while it is listed may show neither the commit that goes nor the one that comes, and what it shows may be gone
/// before it is read. Whoever finds something wrong looks again for as long as it changes, and some times more. What is missing although
/// nothing changes is missing.
/// </remarks>
internal sealed class FolderLooks
{
    // As often as a writer may replace the commit between a look and what is done with it: a reader that gets little of a processor beside
    // a writer that commits all the time loses it some dozen times.
    private const int Most = 1_000;

    /// <summary>So many looks that show the same are believed.</summary>
    public const int Unchanged = 8;

    private long seen = -1;
    private int looks, same;

    /// <summary>Whether to look again, where a look showed something that cannot be, or nothing where something should be.</summary>
    /// <param name="generation">The newest commit that it showed; 0 for none.</param>
    public bool Again(long generation)
    {
        (seen, same) = (generation, generation == seen ? same + 1 : 1);
        if (++looks >= Most || same >= Unchanged)
        {
            return false;
        }

        if (same > 1)
        {
            Thread.Yield();
        }

        return true;
    }
}
