using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

using SearchCore.Articles;
using SearchCore.Articles.Formats;
using SearchCore.Articles.Reading;

using SharpCompress.Compressors.BZip2;

namespace SearchCore.Formats.Tests;

/// <summary>What is in archives is read as the files of a folder are, and nothing is unpacked to a path.</summary>
public sealed class ArchiveTests
{
    private const string Lines = "{\"id\":\"l1\",\"title\":\"Lock\"}\n{\"id\":\"l2\",\"title\":\"Port\"}\n";
    private const string Table = "id,title,text\nc1,Barge,Text.\n";
    private const string Page = "<html><body><article><h1>Heading</h1><p>A page about the lock and its gates.</p></article></body></html>";

    private static readonly (string Path, byte[] Bytes)[] Files =
    [
        ("news/a.jsonl", Encoding.UTF8.GetBytes(Lines)), ("news/b.csv", Encoding.UTF8.GetBytes(Table)),
        ("../../c.html", Encoding.UTF8.GetBytes(Page)), ("news/.hidden", "x"u8.ToArray()), ("d.png", [0x89, .. "PNG"u8, 1, 2, 3]),
        ("empty.txt", []), ("e.json.gz", Gzip("[{\"headline\": \"Gz\", \"maintext\": \"t\", \"url\": \"u9\"}]")),
    ];

    /// <summary>Files of several formats in an archive.</summary>
    public static byte[] Archive(string kind) => kind switch
    {
        "zip" => Zip(Files),
        "tar" => Tar(Files),
        "tar.gz" => Gzip(Tar(Files)),
        "tar.bz2" => BZip2(Tar(Files)),
        "tar.zst" => Zstd(Tar(Files)),
        _ => Zip(("inner.zip", Zip(Files))),
    };

    [Theory]
    [InlineData("zip")]
    [InlineData("tar")]
    [InlineData("tar.gz")]
    [InlineData("tar.bz2")]
    [InlineData("tar.zst")]
    [InlineData("zip in zip")]
    public void Every_member_is_read_by_its_own_format(string kind)
    {
        var bytes = Archive(kind);
        var inner = kind == "zip in zip" ? "a.bin/inner.zip/" : "a.bin/";
        var read = Sample.Read(bytes, "a.bin");
        Assert.Null(read.Failure);
        Assert.Empty(read.Rejected);
        Assert.Equal(["l1", "l2", "c1", $"{inner}c.html", "u9"], read.Articles.Select(a => a.Id));
        Assert.Equal(
            ["news/.hidden: hidden", "d.png: a picture", "empty.txt: empty"],
            read.Notices.Where(n => n.Kind == ArticleNoticeKind.RecordPassedOver).Select(n => n.Detail));
    }

    [Theory]
    [InlineData("bz2")]
    [InlineData("zst")]
    public void A_packed_file_is_the_file(string kind)
    {
        var bytes = Encoding.UTF8.GetBytes(Table);
        byte[] packed = kind == "bz2" ? [.. BZip2(bytes), .. BZip2("c2,Next,Text.\n"u8.ToArray())]
            : [.. Zstd(bytes), .. Zstd("c2,Next,Text.\n"u8.ToArray())];
        Assert.Equal(["c1", "c2"], Sample.Read(packed, $"b.csv.{kind}").Articles.Select(a => a.Id));
        var many = Encoding.UTF8.GetBytes(Table + string.Concat(Enumerable.Range(2, 150_000).Select(i => $"c{i},{i * 7919},Text.\n")));
        packed = kind == "bz2" ? BZip2(many) : Zstd(many);
        var cut = Sample.Read(packed[..(packed.Length / 2)], $"b.csv.{kind}");
        Assert.Equal("c1", cut.Articles[0].Id);
        Assert.Contains("it cannot be unpacked", cut.Failure!.Message, StringComparison.Ordinal);
        var text = Encoding.UTF8.GetBytes("{\"title\": \"One\", \"text\": \"t\"}");
        Assert.Equal($"b.json.{kind}#1", Sample.Read(kind == "bz2" ? BZip2(text) : Zstd(text), $"b.json.{kind}").Only.Id);
    }

    [Fact]
    public void Only_the_format_that_is_asked_for_is_read()
    {
        using var stream = new MemoryStream(Zip(Files));
        var source = NewsFormats.All.Open(stream, "-", NewsFormats.Csv);
        Assert.Equal(["c1"], source.ReadArticles().Select(a => a.Id));
        Assert.Equal("zip", NewsFormats.Zip.Name);
        Assert.Equal(["tar", "bzip2", "zstd"], new[] { NewsFormats.Tar, NewsFormats.BZip2, NewsFormats.Zstd }.Select(f => f.Name));
    }

    [Fact]
    public void A_stream_is_told_by_what_it_begins_with()
    {
        const string List = """[{"headline": "H", "maintext": "t", "url": "u"}]""";
        foreach (var (text, id) in new[] { (Lines, "l1"), (Table, "c1"), (List, "u") })
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
            Assert.Equal(id, NewsFormats.All.Open(stream, "-").ReadArticles().First().Id);
        }

        using var picture = new MemoryStream([0x89, .. "PNG"u8]);
        var refused = NewsFormats.All.Open(picture, "-");
        var failure = Assert.Throws<ArticleSourceException>(() => refused.ReadArticles().Count());
        Assert.Contains("this is a picture", failure.Message, StringComparison.Ordinal);
        Assert.Empty(NewsFormats.All.Open(Stream.Null, "-").ReadArticles());
    }

    [Fact]
    public void What_is_damaged_takes_one_member()
    {
        var zip = Zip(Files);
        var at = zip.AsSpan().IndexOf("news/b.csv"u8) + "news/b.csv".Length + 6;
        zip[at] ^= 0xFF;
        var read = Sample.Read(zip, "a.zip");
        Assert.Equal(["l1", "l2", "a.zip/c.html", "u9"], read.Articles.Where(a => a.Id != "c1").Select(a => a.Id));
        var rejected = Assert.Single(read.Rejected);
        Assert.Equal(RejectCodes.UnreadableFile, rejected.Code);
        Assert.Contains("news/b.csv", rejected.Reason, StringComparison.Ordinal);

        var tar = Tar(Files);
        var cut = Sample.Read(tar[..700], "a.tar");
        Assert.True(cut.Failure is not null || cut.Rejected.Count > 0);
        var short_ = Sample.Read(zip[..^10], "a.zip");
        Assert.Contains("it cannot be unpacked", short_.Failure!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("bz2")]
    [InlineData("zst")]
    public void Bombs_are_told_before_they_fill_anything(string kind)
    {
        // Lines of spaces: 96 MB of nothing, which nobody holds.
        var bomb = kind switch
        {
            "zip" => Pack(96, stream => new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true), z => ((ZipArchive)z)
                .CreateEntry("a.jsonl", CompressionLevel.SmallestSize).Open()),
            // The packer of bzip2 is slow where nothing differs: one block is enough, for such files can be put together.
            "bz2" => [.. Enumerable.Repeat(BZip2([.. Enumerable.Repeat((byte)' ', 500_000)]), 200).SelectMany(b => b)],
            _ => Pack(96, s => new SharpCompress.Compressors.ZStandard.CompressionStream(s, 3, 0, true), s => (Stream)s),
        };
        var read = Sample.Read(bomb, $"a.jsonl.{kind}");
        Assert.Empty(read.Articles);
        Assert.Contains("made to fill disks", read.Failure?.Message ?? read.Rejected[^1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Archives_in_archives_end_somewhere()
    {
        var bytes = Encoding.UTF8.GetBytes(Lines);
        for (var i = 0; i < 8; i++)
        {
            bytes = Zip(("a.zip", bytes));
        }

        var read = Sample.Read(bytes, "a.zip");
        Assert.Empty(read.Articles);
        Assert.Contains("an archive in 4 others", Assert.Single(read.Notices).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Documents_that_are_zips_are_no_archives()
    {
        var word = Zip(("[Content_Types].xml", "<x/>"u8.ToArray()), ("word/document.xml", "<w/>"u8.ToArray()));
        Assert.Contains("a Word document", Sample.Read(word, "a.zip").Failure!.Message, StringComparison.Ordinal);
        Assert.Equal("l1", Sample.Read(Zip(("word/a.jsonl", Encoding.UTF8.GetBytes(Lines))), "b.zip").Articles[0].Id);
    }

    [Fact]
    public void A_member_can_be_opened_by_a_program()
    {
        var opener = new MemberOpener(ArticleFormats.Default, ArticleFormats.JsonLines);
        using var lines = new MemoryStream(Encoding.UTF8.GetBytes(Lines));
        Assert.Equal(2, opener.Open(lines, "a/x", "x", ReadingOptions.Default, out _)!.ReadArticles().Count());
        using var text = new MemoryStream("Some text that is no JSON."u8.ToArray());
        Assert.Null(opener.Open(text, "a/y", "y", ReadingOptions.Default, out var skipped));
        Assert.Equal(SkipReason.OtherFormat, skipped.Reason);
    }

    [Fact]
    public void A_program_has_containers_of_its_own()
    {
        var formats = NewsFormats.All.With(new Bundle());
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("BUNDLE\n" + Table));
        Assert.Equal(["c1"], formats.Open(stream, "-").ReadArticles().Select(a => a.Id));
        Assert.Equal("bundle", ((IContainerFormat)formats.Find("bundle")!).Name);
    }

    /// <summary>One file behind a line that says so.</summary>
    private sealed class Bundle : IContainerFormat
    {
        public string Name => "bundle";

        public string Description => "bundles";

        public FormatMatch Recognize(InputHead head) => head.Text.StartsWith("BUNDLE\n"u8) ? FormatMatch.Content : FormatMatch.None;

        public IArticleSource Open(ArticleInput input, ReadingOptions options) => Open(input, new(NewsFormats.All), options);

        public IArticleSource Open(ArticleInput input, MemberOpener members, ReadingOptions options)
        {
            var stream = input.Open();
            stream.ReadExactly(new byte["BUNDLE\n".Length]);
            return members.Open(stream, $"{input.Name}/inside", input.Id, options, out _)!;
        }
    }

    private static byte[] Zip(params (string Path, byte[] Bytes)[] files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, bytes) in files)
            {
                using var entry = zip.CreateEntry(path).Open();
                entry.Write(bytes);
            }
        }

        return stream.ToArray();
    }

    private static byte[] Tar((string Path, byte[] Bytes)[] files)
    {
        using var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var (path, bytes) in files)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(bytes) });
            }
        }

        return stream.ToArray();
    }

    private static byte[] Gzip(string text) => Gzip(Encoding.UTF8.GetBytes(text));

    private static byte[] Gzip(byte[] bytes) => Packed(bytes, s => new GZipStream(s, CompressionLevel.Fastest, leaveOpen: true));

    private static byte[] BZip2(byte[] bytes) =>
        Packed(bytes, s => BZip2Stream.Create(s, SharpCompress.Compressors.CompressionMode.Compress, false, true));

    private static byte[] Zstd(byte[] bytes) =>
        Packed(bytes, s => new SharpCompress.Compressors.ZStandard.CompressionStream(s, 3, 0, true));

    private static byte[] Packed(byte[] bytes, Func<Stream, Stream> packer)
    {
        using var stream = new MemoryStream();
        using (var packing = packer(stream))
        {
            packing.Write(bytes);
        }

        return stream.ToArray();
    }

    private static byte[] Pack(int megabytes, Func<Stream, IDisposable> packer, Func<IDisposable, Stream> open)
    {
        var blanks = new byte[1024 * 1024];
        blanks.AsSpan().Fill((byte)' ');
        using var stream = new MemoryStream();
        using (var packing = packer(stream))
        using (var writing = open(packing))
        {
            writing.Write(Encoding.UTF8.GetBytes("{\"id\":\"a\",\"title\":\""));
            for (var i = 0; i < megabytes; i++)
            {
                writing.Write(blanks);
            }
        }

        return stream.ToArray();
    }
}
