using System.Buffers.Binary;
using System.Text;

using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Store;

using SearchCore.Analysis;
using SearchCore.Storage;
using SearchCore.Tests.Indexing.Segments;
using SearchCore.Tests.Searching;
using SearchCore.Tests.Searching.Postings;

namespace SearchCore.Tests.Storage;

/// <summary>
/// Our reader of stored fields gives what Lucene's gives, value by value, and of changed files that or an error that says that a file is
/// damaged.
/// </summary>
public sealed class StoredFieldsTests
{
    [Theory]
    [InlineData(1, 4)]
    [InlineData(40, 6)]
    [InlineData(3_000, 2)]
    public void Values_are_those_of_Lucenes_reader(int articles, int runs)
    {
        for (var run = 0; run < runs; run++)
        {
            var seed = Environment.TickCount + run;
            using var directory = new RAMDirectory();
            Fill(directory, articles, new Random(seed), merges: run % 2 == 0);
            using var reader = DirectoryReader.Open(directory);
            foreach (var leaf in reader.Leaves)
            {
                AssertSame(leaf.AtomicReader, seed);
            }
        }
    }

    [Fact]
    public void Articles_of_our_own_builder_are_those_of_Lucenes_reader()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        using var index = new TestIndex();
        var articles = RandomArticles.Make(random, 400);
        for (var i = 0; i < articles.Count; i++)
        {
            index.Add(articles[i]);
            if (random.Next(100) == 0)
            {
                index.Cut();
            }
        }

        var point = index.Open();
        foreach (var segment in point.Segments)
        {
            AssertSame(segment.Reader, seed);
            Assert.Same(segment.Stored, StoredFields.Known(segment.Reader));
        }

        point.Release();
    }

    [Fact]
    public void Many_threads_read_one_segment()
    {
        var seed = Environment.TickCount;
        using var directory = new RAMDirectory();
        Fill(directory, 500, new Random(seed), merges: true);
        using var reader = DirectoryReader.Open(directory);
        var segment = reader.Leaves[0].AtomicReader;
        var right = Enumerable.Range(0, segment.MaxDoc).Select(d => Lucenes(segment, d)).ToList();
        var fields = StoredFields.Of(segment);
        Parallel.For(0, 8, worker =>
        {
            var random = new Random(seed + worker);
            for (var i = 0; i < 500; i++)
            {
                var document = random.Next(segment.MaxDoc);
                Assert.True(right[document].SequenceEqual(Ours(fields, document)), $"seed {seed}, {document}");
            }
        });
    }

    [Fact]
    public void A_beginning_does_not_read_the_rest_and_the_buffer_goes_back()
    {
        using var directory = new RAMDirectory();
        using (var writer = Writer(directory))
        {
            var body = string.Concat(Enumerable.Range(0, 300_000));
            writer.AddDocument([new StoredField("id", "a"), new StoredField("body", body), new StoredField("end", "z")]);
            writer.AddDocument([new StoredField("id", "b")]);
        }

        using var reader = DirectoryReader.Open(directory);
        var fields = StoredFields.Of(reader.Leaves[0].AtomicReader);
        for (var round = 0; round < 3; round++)
        {
            using (var first = fields.Document(0))
            {
                Assert.True(first.Next());
                Assert.Equal(("id", StoredKind.Text, "a"), (first.Name, first.Kind, first.Text));
                Assert.True(first.Next());
                Assert.Equal("body", first.Name);
                if (round == 1)
                {
                    Assert.True(first.Next());
                    Assert.Equal(("end", "z"), (first.Name, first.Text));
                    Assert.False(first.Next());
                    Assert.False(first.Next());
                }
            }

            using var second = fields.Document(1);
            Assert.True(second.Next());
            Assert.True(second.Bytes.SequenceEqual("b"u8));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => fields.Document(2).Dispose());
        Assert.Throws<ArgumentOutOfRangeException>(() => fields.Document(-1).Dispose());
    }

    [Fact]
    public void Changed_files_are_read_or_refused()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        using var directory = new ChangedDirectory();
        Fill(directory, 600, random, merges: true);
        string[] names = [.. directory.ListAll().Where(n => Path.GetExtension(n) is ".fdt" or ".fdx").Order(StringComparer.Ordinal)];
        Assert.Equal(2, names.Length);
        var whole = names.ToDictionary(n => n, directory.Bytes, StringComparer.Ordinal);
        var (refused, most) = (0, 20L * whole.Values.Sum(b => b.Length) + (1 << 20));
        for (var run = 0; run < 400; run++)
        {
            directory.Changed = null;
            using var reader = DirectoryReader.Open(directory);
            var name = names[random.Next(2)];
            var bytes = (byte[])whole[name].Clone();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                bytes[random.Next(random.Next(8) == 0 ? 80 : bytes.Length)] = (byte)random.Next(256);
            }

            directory.Changed = (name, random.Next(10) == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
            refused += Read(reader.Leaves.Single().AtomicReader, $"seed {seed}, run {run}, {name}", most);
        }

        Assert.InRange(refused, 30, int.MaxValue);
    }

    [Fact]
    public void Compressed_bytes_that_are_made_up_are_decoded_or_refused()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var run = 0; run < 20_000; run++)
        {
            var source = new byte[random.Next(60)];
            random.NextBytes(source);
            var target = new byte[random.Next(400)];
            var (from, to) = (0, 0);
            try
            {
                Lz4Block.Decode(source, ref from, target, ref to, random.Next(target.Length + 1), "file");
                Assert.True(from <= source.Length && to <= target.Length, $"seed {seed}, run {run}");
            }
            catch (CorruptIndexException)
            {
            }
        }

        Assert.True(Lz4Block.MostBytes(1_000) > 1_000);
    }

    [Fact]
    public void Packed_numbers_are_read_one_by_one()
    {
        byte[] bytes = [0b101_00111, 0b1_0000000];
        ulong[] right = [0b101, 0b001, 0b111];
        Assert.Equal(right, Enumerable.Range(0, 3).Select(i => PackedNumber.Read(bytes, i, 3)));
        Assert.Equal((0ul, 2L, 0L), (PackedNumber.Read(bytes, 5, 0), PackedNumber.BytesOf(3, 3), PackedNumber.BytesOf(9, 0)));
        Assert.Equal(0xA78000FFFFFFFFFFul, PackedNumber.Read([0xA7, 0x80, 0, 255, 255, 255, 255, 255], 0, 64));
    }

    // What was not changed reads as before only where the change does not reach it: of what is given out, only that it ends.
    private static int Read(AtomicReader segment, string shown, long most)
    {
        var refused = 0;
        StoredFields? fields = null;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var document = 0; document < segment.MaxDoc; document++)
        {
            try
            {
                fields ??= StoredFields.Of(segment);
                using var values = fields.Document(document);
                while (values.Next())
                {
                    _ = values.Bytes.Length;
                }
            }
            catch (Exception e) when (e is CorruptIndexException or FileReadException)
            {
                refused++;
                if (fields is null)
                {
                    break;
                }
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"{shown}: {e}");
            }
        }

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < most + (20_000L * refused), $"{shown}: damage asks for memory");
        return refused;
    }

    private static void AssertSame(AtomicReader segment, int seed)
    {
        var fields = StoredFields.Of(segment);
        Assert.Equal(segment.MaxDoc, fields.DocumentCount);

        // In order, so that a chunk goes on being decoded, and in any.
        var random = new Random(seed);
        for (var i = 0; i < 2 * segment.MaxDoc; i++)
        {
            var document = i < segment.MaxDoc ? i : random.Next(segment.MaxDoc);
            var (right, ours) = (Lucenes(segment, document), Ours(fields, document));
            Assert.True(right.SequenceEqual(ours), $"seed {seed}, {document} of {segment.MaxDoc}: {right.Count} values, ours {ours.Count}");
        }
    }

    private static List<(string, StoredKind, string)> Ours(StoredFields fields, int document)
    {
        var values = new List<(string, StoredKind, string)>();
        using var stored = fields.Document(document);
        while (stored.Next())
        {
            values.Add((stored.Name, stored.Kind, stored.Kind == StoredKind.Text ? stored.Text : Convert.ToHexString(stored.Bytes)));
        }

        return values;
    }

    private static List<(string, StoredKind, string)> Lucenes(AtomicReader segment, int document)
    {
        var visitor = new Gathering();
        segment.Document(document, visitor);
        return visitor.Values;
    }

    private static IndexWriter Writer(Lucene.Net.Store.Directory directory) =>
        new(directory, new IndexWriterConfig(TextAnalysis.Version, analyzer: null)
        {
            UseCompoundFile = false,
            MergePolicy = NoMergePolicy.NO_COMPOUND_FILES,
        });

    // Segments as Lucene writes them; merged, with deletions between, so that chunks are copied whole and made anew.
    private static void Fill(Lucene.Net.Store.Directory directory, int articles, Random random, bool merges)
    {
        using (var writer = Writer(directory))
        {
            for (var i = 0; i < articles; i++)
            {
                writer.AddDocument(Document(i, random));
                if (random.Next(articles) < 4)
                {
                    writer.Commit();
                }
            }
        }

        if (merges)
        {
            using var writer = new IndexWriter(
                directory, new IndexWriterConfig(TextAnalysis.Version, analyzer: null) { UseCompoundFile = false });
            for (var left = articles > 1 ? random.Next(6) : 0; left > 0; left--)
            {
                writer.DeleteDocuments(new Term("key", $"{random.Next(1, articles)}"));
            }

            writer.ForceMerge(1);
        }
    }

    private static Document Document(int number, Random random)
    {
        var document = new Document { new StringField("key", $"{number}", random.Next(9) == 0 ? Field.Store.NO : Field.Store.YES) };
        for (var left = random.Next(7); left > 0; left--)
        {
            var name = $"f{random.Next(5)}";
            document.Add(random.Next(8) switch
            {
                0 => new StoredField(name, random.Next()),
                1 => new StoredField(name, random.NextInt64(long.MinValue, long.MaxValue)),
                2 => new StoredField(name, random.NextSingle()),
                3 => new StoredField(name, random.NextDouble()),
                4 => new StoredField(name, Bytes(random)),
                _ => new StoredField(name, Text(random)),
            });
        }

        return document;
    }

    private static byte[] Bytes(Random random)
    {
        var bytes = new byte[random.Next(random.Next(10) == 0 ? 40_000 : 40)];
        random.NextBytes(bytes);
        return bytes;
    }

    // Empty ones, ones that hardly compress, runs, and now and then one of several chunks.
    private static string Text(Random random)
    {
        var length = random.Next(60) switch { 0 => random.Next(150_000), 1 or 2 => random.Next(20_000), < 10 => 0, _ => random.Next(600) };
        var (text, letters) = (new StringBuilder(length), random.Next(4) switch { 0 => 1, 1 => 3_000, _ => 26 });
        while (text.Length < length)
        {
            text.Append((char)('a' + random.Next(letters)));
            if (random.Next(5) == 0 && text.Length > 20)
            {
                text.Append(text.ToString(text.Length - random.Next(1, 20), 1), 0, 1).Append("again and again ");
            }
        }

        return text.ToString();
    }

    private sealed class Gathering : StoredFieldVisitor
    {
        public List<(string, StoredKind, string)> Values { get; } = [];

        public override Status NeedsField(FieldInfo fieldInfo) => Status.YES;

        public override void StringField(FieldInfo fieldInfo, string value) => Values.Add((fieldInfo.Name, StoredKind.Text, value));

        public override void BinaryField(FieldInfo fieldInfo, byte[] value) =>
            Values.Add((fieldInfo.Name, StoredKind.Bytes, Convert.ToHexString(value)));

        public override void Int32Field(FieldInfo fieldInfo, int value) => Add(fieldInfo, StoredKind.Int32, value, sizeof(int));

        public override void SingleField(FieldInfo fieldInfo, float value) =>
            Add(fieldInfo, StoredKind.Single, BitConverter.SingleToInt32Bits(value), sizeof(int));

        public override void Int64Field(FieldInfo fieldInfo, long value) => Add(fieldInfo, StoredKind.Int64, value, sizeof(long));

        public override void DoubleField(FieldInfo fieldInfo, double value) =>
            Add(fieldInfo, StoredKind.Double, BitConverter.DoubleToInt64Bits(value), sizeof(long));

        private void Add(FieldInfo info, StoredKind kind, long value, int length)
        {
            var bytes = new byte[sizeof(long)];
            BinaryPrimitives.WriteInt64BigEndian(bytes, value);
            Values.Add((info.Name, kind, Convert.ToHexString(bytes[^length..])));
        }
    }
}
