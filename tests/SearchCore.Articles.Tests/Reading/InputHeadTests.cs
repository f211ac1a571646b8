using System.IO.Compression;

using SearchCore.Articles.Formats;
using SearchCore.Articles.Formats.Clippings;
using SearchCore.Articles.Formats.JsonLines;
using SearchCore.Articles.Formats.Reuters;
using SearchCore.Articles.Reading;
using SearchCore.TestKit;

namespace SearchCore.Articles.Tests.Reading;

/// <summary>What formats are told by, and which of ours they are.</summary>
public sealed class InputHeadTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_small_file_is_whole_and_as_it_is_stored()
    {
        File.WriteAllText(folder["a.JSONL"], "{}\n");
        var head = InputHead.OfFile(folder["a.JSONL"]);
        Assert.Equal((folder["a.JSONL"], ".jsonl", true, false), (head.Name, head.Extension, head.IsWhole, head.IsPacked));
        Assert.True(head.Raw.SequenceEqual(head.Text) && head.Text.SequenceEqual("{}\n"u8));
        Assert.Null(head.Failure);
    }

    [Fact]
    public void A_packed_file_has_the_extension_of_what_is_in_it_and_is_unpacked()
    {
        using (var file = new GZipStream(File.Create(folder["a.txt.gz"]), CompressionLevel.Fastest))
        {
            file.Write(new byte[InputHead.MaxBytes].Select(_ => (byte)'x').ToArray());
        }

        var head = InputHead.OfFile(folder["a.txt.gz"]);
        Assert.Equal((".txt", true, false), (head.Extension, head.IsPacked, head.IsWhole));
        Assert.Equal(InputHead.MaxBytes, head.Text.Length);
        Assert.True(head.Raw.Length < head.Text.Length);
    }

    [Fact]
    public void A_file_that_is_not_there_says_so()
    {
        var head = InputHead.OfFile(folder["missing"]);
        Assert.NotNull(head.Failure);
        Assert.True(head.Text.IsEmpty);
        Assert.Empty(InputHead.OfName("a").Text.ToArray());
    }

    [Fact]
    public void A_head_is_told_by_its_content()
    {
        File.WriteAllText(folder["a"], """{"id":"a","body":"B"}""");
        var format = ArticleFormats.Default.Recognize(InputHead.OfFile(folder["a"]), out var match);
        Assert.Equal(("jsonl", FormatMatch.Content), (format?.Name, match));
        Assert.All(
            (IArticleFormat[])[new ClippingFormat(), new JsonLinesFormat(), new ReutersFormat()],
            f => Assert.Equal(f.GetType(), ArticleFormats.Default.Find(f.Name)?.GetType()));
        Assert.All(ArticleFormats.Default.All, f => Assert.NotEmpty(f.Description));
    }

    [Fact]
    public void An_input_has_a_name_a_size_and_bytes()
    {
        File.WriteAllText(folder["a.txt"], "text");
        var file = ArticleInput.OfFile(folder["a.txt"]);
        using var stream = file.Open();
        Assert.Equal((folder["a.txt"], 4L, (int)'t'), (file.Name, file.Size, stream.ReadByte()));
        Assert.Equal("lines", ArticleInput.OfStream(Stream.Null, "lines").Name);
    }

    [Fact]
    public void Texts_of_one_article_each_are_opened_as_one_source()
    {
        var format = Assert.IsType<ISingleArticleFormat>(ArticleFormats.Clippings, exactMatch: false);
        var texts = ((string[])["a", "b"]).Select(id =>
            ArticleInput.OfStream(new MemoryStream("Tin rises\n\nTin rose on Thursday.\n"u8.ToArray()), id));
        var read = ReadResult.Of([format.Open("texts", [.. texts], ReadingOptions.Default)]);
        Assert.Equal(["a", "b"], read.Articles.Select(a => a.Id));
    }

    [Fact]
    public void A_fault_of_a_source_says_where()
    {
        var fault = new ArticleSourceException("lines", 12, "it is cut off");
        Assert.Equal(("lines", 12L, "it is cut off"), (fault.SourceName, fault.Offset, fault.Reason));
        Assert.Equal(4, new SourcePosition(12, 4).Line);
    }
}
