using System.Text;

using SearchCore.Articles.Formats;
using SearchCore.Articles.Reading;
using SearchCore.Articles.Tests.Reading;
using SearchCore.TestKit;

namespace SearchCore.Articles.Tests.Formats;

/// <summary>Formats that a program brings along: told, opened, cut and resumed as its own, by the public API alone.</summary>
public sealed class OwnFormatTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly List<SkippedFile> skipped = [];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_format_of_ones_own_is_told_by_its_content_in_a_file_and_in_a_folder()
    {
        File.WriteAllText(folder["a.jsonl"], """{"id":"a","body":"B"}""");
        File.WriteAllText(folder["b.txt"], "NOTES\none\ntwo\n");
        var formats = ArticleFormats.Default.With(new Notes());

        Assert.Equal(["a", "one", "two"], ReadResult.Of(formats.Open(folder.Path, onSkipped: skipped.Add)).Articles.Select(a => a.Id));
        Assert.Equal(["one", "two"], ReadResult.Of(formats.Open(folder["b.txt"])).Articles.Select(a => a.Id));
        Assert.Equal(["one", "two"], ReadResult.Of(formats.Open(folder.Path, formats.Find("notes"))).Articles.Select(a => a.Id));
        Assert.Equal(["b.txt"], ReadResult.Of(ArticleFormats.Default.Open(folder["b.txt"])).Articles.Select(a => a.Id));
        Assert.Empty(skipped);
    }

    [Fact]
    public void A_format_that_is_asked_for_need_not_be_registered()
    {
        File.WriteAllText(folder["b.txt"], "NOTES\none\n");
        File.WriteAllText(folder["c.txt"], "Other.\n");

        Assert.Equal("one", ReadResult.Of(ArticleFormats.Default.Open(folder.Path, new Notes(), onSkipped: skipped.Add)).Article.Id);
        Assert.Equal(new SkippedFile(folder["c.txt"], SkipReason.OtherFormat), Assert.Single(skipped));
    }

    [Fact]
    public void Records_cut_by_their_ends_are_unpacked_resumed_and_held_to_the_rules()
    {
        var text = "NOTES\n" + string.Concat(Enumerable.Range(0, 200).Select(i => i == 50 ? "\n" : $"note{i}\n"));
        File.WriteAllBytes(folder["notes.gz"], ReadResult.Gzip(Encoding.UTF8.GetBytes(text)));
        var options = new ReadingOptions { ChunkBytes = 300 };
        var source = Assert.IsType<RecordSource>(new Notes().Open(ArticleInput.OfFile(folder["notes.gz"]), options));
        var ends = source.ReadChunks(CancellationToken.None).Select(c => c.End!.Value).ToList();
        Assert.True(ends.Count > 3);
        var rest = (IResumableSource)new Notes().Open(ArticleInput.OfFile(folder["notes.gz"]), options);
        Assert.Equal(source.Identity, rest.Identity);
        Assert.Equal("note199", rest.ReadChunks(ends[^2], CancellationToken.None).SelectMany(Ids).Last());
        var all = ReadResult.Of(new Notes().Open(ArticleInput.OfStream(File.OpenRead(folder["notes.gz"]), "-"), options));
        Assert.Equal(199, all.Articles.Count);
        Assert.Equal(RejectCodes.MissingId, Assert.Single(all.Rejected).Code);
    }

    [Fact]
    public void Formats_are_found_by_name_and_one_takes_the_place_of_another()
    {
        Assert.Equal(["jsonl", "reuters", "text"], ArticleFormats.Default.All.Select(f => f.Name));
        Assert.Same(ArticleFormats.Clippings, ArticleFormats.Default.Find("text"));
        Assert.Null(ArticleFormats.Default.Find("notes"));
        var notes = new Notes { Name = "text" };
        Assert.Equal([notes, ArticleFormats.JsonLines, ArticleFormats.Reuters], ArticleFormats.Default.With(notes).All);
    }

    [Theory]
    [InlineData("")]
    [InlineData("auto")]
    [InlineData("Notes")]
    [InlineData("1a")]
    public void A_name_that_no_command_line_takes_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => ArticleFormats.Default.With(new Notes { Name = name }));

    private static List<string> Ids(ArticleChunk chunk)
    {
        using (chunk)
        {
            var result = ReadResult.Of(new Single(chunk));
            return [.. result.Articles.Select(a => a.Id)];
        }
    }

    private sealed class Single(ArticleChunk chunk) : IArticleSource
    {
        public string Name => "chunk";

        public long? SizeHint => null;

        public IEnumerable<ArticleChunk> ReadChunks(CancellationToken cancellation) => [chunk];
    }

    /// <summary>A file that begins with NOTES; each further line is an article, its id and its body.</summary>
    private sealed class Notes : IArticleFormat
    {
        public string Name { get; init; } = "notes";

        public string Description => "notes";

        public FormatMatch Recognize(InputHead head) => head.Text.StartsWith("NOTES\n"u8) ? FormatMatch.Content : FormatMatch.None;

        public IArticleSource Open(ArticleInput input, ReadingOptions options) => new RecordSource(input, new Lines(), options);
    }

    private sealed class Lines : RecordSyntax
    {
        public override int Overlap => 0;

        public override int FindLastEnd(ReadOnlySpan<byte> data) => data.LastIndexOf((byte)'\n') + 1;

        public override int FindFirstEnd(ReadOnlySpan<byte> data) => data.IndexOf((byte)'\n') is >= 0 and var at ? at + 1 : -1;

        public override long CountLines(ReadOnlySpan<byte> data) => data.Count((byte)'\n');

        public override void Read(
            ReadOnlySpan<byte> data, RecordPlace place, ArticleBuffer article, IArticleReceiver receiver, CancellationToken cancellation)
        {
            data = data.StartsWith("NOTES\n"u8) ? data[6..] : data;
            foreach (var range in data.TrimEnd((byte)'\n').Split((byte)'\n'))
            {
                article.Clear();
                article.Id = article.Body = article.Append(data[range]);
                if (ArticleRules.Check(article) is { } fault)
                {
                    receiver.Reject(new RejectedRecord(place.Source, place.Offset, 0, fault.Code, fault.Reason, ""));
                }
                else
                {
                    receiver.Accept(article);
                }
            }
        }
    }
}
