using SearchCore.TestKit.Corpora;

namespace SearchCore.Proofs.Histories;

/// <summary>What can happen to a file of an index.</summary>
internal static class Damage
{
    /// <summary>One of them, with the bytes that stand there afterwards; null where the file is gone.</summary>
    public static (string Kind, byte[]? Bytes) Any(Victim victim, Victim donor, string file, SeededRandom random)
    {
        var bytes = victim.Files[file].ToArray();
        var at = random.Below(Math.Max(1, bytes.Length));
        switch (random.Below(16))
        {
            case < 6:
                bytes[at] ^= (byte)(1 << random.Below(8));
                return ("flip", bytes);
            case < 8:
                bytes[at] = (byte)random.Below(256);
                return ("overwrite", bytes);
            case < 9:
                bytes.AsSpan(at, Math.Min(512, bytes.Length - at)).Clear();
                return ("zero", bytes);
            case < 11:
                return ("truncate", bytes[..at]);
            case < 12:
                return ("grow", [.. bytes, .. Enumerable.Range(0, 1 + random.Below(64)).Select(_ => (byte)random.Below(256))]);
            case < 13:
                return ("swap in the index", SameKind(victim.Files, file, random) ?? bytes);
            case < 14:
                return ("swap with another index", donor.Files.GetValueOrDefault(file) ?? SameKind(donor.Files, file, random) ?? bytes);
            case < 15:
                return ("earlier file", victim.Earlier.GetValueOrDefault(file) ?? SameKind(victim.Earlier, file, random) ?? bytes);
            default:
                return ("remove", null);
        }
    }

    private static byte[]? SameKind(IReadOnlyDictionary<string, byte[]> files, string file, SeededRandom random)
    {
        var others = files.Keys.Where(f => f != file && Path.GetExtension(f) == Path.GetExtension(file)).Order(StringComparer.Ordinal)
            .ToList();
        return others.Count == 0 ? null : files[others[random.Below(others.Count)]];
    }
}
