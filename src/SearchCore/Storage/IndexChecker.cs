using System.Text;

using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Store;

using Directory = Lucene.Net.Store.Directory;

namespace SearchCore.Storage;

/// <summary>Verifies an index: every byte of every file by its checksum, and every structure by Lucene's own check.</summary>
internal static class IndexChecker
{
    /// <summary>Checks a folder. Takes no lock; beside a writer it checks the last commit.</summary>
    /// <exception cref="IndexException">There is no index in the folder.</exception>
    public static IndexCheck Check(string folder, Directory directory, CancellationToken cancellation)
    {
        var problems = new List<string>();
        SegmentInfos segments;
        try
        {
            segments = IndexFolder.SegmentsOf(directory);
            CommitData.Read(folder, segments.UserData);
        }
        catch (Exception e) when (IndexFolder.IsDamage(e))
        {
            return new IndexCheck(false, [$"The commit cannot be read: {e.Message}. Restore the index from a copy or index the articles again."], 0, 0, 0);
        }

        var files = segments.GetFiles(directory, includeSegmentsFile: true);
        var bytes = 0L;
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            bytes += CheckFile(directory, file, problems);
        }

        if (!IndexLock.IsHeld(folder))
        {
            problems.AddRange(
                directory.ListAll().Where(file => !files.Contains(file) && !IsExpected(file)).Order(StringComparer.Ordinal)
                    .Select(file => $"{file} belongs to no commit. Opening the index for writing removes what an interrupted write left; anything else, move elsewhere."));
        }

        var articles = 0L;
        if (problems.Count == 0)
        {
            articles = CheckStructure(directory, problems);
        }

        return new IndexCheck(problems.Count == 0, problems, segments.Count, articles, bytes);
    }

    private static bool IsExpected(string file) =>
        file.Contains("lock", StringComparison.Ordinal) || file == IndexFileNames.SEGMENTS_GEN;

    private static long CheckFile(Directory directory, string file, List<string> problems)
    {
        try
        {
            using var input = directory.OpenInput(file, IOContext.READ_ONCE);
            CodecUtil.ChecksumEntireFile(input);
            return input.Length;
        }
        catch (Exception e) when (IndexFolder.IsDamage(e))
        {
            problems.Add($"{file} is damaged: {e.Message}. Restore the index from a copy or index the articles again.");
            return 0;
        }
    }

    private static long CheckStructure(Directory directory, List<string> problems)
    {
        using var log = new MemoryStream();
        using var writer = new StreamWriter(log, Encoding.UTF8);
        var check = new CheckIndex(directory) { CrossCheckTermVectors = true, InfoStream = writer };
        try
        {
            var status = check.DoCheckIndex();
            if (!status.Clean)
            {
                writer.Flush();
                var lines = Encoding.UTF8.GetString(log.ToArray()).Split('\n').Where(line => line.Contains("FAILED", StringComparison.Ordinal) || line.Contains("Exception", StringComparison.Ordinal));
                problems.Add($"The segments contradict themselves: {string.Join(" · ", lines.Take(5).Select(line => line.Trim()))}. Restore the index from a copy or index the articles again.");
            }

            using var reader = DirectoryReader.Open(directory);
            return reader.NumDocs;
        }
        catch (Exception e) when (IndexFolder.IsDamage(e))
        {
            problems.Add($"The segments cannot be read: {e.Message}. Restore the index from a copy or index the articles again.");
            return 0;
        }
    }
}
