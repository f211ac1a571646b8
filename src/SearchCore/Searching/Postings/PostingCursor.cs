using System.Runtime.CompilerServices;

using Lucene.Net.Index;

using SearchCore.Storage;

namespace SearchCore.Searching.Postings;

/// <summary>
/// Goes over a term's documents, a block of 128 at a time: the documents of the block it stands on, and how often the term stands in each,
/// are flat arrays. One, used again and again, for one thread.
/// </summary>
internal sealed class PostingCursor
{
    /// <summary>Room of a block's arrays: behind its numbers stand some that vectors may read.</summary>
    public const int Room = BlockDecoder.Size + 16;

    private readonly BlockBytes bytes = new();
    private readonly SkipReader skips = new();
    private SegmentPostings? segment;
    private PostingList list;
    private long next;
    private long frequencies;
    private int left;
    private int last;

    /// <summary>The documents of the block, rising, each below the segment's count.</summary>
    public int[] Documents { get; } = new int[Room];

    /// <summary>How many documents the block has; 0 before the first and after the last.</summary>
    public int Count { get; private set; }

    /// <summary>Where in the block whoever uses the cursor has come to.</summary>
    public int At { get; set; }

    /// <summary>How many of so many documents of the segment have the term, if it stands everywhere alike.</summary>
    public int Among(int documents) => (int)((long)list.DocumentCount * documents / Math.Max(1, segment!.DocumentCount));

    /// <summary>What the cursor goes over.</summary>
    public ref readonly PostingList List => ref list;

    private readonly int[] counts = new int[Room];
    private bool areOnes;

    /// <summary>Goes to the start of a term. The first block is read by <see cref="Next"/> or <see cref="Advance"/>.</summary>
    public void Open(SegmentPostings postings, in PostingList term)
    {
        (segment, list, next, left, last, Count, At, frequencies) = (postings, term, term.Documents, term.DocumentCount, 0, 0, 0, 0);
        if (term.DocumentCount > 1)
        {
            bytes.Open(postings.Documents);
            skips.Open(postings.Documents, term);
        }
    }

    /// <summary>The last document of the term; to be asked for once there is no further one.</summary>
    public int Last => last;

    /// <summary>Goes back to the start of the term.</summary>
    public void Restart() => Open(segment!, list);

    /// <summary>Lets go of the file.</summary>
    public void Close()
    {
        segment = null;
        bytes.Close();
        skips.Close();
    }

    /// <summary>Goes to the next block.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="CorruptIndexException">The postings are damaged.</exception>
    /// <exception cref="IOException">They cannot be read.</exception>
    public bool Next()
    {
        At = 0;
        if (left >= BlockDecoder.Size)
        {
            ReadBlock();
            return true;
        }

        if (left == 0)
        {
            Count = 0;
            return false;
        }

        ReadRest();
        return true;
    }

    /// <summary>Goes to the block that holds the first document from a target on, and to that document.</summary>
    /// <param name="target">Not smaller than in any call before.</param>
    /// <returns>Whether there is one.</returns>
    public bool Advance(int target)
    {
        if (Count == 0 || Documents[Count - 1] < target)
        {
            if (left > BlockDecoder.Size && !Skip(target))
            {
                return false;
            }

            while (Count == 0 || Documents[Count - 1] < target)
            {
                if (!Next())
                {
                    return false;
                }
            }
        }

        At = BlockSums.FirstFrom(Documents, At, target);
        return true;
    }

    /// <summary>Where the positions of the block it stands on begin: the block of positions, and how many in it come before them.</summary>
    public (long Anchor, int Within) BlockPositions()
    {
        // Whoever came here by the skip list finds it standing here; else it is read on.
        if (list.DocumentCount > 1)
        {
            skips.Advance(Documents[0]);
            return (skips.Positions, skips.Within);
        }

        return (list.Positions, 0);
    }

    /// <summary>Where in the block, from where it stands, the first document from a limit on is; its count where there is none.</summary>
    public int End(int limit)
    {
        if (Documents[Count - 1] < limit)
        {
            return Count;
        }

        var (low, high) = (At, Count - 1);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = Documents[middle] < limit ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>How often the term stands in each document of the block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int[] Frequencies() => frequencies == 0 ? counts : ReadFrequencies();

    private bool Skip(int target)
    {
        var before = list.DocumentCount - left;
        skips.Advance(target);
        if (skips.Skipped > before)
        {
            next = skips.Documents;
            left = list.DocumentCount - skips.Skipped;
            last = skips.Document;
        }

        return Next();
    }

    private void ReadBlock()
    {
        var at = bytes.At(next, out var slack);
        var head = at[0];
        var isFirst = left == list.DocumentCount;
        bool rises;
        int length;
        if (head == 0)
        {
            var one = new ByteCursor(at[1..^slack], bytes.File.Name);
            var step = one.VInt();
            length = 1 + one.At;
            Documents.AsSpan(0, BlockDecoder.Size).Fill(step);
            rises = BlockSums.SumUp(Documents, last, isFirst);
        }
        else
        {
            length = Packed(at, head, slack);
            rises = BlockSums.DecodeRising(at[1..], head, last, isFirst, Documents);
        }

        last = Documents[BlockDecoder.Size - 1];
        if (!rises || last >= segment!.DocumentCount || Documents[0] < 0)
        {
            throw Damaged();
        }

        next += length;
        if (list.HasPositions)
        {
            frequencies = next;
            next += FrequenciesLength(at[length..], slack);
        }
        else if (!areOnes)
        {
            counts.AsSpan().Fill(1);
            areOnes = true;
        }

        left -= BlockDecoder.Size;
        Count = BlockDecoder.Size;
        Documents.AsSpan(BlockDecoder.Size).Fill(last);
    }

    private int FrequenciesLength(ReadOnlySpan<byte> at, int slack)
    {
        if (at.Length <= slack)
        {
            throw Damaged();
        }

        if (at[0] != 0)
        {
            return Packed(at, at[0], slack);
        }

        var one = new ByteCursor(at[1..^slack], bytes.File.Name);
        one.VInt();
        return 1 + one.At;
    }

    // The bytes of a packed block, which must be there.
    private int Packed(ReadOnlySpan<byte> at, int bits, int slack)
    {
        var length = 1 + BlockDecoder.BytesOf(bits);
        return bits <= 32 && length <= at.Length - slack ? length : throw Damaged();
    }

    private int[] ReadFrequencies()
    {
        var at = bytes.At(frequencies, out var slack);
        frequencies = 0;
        areOnes = false;
        if (at[0] == 0)
        {
            counts.AsSpan(0, BlockDecoder.Size).Fill(new ByteCursor(at[1..^slack], bytes.File.Name).VInt());
        }
        else
        {
            BlockDecoder.Decode(at[1..], at[0], counts);
        }

        // A term stands once at least in each of its documents.
        if (!BlockSums.ArePositive(counts))
        {
            throw Damaged();
        }

        counts.AsSpan(BlockDecoder.Size).Fill(1);
        return counts;
    }

    // The last documents, fewer than a block, are not packed.
    private void ReadRest()
    {
        frequencies = 0;
        areOnes = false;
        Count = left;
        left = 0;
        if (list.DocumentCount == 1)
        {
            Documents[0] = last = list.OnlyDocument;
            counts[0] = (int)Math.Min(list.Occurrences, int.MaxValue);
        }
        else
        {
            var at = bytes.At(next, out var slack);
            var numbers = new ByteCursor(at[..^slack], bytes.File.Name);
            var isFirst = Count == list.DocumentCount;
            for (var i = 0; i < Count; i++)
            {
                var step = numbers.VInt();
                var frequency = 1;
                if (list.HasPositions)
                {
                    frequency = (step & 1) != 0 ? 1 : numbers.VInt();
                    step >>>= 1;
                }

                var document = last + (long)step;
                if (document >= segment!.DocumentCount || (step == 0 && !(isFirst && i == 0)) || frequency <= 0)
                {
                    throw Damaged();
                }

                (Documents[i], counts[i], last) = ((int)document, frequency, (int)document);
            }
        }

        Documents.AsSpan(Count).Fill(Documents[Count - 1]);
        counts.AsSpan(Count).Fill(1);
    }

    private CorruptIndexException Damaged() => new($"{bytes.File.Name} is damaged: the documents of a term do not rise within the segment");
}
