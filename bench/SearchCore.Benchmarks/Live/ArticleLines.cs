using System.Collections;
using System.IO.Compression;

using SearchCore.Articles;
using SearchCore.Articles.Formats.JsonLines;
using SearchCore.Articles.Reading;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Benchmarks.Live;

/// <summary>
/// Articles as they come over the wire, one line of JSON each, read when one is asked for: as objects they were half a million, which each
/// full collection of garbage looks at while everything that is measured waits.
/// </summary>
/// <param name="lines">The lines.</param>
internal sealed class ArticleLines(IReadOnlyList<byte[]> lines) : IReadOnlyList<Article>
{
    public int Count => lines.Count;

    public Article this[int index]
    {
        get
        {
            var read = new Receiver();
            new JsonLinesRecords(new ReadingOptions()).Read(
                lines[index], new RecordPlace("line", 0, index + 1), new ArticleBuffer(), read, CancellationToken.None);
            return read.Article ?? throw new InvalidDataException($"Line {index + 1} has no article.");
        }
    }

    /// <summary>Those of a file of JSON lines, plain or gzipped.</summary>
    public static ArticleLines Read(string file)
    {
        using var stream = File.OpenRead(file);
        var isPacked = file.EndsWith(".gz", StringComparison.Ordinal);
        using var plain = isPacked ? new GZipStream(stream, CompressionMode.Decompress) : (Stream)stream;
        return Split(plain);
    }

    /// <summary>Articles as lines.</summary>
    public static ArticleLines Of(IEnumerable<Article> articles)
    {
        using var stream = new MemoryStream();
        SyntheticNews.WriteJsonLines(stream, articles);
        stream.Position = 0;
        return Split(stream);
    }

    /// <summary>Some of them.</summary>
    public ArticleLines Slice(int start, int length) => new([.. lines.Skip(start).Take(length)]);

    public IEnumerator<Article> GetEnumerator() => Enumerable.Range(0, Count).Select(i => this[i]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static ArticleLines Split(Stream stream)
    {
        var all = new MemoryStream();
        stream.CopyTo(all);
        var bytes = all.GetBuffer().AsSpan(0, (int)all.Length);
        var lines = new List<byte[]>();
        foreach (var line in bytes.Split((byte)'\n'))
        {
            if (!bytes[line].IsEmpty)
            {
                lines.Add(bytes[line].ToArray());
            }
        }

        return new(lines);
    }

    private sealed class Receiver : IArticleReceiver
    {
        public Article? Article { get; private set; }

        public void Accept(ArticleBuffer article) => Article = article.ToArticle();

        public void Reject(RejectedRecord record)
        {
        }

        public void Notice(ArticleNotice notice)
        {
        }
    }
}
