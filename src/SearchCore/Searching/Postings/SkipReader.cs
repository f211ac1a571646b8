using System.Runtime.InteropServices;

using Lucene.Net.Index;

using SearchCore.Storage;

namespace SearchCore.Searching.Postings;

/// <summary>
/// Reads the skip list of a term: an entry for each block of 128 documents that another document follows, on the lowest level, for each
/// eighth of these on the level above, and so on. Targets rise. For one thread.
/// </summary>
internal sealed class SkipReader
{
    private const int Multiplier = 8, MaxLevels = 10, Never = int.MaxValue, WindowBytes = 1_024, EntryBytes = 64;

    private readonly Level[] levels = new Level[MaxLevels];
    private readonly byte[] window = new byte[WindowBytes];
    private long windowStart = -1;
    private int windowLength;
    private PagedFile? file;
    private PostingList list;
    private int used;
    private bool isOpen;

    /// <summary>The last document of the blocks that were skipped; 0 where none was.</summary>
    public int Document { get; private set; }

    /// <summary>How many documents were skipped.</summary>
    public int Skipped { get; private set; }

    /// <summary>Where the block after them begins.</summary>
    public long Documents { get; private set; }

    /// <summary>Where the block of positions begins that holds the first of that block's.</summary>
    public long Positions { get; private set; }

    /// <summary>How many positions in it belong to documents before.</summary>
    public int Within { get; private set; }

    /// <summary>The last document of the block that was come to; none is larger where no entry is left.</summary>
    public int Last => list.Skips < 0 ? Never : levels[0].Document;

    /// <summary>Goes to a term.</summary>
    public void Open(PagedFile documents, in PostingList postings)
    {
        (file, list, isOpen, windowStart) = (documents, postings, false, -1);
        (Document, Skipped, Documents, Positions, Within) = (0, 0, postings.Documents, postings.Positions, 0);
    }

    /// <summary>Lets go of the file.</summary>
    public void Close() => file = null;

    /// <summary>Comes to the block that holds the first document from a target on.</summary>
    /// <exception cref="CorruptIndexException">The list is damaged.</exception>
    public void Advance(int target)
    {
        if (list.Skips < 0)
        {
            return;
        }

        if (!isOpen)
        {
            OpenLevels();
        }

        var level = 0;
        while (level + 1 < used && target > levels[level + 1].Document)
        {
            level++;
        }

        while (true)
        {
            if (target > levels[level].Document)
            {
                Next(level);
            }
            else if (level-- == 0)
            {
                return;
            }
            else
            {
                Descend(level);
            }
        }
    }

    private void OpenLevels()
    {
        // As the writer counts: a block that nothing follows has no entry.
        var entries = (list.DocumentCount - 1) / BlockDecoder.Size;
        used = 1;
        for (var left = entries; left >= Multiplier && used < MaxLevels; left /= Multiplier)
        {
            used++;
        }

        var position = list.Documents + list.Skips;
        for (var level = used - 1; level >= 0; level--)
        {
            var count = entries;
            for (var i = 0; i < level; i++)
            {
                count /= Multiplier;
            }

            if (level > 0)
            {
                var at = Window(position);
                var length = at.VLong();
                position += at.At;
                levels[level] = Level.At(position, count, list);
                position += length;
            }
            else
            {
                levels[0] = Level.At(position, count, list);
            }
        }

        for (var level = 0; level < used; level++)
        {
            levels[level].First = levels[level].Position;
            Read(level);
        }

        isOpen = true;
    }

    // Goes past an entry: what it says holds for the block behind it.
    private void Next(int level)
    {
        ref var at = ref levels[level];
        (Document, Documents, Positions, Within) = (at.Document, at.Documents, at.Positions, at.Within);
        Skipped = (at.Done + 1) * Step(level);
        at.Done++;
        if (level > 0)
        {
            at.Below = at.Child;
        }

        Read(level);
    }

    private void Descend(int level)
    {
        // The level above may have skipped what this one stands before.
        ref var at = ref levels[level];
        var done = Skipped / Step(level);
        if (done <= at.Done)
        {
            return;
        }

        at.Position = at.First + levels[level + 1].Below;
        (at.Document, at.Documents, at.Positions, at.Within) = (Document, Documents, Positions, Within);
        at.Done = at.Read = done;
        if (level > 0)
        {
            var child = Window(at.Position);
            at.Below = child.VLong();
            at.Position += child.At;
        }

        Read(level);
    }

    private static int Step(int level)
    {
        var step = BlockDecoder.Size;
        for (; level > 0; level--)
        {
            step *= Multiplier;
        }

        return step;
    }

    // Reads an entry ahead.
    private void Read(int level)
    {
        ref var at = ref levels[level];
        if (at.Read == at.Count)
        {
            at.Document = Never;
            return;
        }

        var bytes = Window(at.Position);
        var document = at.Document + (long)bytes.VInt();
        at.Documents += bytes.VInt();
        if (list.HasPositions)
        {
            at.Positions += bytes.VInt();
            at.Within = bytes.VInt();
        }

        if (level > 0)
        {
            at.Child = bytes.VLong();
        }

        if (document >= Never || at.Within >= BlockDecoder.Size || at.Documents > list.Documents + list.Skips)
        {
            throw new CorruptIndexException($"{file!.Name} is damaged: a skip list leads out of its term");
        }

        at.Document = (int)document;
        at.Position += bytes.At;
        at.Read++;
    }

    private ByteCursor Window(long position)
    {
        if ((ulong)position >= (ulong)file!.Length)
        {
            throw file.Past(position, 1);
        }

        var count = (int)Math.Min(file.Length - position, EntryBytes);
        if (windowStart < 0 || position < windowStart || position + count > windowStart + windowLength)
        {
            var offset = (int)position & (PagedFile.PageBytes - 1);
            if (offset + count <= PagedFile.PageBytes && file.PageIfWanted((int)(position >> PagedFile.PageShift)) is { } page)
            {
                return new(page.AsSpan(offset, count), file.Name);
            }

            windowStart = -1;
            windowLength = (int)Math.Min(file.Length - position, WindowBytes);
            file.ReadOnce(position, window.AsSpan(0, windowLength));
            windowStart = position;
        }

        return new(window.AsSpan((int)(position - windowStart), count), file.Name);
    }

    /// <summary>Where a level has come to: what the entry that was read ahead says.</summary>
    [StructLayout(LayoutKind.Auto)]
    private struct Level
    {
        /// <summary>Where its entries begin.</summary>
        public long First;

        /// <summary>Where the next entry stands.</summary>
        public long Position;
        public int Document;
        public long Documents;
        public long Positions;
        public int Within;

        /// <summary>Where the level below has the entry that belongs to the one read ahead, from that level's start.</summary>
        public long Child;

        /// <summary>The same of the last entry that was passed.</summary>
        public long Below;

        /// <summary>How many entries there are, were read, were passed.</summary>
        public int Count;
        public int Read;
        public int Done;

        public static Level At(long position, int count, in PostingList list) =>
            new() { Position = position, Count = count, Documents = list.Documents, Positions = list.Positions };
    }
}
