using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;

namespace SearchCore.Indexing.Segments;

/// <summary>
/// A segment whose files are written and which no index has yet: <see cref="Commit"/> makes its folder an index of one segment, ready for
/// <see cref="IndexWriter.AddIndexes(Lucene.Net.Store.Directory[])"/>.
/// </summary>
/// <remarks>Independent of the builder it came from. Not safe for use by two threads at a time.</remarks>
internal sealed class StagedSegment
{
    private readonly SegmentInfo info;
    private readonly byte[] ids;
    private readonly int[] idStarts;
    private readonly long[] sequences;
    private readonly HashSet<int> deleted;

    internal StagedSegment(Lucene.Net.Store.Directory directory, SegmentInfo info, SegmentContents contents)
    {
        Directory = directory;
        this.info = info;
        deleted = [.. contents.Ids.Superseded];
        Superseded = deleted.Count;
        var log = contents.Ids.Field.Log;
        var keys = contents.Ids.Field.Terms;
        sequences = new long[log.Documents];
        idStarts = new int[log.Documents + 1];
        ids = new byte[TotalLength(log, keys)];
        for (int page = 0, document = 0; page < log.PageCount; page++)
        {
            foreach (var number in log.Page(page))
            {
                keys[number].CopyTo(ids.AsSpan(idStarts[document]));
                sequences[document] = contents.Sequences[document];
                idStarts[++document] = idStarts[document - 1] + keys[number].Length;
            }
        }
    }

    /// <summary>Where its files are.</summary>
    public Lucene.Net.Store.Directory Directory { get; }

    /// <summary>How many articles it has, deleted ones included.</summary>
    public int Documents => info.DocCount;

    /// <summary>How many of them a later one in the same segment superseded.</summary>
    public int Superseded { get; }

    /// <summary>How many of its articles count.</summary>
    public int LiveDocuments => info.DocCount - deleted.Count;

    /// <summary>The id of an article, as UTF-8.</summary>
    public ReadOnlyMemory<byte> Id(int document) => ids.AsMemory(idStarts[document]..idStarts[document + 1]);

    /// <summary>The same as Lucene has it, not copied.</summary>
    public BytesRef IdBytes(int document) => new(ids, idStarts[document], idStarts[document + 1] - idStarts[document]);

    /// <summary>An article's place in input order.</summary>
    public long Sequence(int document) => sequences[document];

    /// <summary>Whether an article counts: no other one superseded it, and it was not deleted.</summary>
    public bool IsLive(int document) => !deleted.Contains(document);

    /// <summary>Marks an article deleted; to be called before <see cref="Commit"/>.</summary>
    /// <returns>False where it was already.</returns>
    public bool Delete(int document)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(document, Documents);
        ArgumentOutOfRangeException.ThrowIfNegative(document);
        return deleted.Add(document);
    }

    /// <summary>Writes the deletions, where there are any, and the commit. May be called again after further deletions.</summary>
    public void Commit()
    {
        var segment = new SegmentCommitInfo(info, 0, -1, -1);
        if (deleted.Count > 0)
        {
            var format = info.Codec.LiveDocsFormat;
            var live = format.NewLiveDocs(Documents);
            foreach (var document in deleted)
            {
                live.Clear(document);
            }

            format.WriteLiveDocs(live, Directory, segment, deleted.Count, IOContext.DEFAULT);
            SegmentsFile.Write(Directory, info, delGen: 1, deleted.Count);
        }
        else
        {
            SegmentsFile.Write(Directory, info, delGen: -1, 0);
        }
    }

    private static int TotalLength(TokenLog log, Analysis.ByteKeys keys)
    {
        var length = 0;
        for (var page = 0; page < log.PageCount; page++)
        {
            foreach (var number in log.Page(page))
            {
                length += keys[number].Length;
            }
        }

        return length;
    }
}
