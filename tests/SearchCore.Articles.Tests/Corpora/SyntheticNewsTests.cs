using System.Security.Cryptography;

using SearchCore.Articles.Formats.JsonLines;
using SearchCore.Articles.Tests.Reading;
using SearchCore.TestKit;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Articles.Tests.Corpora;

public sealed class SyntheticNewsTests
{
    [Fact]
    public void Random_numbers_are_those_of_the_published_SplitMix64()
    {
        // The first numbers of Sebastiano Vigna's C program for the state 1234567.
        var random = SeededRandom.AtState(1_234_567);

        Assert.Equal(
            new ulong[] { 6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423 },
            new[] { random.Next(), random.Next(), random.Next() });
    }

    [Theory]
    [InlineData("wire", 300, "479B2BA69FF46AAF498C9B241CBA201A")]
    [InlineData("briefing", 40, "9796061D0FCEF3C1666703F7A3367BCA")]
    public void Same_seed_gives_the_same_bytes_on_every_machine(string profile, int count, string expected)
    {
        using var bytes = new MemoryStream();
        SyntheticNews.WriteJsonLines(bytes, SyntheticNews.Articles(7, count, NewsProfile.Named(profile)));

        Assert.Equal(expected, Convert.ToHexString(SHA256.HashData(bytes.ToArray()))[..32]);
    }

    [Fact]
    public void More_articles_begin_with_those_of_fewer()
    {
        Assert.Equal(SyntheticNews.Articles(3, 20, NewsProfile.Wire), SyntheticNews.Articles(3, 50, NewsProfile.Wire).Take(20));
    }

    [Fact]
    public void Another_seed_gives_other_articles_of_the_same_language()
    {
        var one = NewsStatistics.Of(SyntheticNews.Articles(1, 200, NewsProfile.Wire));
        var other = NewsStatistics.Of(SyntheticNews.Articles(2, 200, NewsProfile.Wire));

        Assert.NotEqual(SyntheticNews.Articles(1, 1, NewsProfile.Wire), SyntheticNews.Articles(2, 1, NewsProfile.Wire));
        Assert.True(one.Vocabulary.Intersect(other.Vocabulary).Count() > one.Vocabulary.Count / 3);
    }

    [Fact]
    public void Wire_stories_have_the_statistics_of_Reuters() => HasStatisticsOf(NewsProfile.Wire, 6_000, new Facts(
        HeadlineOnly: 0.086, BodyTokens: 137, MedianTokens: 91, TitleTokens: 7.5, TokenLength: 4.82, TypeLength: 7.0,
        VocabularyAt100K: 10_475,
        CoveredBy100: 0.46, CoveredBy1000: 0.75, Capitalized: 0.174, Numbers: 0.055, BeyondAscii: 0.0003, GivenEntities: 1.23));

    [Fact]
    public void Briefings_have_the_statistics_of_government_briefings() => HasStatisticsOf(NewsProfile.Briefing, 700, new Facts(
        HeadlineOnly: 0, BodyTokens: 1_498, MedianTokens: 586, TitleTokens: 13.4, TokenLength: 4.83, TypeLength: 7.9,
        VocabularyAt100K: 9_816,
        CoveredBy100: 0.47, CoveredBy1000: 0.77, Capitalized: 0.18, Numbers: 0.019, BeyondAscii: 0.0159, GivenEntities: 12));

    [Fact]
    public void Articles_come_from_ten_years_and_most_days_of_them()
    {
        var days = SyntheticNews.Articles(1, 8_000, NewsProfile.Wire)
            .Select(a => DateOnly.FromDateTime(a.Published!.Value.ToDateTimeOffset().Date)).ToHashSet();

        Assert.InRange(days.Count, 2_900, 3_653);
        Assert.Equal((2015, 2024), (days.Min().Year, days.Max().Year));
    }

    [Theory]
    [InlineData("wire")]
    [InlineData("briefing")]
    public void Json_lines_are_read_back_as_they_were(string profile)
    {
        using var folder = new TempFolder();
        var articles = SyntheticNews.Articles(5, 60, NewsProfile.Named(profile)).ToList();
        using (var file = File.Create(folder["news.jsonl"]))
        {
            SyntheticNews.WriteJsonLines(file, articles);
        }

        var read = ReadResult.Of(new JsonLinesSource(folder["news.jsonl"]));

        Assert.Equal(articles.Select(Sorted), read.Articles.Select(Sorted));
        Assert.Empty(read.Rejected);
        Assert.Empty(read.Notices);
    }

    // JSON lines group entities by kind.
    private static Article Sorted(Article article) =>
        article with
        {
            Entities = [.. article.Entities.OrderBy(e => e.Kind, StringComparer.Ordinal).ThenBy(e => e.Name, StringComparer.Ordinal)],
        };

    // The figures are those of NewsProfile's remarks; a fifth is what a corpus of a tenth of the size and of another subject differs by.
    private static void HasStatisticsOf(NewsProfile profile, int count, Facts real)
    {
        var made = NewsStatistics.Of(SyntheticNews.Articles(1, count, profile));

        Assert.InRange(made.HeadlineOnly, real.HeadlineOnly * 0.8, real.HeadlineOnly * 1.2);
        Near(real.BodyTokens, made.BodyTokens);
        Near(real.MedianTokens, made.MedianTokens);
        Near(real.TitleTokens, made.TitleTokens);
        Near(real.TokenLength, made.TokenLength);
        Near(real.TypeLength, made.TypeLength);
        Near(real.VocabularyAt100K, made.VocabularyAt100K);
        Near(real.CoveredBy100, made.CoveredBy100);
        Near(real.CoveredBy1000, made.CoveredBy1000);
        Near(real.Capitalized, made.Capitalized);
        Near(real.Numbers, made.Numbers);
        Near(real.BeyondAscii, made.BeyondAscii);
        Near(real.GivenEntities, made.GivenEntities);

        static void Near(
            double real, double made, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(made))] string what = "") =>
            Assert.True(made > real * 0.8 && made < real * 1.2, $"{what} is {made}, real news has {real}");
    }

    private sealed record Facts(
        double HeadlineOnly, double BodyTokens, double MedianTokens, double TitleTokens, double TokenLength, double TypeLength,
        double VocabularyAt100K,
        double CoveredBy100, double CoveredBy1000, double Capitalized, double Numbers, double BeyondAscii, double GivenEntities);
}
