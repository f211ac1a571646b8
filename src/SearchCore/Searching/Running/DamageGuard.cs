using Lucene.Net.Index;

using SearchCore.Storage;

namespace SearchCore.Searching.Running;

/// <summary>
/// Where reading meets damage. Lucene verifies few files when it opens them, so a changed byte may send a decoder anywhere during a search; the
/// caller hears of a damaged index, not of an array's bounds.
/// </summary>
internal static class DamageGuard
{
    /// <summary>Reads.</summary>
    /// <exception cref="IndexException">The index is damaged.</exception>
    public static T Read<T>(DirectoryReader reader, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (IndexFolder.IsDamage(e) && e is not ArgumentOutOfRangeException { ActualValue: QueryDialect })
        {
            var folder = reader.Directory is DurableDirectory directory ? directory.Folder : "";
            throw new IndexException(
                IndexFault.Corrupt, folder, $"The index in {folder} could not be read: {e.Message} Run a check to see which files are damaged (searchcore check); restore it from a snapshot, or index the articles again into a new folder.", e);
        }
    }
}
