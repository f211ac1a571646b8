using System.Text;

using SearchCore.Analysis;
using SearchCore.Articles;
using SearchCore.TestKit;

using Xunit.Abstractions;

namespace SearchCore.Tests.Languages;

public sealed class DetectionTests(ITestOutputHelper output) : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Sentences_of_thirty_languages_are_known()
    {
        var wrong = new List<string>();
        var untold = 0;
        foreach (var (tag, sentences) in LanguageSentences.All)
        {
            foreach (var sentence in sentences)
            {
                var found = Find(sentence);
                untold += found is null ? 1 : 0;
                if (found is not null && found != tag)
                {
                    wrong.Add($"{tag} taken for {found}: {sentence}");
                }
                else if (found is null)
                {
                    output.WriteLine($"{tag} not told: {sentence}");
                }
            }

            Assert.Equal(tag, Find(string.Join(' ', sentences)));
        }

        output.WriteLine($"{LanguageSentences.All.Count * 2} sentences, {wrong.Count} wrong, {untold} not told");
        Assert.Empty(wrong);
        Assert.InRange(untold, 0, 5);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345 67,8 %")]
    [InlineData("Bundesbank")]
    [InlineData("OPEC NATO UNESCO")]
    [InlineData("qwrt zxcv bnmp lkjh gfds")]
    public void What_cannot_be_told_is_not(string text) => Assert.Null(Find(text));

    [Fact]
    public void An_article_that_does_not_say_its_language_is_given_it_where_that_is_asked_for()
    {
        using var index = ArticleIndex.Open(folder["index"], new() { Recognizer = null, DetectLanguages = true });
        foreach (var tag in new[] { "de", "fr", "ru", "pl" })
        {
            index.Add(new Article { Id = tag, Body = string.Join(' ', LanguageSentences.All[tag]) });
        }

        index.Add(new Article { Id = "said", Body = string.Join(' ', LanguageSentences.All["fr"]), Language = "en" });
        index.Add(new Article { Id = "short", Body = "Arbeiter" });
        index.Commit();
        Assert.Equal("de", index.Get("de")!.Language);
        Assert.Equal("en", index.Get("said")!.Language);
        Assert.Null(index.Get("short")!.Language);
        Assert.Equal(["de"], index.Search(new SearchRequest { Query = "lang:de" }).Hits.Select(h => h.Id));
        Assert.Equal(["de"], index.Search(new SearchRequest { Query = "Häfen" }).Hits.Select(h => h.Id));
        Assert.Equal("de 1, en 2, fr 1, ru 1, und 1", string.Join(
            ", ", index.Statistics().Languages.OrderBy(l => l.Value, StringComparer.Ordinal).Select(l => $"{l.Value} {l.Count}")));
    }

    private static string? Find(string text) => LanguageDetector.Find([], Encoding.UTF8.GetBytes(text));
}
