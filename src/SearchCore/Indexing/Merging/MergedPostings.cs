using Lucene.Net.Codecs.Lucene41;
using Lucene.Net.Index;
using Lucene.Net.Util;

using SearchCore.Indexing.Segments;
using SearchCore.Storage;

namespace SearchCore.Indexing.Merging;

/// <summary>
/// Merges the terms and postings of segments, to the bytes that Lucene's own merging writes, but by blocks and not by calls of a position
/// each. In streams: memory holds a buffer a file and what waits for its block.
/// </summary>
internal sealed class MergedPostings : IDisposable
{
    private const string FormatKey = "PerFieldPostingsFormat", Format = "Lucene41";
    private const int TermsALook = 4_096;

    private readonly MergeState merge;
    private readonly List<Segment> segments = [];
    private readonly PostingsEncoder postings = new();
    private readonly TermDictionary dictionary = new();
    private byte[] term = new byte[256];

    private MergedPostings(MergeState merge) => this.merge = merge;

    /// <summary>Writes the files of the merged segment.</summary>
    /// <param name="merge">What is merged.</param>
    /// <param name="state">What it becomes.</param>
    /// <exception cref="CorruptIndexException">A segment is damaged.</exception>
    public static void Write(MergeState merge, SegmentWriteState state)
    {
        using var merged = new MergedPostings(merge);
        merged.Open();
        merged.WriteFields(state);
    }

    /// <inheritdoc/>
    public void Dispose() => IOUtils.DisposeWhileHandlingException(segments);

    private void Open()
    {
        for (var i = 0; i < merge.Readers.Count; i++)
        {
            var reader = (SegmentReader)merge.Readers[i];
            var suffix = SharedFiles.SuffixOf(reader.FieldInfos.Where(info => info.IsIndexed), FormatKey, Format, reader.SegmentName);
            if (suffix is not null)
            {
                segments.Add(new Segment(reader, suffix));
                segments[^1].Open(merge.DocMaps[i], merge.DocBase[i], merge.CheckAbort);
            }
        }
    }

    private void WriteFields(SegmentWriteState state)
    {
        if (segments.Count == 0)
        {
            return;
        }

        var inner = new SegmentWriteState(state, Format + "_0");
        try
        {
            postings.Open(inner);
            dictionary.Open(inner);
            foreach (var field in state.FieldInfos.Where(info => info.IsIndexed).OrderBy(info => info.Name, StringComparer.Ordinal))
            {
                WriteField(field);
            }

            dictionary.Close();
            postings.Close();
        }
        catch
        {
            dictionary.Abandon();
            postings.Abandon();
            throw;
        }
    }

    private void WriteField(FieldInfo field)
    {
        var heads = new List<TermHead>();
        var documents = 0;
        var hasDeletions = false;
        var hasPositions = field.IndexOptions == IndexOptions.DOCS_AND_FREQS_AND_POSITIONS;
        foreach (var segment in segments)
        {
            if (segment.Fields.TryGetValue(field.Name, out var own))
            {
                if (own.HasPositions != hasPositions)
                {
                    throw new CorruptIndexException($"{segment.Terms.Name}: {field.Name} has positions in some segments and not in others");
                }

                documents += own.Documents;
                hasDeletions |= segment.Copy.HasDeletions;
                heads.Add(new TermHead(new TermScan(segment.Terms, own), segment.Copy));
            }
        }

        if (heads.Count == 0)
        {
            return;
        }

        field.PutAttribute(FormatKey + ".format", Format);
        field.PutAttribute(FormatKey + ".suffix", "0");
        var seen = hasDeletions ? new FixedBitSet(merge.SegmentInfo.DocCount) : null;
        var order = new MergeOrder<TermHead>(heads);
        dictionary.StartField(field);
        for (var terms = 1; order.First is { } first; terms++)
        {
            WriteTerm(order, first, hasPositions, seen);
            if (terms % TermsALook == 0)
            {
                merge.CheckAbort.Work(TermsALook);
            }
        }

        dictionary.FinishField(seen?.Cardinality ?? documents);
    }

    // Of one term the segments in their order.
    private void WriteTerm(MergeOrder<TermHead> order, TermHead first, bool hasPositions, FixedBitSet? seen)
    {
        var length = first.Scan.Term.Length;
        if (term.Length < length)
        {
            term = new byte[2 * length];
        }

        first.Scan.Term.CopyTo(term);
        postings.StartTerm(hasPositions);
        for (var head = first; head is not null && head.Scan.Term.SequenceEqual(term.AsSpan(0, length)); head = order.First)
        {
            head.Copy.Copy(head.Scan.Postings, hasPositions, postings, seen);
            order.Advance();
        }

        var written = postings.FinishTerm();
        if (written.DocumentCount > 0)
        {
            dictionary.Add(term.AsSpan(0, length), written);
        }
    }

    /// <summary>A segment that is merged: its open files and its fields.</summary>
    private sealed class Segment(SegmentReader reader, string suffix) : IDisposable
    {
        private readonly List<MergeInput> files = [];

        public Dictionary<string, TermField> Fields { get; } = new(StringComparer.Ordinal);

        public MergeInput Terms { get; private set; } = null!;

        public PostingCopy Copy { get; private set; } = null!;

        public void Open(MergeState.DocMap map, int first, CheckAbort abort)
        {
            Terms = OpenFile("tim");
            var documents = OpenFile(Lucene41PostingsFormat.DOC_EXTENSION);
            var positions = reader.FieldInfos.HasProx ? OpenFile(Lucene41PostingsFormat.POS_EXTENSION) : null;
            Copy = new PostingCopy(Terms, documents, positions, map, first, reader.MaxDoc, abort);
            Terms.Seek(Terms.Length - TermDirectory.TailBytes);
            Terms.Seek(TermDirectory.Within(Terms.Take(TermDirectory.PlaceBytes), Terms.Length, Terms.Name));
            var directory = Terms.Take((int)(Terms.Length - TermDirectory.TailBytes - Terms.Position));
            foreach (var field in TermDirectory.Read(directory, reader.FieldInfos, reader.MaxDoc, Terms.Name))
            {
                Fields.Add(field.Info.Name, field);
            }
        }

        public void Dispose() => IOUtils.DisposeWhileHandlingException(files);

        private MergeInput OpenFile(string extension)
        {
            files.Add(new(reader.SegmentInfo.Info.Dir, IndexFileNames.SegmentFileName(reader.SegmentName, suffix, extension)));
            return files[^1];
        }
    }

    /// <summary>A segment's current term.</summary>
    private sealed class TermHead(TermScan scan, PostingCopy copy) : MergeHead
    {
        public TermScan Scan { get; } = scan;

        public PostingCopy Copy { get; } = copy;

        public override bool Next()
        {
            var isThere = Scan.Next();
            Start = isThere ? Beginning(Scan.Term) : 0;
            return isThere;
        }

        public override int CompareTo(MergeHead other) => Scan.Term.SequenceCompareTo(((TermHead)other).Scan.Term);
    }
}
