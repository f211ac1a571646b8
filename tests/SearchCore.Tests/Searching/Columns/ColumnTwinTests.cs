using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;

using SearchCore.Analysis;
using SearchCore.Storage;
using SearchCore.Storage.Columns;
using SearchCore.Tests.Searching.Postings;

namespace SearchCore.Tests.Searching.Columns;

/// <summary>
/// Our readers of columns give what Lucene's give, and of changed files an answer or an error that says that a file is damaged.
/// </summary>
public sealed class ColumnTwinTests
{
    private const string Values = "values", Single = "single";
    private const int Shapes = 9;

    [Theory]
    [InlineData(1, 3)]
    [InlineData(700, 3)]
    [InlineData(NumberColumn.BlockSize, 1)]
    [InlineData((2 * NumberColumn.BlockSize) + 4_321, 1)]
    public void Numbers_and_values_are_those_of_Lucenes_reader(int articles, int runs)
    {
        for (var run = 0; run < runs; run++)
        {
            var seed = Environment.TickCount + run;
            using var directory = new RAMDirectory();
            Fill(directory, articles, new Random(seed));
            using var reader = DirectoryReader.Open(directory);
            var segment = reader.Leaves.Single().AtomicReader;
            var file = ColumnFile.Of(segment);
            for (var shape = 0; shape < Shapes; shape++)
            {
                AssertNumbers(segment, file, $"n{shape}", seed);
            }

            AssertValues(segment, file, Values, seed);
            AssertValues(segment, file, Single, seed);
            Assert.Null(file.Numbers("none"));
            Assert.Null(file.Ordinals("n0"));
        }
    }

    [Fact]
    public void Numbers_of_any_width_are_translated_as_a_table_says()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var bits = 0; bits <= 13; bits++)
        {
            foreach (var count in (int[])[0, 1, 7, 31, 32, 127, 128, 129, 1_000])
            {
                var numbers = Enumerable.Range(0, count).Select(_ => random.Next(1 << bits)).ToArray();
                var packed = new byte[PackedBits.BytesOf(count, bits) + PackedBits.Slack];
                for (var i = 0; i < count * bits; i++)
                {
                    packed[i / 8] |= (byte)(((numbers[i / bits] >> (bits - 1 - (i % bits))) & 1) << (7 - (i % 8)));
                }

                var table = new byte[1 << bits];
                random.NextBytes(table);
                var translated = new byte[count];
                PackedBits.Translate(packed, table, translated);
                Assert.True(translated.SequenceEqual(numbers.Select(n => table[n])), $"seed {seed}, {bits} bits, {count} numbers");
            }
        }

        Assert.Throws<ArgumentException>(() => PackedBits.Translate(new byte[100], new byte[3], new byte[1]));
        Assert.Throws<ArgumentException>(() => PackedBits.Translate(new byte[PackedBits.Slack], new byte[4], new byte[1]));
    }

    [Fact]
    public void Changed_files_are_read_or_refused()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        using var directory = new ChangedDirectory();
        Fill(directory, 20_000, random);
        string[] names = [.. directory.ListAll().Where(n => Path.GetExtension(n) is ".dvd" or ".dvm").Order(StringComparer.Ordinal)];
        Assert.Equal(2, names.Length);
        var whole = names.ToDictionary(n => n, directory.Bytes, StringComparer.Ordinal);
        var refused = 0;
        for (var run = 0; run < 300; run++)
        {
            directory.Changed = null;
            using var reader = DirectoryReader.Open(directory);
            var name = names[random.Next(2)];
            var bytes = (byte[])whole[name].Clone();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            directory.Changed = (name, random.Next(10) == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
            try
            {
                ReadAll(reader.Leaves.Single().AtomicReader);
            }
            catch (Exception e) when (e is CorruptIndexException or FileReadException)
            {
                refused++;
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"seed {seed}, run {run}, {name}: {e}");
            }
        }

        Assert.InRange(refused, 30, 300);
    }

    private static void ReadAll(AtomicReader segment)
    {
        const int most = 100_000;
        var file = ColumnFile.Of(segment);
        var (room, codes) = (new long[NumberColumn.BlockSize], new byte[NumberColumn.BlockSize]);
        for (var shape = 0; shape < Shapes; shape++)
        {
            if (file.Numbers($"n{shape}") is { Count: > 0 } column)
            {
                for (var at = 0; at < Math.Min(column.Count, most); at += NumberColumn.BlockSize)
                {
                    column.Read(at >> NumberColumn.BlockShift, room);
                    column.Translate(at >> NumberColumn.BlockShift, CodeOf, codes);
                }

                _ = column[column.Count - 1];
            }
        }

        foreach (var values in new[] { file.Ordinals(Values), file.Ordinals(Single) })
        {
            for (var doc = 0; doc < Math.Min(values?.Count ?? 0, most); doc += NumberColumn.BlockSize)
            {
                values!.Block(doc >> NumberColumn.BlockShift);
            }
        }

        foreach (var sorted in new[] { file.Sorted(Values), file.Sorted(Single) })
        {
            for (var value = sorted?.From(0); value?.Number < most && value.Next();)
            {
            }

            for (var number = 7; number < Math.Min(sorted?.Count ?? 0, most); number += 1_000)
            {
                sorted!.Text(number);
            }
        }
    }

    private static void AssertNumbers(AtomicReader segment, ColumnFile file, string field, int seed)
    {
        if (segment.GetNumericDocValues(field) is not { } twin)
        {
            Assert.Null(file.Numbers(field));
            return;
        }

        var column = file.Numbers(field)!;
        var has = segment.GetDocsWithField(field);
        var room = new long[NumberColumn.BlockSize];
        var present = new byte[NumberColumn.BlockSize / 8];
        var codes = new byte[NumberColumn.BlockSize];
        Assert.Equal(segment.MaxDoc, column.Count);
        for (var doc = 0; doc < segment.MaxDoc; doc++)
        {
            var place = doc & (NumberColumn.BlockSize - 1);
            if (place == 0)
            {
                var count = column.Read(doc >> NumberColumn.BlockShift, room);
                Assert.Equal(Math.Min(NumberColumn.BlockSize, segment.MaxDoc - doc), count);
                column.Present(doc, count, present);
                column.Translate(doc >> NumberColumn.BlockShift, CodeOf, codes);
            }

            var right = (twin.Get(doc), has.Get(doc));
            Assert.True(right == (room[place], (present[place >> 3] & (1 << (place & 7))) != 0), $"seed {seed}, {field}, {doc}");
            Assert.True(CodeOf(right.Item1) == codes[place], $"seed {seed}, {field}, {doc} translated");
            Assert.True(doc % 7 != 0 || right == (column[doc], column.Has(doc)), $"seed {seed}, {field}, {doc} by itself");
        }
    }

    private static byte CodeOf(long number) => (byte)(1 + (((ulong)number * 2_654_435_761) >> 24));

    private static void AssertValues(AtomicReader segment, ColumnFile file, string field, int seed)
    {
        if (segment.GetSortedSetDocValues(field) is not { } twin)
        {
            Assert.Null(file.Ordinals(field));
            Assert.Null(file.Sorted(field));
            return;
        }

        AssertSorted(twin, file.Sorted(field)!, field, seed);
        var column = file.Ordinals(field)!;
        Assert.Equal((twin.ValueCount, segment.MaxDoc), (column.Values, column.Count));

        // Twice: the blocks of the ring, and those that are held.
        for (var round = 0; round < 2; round++)
        {
            for (var doc = 0; doc < segment.MaxDoc; doc++)
            {
                twin.SetDocument(doc);
                foreach (var ordinal in column.Block(doc >> NumberColumn.BlockShift).Of(doc))
                {
                    Assert.True(twin.NextOrd() == ordinal, $"seed {seed}, {field}, {doc}");
                }

                Assert.True(twin.NextOrd() == SortedSetDocValues.NO_MORE_ORDS, $"seed {seed}, {field}, {doc}");
            }
        }
    }

    private static void AssertSorted(SortedSetDocValues twin, SortedValues sorted, string field, int seed)
    {
        var (random, right) = (new Random(seed), new BytesRef());
        Assert.Equal(twin.ValueCount, sorted.Count);
        foreach (var first in new[] { 0, random.Next(sorted.Count), sorted.Count - 1, sorted.Count })
        {
            var reader = sorted.From(first);
            for (var number = first; number < sorted.Count; number++)
            {
                twin.LookupOrd(number, right);
                Assert.True(
                    reader.Next() && reader.Number == number && reader.Value.SequenceEqual(right.Bytes.AsSpan(right.Offset, right.Length)),
                    $"seed {seed}, {field}, value {number} from {first}");
            }

            Assert.False(reader.Next());
        }

        for (var i = 0; i < 200; i++)
        {
            var number = random.Next(sorted.Count);
            twin.LookupOrd(number, right);
            Assert.True(sorted.Text(number) == right.Utf8ToString(), $"seed {seed}, {field}, value {number}");
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => sorted.Text(sorted.Count));
        Assert.Throws<ArgumentOutOfRangeException>(() => sorted.Text(-1));
    }

    private static void Fill(Lucene.Net.Store.Directory directory, int articles, Random random)
    {
        var config = new IndexWriterConfig(TextAnalysis.Version, analyzer: null) { UseCompoundFile = false };
        using var writer = new IndexWriter(directory, config);
        var gaps = random.Next(3);
        for (var i = 0; i < articles; i++)
        {
            var document = new Document();
            for (var shape = 0; shape < Shapes; shape++)
            {
                if (gaps == 0 || random.Next(4) > 0)
                {
                    document.Add(new NumericDocValuesField($"n{shape}", Number(shape, i, random)));
                }
            }

            for (var count = random.Next(5); count > 0; count--)
            {
                document.Add(new SortedSetDocValuesField(Values, new BytesRef($"v{random.Next(1, 300) * random.Next(1, 300)}")));
            }

            if (random.Next(300) == 0)
            {
                // Over the end of what is read at once.
                var value = $"w{random.Next(50)}{new string('x', random.Next(20_000))}";
                document.Add(new SortedSetDocValuesField(Values, new BytesRef(value)));
            }

            if (random.Next(3) > 0)
            {
                document.Add(new SortedSetDocValuesField(Single, new BytesRef($"s{random.Next(50)}")));
            }

            writer.AddDocument(document);
        }

        writer.ForceMerge(1);
    }

    // Few and many bits, one number, a few in a table, multiples, negative ones, and all sixty-four bits.
    private static long Number(int shape, int article, Random random) => shape switch
    {
        0 => random.Next(2),
        1 => random.Next(3_000),
        2 => 42,
        3 => 1_000_000_007L * random.Next(5),
        4 => -5 + (3_600L * random.Next(1 << 20)),
        5 => random.NextInt64(long.MinValue, long.MaxValue),
        6 => -article - random.Next(100),
        7 => random.NextInt64(1L << random.Next(1, 62)),
        _ => random.Next(20_000) == 0 ? long.MaxValue - article : random.Next(40),
    };
}
