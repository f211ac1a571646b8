using System.Text;

using SearchCore.Files;

namespace SearchCore.Standing;

/// <summary>
/// How far consumers of events have come: for each the name of an empty file says it, so that moving on is one new name. Thread-safe for
/// different consumers.
/// </summary>
internal sealed class Consumers(string folder, IFileOperations files)
{
    // Consumer and number; a name may hold anything, a file's name not.
    private const string Prefix = "consumer-";

    /// <summary>The number that a consumer has dealt with last; 0 for none.</summary>
    public long Position(string consumer) => NumberedFiles.List(files, folder, PrefixOf(consumer)) is [.., var last] ? last : 0;

    /// <summary>Says that a consumer has dealt with all up to a number, or is to go on behind it again. Durable when it returns.</summary>
    public void Move(string consumer, long number)
    {
        var prefix = PrefixOf(consumer);
        var before = NumberedFiles.List(files, folder, prefix);
        if (before is [var only] && only == number)
        {
            return;
        }

        NumberedFiles.CreateFolder(files, folder);
        var path = Path.Combine(folder, NumberedFiles.NameOf(prefix, number));
        if (!before.Contains(number))
        {
            // It has no bytes that would have to be synced.
            files.Create(path).Dispose();
            files.SyncFolder(folder);
        }

        // A lower one that comes back after a power cut does no harm; a higher one would.
        Remove(prefix, before.Where(n => n < number));
        if (Remove(prefix, before.Where(n => n > number)))
        {
            files.SyncFolder(folder);
        }
    }

    /// <summary>The highest number that any consumer has dealt with; 0 for none.</summary>
    public long Highest()
    {
        var names = NumberedFiles.Names(files, folder).Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n => n[..(n.LastIndexOf('-') + 1)]).Distinct(StringComparer.Ordinal);
        var highest = 0L;
        foreach (var prefix in names)
        {
            highest = Math.Max(highest, NumberedFiles.List(files, folder, prefix) is [.., var last] ? last : 0);
        }

        return highest;
    }

    /// <summary>Forgets a consumer.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Forget(string consumer)
    {
        var prefix = PrefixOf(consumer);
        var before = NumberedFiles.List(files, folder, prefix);
        return Remove(prefix, before);
    }

    private bool Remove(string prefix, IEnumerable<long> numbers)
    {
        var any = false;
        foreach (var number in numbers.OrderDescending())
        {
            NumberedFiles.Remove(files, Path.Combine(folder, NumberedFiles.NameOf(prefix, number)));
            any = true;
        }

        return any;
    }

    private static string PrefixOf(string consumer) => $"{Prefix}{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(consumer))}-";
}
