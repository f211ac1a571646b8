using System.IO.Compression;
using System.Text;

using SearchCore.Articles.Formats.JsonLines;
using SearchCore.Articles.Reading;

namespace SearchCore.Articles.Tests.Reading;

/// <summary>Everything a source gives, with the failure that ended it where one did.</summary>
internal sealed class ReadResult : IArticleReceiver
{
    public List<Article> Articles { get; } = [];

    public List<RejectedRecord> Rejected { get; } = [];

    public List<ArticleNotice> Notices { get; } = [];

    public ArticleSourceException? Failure { get; private set; }

    public long Bytes { get; private set; }

    public Article Article => Assert.Single(Articles);

    public RejectedRecord Reject
    {
        get
        {
            Assert.Empty(Articles);
            return Assert.Single(Rejected);
        }
    }

    /// <summary>A notice without what it says of the article and the value.</summary>
    public static ArticleNotice Bare(ArticleNotice notice) => new(notice.Source, notice.Offset, notice.Kind, notice.Detail);

    public static ReadResult Of(IArticleSource source) => Of([source]);

    public static ReadResult Of(IEnumerable<IArticleSource> sources)
    {
        var result = new ReadResult();
        var buffer = new ArticleBuffer();
        try
        {
            foreach (var chunk in sources.SelectMany(s => s.ReadChunks(CancellationToken.None)))
            {
                using (chunk)
                {
                    result.Bytes += chunk.Bytes;
                    chunk.Read(buffer, result, CancellationToken.None);
                }
            }
        }
        catch (ArticleSourceException e)
        {
            result.Failure = e;
        }

        return result;
    }

    public static ReadResult Json(byte[] input, ReadingOptions? options = null) =>
        Of(new JsonLinesSource(new MemoryStream(input), "test", options));

    public static ReadResult Json(string input, ReadingOptions? options = null) => Json(Encoding.UTF8.GetBytes(input), options);

    public static byte[] Gzip(string text) => Gzip(Encoding.UTF8.GetBytes(text));

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    void IArticleReceiver.Accept(ArticleBuffer article) => Articles.Add(article.ToArticle());

    void IArticleReceiver.Reject(RejectedRecord record) => Rejected.Add(record);

    void IArticleReceiver.Notice(ArticleNotice notice) => Notices.Add(notice);
}
