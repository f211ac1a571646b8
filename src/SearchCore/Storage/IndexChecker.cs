using System.Text;

using Lucene.Net.Index;

namespace SearchCore.Storage;

/// <summary>
/// Verifies an index: that every file is there and as it was written, that none is there which should not be, and that the structures agree
/// with each other by Lucene's own check.
/// </summary>
internal static class IndexChecker
{
    private const string Remedy = "Restore the index from a snapshot (searchcore restore), or index the articles again into a new folder.";

    /// <summary>
    /// Reads the files of the last commit whole, and says what is wrong with the first that is damaged; null where nothing is.
    /// </summary>
    public static string? FindDamage(string folder, DurableDirectory directory)
    {
        try
        {
            using var commit = PinnedCommit.Open(folder, directory);
            return commit is null ? null
                : FileProblems(commit, quick: commit.Missing.Count > 0, CancellationToken.None).Problems.FirstOrDefault();
        }
        catch (IndexException e) when (e.Fault == IndexFault.Corrupt)
        {
            return e.Message;
        }
    }

    /// <summary>Checks the last commit of a folder. Takes no lock; a writer may go on meanwhile.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="directory">The same.</param>
    /// <param name="quick">Whether to leave out what takes reading every byte.</param>
    /// <param name="cancellation">Looked at between pieces of files.</param>
    /// <exception cref="IndexException">There is no index in the folder, or one of another schema.</exception>
    public static IndexCheck Check(string folder, DurableDirectory directory, bool quick, CancellationToken cancellation)
    {
        PinnedCommit? pinned;
        try
        {
            pinned = PinnedCommit.Open(folder, directory) ?? throw IndexFolder.Missing(folder);
        }
        catch (IndexException e) when (e.Fault == IndexFault.Corrupt)
        {
            return new IndexCheck { IsSound = false, Problems = [e.Message, .. ManifestProblems(folder, directory, quick, cancellation)] };
        }

        using (pinned)
        {
            CommitData.Read(folder, pinned.Point.Segments.UserData);
            return Check(pinned, directory, quick, cancellation);
        }
    }

    /// <summary>Checks a commit.</summary>
    public static IndexCheck Check(PinnedCommit commit, DurableDirectory directory, bool quick, CancellationToken cancellation)
    {
        var (problems, bytes) = FileProblems(commit, quick, cancellation);
        var notes = CheckSurroundings(commit, directory, problems);
        var articles = problems.Count > 0 ? 0 : quick ? commit.Articles : CheckStructure(commit, problems);
        return new IndexCheck
        {
            IsSound = problems.Count == 0,
            Problems = problems,
            Notes = notes,
            Segments = commit.Point.Segments.Count,
            Articles = articles,
            Bytes = bytes,
        };
    }

    private static (List<string> Problems, long Bytes) FileProblems(PinnedCommit commit, bool quick, CancellationToken cancellation)
    {
        var problems = commit.Missing.Select(name => $"{name} is missing. {Remedy}").ToList();
        return (problems, CheckFiles(commit, quick, problems, cancellation));
    }

    // Where a commit cannot be read, the cause may be any file that reading it takes; its manifest knows all of them.
    private static List<string> ManifestProblems(string folder, DurableDirectory directory, bool quick, CancellationToken cancellation)
    {
        var problems = new List<string>();
        var generation = CommitPoint.Generations(directory.ListAll()).FirstOrDefault(0);
        try
        {
            foreach (var (name, sum) in Manifest.Read(folder, generation, directory.Files).Files.OrderBy(
                file => file.Key, StringComparer.Ordinal))
            {
                if (!directory.Files.Exists(Path.Combine(folder, name)))
                {
                    problems.Add($"{name} is missing. {Remedy}");
                    continue;
                }

                using var file = directory.Files.OpenRead(Path.Combine(folder, name));
                if (Try(() => quick ? FileVerifier.Quick(file, sum) : FileVerifier.Whole(file, sum, cancellation)) is { } fault)
                {
                    problems.Add($"{name} is damaged: {fault}. {Remedy}");
                }
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            problems.Add($"{Manifest.NameOf(generation)}: {e.Message}. {Remedy}");
        }

        return problems;
    }

    private static long CheckFiles(PinnedCommit commit, bool quick, List<string> problems, CancellationToken cancellation)
    {
        Manifest manifest;
        var manifestName = Manifest.NameOf(commit.Point.Generation);
        try
        {
            manifest = commit.Manifest();
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
        catch (Exception e) when (ReadingFault.IsOfDecoder(e))
        {
            problems.Add($"{manifestName}: {e.Message}. {Remedy}");
            return 0;
        }

        var bytes = 0L;
        foreach (var name in commit.Names.Where(name => name != manifestName && name != commit.Point.FileName)
            .Order(StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            var file = commit.File(name);
            var fault = manifest.Files.TryGetValue(name, out var sum)
                ? Try(() => quick ? FileVerifier.Quick(file, sum) : FileVerifier.Whole(file, sum, cancellation))
                : "the commit names it, its manifest does not";
            if (fault is not null)
            {
                problems.Add($"{name} is damaged: {fault}. {Remedy}");
            }

            bytes += quick ? 0 : file.Length;
        }

        if (problems.Count > 1 && problems.Count * 2 > manifest.Files.Count)
        {
            problems.Insert(0, $"{manifestName} matches few files of the commit: it may belong to another index. {Remedy}");
        }

        problems.AddRange(
            manifest.Files.Keys.Where(name => !commit.Names.Contains(name) && !commit.Missing.Contains(name)).Order(StringComparer.Ordinal)
                .Select(name => $"{commit.Point.FileName} is damaged: its manifest names {name}, it does not. {Remedy}"));
        return bytes;
    }

    private static string? Try(Func<string?> verify)
    {
        try
        {
            return verify();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"it cannot be read ({e.Message})";
        }
    }

    // What else is in the folder. Beside a writer, and after one that was interrupted, files of commits to come and gone are nothing wrong.
    private static List<string> CheckSurroundings(PinnedCommit commit, DurableDirectory directory, List<string> problems)
    {
        var unsettled = IndexLock.IsUnsettled(commit.Folder, directory.Files);
        var others = directory.ListAll()
            .Where(name => !commit.Names.Contains(name) && name != IndexFileNames.SEGMENTS_GEN && !IndexLock.IsLockFile(name));
        problems.AddRange(
            others.Where(name => !unsettled || !IsOfLucenesKind(name)).Order(StringComparer.Ordinal)
                .Select(name => $"{name} belongs to no commit. It is not part of the index: move it elsewhere."));
        if (unsettled)
        {
            return
            [
                "The index is open for writing, or a process that wrote to it was interrupted. "
                + "Opening it for writing removes what was left behind.",
            ];
        }

        if (CommitPoint.Finished(directory) != commit.Point.Generation)
        {
            problems.Add(
                $"{IndexFileNames.SEGMENTS_GEN} is missing or damaged, or of another commit than {commit.Point.FileName}. "
                + $"Every commit writes it anew: if nothing else is reported, the articles are whole. {Remedy}");
        }

        return [];
    }

    private static bool IsOfLucenesKind(string name) =>
        name.StartsWith('_') || name.StartsWith(IndexFileNames.SEGMENTS, StringComparison.Ordinal)
            || name.StartsWith(Manifest.Prefix, StringComparison.Ordinal);

    private static long CheckStructure(PinnedCommit commit, List<string> problems)
    {
        using var log = new MemoryStream();
        using var writer = new StreamWriter(log, Encoding.UTF8);
        var check = new CheckIndex(new CheckedCommit(commit)) { CrossCheckTermVectors = true, InfoStream = writer };
        try
        {
            var status = check.DoCheckIndex();
            if (!status.Clean)
            {
                writer.Flush();
                var lines = Encoding.UTF8.GetString(log.ToArray()).Split('\n').Where(
                    line => line.Contains("FAILED", StringComparison.Ordinal) || line.Contains("Exception", StringComparison.Ordinal));
                problems.Add(
                    $"The segments contradict themselves: {string.Join(" · ", lines.Take(5).Select(line => line.Trim()))}. {Remedy}");
            }

            return commit.Articles;
        }
        catch (Exception e) when (ReadingFault.IsOfDecoder(e))
        {
            problems.Add($"The segments cannot be read: {e.Message}. {Remedy}");
            return 0;
        }
    }
}
