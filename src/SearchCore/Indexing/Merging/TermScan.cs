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

    private readonly MergeInput file;
    private readonly bool hasPositions;
    private readonly List<Frame> frames = [];
    private byte[] term = new byte[256];
    private int length;
    private int depth;
    private TermPostings postings;

    /// <summary>Before the first term of a field.</summary>
    public TermScan(MergeInput file, in TermField field)
    {
        (this.file, hasPositions) = (file, field.HasPositions);
        Enter(new ByteCursor(field.RootCode, file.Name).VLong() >>> CodeShift, prefix: 0);
    }

    /// <summary>The current term; good until the next.</summary>
    public ReadOnlySpan<byte> Term => term.AsSpan(0, length);

    /// <summary>Where its postings stand.</summary>
    public ref readonly TermPostings Postings => ref postings;

    /// <summary>Goes on to the next term.</summary>
    /// <returns>Whether there is one.</returns>
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
                return true;
            }
        }

        return false;
    }

    private bool Entry(Frame frame)
    {
        frame.Left--;
        var suffixes = new ByteCursor(frame.Suffixes[frame.SuffixAt..], file.Name);
        var code = suffixes.VInt();
        var isTerm = frame.IsLeaf || (code & 1) == 0;
        var suffix = suffixes.Take(frame.IsLeaf ? code : code >>> 1);
        length = frame.Prefix + suffix.Length;
        if (term.Length < length)
        {
            Array.Resize(ref term, 2 * length);
        }

        suffix.CopyTo(term.AsSpan(frame.Prefix));
        var below = isTerm ? 0 : suffixes.VLong();
        frame.SuffixAt += suffixes.At;
        if (isTerm)
        {
            frame.Read(ref postings, hasPositions, file.Name);
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
            end = 0;
            Append(file, suffixHead >>> 1);
            suffixEnd = end;
            Append(file, file.VInt());
            statisticsEnd = end;
            Append(file, file.VInt());
            (SuffixAt, statisticsAt, metadataAt, last) = (0, suffixEnd, statisticsEnd, default);
            End = file.Position;
            if (Left == 0)
            {
                throw file.Damaged();
            }
        }

        /// <summary>Where the postings of the next term stand: each differs from the one before it in the block.</summary>
        public void Read(ref TermPostings postings, bool hasPositions, string name)
        {
            var counts = new ByteCursor(bytes.AsSpan(statisticsAt..statisticsEnd), name);
            var places = new ByteCursor(bytes.AsSpan(metadataAt..end), name);
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
        }

        private void Append(MergeInput file, int count)
        {
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
