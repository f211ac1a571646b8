using SearchCore.Searching.Columns;
using SearchCore.Storage.Columns;

namespace SearchCore.Searching.Execution;

/// <summary>
/// What the documents of a window score at most, all at once: a byte for each, added up over words and pairs of words from tables by how
/// often a word stands in a document and by the document's length (<see cref="LengthTable"/>). Most documents cannot be among the best by
/// that, and are never scored. For one thread. (<see cref="BoundBytes"/> has the loops.)
/// </summary>
internal sealed class ScoreBounds
{
    // What is needed, in bytes' numbers: more would leave no room for what is above, less would be coarse.
    private const int Needed = 200;

    private const int Few = 4, MostKept = 64;

    // Both are used again: what is behind their counts is room.
    private Part[] parts = [];
    private Column[] columns = [];
    private int partCount;
    private int columnCount;

    /// <summary>Adds a word in a field, or two that score as a pair.</summary>
    /// <param name="score">How it scores.</param>
    /// <param name="matches">How often it stands in the documents of a window.</param>
    /// <param name="second">How often the other does; the same for a word.</param>
    public void Add(FieldScore score, FieldMatches matches, FieldMatches second)
    {
        var column = 0;
        while (column < columnCount && columns[column].Lengths != score.Lengths)
        {
            column++;
        }

        if (column == columnCount)
        {
            ref var added = ref Next(ref columns, ref columnCount);
            (added.Lengths, added.StepsOfClass, added.Steps) =
                (score.Lengths, score.Table.StepsOfClass, added.Steps ?? new byte[Window.Size]);
        }

        ref var part = ref Next(ref parts, ref partCount);
        part = new()
        {
            Score = score,
            First = matches,
            Second = second,
            Steps = columns[column].Steps,
            Table = part.Table ?? new byte[LengthTable.Size],
        };
    }

    /// <summary>Forgets what was added; its room is kept.</summary>
    public void Clear()
    {
        foreach (ref var part in parts.AsSpan(0, partCount))
        {
            part = new() { Table = part.Table };
        }

        foreach (ref var column in columns.AsSpan(0, columnCount))
        {
            column.Lengths = null;
        }

        (partCount, columnCount) = (0, 0);
        if (parts.Length > MostKept)
        {
            Array.Resize(ref parts, MostKept);
        }
    }

    /// <summary>Finds the documents of a window that may score enough: of those whose words are counted.</summary>
    /// <param name="from">The window's first document.</param>
    /// <param name="needed">What is enough: more than nothing.</param>
    /// <param name="sums">Room for a byte for each document of the window.</param>
    /// <param name="into">Takes them, and perhaps others.</param>
    public void Find(int from, double needed, byte[] sums, Span<ulong> into)
    {
        foreach (ref var column in columns.AsSpan(0, columnCount))
        {
            var codes = column.Lengths!.Block(from >> NumberColumn.BlockShift).AsSpan(from & (NumberColumn.BlockSize - 1));
            BoundBytes.Steps(codes, column.StepsOfClass, column.Steps);
        }

        sums.AsSpan().Clear();
        foreach (ref var part in parts.AsSpan(0, partCount))
        {
            if (part.First.IsCounted && part.Second.IsCounted)
            {
                if (part.FilledFor != needed)
                {
                    BoundBytes.Fill(part.Score.Table.Bounds, (float)(part.Score.Weight * (Needed / needed)), part.Table);
                    part.FilledFor = needed;
                }

                BoundBytes.Add(part.First.Counts, part.Second.Counts, part.Steps, part.Table, sums);
            }
        }

        BoundBytes.AtLeast(sums, Needed, into);
        sums.AsSpan().Clear();
    }

    private static ref T Next<T>(ref T[] room, ref int count)
    {
        if (count == room.Length)
        {
            Array.Resize(ref room, Math.Max(Few, 2 * count));
        }

        return ref room[count++];
    }

    private struct Column
    {
        public ByteColumn? Lengths;

        /// <summary>How many steps each class of its lengths is worth.</summary>
        public byte[] StepsOfClass;

        /// <summary>How many the lengths of the window are worth.</summary>
        public byte[] Steps;
    }

    private struct Part
    {
        public FieldScore Score;
        public FieldMatches First;
        public FieldMatches Second;
        public byte[] Steps;

        /// <summary>What the document scores at most here, in bytes' numbers, by the steps of its length and its times.</summary>
        public byte[] Table;

        /// <summary>What was needed when the table was made.</summary>
        public double FilledFor;
    }
}
