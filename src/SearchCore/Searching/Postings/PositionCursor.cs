using Lucene.Net.Index;

using SearchCore.Storage;

namespace SearchCore.Searching.Postings;

/// <summary>Where a term stands in documents that are asked for in rising order. One, used again and again, for one thread.</summary>
internal sealed class PositionCursor
{
    /// <summary>Numbers of no meaning behind the positions, which vectors may read.</summary>
    public const int Pad = 8;

    private readonly PostingCursor documents = new();
    private readonly BlockBytes bytes = new();
    // The block of positions that is decoded stands behind; in front the one before it, where a document lies in both.
    private readonly int[] deltas = new int[(2 * BlockDecoder.Size) + Pad];
    private readonly int[] before = new int[BlockDecoder.Size + 1];
    private int[] places = new int[BlockDecoder.Size];

    // Positions of several documents of a block: as differences, and summed up, with a zero in front.
    private int[] run = [];
    private int[] sums = [];
    private PostingList list;
    private int counted;
    private long anchor;
    private int within;
    private long next;
    private int decoded;
    private bool isUnpacked;
    private int read = -1;
    private int located = -1;
    private int place;

    /// <summary>The document it stands on; -1 before the first, the largest number after the last.</summary>
    public int Document { get; private set; } = -1;

    /// <summary>The block of documents that it stands in, for who reads several of them at once (<see cref="AddKeys"/>).</summary>
    public PostingCursor Block => documents;

    /// <summary>How often the term stands in it.</summary>
    public int Frequency => documents.Frequencies()[documents.At];

    /// <summary>How many documents have the term.</summary>
    public int Cost => list.DocumentCount;

    /// <summary>Goes to the start of a term of a field with positions.</summary>
    public void Open(SegmentPostings postings, in PostingList term)
    {
        list = term;
        Document = counted = read = located = -1;
        documents.Open(postings, term);
        bytes.Open(postings.Positions);
    }

    /// <summary>Goes back to the start of the term.</summary>
    public void Restart()
    {
        Document = counted = read = located = -1;
        documents.Restart();
    }

    /// <summary>Lets go of the files.</summary>
    public void Close()
    {
        documents.Close();
        bytes.Close();
    }

    /// <summary>Goes to the first document from a target on.</summary>
    /// <returns>The document; the largest number where there is none.</returns>
    public int Advance(int target)
    {
        if (Document < target)
        {
            Document = documents.Advance(target) ? documents.Documents[documents.At] : int.MaxValue;
        }

        return Document;
    }

    /// <summary>The same as <see cref="Positions"/>, with <see cref="Pad"/> numbers of no meaning behind.</summary>
    public ReadOnlySpan<int> PaddedPositions()
    {
        var count = Positions().Length;
        return places.AsSpan(0, count + Pad);
    }

    /// <summary>
    /// Where the term stands in the document, each as what lies between it and the one before, where it stands there
    /// <see cref="BlockSums.Few"/> times at most; numbers of no meaning stand behind. Good until the next call.
    /// </summary>
    /// <param name="differences">The differences, and others up to <see cref="BlockSums.Few"/>.</param>
    /// <param name="count">How often the term stands in the document.</param>
    /// <returns>Whether it stands there so seldom; else <see cref="Positions"/> is to be asked.</returns>
    /// <exception cref="CorruptIndexException">The positions are damaged.</exception>
    /// <exception cref="IOException">They cannot be read.</exception>
    public bool IsFew(out ReadOnlySpan<int> differences, out int count)
    {
        var frequencies = documents.Frequencies();
        count = frequencies[documents.At];
        if (count > BlockSums.Few)
        {
            differences = default;
            return false;
        }

        differences = deltas.AsSpan(Locate(frequencies, count), BlockSums.Few);
        return true;
    }

    /// <summary>Where the term stands in the document, rising. Good until the next call.</summary>
    /// <exception cref="CorruptIndexException">The positions are damaged.</exception>
    /// <exception cref="IOException">They cannot be read.</exception>
    public ReadOnlySpan<int> Positions()
    {
        var frequencies = documents.Frequencies();
        var frequency = frequencies[documents.At];
        if (read == Document)
        {
            return places.AsSpan(0, frequency);
        }

        var from = Locate(frequencies, frequency);
        if (places.Length < frequency + Pad)
        {
            places = new int[(int)Math.Min(Array.MaxLength, Math.Max((long)frequency + Pad, 2L * places.Length))];
        }

        if (from >= 0)
        {
            BlockSums.RunningSums(deltas.AsSpan(from), frequency, places);
        }
        else
        {
            ReadOver(~from, frequency);
        }

        if (places[frequency - 1] < 0)
        {
            throw Damaged();
        }

        read = Document;
        return places.AsSpan(0, frequency);
    }

    /// <summary>
    /// Adds where the term stands in documents of the block to a list: each as the document's number, counted from 1, with the position
    /// below (<see cref="PositionKeys"/>).
    /// </summary>
    /// <param name="numbers">The documents' numbers, rising.</param>
    /// <param name="indices">Where they stand in the block.</param>
    /// <param name="keys">The list; it may be replaced by a longer one.</param>
    /// <param name="count">How many the list has.</param>
    /// <returns>How many it has now; -1 where a position is too large for that.</returns>
    /// <exception cref="CorruptIndexException">The positions are damaged.</exception>
    /// <exception cref="IOException">They cannot be read.</exception>
    public int AddKeys(ReadOnlySpan<int> numbers, ReadOnlySpan<int> indices, ref uint[] keys, int count)
    {
        var frequencies = documents.Frequencies();
        EnterBlock(frequencies);
        var (low, high) = (before[indices[0]], before[indices[^1] + 1]);
        var first = within + low;
        var all = high - low;
        if (low < 0 || all < numbers.Length || all > list.Occurrences || first < 0)
        {
            throw Damaged();
        }

        // Whoever reads single documents afterwards begins with the block again.
        counted = -1;
        var from = ReadRun(first, all);
        if (keys.Length < (long)count + all + PositionKeys.Row)
        {
            Array.Resize(ref keys, (int)Math.Min(Array.MaxLength, 2 * ((long)count + all + PositionKeys.Row)));
        }

        BlockSums.RunningSums(run.AsSpan(from), all, sums.AsSpan(PositionKeys.Row));
        var documentsRun = new PositionKeys.Run(numbers, indices, before, sums.AsSpan(0, all + (2 * PositionKeys.Row)));
        var added = PositionKeys.Add(documentsRun, keys.AsSpan(count, all + PositionKeys.Row), out var isDamaged);
        return isDamaged ? throw Damaged() : added < 0 ? -1 : count + added;
    }

    // Makes ready positions of the block of documents; says where in the run they begin.
    private int ReadRun(int first, int count)
    {
        var (block, from) = (first / BlockDecoder.Size, first % BlockDecoder.Size);
        var room = (int)Math.Min(Array.MaxLength, (long)from + count + BlockDecoder.Size + Pad);
        if (run.Length < room)
        {
            (run, sums) = (new int[room], new int[room + PositionKeys.Row]);
        }

        for (var done = 0; done < from + count; done += BlockDecoder.Size)
        {
            Decode(block++, run.AsSpan(done, BlockDecoder.Size));
        }

        return from;
    }

    /// <summary>The file is not what was written.</summary>
    public CorruptIndexException Damaged() => new($"{bytes.File.Name} is damaged: the positions of a term are not those of its documents");

    // Where among those that are decoded the document's positions begin; where they are too many for that, the complement of their place.
    private int Locate(int[] frequencies, int frequency)
    {
        if (located == Document)
        {
            return place;
        }

        if (documents.Documents[0] != counted)
        {
            EnterBlock(frequencies);
        }

        // No more than there are bytes for: the list was compared with its file. Sums of damaged numbers may leave the range.
        var first = within + before[documents.At];
        if (first < 0 || frequency > list.Occurrences)
        {
            throw Damaged();
        }

        var (block, from) = (first / BlockDecoder.Size, first % BlockDecoder.Size);
        if (from + frequency > 2 * BlockDecoder.Size)
        {
            place = ~first;
        }
        else
        {
            Decode(block, deltas.AsSpan(BlockDecoder.Size));
            place = BlockDecoder.Size + from;
            if (from + frequency > BlockDecoder.Size)
            {
                deltas.AsSpan(BlockDecoder.Size, BlockDecoder.Size).CopyTo(deltas);
                Decode(block + 1, deltas.AsSpan(BlockDecoder.Size));
                place = from;
            }
        }

        located = Document;
        return place;
    }

    // Positions of one document that lie in several blocks.
    private void ReadOver(int first, int frequency)
    {
        var last = 0;
        for (var done = 0; done < frequency;)
        {
            var at = first + done;
            Decode(at / BlockDecoder.Size, deltas.AsSpan(BlockDecoder.Size));
            var from = at % BlockDecoder.Size;
            var count = Math.Min(frequency - done, BlockDecoder.Size - from);
            for (var i = 0; i < count; i++)
            {
                last += deltas[BlockDecoder.Size + from + i];
                places[done + i] = last;
            }

            done += count;
        }
    }

    // Where the positions of a block of documents begin, and how many come before each document's.
    private void EnterBlock(int[] frequencies)
    {
        counted = documents.Documents[0];
        (anchor, within) = documents.BlockPositions();
        next = anchor;
        decoded = -1;
        isUnpacked = false;

        // Frequencies behind the last document are none that counts.
        BlockSums.SumsBefore(frequencies, before);
        if (before[documents.Count] > list.Occurrences || before[documents.Count] < documents.Count)
        {
            throw Damaged();
        }
    }

    // Makes ready a block of positions, counted from the anchor; blocks before it are passed over.
    private void Decode(int block, Span<int> into)
    {
        while (decoded < block)
        {
            if (isUnpacked)
            {
                throw Damaged();
            }

            decoded++;
            var unpacked = list.LastPositions >= 0 ? list.Positions + list.LastPositions : list.Positions;
            var rest = (int)(list.Occurrences % BlockDecoder.Size);
            if (next == unpacked && (list.LastPositions >= 0 ? rest > 0 : list.Occurrences < BlockDecoder.Size))
            {
                DecodeRest(rest, into);
            }
            else
            {
                DecodePacked(decoded == block, into);
            }
        }
    }

    private void DecodePacked(bool isWanted, Span<int> into)
    {
        var at = bytes.At(next, out var slack);
        var bits = at[0];
        if (bits == 0)
        {
            var one = new ByteCursor(at[1..^slack], bytes.File.Name);
            var delta = one.VInt();
            next += 1 + one.At;
            if (isWanted)
            {
                into[..BlockDecoder.Size].Fill(delta);
            }

            return;
        }

        var length = 1 + BlockDecoder.BytesOf(bits);
        if (bits > 32 || length > at.Length - slack)
        {
            throw Damaged();
        }

        next += length;
        if (isWanted)
        {
            BlockDecoder.Decode(at[1..], bits, into);
        }
    }

    private void DecodeRest(int count, Span<int> into)
    {
        var at = bytes.At(next, out var slack);
        var numbers = new ByteCursor(at[..^slack], bytes.File.Name);
        for (var i = 0; i < count; i++)
        {
            into[i] = numbers.VInt();
        }

        into[count..].Clear();
        isUnpacked = true;
    }
}
