using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

using SearchCore.Files;

namespace SearchCore.Cluster.Catalogue;

/// <summary>
/// The files of a catalogue: <c>settings</c>, and in <c>changes</c> one file a change, whose name is its number. A file is written under
/// another name, synced, and linked to its own, which only one process can do; so there are no locks to be left behind. Thread-safe.
/// </summary>
/// <remarks>
/// Old changes are removed, so a process that slept for long may find the name after the change it knows free. Therefore whoever made one
/// looks whether the next one, if there is any, goes on from it, and if not, takes its own back: it never counted, because the newest
/// number counts.
/// </remarks>
internal sealed class ChangeLog(string folder, IFileOperations files, TimeProvider clock)
{
    // Changes that are never removed however few versions are kept: who reads the newest one must find it.
    private const int Spared = 64;

    // The newest change may be removed while it is read, only if so many others come meanwhile.
    private const int Attempts = 50;

    private const string Part = ".part-";

    // No file here takes so long to write.
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    private readonly string changes = Path.Combine(folder, "changes");
    private readonly string settings = Path.Combine(folder, "settings");

    public string Folder => folder;

    /// <summary>Stores settings where there are none.</summary>
    /// <returns>Those that are there then.</returns>
    public StoredSettings CreateSettings(StoredSettings wanted)
    {
        if (ReadSettings() is { } there)
        {
            return there;
        }

        files.MakeFolder(changes);
        if (TryWrite(folder, settings, wanted, CatalogueJson.Default.StoredSettings))
        {
            return wanted;
        }

        return ReadSettings() ?? throw new IOException($"{settings} was there and is not.");
    }

    /// <summary>The settings; null where there is no catalogue.</summary>
    public StoredSettings? ReadSettings() => ReadFile(settings, CatalogueJson.Default.StoredSettings);

    /// <summary>The last change; null where there is none.</summary>
    public CatalogueRecord? ReadNewest()
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var newest = Numbers().DefaultIfEmpty(0).Max();
            if (newest == 0)
            {
                return null;
            }

            if (Read(newest) is { } record)
            {
                return record;
            }
        }

        throw new IOException($"The newest change in {changes} goes before it can be read.");
    }

    /// <summary>A change by number; null where it is not there.</summary>
    public CatalogueRecord? Read(long change) => ReadFile(PathOf(change), CatalogueJson.Default.CatalogueRecord);

    /// <summary>Makes a change the next one; false where another one is that.</summary>
    public bool TryAppend(CatalogueRecord record)
    {
        var path = PathOf(record.Change);
        if (!TryWrite(changes, path, record, CatalogueJson.Default.CatalogueRecord))
        {
            return false;
        }

        var numbers = Numbers();
        if (numbers.DefaultIfEmpty(0).Max() > record.Change && Read(record.Change + 1)?.Previous != record.Id)
        {
            // Its number was another one's once, or others have gone far beyond it: the caller finds out which.
            TryDelete(path);
            return false;
        }

        Clear(record, numbers);
        return true;
    }

    private void Clear(CatalogueRecord newest, List<long> numbers)
    {
        var kept = newest.Kept.Select(k => k.Change).ToHashSet();
        foreach (var old in numbers.Where(n => n < newest.Change - Spared && !kept.Contains(n)))
        {
            TryDelete(PathOf(old));
        }

        foreach (var name in files.List(changes).Where(n => n.StartsWith(Part, StringComparison.Ordinal)))
        {
            var part = Path.Combine(changes, name);
            if (clock.GetUtcNow() - File.GetLastWriteTimeUtc(part) > Abandoned)
            {
                TryDelete(part);
            }
        }
    }

    private List<long> Numbers() =>
    [
        .. files.List(changes).Select(n => long.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Where(n => n > 0),
    ];

    private string PathOf(long change) => Path.Combine(changes, change.ToString("d19", CultureInfo.InvariantCulture));

    private bool TryWrite<T>(string within, string path, T value, JsonTypeInfo<T> type)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(value, type);
        var part = Path.Combine(within, $"{Part}{Guid.NewGuid():n}");
        try
        {
            using (var file = files.Create(part))
            {
                file.Write(Encoding.ASCII.GetBytes(LineOf(content)));
                file.Write(content);
                file.Sync();
            }

            if (!files.TryLink(part, path))
            {
                return files.Exists(path) ? false : throw new IOException(
                    $"{path} could not be made: the file system has no hard links, or refuses them. Use another folder, or PostgreSQL.");
            }

            files.SyncFolder(within);
            return true;
        }
        finally
        {
            TryDelete(part);
        }
    }

    private T? ReadFile<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        byte[] bytes;
        try
        {
            using var file = files.OpenRead(path);
            bytes = new byte[file.Length];
            file.Read(bytes, 0);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        var end = Array.IndexOf(bytes, (byte)'\n') + 1;
        var content = bytes.AsSpan(end);
        try
        {
            if (end > 0 && LineOf(content) == Encoding.ASCII.GetString(bytes, 0, end)
                && JsonSerializer.Deserialize(content, type) is { } value)
            {
                return value;
            }
        }
        catch (JsonException e)
        {
            throw Damaged(path, e);
        }

        throw Damaged(path, null);
    }

    private static CatalogueException Damaged(string path, Exception? cause) => new(
        CatalogueFault.Damaged,
        $"{path} is damaged. Restore the catalogue's folder; or, where nobody writes, remove the file: the change before it counts then.",
        cause);

    private static string LineOf(ReadOnlySpan<byte> content) =>
        string.Create(CultureInfo.InvariantCulture, $"xxh64 {XxHash64.HashToUInt64(content):x16}\n");

    // What cannot be removed now goes another time.
    private void TryDelete(string path)
    {
        try
        {
            files.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
