using SearchCore.Articles.Checksums;

namespace SearchCore.Formats.Xml;

/// <summary>
/// The newest version of each item that was met in one document, so that an earlier one that comes later does not take its place. Remembers
/// so many items and no more; of those beyond, the last that comes counts.
/// </summary>
internal sealed class NewestVersions
{
    private const int Most = 1_000_000;

    private readonly Dictionary<ulong, long> newest = [];

    /// <summary>The newer version that came before; null where this one is the newest.</summary>
    public long? NewerThan(string id, long version)
    {
        var key = Fingerprint.ShortOf(id);
        if (newest.TryGetValue(key, out var known) && known > version)
        {
            return known;
        }

        if (newest.Count < Most || newest.ContainsKey(key))
        {
            newest[key] = version;
        }

        return null;
    }
}
