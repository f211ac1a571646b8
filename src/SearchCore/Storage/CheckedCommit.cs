using Lucene.Net.Index;
using Lucene.Net.Store;

namespace SearchCore.Storage;

/// <summary>
/// A commit as CheckIndex is given it: its segments without diagnostics. It prints them by <c>dynamic</c>, which a native program lacks,
/// so that every segment would be reported as damaged there. They are words about the writer and nothing that a reader takes.
/// Not to be disposed of: that would close the commit, and it holds nothing else but memory.
/// </summary>
internal sealed class CheckedCommit : FilterDirectory
{
    private readonly RAMDirectory infos = new();

    public CheckedCommit(PinnedCommit commit)
        : base(commit)
    {
        foreach (var info in commit.Point.Segments.Segments.Select(segment => segment.Info))
        {
            var plain = new SegmentInfo(
                info.Dir, info.Version, info.Name, info.DocCount, info.UseCompoundFile, info.Codec, new Dictionary<string, string>());
            plain.SetFiles(new HashSet<string>(info.GetFiles()));
            info.Codec.SegmentInfoFormat.SegmentInfoWriter.Write(infos, plain, null, IOContext.READ_ONCE);
        }
    }

    public override IndexInput OpenInput(string name, IOContext context) => Place(name).OpenInput(name, context);

    public override long FileLength(string name) => Place(name).FileLength(name);

    private Lucene.Net.Store.Directory Place(string name) => infos.ListAll().Contains(name) ? infos : m_input;
}
