using System.Security.Cryptography;
using System.Text;

using SearchCore.Articles;
using SearchCore.Articles.Formats;
using SearchCore.Articles.Reading;
using SearchCore.Formats.Mapping;

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

    public static Outcome Read(string text, ArticleMapping mapping, MappingSurvey? survey = null) => Read(
        Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n").Replace(",\n ", ", ", StringComparison.Ordinal)), "sample", null,
        NewsFormats.All.With(NewsFormats.Mapped(mapping, survey)));

    // For comparing consoles over every input that the suite knows (docs/testing.md).
    private static void Keep(byte[] bytes, string name)
    {
        if (Environment.GetEnvironmentVariable("SEARCHCORE_SAMPLES") is { Length: > 0 } folder)
        {
            var own = Path.Join(folder, Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]);
            Directory.CreateDirectory(own);
            File.WriteAllBytes(Path.Join(own, name), bytes);
        }
    }

    public static Outcome Read(
        byte[] bytes, string name = "sample", ReadingOptions? options = null, ArticleFormats? formats = null)
    {
        Keep(bytes, name);
        formats ??= NewsFormats.All;
        var folder = Directory.CreateTempSubdirectory("searchcore-formats");
        try
        {
            var path = Path.Join(folder.FullName, name);
            File.WriteAllBytes(path, bytes);
            var format = formats.Recognize(InputHead.OfFile(path), out _)?.Name ?? "none";
            var outcome = new Outcome(format, [], [], []);
            options ??= new ReadingOptions { PlainText = NewsFormats.PlainText };
            try
            {
                foreach (var source in formats.Open(path, options: options))
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
