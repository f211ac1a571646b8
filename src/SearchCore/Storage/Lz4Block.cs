using Lucene.Net.Index;

namespace SearchCore.Storage;

/// <summary>
/// Decodes blocks of LZ4 in steps, so that whoever wants the beginning does not pay for the rest. Checked against the bounds of both sides,
/// so that damage is an error and never a wrong access.
/// </summary>
internal static class Lz4Block
{
    private const int LongRun = 15, ShortestMatch = 4, Step = 16, MostOfAByte = 255;

    /// <summary>At most how many bytes a block of so many bytes takes.</summary>
    public static int MostBytes(int length) => length + (length / MostOfAByte) + Step;

    /// <summary>Decodes on, until there are so many bytes or the block ends.</summary>
    /// <param name="source">The block, and what follows it.</param>
    /// <param name="from">How many of its bytes were decoded.</param>
    /// <param name="target">Exactly as long as the block is when it is decoded.</param>
    /// <param name="to">How many bytes of it there are.</param>
    /// <param name="upTo">How many there are to be at least.</param>
    /// <param name="file">What to call the file in errors.</param>
    /// <exception cref="CorruptIndexException">This is no such block.</exception>
    public static void Decode(ReadOnlySpan<byte> source, ref int from, Span<byte> target, ref int to, int upTo, string file)
    {
        while (to < upTo)
        {
            var token = from < source.Length ? source[from++] : throw Damaged(file);
            Literals(source, ref from, target, ref to, Run(source, ref from, token >> 4, file), file);

            // The last sequence of a block has no match.
            if (to < target.Length)
            {
                if (source.Length - from < sizeof(ushort))
                {
                    throw Damaged(file);
                }

                var distance = source[from] | (source[from + 1] << 8);
                from += sizeof(ushort);
                Match(target, ref to, distance, Run(source, ref from, token & LongRun, file) + ShortestMatch, file);
            }
        }
    }

    // There are at most as many bytes to a run as the source has, so that it does not overflow.
    private static int Run(ReadOnlySpan<byte> source, ref int from, int run, string file)
    {
        if (run == LongRun)
        {
            int next;
            do
            {
                next = from < source.Length ? source[from++] : throw Damaged(file);
                run += next;
            }
            while (next == MostOfAByte);
        }

        return run;
    }

    private static void Literals(ReadOnlySpan<byte> source, ref int from, Span<byte> target, ref int to, int length, string file)
    {
        if (length > source.Length - from || length > target.Length - to)
        {
            throw Damaged(file);
        }

        // What is written too far is written again; a copy of a length that is known is two instructions.
        if (length <= Step && source.Length - from >= Step && target.Length - to >= Step)
        {
            source.Slice(from, Step).CopyTo(target.Slice(to, Step));
        }
        else
        {
            source.Slice(from, length).CopyTo(target[to..]);
        }

        from += length;
        to += length;
    }

    private static void Match(Span<byte> target, ref int to, int distance, int length, string file)
    {
        var start = to - distance;
        if (distance == 0 || start < 0 || length > target.Length - to)
        {
            throw Damaged(file);
        }

        if (length <= Step && distance >= Step && target.Length - to >= Step)
        {
            target.Slice(start, Step).CopyTo(target.Slice(to, Step));
            to += length;
            return;
        }

        // A match may reach into itself, and goes on as it began.
        while (length > 0)
        {
            var part = Math.Min(to - start, length);
            target.Slice(start, part).CopyTo(target[to..]);
            to += part;
            length -= part;
        }
    }

    private static CorruptIndexException Damaged(string file) => new($"{file} is damaged: what is compressed in it cannot be");
}
