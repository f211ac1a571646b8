using Lucene.Net.Index;

using SearchCore.Files;

namespace SearchCore.Storage;

/// <content>Whether files are what they must be.</content>
internal sealed partial class DurableDirectory
{
    /// <summary>
    /// Reads files whole, each once, and says what is wrong with the first that is damaged; null where none is. A file that is gone is
    /// passed over.
    /// </summary>
    /// <param name="names">The files.</param>
    /// <param name="anew">Whether those are read too that were whole when they were read before.</param>
    public string? FindDamage(IEnumerable<string> names, bool anew = false)
    {
        if (anew)
        {
            return First(names, name => Damage(name));
        }

        lock (verifying)
        {
            return First(names, name => IsKnownWhole(name) ? null : Damage(name));
        }
    }

    /// <summary>Whether the checksum of each block of a file is known, so that each is compared when it is read.</summary>
    public bool HasBlocks(string name) => KnownSum(name) is { HasBlocks: true };

    private static string? First(IEnumerable<string> names, Func<string, string?> fault) =>
        names.Select(name => fault(name) is { } found ? $"{name} is damaged: {found}." : null).FirstOrDefault(found => found is not null);

    // They hold counts by which Lucene makes room before it comes to their checksums: a flipped bit asks for all memory there is.
    private static bool IsOfCommit(string name) =>
        name.StartsWith(IndexFileNames.SEGMENTS + "_", StringComparison.Ordinal) || name.EndsWith(Segment, StringComparison.Ordinal);

    private static void RequireWhole(string name, IReadableFile file)
    {
        try
        {
            if (FaultOf(file, sum: null) is { } fault)
            {
                throw new CorruptIndexException($"{name} is damaged: {fault}.");
            }
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    // By what the file says of itself, where nothing else is known of it.
    private static string? FaultOf(IReadableFile file, FileSum? sum) => (sum ?? FileVerifier.Claimed(file)) is { } expected
        ? FileVerifier.Whole(file, expected, CancellationToken.None)
        : "its end is missing";

    private bool IsKnownWhole(string name)
    {
        lock (gate)
        {
            return whole.Contains(name);
        }
    }

    private string? Damage(string name)
    {
        try
        {
            if (held.TryGet(name, out _))
            {
                return null;
            }

            using var file = Files.OpenRead(PathOf(name));
            var fault = FaultOf(file, KnownSum(name));
            if (fault is null)
            {
                lock (gate)
                {
                    whole.Add(name);
                }
            }

            return fault;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"it cannot be read ({e.Message})";
        }
    }
}
