using Lucene.Net.Index;

using Directory = Lucene.Net.Store.Directory;

namespace SearchCore.Storage;

/// <summary>Opens a reader of one certain commit; left to itself, Lucene takes the newest that it can read.</summary>
internal static class CommitReader
{
    // As often as a writer may replace the commit between finding and opening it.
    private const int Attempts = 50;

    /// <summary>Opens the last commit.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="directory">The same.</param>
    /// <param name="point">The last commit as it was found; where a writer has gone on, the one that is the last now is taken.</param>
    public static DirectoryReader Open(string folder, DurableDirectory directory, CommitPoint point)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return DirectoryReader.Open(new Commit(directory, point));
            }
            catch (FileNotFoundException)
                when (attempt < Attempts && CommitPoint.Find(folder, directory) is { } newer && newer.Generation != point.Generation)
            {
                point = newer;
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
