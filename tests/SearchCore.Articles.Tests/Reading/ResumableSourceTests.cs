using System.Text;

using SearchCore.Articles.Formats.Clippings;
using SearchCore.Articles.Formats.JsonLines;
using SearchCore.Articles.Formats.Reuters;
using SearchCore.Articles.Reading;
using SearchCore.TestKit;

namespace SearchCore.Articles.Tests.Reading;

public sealed class ResumableSourceTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-8-bom", false)]
    [InlineData("utf-16", false)]
    public void Whatever_chunk_ends_there_the_rest_comes_from_there(string encoding, bool packed)
    {
        var text = string.Concat(Enumerable.Range(0, 300).Select(i => i % 50 == 7 ? "broken\r\n" : $$"""{"id":"{{i}}","body":"Köln {{i}}"}""" + (i % 3 == 0 ? "\r\n" : "\n")));
        Encoding form = encoding == "utf-16" ? Encoding.Unicode : new UTF8Encoding(encoding == "utf-8-bom");
        byte[] bytes = [.. form.GetPreamble(), .. form.GetBytes(text)];
        File.WriteAllBytes(folder["a.jsonl"], packed ? ReadResult.Gzip(bytes) : bytes);

        var whole = Ends(default);
        Assert.True(whole.Count > 20);
        foreach (var (end, index) in whole.Select((chunk, i) => (chunk.End, i)).Where((_, i) => i % 3 == 0))
        {
            var rest = Ends(end);
            Assert.Equal(whole.Skip(index + 1).SelectMany(c => c.Ids), rest.SelectMany(c => c.Ids));
            Assert.Equal(whole[^1].End, rest.Count > 0 ? rest[^1].End : end);
        }

        List<(SourcePosition End, List<string> Ids)> Ends(SourcePosition from)
        {
            var ends = new List<(SourcePosition, List<string>)>();
            var buffer = new ArticleBuffer();
            foreach (var chunk in new JsonLinesSource(folder["a.jsonl"], new ReadingOptions { ChunkBytes = 300 }).ReadChunks(from, CancellationToken.None))
            {
                using (chunk)
                {
                    var receiver = new Ids();
                    chunk.Read(buffer, receiver, CancellationToken.None);
                    ends.Add((chunk.End!.Value, receiver.All));
                }
            }

            return ends;
        }
    }

    [Fact]
    public void An_identity_changes_with_length_time_path_and_meaning_but_not_with_chunks()
    {
        File.WriteAllText(folder["a.jsonl"], "{}\n");
        var first = new JsonLinesSource(folder["a.jsonl"]).Identity;
        Assert.NotNull(first);
        Assert.Equal(first, new JsonLinesSource(folder["a.jsonl"], new ReadingOptions { ChunkBytes = 5 }).Identity);
        Assert.NotEqual(first, new JsonLinesSource(folder["a.jsonl"], new ReadingOptions { Lenient = true }).Identity);
        Assert.NotEqual(first, new ReutersSource(folder["a.jsonl"]).Identity);
        File.SetLastWriteTimeUtc(folder["a.jsonl"], new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.NotEqual(first, new JsonLinesSource(folder["a.jsonl"]).Identity);
        Assert.Null(new JsonLinesSource(new MemoryStream(), "-").Identity);
        Assert.Null(new JsonLinesSource(folder["none"]).Identity);
    }

    [Fact]
    public void Clippings_are_counted_in_files()
    {
        var files = Enumerable.Range(0, 600).Select(i => ArticleInput.OfFile(folder[$"{i:000}.txt"], $"{i:000}")).ToList();
        files.ForEach(f => File.WriteAllText(f.Path!, "Tin rises\n\nTin rose on Thursday, traders said.\n"));
        var first = new ClippingSource("clippings", files).ReadChunks(CancellationToken.None).First();
        var ids = new Ids();
        foreach (var chunk in new ClippingSource("clippings", files).ReadChunks(first.End!.Value, CancellationToken.None))
        {
            chunk.Read(new ArticleBuffer(), ids, CancellationToken.None);
        }

        Assert.Equal(256, first.End.Value.Offset);
        Assert.Equal(files.Skip(256).Select(f => f.Id), ids.All);
        var identity = new ClippingSource("clippings", files).Identity;
        File.AppendAllText(files[300].Path!, "more");
        Assert.NotEqual(identity, new ClippingSource("clippings", files).Identity);
    }

    private sealed class Ids : IArticleReceiver
    {
        public List<string> All { get; } = [];

        public void Accept(ArticleBuffer article) => All.Add(article.ToArticle().Id);

        public void Reject(RejectedRecord record) => All.Add($"line {record.Line}");

        public void Notice(ArticleNotice notice)
        {
        }
    }
}
