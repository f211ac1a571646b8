using System.Diagnostics;
using System.IO.Compression;
using System.Text;

using SearchCore.Articles.Formats;
using SearchCore.Articles.Formats.JsonLines;
using SearchCore.Articles.Reading;
using SearchCore.TestKit;

namespace SearchCore.Articles.Tests.Reading;

/// <summary>Bad files: what is wrong with files rather than with what they say.</summary>
public sealed class BadFileTests : IDisposable
{
    private const string Line = """{"id":"a","body":"B"}""" + "\n";

    private readonly TempFolder folder = new();
    private readonly List<SkippedFile> skipped = [];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_gzip_bomb_fails_before_it_unfolds()
    {
        var result = ReadResult.Json(Pack(100_000_000));
        Assert.Contains("more than 200 times", result.Failure!.Reason, StringComparison.Ordinal);
        Assert.Equal("a", Assert.Single(result.Articles).Id);
        Assert.InRange(result.Failure.Offset, 1, 40_000_000);
    }

    [Fact]
    public void A_small_file_may_repeat_itself_as_it_likes()
    {
        var packed = Pack(10_000_000);
        Assert.True(packed.Length * 200 < 10_000_000);
        Assert.Null(ReadResult.Json(packed.ToArray()).Failure);
    }

    [Fact]
    public void An_archive_in_a_folder_is_never_unpacked()
    {
        using (var zip = ZipFile.Open(folder["in.zip"], ZipArchiveMode.Create))
        {
            using var entry = new StreamWriter(zip.CreateEntry("../../escaped.jsonl").Open());
            entry.Write(Line);
        }

        Assert.Empty(ReadResult.Of(ArticleFormats.Default.Open(folder.Path, null, null, skipped.Add)).Articles);
        Assert.Equal(new SkippedFile(folder["in.zip"], SkipReason.Unrecognized), Assert.Single(skipped));
        Assert.Equal(["in.zip"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Links_and_loops_of_links_are_skipped_and_named()
    {
        File.WriteAllText(folder["a.jsonl"], Line);
        Directory.CreateSymbolicLink(folder["loop"], folder.Path);
        File.CreateSymbolicLink(folder["self"], folder["self"]);

        Assert.Single(ReadResult.Of(ArticleFormats.Default.Open(folder.Path, null, null, skipped.Add)).Articles);
        Assert.Equal([(folder["loop"], SkipReason.Link), (folder["self"], SkipReason.Link)], skipped.Select(s => (s.Path, s.Reason)));
    }

    [Fact]
    public void A_pipe_among_the_files_is_not_waited_for()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using (var make = Process.Start("mkfifo", folder["pipe.jsonl"]))
        {
            make.WaitForExit();
        }

        Assert.Empty(ReadResult.Of(ArticleFormats.Default.Open(folder.Path, null, null, skipped.Add)).Articles);
        Assert.Equal(SkipReason.NotRegular, Assert.Single(skipped).Reason);
        Assert.Contains("not a regular file", ReadResult.Of(new JsonLinesSource("/dev/zero")).Failure!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_that_changes_while_it_is_read_fails(bool shrinks)
    {
        File.WriteAllText(folder["a.jsonl"], string.Concat(Enumerable.Range(0, 1_000).Select(i => $$"""{"id":"{{i}}","body":"B"}""" + "\n")));
        using var chunks = new JsonLinesSource(folder["a.jsonl"], new ReadingOptions { ChunkBytes = 1_000 }).ReadChunks(CancellationToken.None).GetEnumerator();
        Assert.True(chunks.MoveNext());
        chunks.Current.Dispose();
        if (shrinks)
        {
            using var file = new FileStream(folder["a.jsonl"], FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            file.SetLength(10_000);
        }
        else
        {
            File.AppendAllText(folder["a.jsonl"], Line);
        }

        var failure = Assert.Throws<ArticleSourceException>(() =>
        {
            while (chunks.MoveNext())
            {
                chunks.Current.Dispose();
            }
        });
        Assert.Contains("changed", failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_goes_away_or_may_not_be_read_fails_alone()
    {
        foreach (var name in new[] { "a.jsonl", "b.jsonl", "c.jsonl" })
        {
            File.WriteAllText(folder[name], Line);
        }

        var sources = ArticleFormats.Default.Open(folder.Path).ToList();
        File.Delete(folder["b.jsonl"]);
        var results = sources.Select(source => ReadResult.Of(source)).ToList();
        Assert.Equal([null, "there is no such file", null], results.Select(r => r.Failure?.Reason));
        Assert.Equal([1, 0, 1], results.Select(r => r.Articles.Count));
    }

    [Fact]
    public void A_file_name_may_hold_anything()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.WriteAllText(folder["a\nrejected: forged\e[2J.jsonl"], "no json\n" + Line);
        var result = ReadResult.Of(ArticleFormats.Default.Open(folder.Path));
        Assert.Equal("a", result.Article.Id);
        using var rejects = new StringWriter();
        using (var writer = new RejectsWriter(folder["rejects"]))
        {
            writer.Write(Assert.Single(result.Rejected));
        }

        Assert.Single(File.ReadAllLines(folder["rejects"]));
        Assert.DoesNotContain('\e', File.ReadAllText(folder["rejects"]));
    }

    [Fact]
    public void Many_files_are_listed_while_they_are_read()
    {
        for (var i = 0; i < 3_000; i++)
        {
            File.WriteAllText(folder[$"{i:0000}.txt"], "Tin rises\n\nTin rose on Thursday, traders said.\n");
        }

        var read = 0;
        foreach (var source in ArticleFormats.Default.Open(folder.Path))
        {
            read += ReadResult.Of(source).Articles.Count;
        }

        Assert.Equal(3_000, read);
    }

    // An article and so many empty lines, as small as it gets: about a thousandth.
    private static byte[] Pack(int emptyLines)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            gzip.Write(Encoding.ASCII.GetBytes(Line));
            gzip.Write(Enumerable.Repeat((byte)'\n', emptyLines).ToArray());
        }

        return packed.ToArray();
    }
}
