using Lucene.Net.Index;
using Lucene.Net.Util;
using Lucene.Net.Util.Packed;

using SearchCore.Indexing.Segments;
using SearchCore.Storage.Columns;

namespace SearchCore.Indexing.Merging;

/// <summary>Merges a column of numbers, to the bytes that Lucene's writer of the format makes of them. For one thread.</summary>
/// <param name="output">Where it goes.</param>
internal sealed class NumberMerge(ColumnOutput output)
{
    // The format's names of what a column is, and of the forms of its numbers.
    private const int Numbers = 0, Plain = 0, WithFactor = 1, WithTable = 2;

    private long least;
    private long most;
    private long factor;
    private long count;
    private bool isMissingSome;

    /// <summary>Writes a field's numbers.</summary>
    /// <param name="merge">What is merged.</param>
    /// <param name="field">The field.</param>
    public void Write(MergeState merge, FieldInfo field)
    {
        var stream = new NumberStream(merge, field.Name);
        var distinct = new DistinctNumbers();
        (least, most, factor, count, isMissingSome) = (long.MaxValue, long.MinValue, 0, 0, false);
        while (stream.Next())
        {
            distinct.Add(stream.Numbers);
            Look(stream);
        }

        var range = unchecked(most - least);
        var hasTable = !distinct.AreTooMany && count <= int.MaxValue
            && (range < 0 || PackedNumbers.Bits((ulong)(distinct.Numbers.Count - 1)) < PackedNumbers.Bits((ulong)range));
        var form = hasTable ? WithTable : factor is not (0 or 1) ? WithFactor : Plain;
        output.Meta.WriteVInt(field.Number);
        output.Meta.WriteByte(Numbers);
        output.Meta.WriteVInt(form);
        output.Meta.WriteInt64(isMissingSome ? output.Data.Position : NumberColumn.AllPresent);
        if (isMissingSome)
        {
            WritePresence(stream);
        }

        WriteHead(output, count);
        stream.Rewind();
        switch (form)
        {
            case WithTable:
                WriteTable(stream, distinct);
                break;
            case WithFactor:
                output.Meta.WriteInt64(least);
                output.Meta.WriteInt64(factor);
                WriteBlocks(stream);
                break;
            default:
                (least, factor) = (0, 1);
                WriteBlocks(stream);
                break;
        }
    }

    /// <summary>Writes what stands before any numbers: where they begin and how many there are.</summary>
    public static void WriteHead(ColumnOutput output, long count)
    {
        output.Meta.WriteVInt(PackedInt32s.VERSION_CURRENT);
        output.Meta.WriteInt64(output.Data.Position);
        output.Meta.WriteVLong(count);
        output.Meta.WriteVInt(NumberColumn.BlockSize);
    }

    // As Lucene looks, for the same form: what is missing counts as 0, and a difference is from the least number so far.
    private void Look(NumberStream stream)
    {
        isMissingSome |= !stream.HasAll && stream.Has.Contains(false);
        foreach (var number in stream.Numbers)
        {
            if (factor != 1)
            {
                if (number is < long.MinValue / 2 or > long.MaxValue / 2)
                {
                    factor = 1;
                }
                else if (count != 0 && (factor == 0 || (number - least) % factor != 0))
                {
                    factor = MathUtil.Gcd(factor, number - least);
                }
            }

            least = Math.Min(least, number);
            most = Math.Max(most, number);
            count++;
        }
    }

    private void WritePresence(NumberStream stream)
    {
        byte bits = 0;
        var used = 0;
        stream.Rewind();
        while (stream.Next())
        {
            for (var i = 0; i < stream.Numbers.Length; i++)
            {
                bits |= (byte)((stream.HasAll || stream.Has[i] ? 1 : 0) << used);
                if (++used == 8)
                {
                    output.Data.WriteByte(bits);
                    (bits, used) = (0, 0);
                }
            }
        }

        if (used > 0)
        {
            output.Data.WriteByte(bits);
        }
    }

    private void WriteTable(NumberStream stream, DistinctNumbers distinct)
    {
        output.Meta.WriteVInt(distinct.Numbers.Count);
        foreach (var number in distinct.Numbers)
        {
            output.Meta.WriteInt64(number);
        }

        var places = new long[stream.Most];
        var packer = new BitPacker(PackedNumbers.Bits((ulong)(distinct.Numbers.Count - 1)));
        while (stream.Next())
        {
            distinct.Places(stream.Numbers, places);
            packer.Add(places.AsSpan(0, stream.Numbers.Length), output.Data);
        }

        packer.Finish(output.Data);
    }

    private void WriteBlocks(NumberStream stream)
    {
        var blocks = new ColumnBlocks(output.Data, isRising: false);
        var quotients = new long[factor == 1 ? 0 : stream.Most];
        while (stream.Next())
        {
            var numbers = stream.Numbers;
            if (factor == 1)
            {
                blocks.Add(numbers);
                continue;
            }

            for (var i = 0; i < numbers.Length; i++)
            {
                quotients[i] = (numbers[i] - least) / factor;
            }

            blocks.Add(quotients.AsSpan(0, numbers.Length));
        }

        blocks.Finish();
    }
}
