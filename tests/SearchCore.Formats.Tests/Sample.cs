using System.Text;

using SearchCore.Articles;
using SearchCore.Articles.Reading;

namespace SearchCore.Formats.Tests;

/// <summary>Reads a text as the console would read a file of it.</summary>
internal static class Sample
{
    /// <summary>What came of an input.</summary>
    public sealed record Outcome(string Format, List<Article> Articles, List<RejectedRecord> Rejected, List<ArticleNotice> Notices)
    {
        public ArticleSourceException? Failure { get; set; }

        public Article Only => Assert.Single(Articles);
    }

    public static Outcome Read(string text, string name = "sample") => Read(Encoding.UTF8.GetBytes(text), name);

    public static Outcome Read(byte[] bytes, string name = "sample", ReadingOptions? options = null)
    {
        var folder = Directory.CreateTempSubdirectory("searchcore-formats");
        try
        {
            var path = Path.Join(folder.FullName, name);
            File.WriteAllBytes(path, bytes);
            var format = NewsFormats.All.Recognize(InputHead.OfFile(path), out _)?.Name ?? "none";
            var outcome = new Outcome(format, [], [], []);
            options ??= new ReadingOptions { PlainText = NewsFormats.PlainText };
            try
            {
                foreach (var source in NewsFormats.All.Open(path, options: options))
                {
                    outcome.Articles.AddRange(source.ReadArticles(outcome.Rejected.Add, outcome.Notices.Add));
                }
            }
            catch (ArticleSourceException e)
            {
                outcome.Failure = e;
            }

            return outcome;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
