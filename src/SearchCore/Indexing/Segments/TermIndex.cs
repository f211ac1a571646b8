using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Lucene.Net.Util.Fst;
using Lucene.Net.Util.Packed;

namespace SearchCore.Indexing.Segments;

/// <summary>The automaton beside a term dictionary: from a prefix to where its block stands.</summary>
internal sealed class TermIndex
{
    private readonly ByteSink outputs = new();
    private readonly ByteSink prefixes = new();
    private readonly List<Place> blocks = [];
    private readonly List<long> starts = [];
    private readonly Int32sRef input = new();
    private IndexOutput? file;

    /// <summary>The memory it holds.</summary>
    public long Bytes => outputs.Capacity + prefixes.Capacity + (blocks.Capacity * 16L);

    /// <summary>What the automaton gives for the empty prefix: where the block at the root stands.</summary>
    public ReadOnlySpan<byte> Root => outputs.Written.Slice(blocks[^1].Output, blocks[^1].OutputLength);

    /// <summary>Begins the file of a segment.</summary>
    public void Open(SegmentWriteState state)
    {
        file = state.Directory.CreateOutput(
            IndexFileNames.SegmentFileName(state.SegmentInfo.Name, state.SegmentSuffix, "tip"), state.Context);
        CodecUtil.WriteHeader(file, "BLOCK_TREE_TERMS_INDEX", BlockTreeTermsWriter.VERSION_CURRENT);
        starts.Clear();
    }

    /// <summary>Adds a block and those that go on where it ends; the block of the empty prefix comes last.</summary>
    public void Add(ReadOnlySpan<byte> prefix, TermDictionary.Block first, ReadOnlySpan<TermDictionary.Block> floor)
    {
        var output = outputs.Count;
        outputs.WriteVLong((first.Position << 2) | (first.HasTerms ? 2L : 0) | (first.IsFloor ? 1L : 0));
        if (first.IsFloor)
        {
            outputs.WriteVInt(floor.Length);
            foreach (var block in floor)
            {
                outputs.WriteByte((byte)block.Label);
                outputs.WriteVLong(((block.Position - first.Position) << 1) | (block.HasTerms ? 1L : 0));
            }
        }

        blocks.Add(new(prefixes.Count, prefix.Length, output, outputs.Count - output));
        prefixes.Write(prefix);
    }

    /// <summary>Writes the automaton of a field.</summary>
    public void FinishField()
    {
        var arena = prefixes.Array;
        var order = new int[blocks.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        // Sorted as numbers, for which .NET has the code; of sorting a struct a starting load would have to compile it.
        Array.Sort(order, (a, b) => PrefixOf(blocks[a]).SequenceCompareTo(PrefixOf(blocks[b])));
        var builder = new Builder<BytesRef>(
            FST.INPUT_TYPE.BYTE1, 0, 0, true, false, int.MaxValue, ByteSequenceOutputs.Singleton, null, false, PackedInt32s.COMPACT, true,
            15);
        foreach (var number in order)
        {
            var block = blocks[number];
            input.Grow(block.Length);
            input.Length = block.Length;
            for (var i = 0; i < block.Length; i++)
            {
                input.Int32s[i] = arena[block.Start + i];
            }

            builder.Add(input, new BytesRef(outputs.Array, block.Output, block.OutputLength));
        }

        starts.Add(file!.Position);
        builder.Finish().Save(file);
        blocks.Clear();
        outputs.Clear();
        prefixes.Clear();
    }

    private ReadOnlySpan<byte> PrefixOf(Place block) => prefixes.Array.AsSpan(block.Start, block.Length);

    /// <summary>Ends the file.</summary>
    public void Close()
    {
        var directory = file!.Position;
        foreach (var start in starts)
        {
            file.WriteVInt64(start);
        }

        file.WriteInt64(directory);
        CodecUtil.WriteFooter(file);
        file.Dispose();
        file = null;
    }

    /// <summary>Closes a file that an error left open; it is of no use.</summary>
    public void Abandon()
    {
        blocks.Clear();
        outputs.Clear();
        prefixes.Clear();
        IOUtils.DisposeWhileHandlingException(file);
        file = null;
    }

    /// <summary>A block: where its prefix and what the automaton gives for it stand in the arrays.</summary>
    private readonly record struct Place(int Start, int Length, int Output, int OutputLength);
}
