using System.Globalization;

using Lucene.Net.Codecs;
using Lucene.Net.Index;

namespace SearchCore.Storage;

/// <summary>The commit that counts: the newest one of a folder.</summary>
/// <remarks>
/// Lucene takes the newest commit that it can read, and so may silently open the one before. Here an older one is taken only where the
/// newer was never finished: <c>segments.gen</c>, which is written when a commit is durable, does not name it, and it cannot be read or its
/// files are not all there. (A power cut may bring back the name of a commit that was given up, but not all its files.)
/// </remarks>
/// <param name="Generation">The N of <c>segments_N</c>.</param>
/// <param name="Segments">Its segments.</param>
internal sealed record CommitPoint(long Generation, SegmentInfos Segments)
{
    private static readonly string Prefix = IndexFileNames.SEGMENTS + "_";

    /// <summary>The name of its <c>segments_N</c>.</summary>
    public string FileName => NameOf(Generation);

    /// <summary>The name of the <c>segments_N</c> of a generation.</summary>
    public static string NameOf(long generation) => Prefix + Base36(generation);

    /// <summary>Finds it; null where the folder has no commit that was ever finished.</summary>
    /// <exception cref="IndexException">A finished commit cannot be read.</exception>
    public static CommitPoint? Find(string folder, DurableDirectory directory)
    {
        var looks = new FolderLooks();
        while (true)
        {
            var files = directory.ListAll();
            var generations = Generations(files);
            var finished = Finished(directory);
            var newest = generations.FirstOrDefault(0);
            var (found, fault) = Newest(folder, directory, generations, finished);
            if (found is not null && !(found.Generation < finished))
            {
                return found;
            }

            var isWithout = found is null && fault is null && finished is null;
            if ((isWithout && !HasSegments(files)) || !looks.Again(newest))
            {
                // A first commit is always empty. Where it was cut off, there has been no index yet.
                return isWithout || (found is null && newest <= 1 && finished is null)
                    ? null
                    : throw new IndexException(
                        IndexFault.Corrupt, folder,
                        $"The last commit of the index in {folder}, {NameOf(Math.Max(newest, finished ?? 0))}, cannot be read: "
                        + $"{fault?.Message ?? "its file is missing."} Restore the index from a snapshot, "
                        + "or index the articles again into a new folder.", fault);
            }
        }
    }

    /// <summary>Whether a list of files shows segments: where it shows no commit beside them, it may have left one out.</summary>
    public static bool HasSegments(IEnumerable<string> files) => files.Any(file => file.StartsWith('_'));

    /// <summary>
    /// The generation that <c>segments.gen</c> names: the last one that was finished; null where it is missing or damaged.
    /// </summary>
    public static long? Finished(DurableDirectory directory)
    {
        try
        {
            using var input = directory.OpenSegmentsGen();
            if (input.ReadInt32() != SegmentInfos.FORMAT_SEGMENTS_GEN_CURRENT)
            {
                return null;
            }

            var (first, second) = (input.ReadInt64(), input.ReadInt64());
            CodecUtil.CheckFooter(input);
            return first == second ? first : null;
        }
        catch (Exception e) when (ReadingFault.IsOfDecoder(e))
        {
            return null;
        }
    }

    /// <summary>The generations of the commits among some files, newest first.</summary>
    public static IReadOnlyList<long> Generations(IEnumerable<string> files)
    {
        var generations = new List<long>();
        foreach (var file in files)
        {
            if (GenerationOf(file, Prefix) is > 0 and var generation)
            {
                generations.Add(generation);
            }
        }

        generations.Sort((a, b) => b.CompareTo(a));
        return generations;
    }

    /// <summary>The generation in a name that begins so; 0 where it is no such name.</summary>
    public static long GenerationOf(string file, string prefix)
    {
        if (!file.StartsWith(prefix, StringComparison.Ordinal) || file.Length > prefix.Length + 12)
        {
            return 0;
        }

        var generation = 0L;
        foreach (var c in file.AsSpan(prefix.Length))
        {
            var digit = char.IsAsciiDigit(c) ? c - '0' : char.IsAsciiLetterLower(c) ? c - 'a' + 10 : -1;
            if (digit < 0)
            {
                return 0;
            }

            generation = (generation * 36) + digit;
        }

        return generation;
    }

    /// <summary>A generation as it stands in names.</summary>
    public static string Base36(long number)
    {
        var digits = "";
        for (; number > 0; number /= 36)
        {
            digits = "0123456789abcdefghijklmnopqrstuvwxyz"[(int)(number % 36)].ToString(CultureInfo.InvariantCulture) + digits;
        }

        return digits;
    }

    // The newest that is whole, unless one that was finished comes before it; what was wrong with the newest. Where none is whole, the
    // newest that can be read, so that what it lacks can be told.
    private static (CommitPoint? Found, Exception? Fault) Newest(
        string folder, DurableDirectory directory, IReadOnlyList<long> generations, long? finished)
    {
        Exception? fault = null;
        CommitPoint? readable = null;
        foreach (var generation in generations)
        {
            try
            {
                var segments = new SegmentInfos();
                segments.Read(directory, NameOf(generation));
                var point = new CommitPoint(generation, segments);
                if (generation <= finished || IsWhole(folder, directory, point))
                {
                    return (point, fault);
                }

                readable ??= point;
            }
            catch (Exception e) when (ReadingFault.IsOfDecoder(e))
            {
                fault ??= e;
                if (generation <= finished)
                {
                    break;
                }
            }
        }

        return (readable, fault);
    }

    private static bool IsWhole(string folder, DurableDirectory directory, CommitPoint point)
    {
        try
        {
            var manifest = Manifest.Read(folder, point.Generation, directory.Files);
            return manifest.Sequence == CommitData.ReadAnySchema(folder, point.Segments.UserData).Sequence && manifest.Files.All(entry =>
            {
                using var file = directory.Files.OpenRead(Path.Combine(folder, entry.Key));
                return FileVerifier.Quick(file, entry.Value) is null;
            });
        }
        catch (Exception e) when (ReadingFault.IsOfDecoder(e) || e is IndexException)
        {
            return false;
        }
    }
}
