using Lucene.Net.Codecs;
using Lucene.Net.Index;

using SearchCore.Indexing.Segments;
using SearchCore.Storage;

namespace SearchCore.Indexing.Merging;

/// <summary>
/// The terms of one field of a segment in their order, with where their postings stand, read from the blocks of the dictionary alone: each
/// block names those below it, and goes on in the one behind it where it was cut. For one thread.
/// </summary>
internal sealed class TermScan
{
    private const int CodeShift = 2;

    // A block has the prefix itself, and for each byte that may come next either a block below it or fewer terms than make one. The block
    // at the root, which is never cut, has as many as that where ids begin with many letters, or words in many scripts.
    private const int MostEntries = 1 + (256 * (BlockTreeTermsWriter.DEFAULT_MIN_BLOCK_SIZE - 1));

    // What an entry takes beside its suffix; all that its counts take; and all that its places take.
    private const int MostOfCode = 16, MostOfStatistics = 16, MostOfPlaces = 48;

    private readonly MergeInput file;
    private readonly TermField field;
    private readonly bool hasPositions;
    private readonly List<Frame> frames = [];
    private byte[] term = new byte[256];
    private int length;
    private int depth;
    private TermPostings postings;
    private byte[] before = [];
    private int beforeLength;
    private long terms;
    private long documents;
    private long occurrences;

    /// <summary>Before the first term of a field.</summary>
    public TermScan(MergeInput file, in TermField field)
    {
        (this.file, this.field, hasPositions) = (file, field, field.HasPositions);
        Enter(new ByteCursor(field.RootCode, file.Name).VLong() >>> CodeShift, prefix: 0);
    }

    /// <summary>The current term; good until the next.</summary>
    public ReadOnlySpan<byte> Term => term.AsSpan(0, length);

    /// <summary>Where its postings stand.</summary>
    public ref readonly TermPostings Postings => ref postings;

    /// <summary>Goes on to the next term.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="CorruptIndexException">
    /// The dictionary is damaged: terms do not rise, or are not as many, or stand not for as much, as its directory says.
    /// </exception>
    public bool Next()
    {
        while (depth > 0)
        {
            var frame = frames[depth - 1];
            if (frame.Left == 0)
            {
                if (frame.IsLast)
                {
                    depth--;
                }
                else
                {
                    frame.Load(file, frame.End);
                }
            }
            else if (Entry(frame))
            {
                Count();
                return true;
            }
        }

        return terms == field.Terms && documents == field.Postings && (!hasPositions || occurrences == field.Occurrences)
            ? false : throw file.Damaged();
    }

    // Blocks that lead in circles come to a term for a second time.
    private void Count()
    {
        if ((terms > 0 && Term.SequenceCompareTo(before.AsSpan(0, beforeLength)) <= 0) || ++terms > field.Terms)
        {
            throw file.Damaged();
        }

        documents += postings.DocumentCount;
        occurrences += postings.Occurrences;
        if (before.Length < length)
        {
            before = new byte[term.Length];
        }

        Term.CopyTo(before);
        beforeLength = length;
    }

    private bool Entry(Frame frame)
    {
        frame.Left--;
        var suffixes = new ByteCursor(frame.Suffixes[frame.SuffixAt..], file.Name);
        var code = suffixes.VInt();
        var isTerm = frame.IsLeaf || (code & 1) == 0;
        var suffix = suffixes.Take(frame.IsLeaf ? code : code >>> 1);
        length = frame.Prefix + suffix.Length;
        if (length > IndexWriter.MAX_TERM_LENGTH || (!isTerm && suffix.IsEmpty))
        {
            throw file.Damaged();
        }

        if (term.Length < length)
        {
            Array.Resize(ref term, 2 * length);
        }

        suffix.CopyTo(term.AsSpan(frame.Prefix));
        var below = isTerm ? 0 : suffixes.VLong();
        frame.SuffixAt += suffixes.At;
        if (isTerm)
        {
            frame.Read(ref postings, hasPositions, file);
        }
        else if (below <= 0 || below > frame.Start)
        {
            throw file.Damaged();
        }
        else
        {
            Enter(frame.Start - below, length);
        }

        return isTerm;
    }

    private void Enter(long position, int prefix)
    {
        if (frames.Count == depth)
        {
            frames.Add(new Frame());
        }

        var frame = frames[depth++];
        frame.Prefix = prefix;
        frame.Load(file, position);
    }

    /// <summary>A block that is being read.</summary>
    private sealed class Frame
    {
        private byte[] bytes = new byte[4_096];
        private int statisticsAt;
        private int metadataAt;
        private int suffixEnd;
        private int statisticsEnd;
        private int end;
        private TermPostings last;

        public int Prefix { get; set; }

        public int Left { get; set; }

        public int SuffixAt { get; set; }

        public bool IsLeaf { get; private set; }

        public bool IsLast { get; private set; }

        /// <summary>Where it begins and ends in the file.</summary>
        public long Start { get; private set; }

        public long End { get; private set; }

        public ReadOnlySpan<byte> Suffixes => bytes.AsSpan(0, suffixEnd);

        public void Load(MergeInput file, long position)
        {
            file.Seek(position);
            Start = position;
            var head = file.VInt();
            (Left, IsLast) = (head >>> 1, (head & 1) != 0);
            var suffixHead = file.VInt();
            IsLeaf = (suffixHead & 1) != 0;
            if (Left is 0 or > MostEntries)
            {
                throw file.Damaged();
            }

            end = 0;
            Append(file, suffixHead >>> 1, Left * (IndexWriter.MAX_TERM_LENGTH + MostOfCode));
            suffixEnd = end;
            Append(file, file.VInt(), Left * MostOfStatistics);
            statisticsEnd = end;
            Append(file, file.VInt(), Left * MostOfPlaces);
            (SuffixAt, statisticsAt, metadataAt, last) = (0, suffixEnd, statisticsEnd, default);
            End = file.Position;
        }

        /// <summary>Where the postings of the next term stand: each differs from the one before it in the block.</summary>
        public void Read(ref TermPostings postings, bool hasPositions, MergeInput file)
        {
            var counts = new ByteCursor(bytes.AsSpan(statisticsAt..statisticsEnd), file.Name);
            var places = new ByteCursor(bytes.AsSpan(metadataAt..end), file.Name);
            last.DocumentCount = counts.VInt();
            last.Occurrences = last.DocumentCount + (hasPositions ? counts.VLong() : 0);
            last.Documents += places.VLong();
            last.Positions += hasPositions ? places.VLong() : 0;
            last.OnlyDocument = last.DocumentCount == 1 ? places.VInt() : -1;
            last.LastPositions = hasPositions && last.Occurrences > PackedBlock.Size ? places.VLong() : -1;
            last.Skips = last.DocumentCount > PackedBlock.Size ? places.VLong() : -1;
            statisticsAt += counts.At;
            metadataAt += places.At;
            postings = last;
            if (last.DocumentCount == 0 || (last.DocumentCount == 1 && last.Occurrences > int.MaxValue))
            {
                throw file.Damaged();
            }
        }

        private void Append(MergeInput file, int count, int most)
        {
            if (count > most)
            {
                throw file.Damaged();
            }

            var more = file.Take(count);
            if (bytes.Length - end < count)
            {
                Array.Resize(ref bytes, 2 * (end + count));
            }

            more.CopyTo(bytes.AsSpan(end));
            end += count;
        }
    }
}
