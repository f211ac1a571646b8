using System.Buffers.Binary;

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
        var heads = new TermHeap();
        var documents = 0;
        var hasDeletions = false;
        var hasPositions = field.IndexOptions == IndexOptions.DOCS_AND_FREQS_AND_POSITIONS;
        for (var i = 0; i < segments.Count; i++)
        {
            if (segments[i].Fields.TryGetValue(field.Name, out var own))
            {
                if (own.HasPositions != hasPositions)
                {
                    throw new CorruptIndexException($"{segments[i].Terms.Name}: {field.Name} has positions in some segments and not in others");
                }

                documents += own.Documents;
                hasDeletions |= segments[i].Copy.HasDeletions;
                heads.Add(new TermHead(new TermScan(segments[i].Terms, own), segments[i].Copy, i));
            }
        }

        if (heads.Count == 0)
        {
            return;
        }

        field.PutAttribute(FormatKey + ".format", Format);
        field.PutAttribute(FormatKey + ".suffix", "0");
        var seen = hasDeletions ? new FixedBitSet(merge.SegmentInfo.DocCount) : null;
        var same = new List<TermHead>();
        dictionary.StartField(field);
        for (var terms = 1; heads.Count > 0; terms++)
        {
            WriteTerm(heads, same, hasPositions, seen);
            if (terms % TermsALook == 0)
            {
                merge.CheckAbort.Work(TermsALook);
            }
        }

        dictionary.FinishField(seen?.Cardinality ?? documents);
    }

    private void WriteTerm(TermHeap heads, List<TermHead> same, bool hasPositions, FixedBitSet? seen)
    {
        same.Clear();
        same.Add(heads.Take());
        while (heads.Count > 0 && heads.First.Scan.Term.SequenceEqual(same[0].Scan.Term))
        {
            same.Add(heads.Take());
        }

        postings.StartTerm(hasPositions);
        foreach (var head in same)
        {
            head.Copy.Copy(head.Scan.Postings, hasPositions, postings, seen);
        }

        var written = postings.FinishTerm();
        if (written.DocumentCount > 0)
        {
            dictionary.Add(same[0].Scan.Term, written);
        }

        foreach (var head in same)
        {
            heads.Advance(head);
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
    private sealed class TermHead(TermScan scan, PostingCopy copy, int order)
    {
        private readonly int order = order;

        // The first bytes of the term, which mostly say which of two comes first.
        private ulong start;

        public TermScan Scan { get; } = scan;

        public PostingCopy Copy { get; } = copy;

        public bool Next()
        {
            if (!Scan.Next())
            {
                return false;
            }

            Span<byte> eight = stackalloc byte[sizeof(ulong)];
            eight.Clear();
            Scan.Term[..Math.Min(sizeof(ulong), Scan.Term.Length)].CopyTo(eight);
            start = BinaryPrimitives.ReadUInt64BigEndian(eight);
            return true;
        }

        // Of one term the segments in their order.
        public bool IsBefore(TermHead other) =>
            start != other.start
                ? start < other.start
                : Scan.Term.SequenceCompareTo(other.Scan.Term) is not 0 and var byTerm ? byTerm < 0 : order < other.order;
    }

    /// <summary>The current terms of all segments, the least on top.</summary>
    private sealed class TermHeap
    {
        private readonly List<TermHead> heap = [];

        public int Count => heap.Count;

        public TermHead First => heap[0];

        public void Add(TermHead head)
        {
            if (!head.Next())
            {
                return;
            }

            Put(head);
        }

        public TermHead Take()
        {
            var first = heap[0];
            var last = heap[^1];
            heap.RemoveAt(heap.Count - 1);
            if (heap.Count > 0)
            {
                Sink(last);
            }

            return first;
        }

        /// <summary>Goes on to the next term of a segment that was taken.</summary>
        public void Advance(TermHead head) => Add(head);

        private void Put(TermHead head)
        {
            heap.Add(head);
            var at = heap.Count - 1;
            for (var above = (at - 1) / 2; at > 0 && head.IsBefore(heap[above]); above = (at - 1) / 2)
            {
                heap[at] = heap[above];
                at = above;
            }

            heap[at] = head;
        }

        private void Sink(TermHead head)
        {
            var at = 0;
            for (var below = 1; below < heap.Count; below = (2 * at) + 1)
            {
                below += below + 1 < heap.Count && heap[below + 1].IsBefore(heap[below]) ? 1 : 0;
                if (!heap[below].IsBefore(head))
                {
                    break;
                }

                heap[at] = heap[below];
                at = below;
            }

            heap[at] = head;
        }
    }
}
