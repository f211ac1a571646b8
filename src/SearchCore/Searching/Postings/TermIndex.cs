using Lucene.Net.Index;

using SearchCore.Storage;

namespace SearchCore.Searching.Postings;

/// <summary>
/// The automaton beside a field's term dictionary: from the longest prefix of a term that has a block of its own to where that block
/// stands. Read as it lies in the file, in the format of Lucene 4.8's finite state transducers (unpacked, of bytes). Immutable,
/// thread-safe.
/// </summary>
/// <remarks>The nodes were written from the last to the first, each with its bytes turned round: they are read backwards.</remarks>
internal sealed class TermIndex
{
    private const int IsFinal = 1, IsLast = 2, TargetIsNext = 4, Stops = 8, HasOutput = 16, HasFinalOutput = 32, FixedArray = 32;
    private const int CodecMagic = 0x3FD76C17, VersionWithVInts = 4;

    private readonly byte[] file;
    private readonly string name;
    private readonly int start;
    private readonly int length;
    private readonly int root;

    /// <summary>Reads the head of an automaton.</summary>
    /// <param name="file">Its part of the file.</param>
    /// <param name="name">What the file is called in errors.</param>
    /// <exception cref="CorruptIndexException">It is not one.</exception>
    public TermIndex(byte[] file, string name)
    {
        (this.file, this.name) = (file, name);
        var head = new ByteCursor(file, name);
        if (head.Int32() != CodecMagic || !head.Take(head.VInt()).SequenceEqual("FST"u8) || head.Int32() < VersionWithVInts)
        {
            throw Damaged();
        }

        if (head.Byte() == 1)
        {
            throw new CorruptIndexException($"{name} is damaged: its automaton is packed");
        }

        if (head.Byte() == 1)
        {
            // What the empty prefix gives stands in the dictionary too.
            head.Take(head.VInt());
        }

        if (head.Byte() != 0)
        {
            throw Damaged();
        }

        var startNode = head.VLong();
        head.VLong();
        head.VLong();
        head.VLong();
        var bytes = head.VLong();
        start = head.At;
        if (bytes > file.Length - start || startNode >= bytes)
        {
            throw Damaged();
        }

        (length, root) = ((int)bytes, (int)startNode);
    }

    /// <summary>Finds the block that a term must stand in.</summary>
    /// <param name="term">The term.</param>
    /// <param name="rootCode">What the empty prefix gives.</param>
    /// <param name="code">Room for what the prefix gives; it grows as needed.</param>
    /// <param name="codeLength">How many bytes that is.</param>
    /// <returns>The length of the prefix.</returns>
    public int Find(ReadOnlySpan<byte> term, ReadOnlySpan<byte> rootCode, ref byte[] code, out int codeLength)
    {
        var prefix = 0;
        codeLength = Append(ref code, 0, rootCode);
        Span<byte> path = stackalloc byte[64];
        var pathLength = 0;
        var node = root;
        for (var depth = 0; depth < term.Length && node > 0 && FindArc(node, term[depth], out var arc); depth++)
        {
            // What all arcs of a path give makes one code.
            if (pathLength + arc.OutputLength > path.Length)
            {
                Span<byte> larger = new byte[2 * (pathLength + arc.OutputLength)];
                path[..pathLength].CopyTo(larger);
                path = larger;
            }

            CopyBack(arc.Output, path.Slice(pathLength, arc.OutputLength));
            pathLength += arc.OutputLength;
            if ((arc.Flags & IsFinal) != 0)
            {
                codeLength = Append(ref code, 0, path[..pathLength]);
                codeLength = Reserve(ref code, codeLength, arc.FinalLength);
                CopyBack(arc.Final, code.AsSpan(codeLength - arc.FinalLength, arc.FinalLength));
                prefix = depth + 1;
            }

            node = arc.Target;
        }

        return prefix;
    }

    private static int Append(ref byte[] code, int length, ReadOnlySpan<byte> bytes)
    {
        var end = Reserve(ref code, length, bytes.Length);
        bytes.CopyTo(code.AsSpan(length));
        return end;
    }

    private static int Reserve(ref byte[] code, int length, int more)
    {
        if (length + more > code.Length)
        {
            Array.Resize(ref code, 2 * (length + more));
        }

        return length + more;
    }

    private void CopyBack(int from, Span<byte> to)
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = file[from - i];
        }
    }

    private bool FindArc(int node, byte label, out Arc arc)
    {
        var at = new Backwards(this, node);
        if (at.Peek() == FixedArray)
        {
            at.Byte();
            var count = at.VInt();
            var size = at.VInt();
            var first = at.Place;
            if (size < 2 || (long)count * size > first + 1)
            {
                throw Damaged();
            }

            int low = 0, high = count - 1;
            while (low <= high)
            {
                var middle = (low + high) >>> 1;
                at.Place = first - (middle * size);
                var candidate = at.Labelled(out var flags);
                if (candidate == label)
                {
                    arc = at.Rest(flags, nextNode: first - (count * size));
                    return true;
                }

                (low, high) = candidate < label ? (middle + 1, high) : (low, middle - 1);
            }

            arc = default;
            return false;
        }

        while (true)
        {
            var candidate = at.Labelled(out var flags);
            if (candidate == label)
            {
                arc = at.Rest(flags, nextNode: -1);
                return true;
            }

            if (candidate > label || (flags & IsLast) != 0)
            {
                arc = default;
                return false;
            }

            at.Skip(flags);
        }
    }

    private CorruptIndexException Damaged() => new($"{name} is damaged: its automaton leads nowhere");

    /// <summary>An arc that was followed: where its outputs stand, and the node it leads to (0 or less for none).</summary>
    private struct Arc
    {
        public int Flags;
        public int Output;
        public int OutputLength;
        public int Final;
        public int FinalLength;
        public int Target;
    }

    private ref struct Backwards(TermIndex index, int place)
    {
        private readonly byte[] bytes = index.file;

        /// <summary>The place of the next byte, from the start of the automaton's bytes.</summary>
        public int Place { get; set; } = place;

        public readonly byte Peek() =>
            (uint)Place < (uint)index.length ? bytes[index.start + Place] : throw index.Damaged();

        public byte Byte()
        {
            var value = Peek();
            Place--;
            return value;
        }

        public int VInt()
        {
            var value = VLong();
            return value <= int.MaxValue ? (int)value : throw index.Damaged();
        }

        public long VLong()
        {
            long value = 0;
            for (var shift = 0; shift < 63; shift += 7)
            {
                long next = Byte();
                value |= (next & 0x7F) << shift;
                if (next < 0x80)
                {
                    return value;
                }
            }

            throw index.Damaged();
        }

        public byte Labelled(out int flags)
        {
            flags = Byte();
            return Byte();
        }

        /// <summary>Passes over the rest of an arc.</summary>
        public void Skip(int flags)
        {
            if ((flags & HasOutput) != 0)
            {
                Pass(VInt());
            }

            if ((flags & HasFinalOutput) != 0)
            {
                Pass(VInt());
            }

            if ((flags & (Stops | TargetIsNext)) == 0)
            {
                VLong();
            }
        }

        /// <summary>Reads the rest of an arc.</summary>
        /// <param name="flags">Its flags.</param>
        /// <param name="nextNode">Where the next node begins, where the arcs of this one are of one size; else -1.</param>
        public Arc Rest(int flags, int nextNode)
        {
            var arc = new Arc { Flags = flags };
            if ((flags & HasOutput) != 0)
            {
                arc.OutputLength = VInt();
                arc.Output = index.start + Place;
                Pass(arc.OutputLength);
            }

            if ((flags & HasFinalOutput) != 0)
            {
                arc.FinalLength = VInt();
                arc.Final = index.start + Place;
                Pass(arc.FinalLength);
            }

            if ((flags & Stops) != 0)
            {
                arc.Target = -1;
            }
            else if ((flags & TargetIsNext) == 0)
            {
                arc.Target = (int)Math.Min(VLong(), int.MaxValue);
            }
            else
            {
                if (nextNode >= 0)
                {
                    Place = nextNode;
                }
                else
                {
                    for (var last = flags; (last & IsLast) == 0;)
                    {
                        Labelled(out last);
                        Skip(last);
                    }
                }

                arc.Target = Place;
            }

            return arc;
        }

        private void Pass(int count)
        {
            if (count > Place + 1)
            {
                throw index.Damaged();
            }

            Place -= count;
        }
    }
}
