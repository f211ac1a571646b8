using Lucene.Net.Index;
using Lucene.Net.Util.Packed;

using SearchCore.Indexing.Segments;
using SearchCore.Storage.Columns;

namespace SearchCore.Indexing.Merging;

/// <summary>
/// Merges a column of any number of values an article, to the bytes that Lucene's writer of the format makes of it: the values in order,
/// each once, then each article's by their numbers. For one thread.
/// </summary>
/// <param name="output">Where it goes.</param>
internal sealed class FacetMerge(ColumnOutput output)
{
    // The format's names of what a column is, and of the forms of its parts.
    private const int Numbers = 0, Bytes = 1, Sorted = 2, SortedSet = 3;
    private const int Plain = 0, SharedPrefixes = 2, OfOneLength = 0, WithAddresses = 0, SingleValued = 1;
    private const int Interval = 16, ValuesALook = 4_096;

    private long[] room = [];

    /// <summary>Writes a field's values.</summary>
    /// <param name="merge">What is merged.</param>
    /// <param name="field">The field.</param>
    public void Write(MergeState merge, FieldInfo field)
    {
        // They are read in turn, each from its beginning.
        var articles = NumberStream.MostOf(merge);
        var stretch = new FacetRoom(articles);
        room = new long[articles];
        var streams = merge.Readers.Select(reader => new FacetStream(reader, field.Name, merge.CheckAbort, stretch)).ToArray();
        var maps = new int[streams.Length][];
        var files = new List<MergeInput>();
        try
        {
            var values = new List<FacetValues>();
            var (total, most) = (0L, 0);
            for (var i = 0; i < streams.Length; i++)
            {
                var (count, mostOfOne, living) = Look(streams[i]);
                (total, most) = (total + count, Math.Max(most, mostOfOne));
                maps[i] = [];
                if (streams[i].Column is { } column)
                {
                    var reader = (SegmentReader)merge.Readers[i];
                    maps[i] = new int[column.Values];
                    files.Add(new(reader.SegmentInfo.Info.Dir, ColumnFile.Of(reader).FileName));
                    values.Add(new(files[^1], column.Places, living, maps[i]));
                }
            }

            output.Meta.WriteVInt(field.Number);
            output.Meta.WriteByte(SortedSet);
            output.Meta.WriteVInt(most <= 1 ? SingleValued : WithAddresses);
            if (most <= 1)
            {
                output.Meta.WriteVInt(field.Number);
                output.Meta.WriteByte(Sorted);
            }

            WriteValues(merge, field, values);
            WriteNumbers(field, streams, maps, most <= 1 ? merge.SegmentInfo.DocCount : total, isSingle: most <= 1);
            if (most > 1)
            {
                WriteEnds(merge, field, streams);
            }
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }

    // How many values the articles have, how many one has at most, and where some are deleted, which values the others have.
    private static (long Count, int MostOfOne, bool[]? Living) Look(FacetStream stream)
    {
        var living = stream is { HasDeletions: true, Column: { } column } ? new bool[column.Values] : null;
        var (count, most) = (0L, 0);
        while (stream.Next())
        {
            count += stream.Ordinals.Length;
            foreach (var own in stream.Counts)
            {
                most = Math.Max(most, own);
            }

            if (living is not null)
            {
                foreach (var ordinal in stream.Ordinals)
                {
                    living[ordinal] = true;
                }
            }
        }

        return (count, most, living);
    }

    private void WriteValues(MergeState merge, FieldInfo field, List<FacetValues> values)
    {
        var (shortest, longest, count) = (int.MaxValue, int.MinValue, 0);
        ForEach(merge, values, value =>
        {
            (shortest, longest) = (Math.Min(shortest, value.Length), Math.Max(longest, value.Length));
            count++;
        });
        values.ForEach(own => own.Rewind());
        var start = output.Data.Position;
        output.Meta.WriteVInt(field.Number);
        output.Meta.WriteByte(Bytes);
        output.Meta.WriteVInt(shortest == longest ? OfOneLength : SharedPrefixes);
        output.Meta.WriteInt64(NumberColumn.AllPresent);
        output.Meta.WriteVInt(shortest);
        output.Meta.WriteVInt(longest);
        output.Meta.WriteVLong(count);
        output.Meta.WriteInt64(start);
        if (shortest == longest)
        {
            ForEach(merge, values, output.Data.Write);
        }
        else
        {
            WriteShared(merge, values, start);
        }
    }

    private void WriteShared(MergeState merge, List<FacetValues> values, long start)
    {
        var addresses = new ByteSink();
        var blocks = new ColumnBlocks(addresses, isRising: true);
        var last = new byte[256];
        var (lastLength, count) = (0, 0);
        ForEach(merge, values, value =>
        {
            if (count++ % Interval == 0)
            {
                blocks.Add([output.Data.Position - start]);
                lastLength = 0;
            }

            var shared = value.CommonPrefixLength(last.AsSpan(0, lastLength));
            output.Data.WriteVInt(shared);
            output.Data.WriteVInt(value.Length - shared);
            output.Data.Write(value[shared..]);
            if (last.Length < value.Length)
            {
                last = new byte[2 * value.Length];
            }

            value.CopyTo(last);
            lastLength = value.Length;
        });
        blocks.Finish();
        output.Meta.WriteVInt(Interval);
        output.Meta.WriteInt64(output.Data.Position);
        output.Meta.WriteVInt(PackedInt32s.VERSION_CURRENT);
        output.Meta.WriteVInt(NumberColumn.BlockSize);
        output.Data.Write(addresses.Written);
    }

    private static void ForEach(MergeState merge, List<FacetValues> values, Action<ReadOnlySpan<byte>> action)
    {
        var order = new MergeOrder<FacetValues>(values);
        var current = new byte[256];
        for (var number = 0; order.First is { } first; number++)
        {
            var length = first.Value.Length;
            if (current.Length < length)
            {
                current = new byte[2 * length];
            }

            first.Value.CopyTo(current);
            do
            {
                first.Numbers[first.Ordinal] = number;
                order.Advance();
                first = order.First;
            }
            while (first is not null && first.Value.SequenceEqual(current.AsSpan(0, length)));
            action(current.AsSpan(0, length));
            if (number % ValuesALook == 0)
            {
                merge.CheckAbort.Work(ValuesALook);
            }
        }
    }

    private void WriteNumbers(FieldInfo field, FacetStream[] streams, int[][] maps, long count, bool isSingle)
    {
        WriteField(field);
        NumberMerge.WriteHead(output, count);
        var blocks = new ColumnBlocks(output.Data, isRising: false);
        for (var i = 0; i < streams.Length; i++)
        {
            streams[i].Rewind();
            while (streams[i].Next())
            {
                if (isSingle)
                {
                    AddSingle(blocks, streams[i], maps[i]);
                }
                else
                {
                    AddAll(blocks, streams[i].Ordinals, maps[i]);
                }
            }
        }

        blocks.Finish();
    }

    private void AddSingle(ColumnBlocks blocks, FacetStream stream, int[] map)
    {
        var counts = stream.Counts;
        var ordinals = stream.Ordinals;
        var at = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            room[i] = counts[i] == 0 ? -1 : map[ordinals[at++]];
        }

        blocks.Add(room.AsSpan(0, counts.Length));
    }

    private void AddAll(ColumnBlocks blocks, ReadOnlySpan<int> ordinals, int[] map)
    {
        while (!ordinals.IsEmpty)
        {
            var some = Math.Min(ordinals.Length, room.Length);
            for (var i = 0; i < some; i++)
            {
                room[i] = map[ordinals[i]];
            }

            blocks.Add(room.AsSpan(0, some));
            ordinals = ordinals[some..];
        }
    }

    private void WriteEnds(MergeState merge, FieldInfo field, FacetStream[] streams)
    {
        WriteField(field);
        NumberMerge.WriteHead(output, merge.SegmentInfo.DocCount);
        var blocks = new ColumnBlocks(output.Data, isRising: true);
        var end = 0L;
        foreach (var stream in streams)
        {
            stream.Rewind();
            while (stream.Next())
            {
                var counts = stream.Counts;
                for (var i = 0; i < counts.Length; i++)
                {
                    room[i] = end += counts[i];
                }

                blocks.Add(room.AsSpan(0, counts.Length));
            }
        }

        blocks.Finish();
    }

    private void WriteField(FieldInfo field)
    {
        output.Meta.WriteVInt(field.Number);
        output.Meta.WriteByte(Numbers);
        output.Meta.WriteVInt(Plain);
        output.Meta.WriteInt64(NumberColumn.AllPresent);
    }
}
