using SearchCore.Searching.Snapshots;
using SearchCore.Storage;

namespace SearchCore.Searching.Running;

/// <summary>
/// Where searching meets damaged files. A changed byte may send a decoder anywhere during a search; the caller hears of a damaged index
/// then, not of an array's bounds. Whatever else throws (an alias table, a bug) comes out as itself: the index's files are asked which of
/// the two it is (<see cref="ReadingFault"/>).
/// </summary>
internal static class DamageGuard
{
    /// <summary>Reads.</summary>
    /// <exception cref="IndexException">The index is damaged.</exception>
    public static T Read<T>(PointInTimeSet points, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not (IndexException or QueryException or OperationCanceledException))
        {
            foreach (var reader in points.Members.Select(m => m.Reader))
            {
                if (reader.Directory is DurableDirectory directory
                    && (Tells(points, e) ? e.Message : directory.FindDamage(reader.IndexCommit.FileNames)) is { } damage)
                {
                    throw IndexFolder.Damaged(directory.Folder, damage, e);
                }
            }

            throw;
        }
    }

    // Of several indexes a fault does not tell which one it is of: then their files are asked.
    private static bool Tells(PointInTimeSet points, Exception e) => points.Members.Count == 1 && ReadingFault.Is(e);
}
