using System.Buffers.Binary;

using Lucene.Net.Codecs.Lucene46;
using Lucene.Net.Index;
using Lucene.Net.Store;

using SearchCore.Analysis;
using SearchCore.Articles;
using SearchCore.Articles.Checksums;
using SearchCore.Files;
using SearchCore.Indexing.Merging;
using SearchCore.Queries;
using SearchCore.Storage;
using SearchCore.TestKit;
using SearchCore.TestKit.Corpora;
using SearchCore.Tests.Indexing.Segments;

using Directory = Lucene.Net.Store.Directory;

namespace SearchCore.Tests.Indexing.Merging;

/// <summary>What our codec makes of segments is what Lucene's own merging makes of them, byte for byte where there are terms.</summary>
public sealed class MergedSegmentTests
{
    private const int HeaderBytes = 80, FooterBytes = 16;

    private static readonly int Runs = int.TryParse(Environment.GetEnvironmentVariable("SEARCHCORE_MERGES"), out var runs) ? runs : 4;

    // How many documents have a field is added up from what segments say: counting would be a bit a posting. Chunks of which nothing is
    // deleted are not decoded. A checksum that fits is believed there.
    private static readonly string[] Unseen = ["docCount for field", "Stored Field test failed"];

    // Of each kind of file.
    private static readonly int Flips = 4 * Runs;

    [Fact]
    public void Random_segments_with_and_without_deletions_are_merged_to_the_same_bytes()
    {
        for (var run = 0; run < Runs; run++)
        {
            var seed = Environment.TickCount + run;
            var random = new Random(seed);
            try
            {
                using var folder = new TempFolder();
                Fill(folder.Path, random, run);
                Compare(folder.Path);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"seed {seed}, run {run}", e);
            }
        }
    }

    [Fact]
    public void Long_postings_are_merged_to_the_same_bytes()
    {
        using var folder = new TempFolder();
        var articles = SyntheticNews.Articles(5, 1_500, NewsProfile.Wire).ToList();
        using (var index = ArticleIndex.Open(folder.Path, new ArticleIndexOptions { SegmentsPerTier = 100, ExactForms = true }))
        {
            for (var i = 0; i < articles.Count; i++)
            {
                index.Add(articles[i]);
                if (i % 400 == 399)
                {
                    index.Commit();
                }
            }

            index.Commit();
        }

        Compare(folder.Path);

        // Full blocks of which some is deleted; a segment of which one article is left.
        Delete(folder.Path, articles.Where((_, i) => i % 10 == 3 || (i is >= 400 and < 800 && i != 555)));
        Compare(folder.Path);
    }

    // The block at the root of a dictionary is never cut, and has all terms of a first byte that fewer begin with than make a block.
    [Theory]
    [InlineData(16, 24)]
    [InlineData(62, 24)]
    [InlineData(62, 9)]
    public void Ids_of_many_first_letters_are_merged_to_the_same_bytes(int letters, int each)
    {
        const string first = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        using var folder = new TempFolder();
        using (var index = ArticleIndex.Open(folder.Path, new ArticleIndexOptions { SegmentsPerTier = 100, KeepsFilesApart = true }))
        {
            for (var segment = 0; segment < 2; segment++)
            {
                for (var i = 0; i < letters * each; i++)
                {
                    index.Add(new Article { Id = $"{first[i % letters]}{segment}{i / letters:D2}", Title = "a title" });
                }

                index.Commit();
            }
        }

        Compare(folder.Path);
    }

    [Fact]
    public void Columns_of_every_form_are_merged_to_the_same_bytes()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var run = 0; run < 2 * Runs; run++)
        {
            using var folder = new TempFolder();
            FillColumns(folder.Path, random, run);
            try
            {
                Compare(folder.Path);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"seed {seed}, run {run}", e);
            }
        }
    }

    [Fact]
    public void Where_no_living_article_has_a_value_of_a_facet_the_merged_index_is_searched()
    {
        using var folder = new TempFolder();
        using (var index = ArticleIndex.Open(folder.Path, new ArticleIndexOptions { SegmentsPerTier = 100, KeepsFilesApart = true }))
        {
            index.Add(new Article { Id = "1", Title = "one", Body = "text", Source = "Wire" });
            index.Commit();
            index.Add(new Article { Id = "2", Title = "two", Body = "text" });
            index.Delete("1");
            index.Commit();
        }

        Compare(folder.Path);
        Merge(folder.Path, ours: true);
        using var merged = ArticleIndex.Open(folder.Path);
        var found = merged.Search(new SearchRequest { Query = "text", Facets = [new("source")] });
        Assert.Equal(1, found.Total.Value);
    }

    [Fact]
    public void What_is_damaged_is_not_merged()
    {
        using var folder = new TempFolder();
        Fill(folder.Path, new Random(4), run: 0);
        foreach (var (extension, isKnown) in ((string[])[".doc", ".pos", ".tim", ".tip", ".fdt", ".dvd", ".nvd", ".wrd"])
            .SelectMany(extension => (bool[])[true, false], (extension, isKnown) => (extension, isKnown)))
        {
            using var copy = new TempFolder();
            CopyFiles(folder.Path, copy.Path);
            var file = System.IO.Directory.GetFiles(copy.Path, "*" + extension).OrderBy(f => new FileInfo(f).Length).Last();
            var bytes = File.ReadAllBytes(file);
            bytes[bytes.Length / 2] ^= 0x40;
            File.WriteAllBytes(file, bytes);
            var thrown = Assert.ThrowsAny<Exception>(() => Merge(copy.Path, ours: true, isKnown));
            Assert.Contains(Path.GetFileName(file), thrown.ToString(), StringComparison.Ordinal);
        }
    }

    /// <summary>
    /// Damage that a checksum fits: of a writer's fault, or of memory that went wrong before the sum was made. Whatever a byte becomes,
    /// merging says which file is damaged, or makes a segment that is whole.
    /// </summary>
    [Fact]
    public void What_cannot_be_is_found_behind_a_checksum_that_fits()
    {
        using var folder = new TempFolder();
        var seed = Environment.TickCount;
        var random = new Random(seed);
        using (var index = ArticleIndex.Open(folder.Path, new ArticleIndexOptions { SegmentsPerTier = 100, KeepsFilesApart = true }))
        {
            foreach (var part in SyntheticNews.Articles((ulong)seed, 300, NewsProfile.Wire).Chunk(150))
            {
                part.ToList().ForEach(a => index.Add(a));
                index.Commit();
            }
        }

        var refused = 0;
        foreach (var extension in (string[])[".tim", ".doc", ".pos", ".fdt"])
        {
            var file = System.IO.Directory.GetFiles(folder.Path, "*" + extension).Order(StringComparer.Ordinal).First();
            for (var run = 0; run < Flips; run++)
            {
                using var copy = new TempFolder();
                CopyFiles(folder.Path, copy.Path);
                var bytes = File.ReadAllBytes(file);
                var (at, bit) = (random.Next(HeaderBytes, bytes.Length - FooterBytes), 1 << random.Next(8));
                bytes[at] ^= (byte)bit;
                SumAnew(bytes);
                File.WriteAllBytes(Path.Combine(copy.Path, Path.GetFileName(file)), bytes);
                refused += Refuses(copy.Path, $"seed {seed}: {extension} {at} ^ {bit}");
            }
        }

        Assert.True(refused >= Flips / 4, $"seed {seed}: {refused} refused");
    }

    private static int Refuses(string folder, string shown)
    {
        try
        {
            Merge(folder, ours: true);
        }
        catch (Exception e) when (e is CorruptIndexException or FileReadException)
        {
            return 1;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(shown, e);
        }

        using Directory merged = new SimpleFSDirectory(folder);
        try
        {
            Segments.IndexCheck.AssertSound(merged);
        }
        catch (Exception e) when (!Unseen.Any(hole => e.ToString().Contains(hole, StringComparison.Ordinal)))
        {
            throw new InvalidOperationException(shown, e);
        }
        catch (Exception)
        {
            // As it says.
        }

        return 0;
    }

    private static void SumAnew(byte[] file) =>
        BinaryPrimitives.WriteInt64BigEndian(
            file.AsSpan(file.Length - sizeof(long)), Crc32.Append(0, file.AsSpan(0, file.Length - sizeof(long))));

    private static void Delete(string folder, IEnumerable<Article> articles)
    {
        using var index = ArticleIndex.Open(folder, new ArticleIndexOptions { SegmentsPerTier = 100, ExactForms = true });
        index.Delete(articles.Select(a => a.Id));
        index.Commit();
    }

    private static void Fill(string folder, Random random, int run)
    {
        var articles = RandomArticles.Make(random, random.Next(2, 200));
        var options = new ArticleIndexOptions { SegmentsPerTier = 100, ExactForms = run % 2 == 0, KeepsFilesApart = run % 2 == 0 };
        using var index = ArticleIndex.Open(folder, options);
        var ids = new List<string>();
        foreach (var article in articles)
        {
            index.Add(string.IsNullOrWhiteSpace(article.Title + article.Body) ? article with { Title = "none" } : article);
            ids.Add(article.Id);
            if (random.Next(12) == 0)
            {
                if (run % 4 != 1 && random.Next(2) == 0)
                {
                    index.Delete(ids[random.Next(ids.Count)]);
                }

                index.Commit();
            }
        }

        index.Commit();
    }

    // Dates, numbers and facet values of few and many kinds: all at odd times, none, all the same, a multiple of some number.
    private static void FillColumns(string folder, Random random, int run)
    {
        var options = new ArticleIndexOptions
        {
            SegmentsPerTier = 100,
            Fields = [new("price", FieldType.Number), new("desk", FieldType.Keyword), new("due", FieldType.Date)],
        };
        using var index = ArticleIndex.Open(folder, options);
        var step = random.Next(3) switch { 0 => 1, 1 => 60, _ => 86_400 };
        var (prices, desks, missing) = (random.Next(1, 400), run % 3, random.Next(3));
        var many = run == 0 ? 36_000 : random.Next(20, 700);
        for (var i = 0; i < many; i++)
        {
            var article = new Article
            {
                Id = $"{i}",
                Title = "a title",
                Body = "words of a text",
                Published = random.Next(4) < missing ? null : new ArticleDate(1_000_000_000 + ((long)random.Next(100_000) * step)),
                Source = desks == 0 ? "Wire" : null,
            };
            var members = new List<ArticleMember>();
            if (random.Next(4) >= missing)
            {
                members.Add(new("price", $"{random.Next(prices)}"));
            }

            if (desks == 2)
            {
                members.Add(new("desk", $"[\"desk {random.Next(9)}\", \"d{random.Next(2_000)}\"]"));
            }

            index.Add(article with { Members = members });
            if (random.Next(many / 4) == 0)
            {
                index.Delete($"{random.Next(i + 1)}");
                index.Commit();
            }
        }

        index.Commit();
    }

    private static void Compare(string folder)
    {
        using var expected = new TempFolder();
        using var actual = new TempFolder();
        CopyFiles(folder, expected.Path);
        CopyFiles(folder, actual.Path);
        Merge(expected.Path, ours: false);
        Merge(actual.Path, ours: true, isKnown: true);
        var names = Compared(expected.Path);
        Assert.Equal(names, Compared(actual.Path));
        foreach (var name in names)
        {
            Assert.True(
                File.ReadAllBytes(Path.Combine(expected.Path, name)).AsSpan().SequenceEqual(
                    File.ReadAllBytes(Path.Combine(actual.Path, name))), $"{name} differs");
        }

        using Directory left = new SimpleFSDirectory(expected.Path), right = new SimpleFSDirectory(actual.Path);
        Segments.IndexCheck.AssertSound(right);
        using DirectoryReader leftReader = DirectoryReader.Open(left), rightReader = DirectoryReader.Open(right);
        Assert.Equal(leftReader.MaxDoc, rightReader.MaxDoc);
        for (var document = 0; document < leftReader.MaxDoc; document++)
        {
            Assert.Equal(Fields(leftReader, document), Fields(rightReader, document));
        }
    }

    private static List<string> Fields(DirectoryReader reader, int document) =>
        [
            .. reader.Document(document).Fields.Select(
                field => $"{field.Name}={field.GetBinaryValue()?.ToString() ?? field.GetStringValue()}"),
        ];

    // Where files are known by their manifest, as those of an open index are, blocks are compared as they are read.
    private static void Merge(string folder, bool ours, bool isKnown = false)
    {
        using var directory = new DurableDirectory(folder, PhysicalFiles.Instance);
        if (isKnown)
        {
            var point = CommitPoint.Find(folder, directory)!;
            directory.Learn(Manifest.Read(folder, point.Generation, directory.Files).Files);
        }

        using var writer = new IndexWriter(directory, Config(ours ? new MergingCodec() : new Lucene46Codec()));
        writer.ForceMerge(1);
        writer.Commit();
    }

    private static IndexWriterConfig Config(Lucene.Net.Codecs.Codec codec) => new(TextAnalysis.Version, analyzer: null)
    {
        Codec = codec,
        UseCompoundFile = false,
        MergePolicy = new LogDocMergePolicy { NoCFSRatio = 0 },
        MergeScheduler = new SerialMergeScheduler(),
    };

    private static string[] Compared(string folder) =>
    [
        .. System.IO.Directory.GetFiles(folder).Select(Path.GetFileName).Where(
            name => Path.GetExtension(name)
                is ".doc" or ".pos" or ".tim" or ".tip" or ".dvd" or ".dvm" or ".nvd" or ".nvm" or ".fnm").Order(StringComparer.Ordinal)!,
    ];

    private static void CopyFiles(string from, string to)
    {
        foreach (var file in System.IO.Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
