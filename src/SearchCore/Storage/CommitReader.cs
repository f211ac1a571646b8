using Lucene.Net.Index;

using Directory = Lucene.Net.Store.Directory;

namespace SearchCore.Storage;

/// <summary>
/// Opens a reader of the last commit, whose files are compared with its manifest as they are read. Left to itself, Lucene takes the newest
/// commit that it can read, and compares next to nothing.
/// </summary>
internal static class CommitReader
{
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
        var looks = new FolderLooks();
        while (true)
        {
            var point = CommitPoint.Find(folder, directory) ?? throw IndexFolder.Missing(folder);
            try
            {
                var data = CommitData.Read(folder, point.Segments.UserData);
                directory.Learn(IndexFolder.ManifestOf(folder, point, data, directory.Files).Files, alone: true);
                return open(point, data);
            }
            catch (Exception e) when (IsOfMissingFile(e) && looks.Again(point.Generation))
            {
                // A writer committed meanwhile, or the list left the newest commit out.
            }
        }
    }

    private static bool IsOfMissingFile(Exception e) =>
        e is FileNotFoundException or IndexException { InnerException: FileNotFoundException };

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
