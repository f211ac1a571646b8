using System.Security.Cryptography;
using System.Text;

using SearchCore.Proofs.Doubles;
using SearchCore.Proofs.Running;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Proofs.Proofs;

/// <summary>Cuts the power after every operation of something that was recorded, on a disk whose files are known.</summary>
internal static class TraceCuts
{
    private static readonly CutKind[] Kinds = [CutKind.OnlySynced, CutKind.OnlyNames, CutKind.Any, CutKind.Any];

    /// <summary>All files of a folder with their bytes, by their path below it.</summary>
    public static Dictionary<string, byte[]> Photograph(string root) =>
        Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetRelativePath(root, f), File.ReadAllBytes, StringComparer.Ordinal);

    /// <summary>Makes the folder that a photograph or a cut shows.</summary>
    /// <returns>The folder.</returns>
    public static string Develop(IReadOnlyDictionary<string, byte[]> image, string root)
    {
        Directory.CreateDirectory(root);
        foreach (var (name, bytes) in image)
        {
            var path = Path.Combine(root, name);
            if (name.EndsWith('/'))
            {
                Directory.CreateDirectory(path);
            }
            else
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllBytes(path, bytes);
            }
        }

        return root;
    }

    /// <summary>The same for two images exactly where they hold the same files with the same bytes.</summary>
    public static string Digest(IReadOnlyDictionary<string, byte[]> image)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, bytes) in image)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{bytes.Length}\n"));
            hash.AppendData(bytes);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>Does what was recorded, one operation after the other, and shows the different disks that cuts leave after each.</summary>
    /// <param name="root">The folder that was recorded.</param>
    /// <param name="before">What stood in it, all of it synced.</param>
    /// <param name="trace">What was done.</param>
    /// <param name="settings">The seed, and what is taken out.</param>
    /// <param name="show">Takes what is left, after how many operations, and what kind of cut it was.</param>
    public static void Everywhere(
        string root,
        IReadOnlyDictionary<string, byte[]> before,
        IReadOnlyList<FileOperation> trace,
        ProofSettings settings,
        Action<SortedDictionary<string, byte[]>, int, CutKind> show)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var disk = DiskModel.Holding(root, before);
        var random = new SeededRandom(settings.Seed, 4);
        for (var at = 1; at <= trace.Count; at++)
        {
            if (settings.Ignored?.Invoke(trace[at - 1]) != true)
            {
                disk.Apply(trace[at - 1]);
            }

            foreach (var kind in Kinds)
            {
                // After the last operation more is promised: what was seen before is looked at again.
                var image = disk.Cut(kind, random);
                if (seen.Add($"{Digest(image)} {at == trace.Count}"))
                {
                    show(image, at, kind);
                }
            }
        }
    }
}
