using Lucene.Net.Index;

using SearchCore.Indexing.Segments;
using SearchCore.Storage;

namespace SearchCore.Indexing.Merging;

/// <summary>
/// Copies the postings of one segment into those of another, a block at a time: documents get the numbers that they have there, positions
/// stay the distances that they are. For one thread.
/// </summary>
/// <param name="terms">The dictionary.</param>
/// <param name="documents">The file of documents.</param>
/// <param name="positions">The file of positions; null where no field has any.</param>
/// <param name="map">The numbers of the documents.</param>
/// <param name="first">What is added to them.</param>
/// <param name="count">How many documents the segment has, deleted ones included.</param>
/// <param name="abort">Is told of the work, and ends it by throwing.</param>
internal sealed class PostingCopy(
    MergeInput terms, MergeInput documents, MergeInput? positions, MergeState.DocMap map, int first, int count, CheckAbort abort)
{
    private const int Size = PackedBlock.Size;

    private readonly int[] numbers = new int[Size];
    private readonly int[] repeats = new int[Size];
    private readonly int[] deltas = new int[Size];
    private int before;
    private long positionsLeft;
    private int deltaAt;
    private int deltaEnd;

    /// <summary>Whether the segment has deleted documents.</summary>
    public bool HasDeletions { get; } = map.HasDeletions;

    /// <summary>Copies the postings of a term.</summary>
    /// <param name="term">Where they stand.</param>
    /// <param name="hasPositions">Whether the field has positions.</param>
    /// <param name="to">Where they go.</param>
    /// <param name="seen">Gets a bit for each document that is there; null where nobody asks.</param>
    /// <exception cref="CorruptIndexException">The postings are damaged.</exception>
    public void Copy(in TermPostings term, bool hasPositions, PostingsEncoder to, Lucene.Net.Util.FixedBitSet? seen)
    {
        (before, positionsLeft, deltaAt, deltaEnd) = (-1, hasPositions ? term.Occurrences : 0, 0, 0);
        if (hasPositions)
        {
            positions!.Seek(term.Positions);
        }

        if (term.OnlyDocument >= 0)
        {
            (numbers[0], repeats[0]) = (term.OnlyDocument, (int)term.Occurrences);
            CopyDocuments(1, hasPositions, to, seen, terms);
        }
        else
        {
            CopyBlocks(term, hasPositions, to, seen);
        }

        // Documents tell how many positions each of them has, the dictionary how many there are.
        if (positionsLeft > 0 || deltaAt < deltaEnd)
        {
            throw documents.Damaged();
        }
    }

    private void CopyBlocks(in TermPostings term, bool hasPositions, PostingsEncoder to, Lucene.Net.Util.FixedBitSet? seen)
    {
        documents.Seek(term.Documents);
        var last = 0;
        for (var left = term.DocumentCount; left > 0; left -= Size)
        {
            var some = Math.Min(left, Size);
            if (some == Size)
            {
                Block(documents, numbers);
                if (hasPositions)
                {
                    Block(documents, repeats);
                }
            }
            else
            {
                for (var i = 0; i < some; i++)
                {
                    var code = documents.VInt();
                    repeats[i] = !hasPositions || (code & 1) != 0 ? 1 : documents.VInt();
                    numbers[i] = hasPositions ? code >>> 1 : code;
                }
            }

            if (seen is null)
            {
                CopyDistances(some, hasPositions, to);
                continue;
            }

            for (var i = 0; i < some; i++)
            {
                numbers[i] = last = unchecked(last + numbers[i]);
            }

            CopyDocuments(some, hasPositions, to, seen, documents);
        }
    }

    // Where nothing is deleted documents stay as far from each other as they were: only the first of the segment is where it is now.
    private void CopyDistances(int some, bool hasPositions, PostingsEncoder to)
    {
        var distances = numbers.AsSpan(0, some);
        var occurs = repeats.AsSpan(0, some);
        var isFirst = before < 0;
        var sum = IntegerSums.Sum(distances);
        if (!IntegerSums.ArePositive(isFirst ? distances[1..] : distances) || (isFirst && distances[0] < 0)
            || (isFirst ? 0 : before) + sum >= count || (hasPositions && !IntegerSums.ArePositive(occurs)))
        {
            throw documents.Damaged();
        }

        abort.Work(some);
        before = (isFirst ? 0 : before) + (int)sum;
        if (isFirst)
        {
            distances[0] += first - to.LastDocument;
        }

        while (!distances.IsEmpty)
        {
            var taken = to.AddDistances(distances, occurs);
            if (hasPositions)
            {
                CopyPositions(IntegerSums.Sum(occurs[..taken]), to);
            }

            distances = distances[taken..];
            occurs = occurs[taken..];
        }
    }

    private void CopyDocuments(
        int some, bool hasPositions, PostingsEncoder to, Lucene.Net.Util.FixedBitSet? seen, MergeInput source)
    {
        for (var i = 0; i < some; i++)
        {
            if (numbers[i] <= before || numbers[i] >= count || (hasPositions && repeats[i] <= 0))
            {
                throw source.Damaged();
            }

            before = numbers[i];
        }

        abort.Work(some);

        if (HasDeletions)
        {
            CopyLiving(some, hasPositions, to, seen);
            return;
        }

        for (var i = 0; i < some; i++)
        {
            numbers[i] += first;
        }

        for (var i = 0; seen is not null && i < some; i++)
        {
            seen.Set(numbers[i]);
        }

        for (var done = 0; done < some;)
        {
            var taken = to.AddDocuments(numbers.AsSpan(done, some - done), repeats.AsSpan(done, some - done));
            var occurrences = 0L;
            for (var i = done; hasPositions && i < done + taken; i++)
            {
                occurrences += repeats[i];
            }

            CopyPositions(occurrences, to);
            done += taken;
        }
    }

    private void CopyLiving(int some, bool hasPositions, PostingsEncoder to, Lucene.Net.Util.FixedBitSet? seen)
    {
        for (var i = 0; i < some; i++)
        {
            var number = map.Get(numbers[i]);
            if (number >= 0)
            {
                numbers[i] = first + number;
                seen?.Set(numbers[i]);
                to.AddDocuments(numbers.AsSpan(i, 1), repeats.AsSpan(i, 1));
            }

            if (hasPositions)
            {
                CopyPositions(repeats[i], number >= 0 ? to : null);
            }
        }
    }

    private void CopyPositions(long left, PostingsEncoder? to)
    {
        while (left > 0)
        {
            if (deltaAt == deltaEnd)
            {
                FillPositions();
                abort.Work(deltaEnd);
            }

            var some = (int)Math.Min(left, deltaEnd - deltaAt);
            to?.AddDeltas(deltas.AsSpan(deltaAt, some));
            deltaAt += some;
            left -= some;
        }
    }

    private void FillPositions()
    {
        var some = (int)Math.Min(positionsLeft, Size);
        if (some == Size)
        {
            // Of 32 bits one is the sign.
            if (Block(positions!, deltas) == 32 && deltas.AsSpan().ContainsAnyInRange(int.MinValue, -1))
            {
                throw positions!.Damaged();
            }
        }
        else if (some == 0)
        {
            throw documents.Damaged();
        }
        else
        {
            for (var i = 0; i < some; i++)
            {
                deltas[i] = positions!.VInt();
            }
        }

        positionsLeft -= some;
        (deltaAt, deltaEnd) = (0, some);
    }

    private static int Block(MergeInput file, int[] target)
    {
        var bits = file.Byte();
        if (bits == 0)
        {
            Array.Fill(target, file.VInt());
        }
        else if (bits <= 32)
        {
            BlockDecoder.Decode(file.TakeBlock(BlockDecoder.BytesOf(bits)), bits, target);
        }
        else
        {
            throw file.Damaged();
        }

        return bits;
    }
}
