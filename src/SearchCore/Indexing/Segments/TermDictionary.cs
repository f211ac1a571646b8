using System.Runtime.InteropServices;

using Lucene.Net.Codecs;
using Lucene.Net.Codecs.Lucene41;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;

using SearchCore.Analysis;

namespace SearchCore.Indexing.Segments;

/// <summary>
/// Writes a segment's term dictionary in the format of <see cref="BlockTreeTermsWriter{T}"/>, byte for byte as that does: sorted terms are
/// cut into blocks of 25 to 48 that share a prefix, and an automaton from prefixes to blocks goes beside them.
/// </summary>
/// <remarks>
/// What is pending is a flat stack over one arena, so a term costs no object, and memory holds what waits for its block and no more. The
/// automaton is built once over all blocks of a field by Lucene's own builder (<see cref="TermIndex"/>); the stock writer builds one for
/// each block of the tree and copies each into its parent's, which comes to the same automaton. Call order: Open (StartField Add*
/// FinishField)* Close, or Abandon at any point; fields in name order.
/// </remarks>
internal sealed class TermDictionary
{
    private const int MinItems = BlockTreeTermsWriter.DEFAULT_MIN_BLOCK_SIZE, MaxItems = BlockTreeTermsWriter.DEFAULT_MAX_BLOCK_SIZE;
    private const int PostingsVersion = 2, NoLabel = -1;

    // From so many bytes on the arena is rid of terms that stand in blocks.
    private const int SweepFrom = 1 << 16;

    private readonly ByteSink terms = new();
    private readonly ByteSink suffixes = new();
    private readonly ByteSink statistics = new();
    private readonly ByteSink metadata = new();
    private readonly ByteSink trailer = new();
    private readonly TermIndex index = new();
    private readonly List<Entry> pending = [];
    private readonly List<(int Label, int Entries)> groups = [];
    private readonly List<Block> floor = [];
    private int[] prefixStarts = new int[256];
    private byte[] arena = new byte[2 * SweepFrom];
    private int used;
    private int sweepAt = SweepFrom;
    private int lastStart;
    private int lastLength;
    private IndexOutput? file;
    private FieldInfo? field;
    private bool hasPositions;
    private int fields;
    private long termCount;
    private long documentSum;
    private long occurrenceSum;

    /// <summary>The memory it holds.</summary>
    public long Bytes => terms.Capacity + suffixes.Capacity + statistics.Capacity + metadata.Capacity + arena.Length + index.Bytes;

    /// <summary>Begins the files of a segment.</summary>
    public void Open(SegmentWriteState state)
    {
        file = state.Directory.CreateOutput(
            IndexFileNames.SegmentFileName(state.SegmentInfo.Name, state.SegmentSuffix, "tim"), state.Context);
        CodecUtil.WriteHeader(file, "BLOCK_TREE_TERMS_DICT", BlockTreeTermsWriter.VERSION_CURRENT);
        CodecUtil.WriteHeader(file, "Lucene41PostingsWriterTerms", PostingsVersion);
        terms.Open(file);
        terms.WriteVInt(Lucene41PostingsFormat.BLOCK_SIZE);
        index.Open(state);
        trailer.Clear();
        fields = 0;
    }

    /// <summary>Begins a field.</summary>
    public void StartField(FieldInfo info)
    {
        field = info;
        (used, sweepAt) = (0, SweepFrom);
        hasPositions = info.IndexOptions == IndexOptions.DOCS_AND_FREQS_AND_POSITIONS;
        lastStart = lastLength = 0;
        termCount = documentSum = occurrenceSum = 0;
        pending.Clear();
    }

    /// <summary>Adds a term, after all that sort before it.</summary>
    public void Add(ReadOnlySpan<byte> term, in TermPostings postings)
    {
        var shared = term.CommonPrefixLength(arena.AsSpan(lastStart, lastLength));
        CloseSuffixes(shared);
        var length = term.Length;
        if (prefixStarts.Length < length)
        {
            Array.Resize(ref prefixStarts, length * 2);
        }

        prefixStarts.AsSpan(shared, length - shared).Fill(pending.Count);
        (lastStart, lastLength) = (Keep(term), length);
        pending.Add(new Entry { Start = lastStart, Length = length, IsTerm = true, Postings = postings });
        termCount++;
        documentSum += postings.DocumentCount;
        occurrenceSum += postings.Occurrences;
    }

    /// <summary>Ends a field.</summary>
    /// <param name="documents">How many documents have it.</param>
    public void FinishField(int documents)
    {
        if (termCount == 0)
        {
            return;
        }

        CloseSuffixes(0);
        WriteBlocks(0, pending.Count);
        fields++;
        trailer.WriteVInt(field!.Number);
        trailer.WriteVLong(termCount);
        trailer.WriteVInt(index.Root.Length);
        trailer.Write(index.Root);
        if (hasPositions)
        {
            trailer.WriteVLong(occurrenceSum);
        }

        trailer.WriteVLong(documentSum);
        trailer.WriteVInt(documents);
        trailer.WriteVInt(hasPositions ? 2 : 1);
        index.FinishField();
    }

    /// <summary>Ends the files.</summary>
    public void Close()
    {
        var directory = terms.Position;
        terms.WriteVInt(fields);
        terms.Write(trailer.Written);
        terms.WriteInt64(directory);
        terms.Close();
        CodecUtil.WriteFooter(file);
        file!.Dispose();
        file = null;
        index.Close();
    }

    /// <summary>Closes files that an error left open; they are of no use.</summary>
    public void Abandon()
    {
        terms.Abandon();
        suffixes.Clear();
        statistics.Clear();
        metadata.Clear();
        IOUtils.DisposeWhileHandlingException(file);
        file = null;
        index.Abandon();
    }

    private int Keep(ReadOnlySpan<byte> term)
    {
        if (used > sweepAt)
        {
            Sweep();
        }

        if (used + term.Length > arena.Length)
        {
            Array.Resize(ref arena, Capacity.For(used + term.Length));
        }

        term.CopyTo(arena.AsSpan(used));
        used += term.Length;
        return used - term.Length;
    }

    // What is pending moves to the front; entries lie in the order in which they came, so that nothing is written over before it moved.
    private void Sweep()
    {
        var to = 0;
        foreach (ref var entry in CollectionsMarshal.AsSpan(pending))
        {
            arena.AsSpan(entry.Start, entry.Length).CopyTo(arena.AsSpan(to));
            entry.Start = to;
            to += entry.Length;
        }

        used = to;
        sweepAt = Math.Max(SweepFrom, 2 * used);
    }

    // Blocks for what ends where the last term leaves the next one: the longest prefixes first.
    private void CloseSuffixes(int shared)
    {
        for (var length = lastLength; length > shared; length--)
        {
            var items = pending.Count - prefixStarts[length - 1];
            if (items >= MinItems)
            {
                WriteBlocks(length, items);
            }
        }
    }

    private void WriteBlocks(int prefix, int count)
    {
        var start = pending.Count - count;
        Block first;
        floor.Clear();
        if (prefix == 0 || count <= MaxItems)
        {
            first = WriteBlock(start, count, prefix, NoLabel, isLast: true);
        }
        else
        {
            Group(start, prefix);
            first = WriteFloorBlocks(start, count, prefix);
        }

        index.Add(arena.AsSpan(lastStart, prefix), first, CollectionsMarshal.AsSpan(floor));
        CollectionsMarshal.SetCount(pending, start);
        pending.Add(new Entry { Start = lastStart, Length = prefix, Position = first.Position });
    }

    // What is too much for one block is cut where the byte after the prefix changes. (The first entry is a group of its own, whatever
    // its byte: so does the stock writer.)
    private void Group(int start, int prefix)
    {
        groups.Clear();
        int last = NoLabel, entries = 0;
        foreach (ref var entry in CollectionsMarshal.AsSpan(pending)[start..])
        {
            var label = entry.Length == prefix ? NoLabel : arena[entry.Start + prefix];
            if (label != last && entries > 0)
            {
                groups.Add((last, entries));
                last = label;
                entries = 0;
            }

            entries++;
        }

        groups.Add((last, entries));
    }

    private Block WriteFloorBlocks(int start, int count, int prefix)
    {
        var first = default(Block);
        int written = 0, gathered = 0, label = groups[0].Label;
        for (var group = 0; written < count; group++)
        {
            gathered += groups[group].Entries;
            var rest = count - written;
            if (gathered < MinItems && gathered < rest)
            {
                continue;
            }

            var block = WriteBlock(start + written, gathered, prefix, label, gathered == rest, isFloor: true);
            Keep(ref first, block);
            written += gathered;
            rest -= gathered;
            gathered = 0;
            if (rest > 0)
            {
                label = groups[group + 1].Label;
                if (rest <= MaxItems)
                {
                    Keep(ref first, WriteBlock(start + written, rest, prefix, label, isLast: true, isFloor: true));
                    written = count;
                }
            }
        }

        return first;
    }

    private void Keep(ref Block first, Block block)
    {
        if (first.Position == 0)
        {
            first = block;
        }
        else
        {
            floor.Add(block);
        }
    }

    private Block WriteBlock(int start, int count, int prefix, int label, bool isLast, bool isFloor = false)
    {
        var entries = CollectionsMarshal.AsSpan(pending).Slice(start, count);
        var block = new Block(terms.Position, Label: label, IsFloor: isFloor, HasTerms: false);
        var isLeaf = true;
        foreach (ref var entry in entries)
        {
            isLeaf &= entry.IsTerm;
        }

        TermPostings last = default;
        foreach (ref var entry in entries)
        {
            var suffix = entry.Length - prefix;
            suffixes.WriteVInt(isLeaf ? suffix : (suffix << 1) | (entry.IsTerm ? 0 : 1));
            suffixes.Write(arena.AsSpan(entry.Start + prefix, suffix));
            if (entry.IsTerm)
            {
                WriteTerm(entry.Postings, last);
                last = entry.Postings;
                block = block with { HasTerms = true };
            }
            else
            {
                suffixes.WriteVLong(block.Position - entry.Position);
            }
        }

        terms.WriteVInt((count << 1) | (isLast ? 1 : 0));
        terms.WriteVInt((suffixes.Count << 1) | (isLeaf ? 1 : 0));
        terms.Write(suffixes.Written);
        terms.WriteVInt(statistics.Count);
        terms.Write(statistics.Written);
        terms.WriteVInt(metadata.Count);
        terms.Write(metadata.Written);
        suffixes.Clear();
        statistics.Clear();
        metadata.Clear();
        return block;
    }

    private void WriteTerm(in TermPostings term, in TermPostings last)
    {
        statistics.WriteVInt(term.DocumentCount);
        metadata.WriteVLong(term.Documents - last.Documents);
        if (hasPositions)
        {
            statistics.WriteVLong(term.Occurrences - term.DocumentCount);
            metadata.WriteVLong(term.Positions - last.Positions);
        }

        if (term.OnlyDocument >= 0)
        {
            metadata.WriteVInt(term.OnlyDocument);
        }

        if (hasPositions && term.LastPositions >= 0)
        {
            metadata.WriteVLong(term.LastPositions);
        }

        if (term.Skips >= 0)
        {
            metadata.WriteVLong(term.Skips);
        }
    }

    /// <summary>A block that was written.</summary>
    internal readonly record struct Block(long Position, int Label, bool IsFloor, bool HasTerms);

    /// <summary>A term or a block that waits for the block it goes into.</summary>
    private struct Entry
    {
        public int Start;
        public int Length;
        public bool IsTerm;
        public long Position;
        public TermPostings Postings;
    }
}
