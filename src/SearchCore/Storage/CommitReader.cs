using Lucene.Net.Index;

using Directory = Lucene.Net.Store.Directory;

namespace SearchCore.Storage;

/// <summary>
/// Opens a reader of the last commit, whose files are compared with its manifest as they are read. Left to itself, Lucene takes the newest
/// commit that it can read, and compares next to nothing.
/// </summary>
internal static class CommitReader
{
    // As often as a writer may replace the commit between finding and opening it: a reader that gets little of a processor beside a writer
    // that commits all the time loses it some dozen times.
    private const int Attempts = 1_000;

    // A folder that changes while it is listed may show neither the commit that goes nor the one that comes. A file that is missing
    // although nothing changes is missing.
    private const int AttemptsUnchanged = 8;

    /// <summary>Opens the last commit.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="directory">The same; nobody writes through it.</param>
    /// <returns>The reader and what the commit says about itself.</returns>
    /// <exception cref="IndexException">There is no commit, it is damaged, or of another version.</exception>
    public static (DirectoryReader Reader, CommitData Data) Open(string folder, DurableDirectory directory) =>
        Try(folder, directory, (point, data) => (DeferredTermsIndex.Of(new Commit(directory, point)), data));

    /// <summary>Opens the last commit where it is a later one than that of a reader; null otherwise. What both hold is shared.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="directory">The same.</param>
    /// <param name="before">The reader.</param>
    public static DirectoryReader? Reopen(string folder, DurableDirectory directory, DirectoryReader before) =>
        CommitPoint.Generations(directory.ListAll()) is [var newest, ..] && newest == before.IndexCommit.Generation
            ? null
            : Try(folder, directory, (point, _) => DirectoryReader.OpenIfChanged(before, new Commit(directory, point)));

    private static T Try<T>(string folder, DurableDirectory directory, Func<CommitPoint, CommitData, T> open)
    {
        var point = CommitPoint.Find(folder, directory) ?? throw IndexFolder.Missing(folder);
        var unchanged = 0;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var data = CommitData.Read(folder, point.Segments.UserData);
                directory.Learn(IndexFolder.ManifestOf(folder, point, data, directory.Files).Files, alone: true);
                return open(point, data);
            }
            catch (Exception e) when (
                (e is FileNotFoundException || e is IndexException { InnerException: FileNotFoundException })
                && attempt < Attempts)
            {
                var newer = CommitPoint.Find(folder, directory);
                if (newer is not null && newer.Generation != point.Generation)
                {
                    (point, unchanged) = (newer, 0);
                }
                else if (++unchanged == AttemptsUnchanged)
                {
                    throw;
                }
                else
                {
                    Thread.Yield();
                }
            }
        }
    }

    private sealed class Commit(Directory directory, CommitPoint point) : IndexCommit
    {
        public override string SegmentsFileName => point.FileName;

        public override ICollection<string> FileNames => point.Segments.GetFiles(directory, includeSegmentsFile: true);

        public override Directory Directory => directory;

        public override bool IsDeleted => false;

        public override int SegmentCount => point.Segments.Count;

        public override long Generation => point.Generation;

        public override IDictionary<string, string> UserData => point.Segments.UserData;

        public override void Delete() => throw new NotSupportedException("A reader deletes no commit.");
    }
}
