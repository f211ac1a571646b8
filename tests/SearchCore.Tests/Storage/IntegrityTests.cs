using System.Buffers.Binary;

using SearchCore.Articles;
using SearchCore.Articles.Checksums;
using SearchCore.Files;
using SearchCore.Storage;
using SearchCore.TestKit;

namespace SearchCore.Tests.Storage;

/// <summary>What a check finds, and what is refused at open: whatever was done to the files of an index.</summary>
public sealed class IntegrityTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly string path;

    public IntegrityTests()
    {
        path = folder["index"];
        using var index = ArticleIndex.Open(path, new ArticleIndexOptions { Recognizer = null, Workers = 1 });
        for (var round = 0; round < 2; round++)
        {
            index.Index([new ListSource(
                [.. Enumerable.Range(0, 40)
                    .Select(n => new Article { Id = $"{round}-{n}", Title = $"Number {n}", Body = $"Some text of round {round}.",
                    Tags = ["a"] })])]);
        }
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_file_cut_off_missing_or_changed_in_any_place_is_found_and_named()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        foreach (var file in Files())
        {
            var bytes = File.ReadAllBytes(file);
            foreach (var damaged in new[] { null, [], bytes[..^1], [.. bytes, 0], Flip(bytes, random.Next(bytes.Length)),
                Flip(bytes, bytes.Length - 1), Flip(bytes, 0) })
            {
                File.Delete(file);
                if (damaged is not null)
                {
                    File.WriteAllBytes(file, damaged);
                }

                AssertFound(Path.GetFileName(file), $"seed {seed}, {damaged?.Length} of {bytes.Length} bytes");
            }

            File.WriteAllBytes(file, bytes);
        }

        Assert.True(ArticleIndex.Check(path).IsSound);
    }

    [Fact]
    public void Files_exchanged_for_each_other_or_for_older_ones_are_found()
    {
        using (var snapshot = new TempFolder())
        {
            ArticleIndex.TakeSnapshot(path, snapshot["old"]);
            using (var index = ArticleIndex.Open(path))
            {
                index.Delete("0-1");
                index.Commit();
                index.Delete("0-2");
                index.Commit();
            }

            foreach (var file in Files())
            {
                var old = Directory.GetFiles(snapshot["old"])
                    .FirstOrDefault(
                    f => Path.GetExtension(f) == Path.GetExtension(file) && !File.ReadAllBytes(f).AsSpan()
                    .SequenceEqual(File.ReadAllBytes(file)));
                if (old is not null)
                {
                    var bytes = File.ReadAllBytes(file);
                    File.Delete(file);
                    File.Copy(old, file);
                    AssertFound(Path.GetFileName(file), $"{old} for {file}");
                    Assert.False(ArticleIndex.Check(path, quick: true).IsSound, $"quick, {old} for {file}");
                    File.Delete(file);
                    File.WriteAllBytes(file, bytes);
                }
            }
        }

        Assert.True(ArticleIndex.Check(path).IsSound);
    }

    [Theory]
    [InlineData("_zz.fdt")]
    [InlineData("notes.txt")]
    [InlineData("manifest_z")]
    [InlineData("segments_zz")]
    public void A_file_that_belongs_to_no_commit_is_found(string name)
    {
        File.WriteAllText(Path.Combine(path, name), "what is this");
        AssertFound(name, name);
    }

    [Fact]
    public void What_an_interrupted_process_leaves_is_a_note_and_goes_when_the_index_is_opened()
    {
        File.WriteAllText(Path.Combine(path, "searchcore.lock.holder"), "process 1 on elsewhere");
        File.WriteAllText(Path.Combine(path, "_zz.fdt"), "half a segment");
        File.WriteAllText(Path.Combine(path, "segments_z"), "half a commit");
        File.WriteAllText(Path.Combine(path, "manifest_z"), "half a manifest");
        File.WriteAllText(Path.Combine(path, "segments.gen"), "half");
        var check = ArticleIndex.Check(path);
        Assert.True(check.IsSound, string.Join('\n', check.Problems));
        Assert.Single(check.Notes);
        using (var reader = ArticleIndex.Open(path, new ArticleIndexOptions { Access = IndexAccess.ReadOnly }))
        {
            Assert.Equal(80, reader.Statistics().Articles);
        }

        ArticleIndex.Open(path).Dispose();
        check = ArticleIndex.Check(path);
        Assert.True(check.IsSound, string.Join('\n', check.Problems));
        Assert.Equal((80, 0), (check.Articles, check.Notes.Count));
    }

    [Fact]
    public void A_finished_commit_that_is_damaged_is_refused_and_never_replaced_by_the_one_before()
    {
        foreach (var kept in Directory.GetFiles(path, "segments_*").Concat(Directory.GetFiles(path, "manifest_*")))
        {
            File.Copy(kept, folder[Path.GetFileName(kept)]);
        }

        using (var index = ArticleIndex.Open(path))
        {
            index.Add(new Article { Id = "new", Title = "New" });
            index.Commit();
        }

        var newest = Assert.Single(Directory.GetFiles(path, "segments_*"));
        foreach (var kept in Directory.GetFiles(folder.Path))
        {
            File.Copy(kept, Path.Combine(path, Path.GetFileName(kept)));
        }

        File.WriteAllBytes(newest, Flip(File.ReadAllBytes(newest), 20));
        foreach (var access in Enum.GetValues<IndexAccess>())
        {
            var refused = Assert.Throws<IndexException>(() => ArticleIndex.Open(path, new ArticleIndexOptions { Access = access }));
            Assert.Equal(IndexFault.Corrupt, refused.Fault);
            Assert.Contains(Path.GetFileName(newest), refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_commit_that_was_given_up_but_came_back_without_all_its_files_does_not_count()
    {
        var before = ArticleIndex.Check(path).Articles;
        var generation = Directory.GetFiles(path, "segments_*").Single();
        using (var snapshot = new TempFolder())
        {
            ArticleIndex.TakeSnapshot(path, snapshot["before"]);
            using (var index = ArticleIndex.Open(path))
            {
                index.Add(new Article { Id = "new", Title = "New" });
                index.Commit();
            }

            // As after a power cut that undid the removal of the old commit and the writing of segments.gen.
            foreach (var file in Directory.GetFiles(snapshot["before"]))
            {
                var target = Path.Combine(path, Path.GetFileName(file));
                if (!File.Exists(target) || target.EndsWith("segments.gen", StringComparison.Ordinal))
                {
                    File.Delete(target);
                    File.Copy(file, target);
                }
            }
        }

        File.Delete(Directory.GetFiles(path, "_*.cfs").Order(StringComparer.Ordinal).Last());
        File.WriteAllText(Path.Combine(path, "searchcore.lock.holder"), "process 1 on elsewhere");
        using var again = ArticleIndex.Open(path);
        Assert.Equal(before, again.Statistics().Articles);
        Assert.True(File.Exists(generation) || again.Statistics().Sequence > 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_manifest_has_one_form_and_is_read_back(bool hasBlocks)
    {
        var files = PhysicalFiles.Instance;
        var (large, small) = hasBlocks
            ? (new FileSum(200_000, 0xDEADBEEF, [1, 0x23456789, 0xFFFFFFFF]), new FileSum(0, 0, []))
            : (new FileSum(123_456_789_012, 0xDEADBEEF), new FileSum(0, 0));
        var manifest = new Manifest(37, 12, new Dictionary<string, FileSum> { ["_0.fdt"] = large, ["_a_1.del"] = small });
        manifest.Write(folder.Path, files);
        Assert.Equal("manifest_11", Manifest.NameOf(37));
        var read = Manifest.Read(folder.Path, 37, files);
        Assert.Equal((37, 12), (read.Generation, read.Sequence));
        Assert.Equal(manifest.Files.OrderBy(f => f.Key), read.Files.OrderBy(f => f.Key));
        Assert.Equal(large.Blocks, read.Files["_0.fdt"].Blocks);
        Assert.Equal(hasBlocks, read.Files["_a_1.del"].HasBlocks);
        var text = File.ReadAllText(folder["manifest_11"]);
        foreach (var other in new[] { text + "\n", text.TrimEnd(), text.Replace("sequence 12", "sequence 012", StringComparison.Ordinal),
            text.ToUpperInvariant(), "", text.Replace("\n", "\r\n", StringComparison.Ordinal) })
        {
            File.WriteAllText(folder["manifest_11"], other);
            Assert.Throws<InvalidDataException>(() => Manifest.Read(folder.Path, 37, files));
        }
    }

    [Fact]
    public void An_index_of_another_schema_is_refused_with_the_remedy_and_rebuilt()
    {
        TestSchemas.MakeForeign(path);
        foreach (var access in Enum.GetValues<IndexAccess>())
        {
            var refused = Assert.Throws<IndexException>(() => ArticleIndex.Open(path, new ArticleIndexOptions { Access = access }));
            Assert.Equal(IndexFault.Version, refused.Fault);
            Assert.Contains("rebuild", refused.Message, StringComparison.Ordinal);
        }

        var report = ArticleIndex.Rebuild(path);
        Assert.Equal((80, 0), (report.Articles, report.Rejected));
        using var index = ArticleIndex.Open(path);
        Assert.Equal(("Number 7", 80), (index.Get("1-7")?.Title, index.Statistics().Articles));
    }

    private static byte[] Flip(byte[] bytes, int at)
    {
        var flipped = (byte[])bytes.Clone();
        flipped[at] ^= 0x10;
        return flipped;
    }

    private IEnumerable<string> Files() =>
        Directory.GetFiles(path).Where(f => !f.Contains("lock", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private void AssertFound(string file, string what)
    {
        var check = ArticleIndex.Check(path);
        Assert.False(check.IsSound, $"{file}: {what}");
        var kin = file.StartsWith("segments", StringComparison.Ordinal) || file.StartsWith("manifest", StringComparison.Ordinal);
        Assert.True(check.Problems.Any(
            p => p.Contains(file, StringComparison.Ordinal)
            || (kin && (p.Contains("segments", StringComparison.Ordinal) || p.Contains("manifest", StringComparison.Ordinal)))),
            $"{file}: {what}: {string.Join('\n', check.Problems)}");
    }
}

/// <summary>Turns an index into one of a schema nobody knows.</summary>
internal static class TestSchemas
{
    /// <summary>Changes the schema's name in the last commit, and that commit's checksum with it.</summary>
    public static void MakeForeign(string path)
    {
        var file = Directory.GetFiles(path, "segments_*").Single();
        var bytes = File.ReadAllBytes(file);
        var at = bytes.AsSpan().IndexOf("searchcore-"u8);
        bytes[at] = (byte)'S';
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(^8), Crc32.Append(0, bytes.AsSpan(..^8)));
        File.Delete(file);
        File.WriteAllBytes(file, bytes);
    }
}
