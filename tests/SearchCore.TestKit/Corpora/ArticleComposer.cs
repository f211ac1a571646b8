using System.Globalization;

using SearchCore.Articles;

namespace SearchCore.TestKit.Corpora;

/// <summary>Writes the articles of one profile and seed, each from a random sequence of its own.</summary>
internal sealed class ArticleComposer
{
    private const long FirstDay = 1_420_070_400; // 2015-01-01
    private const int Days = 3_653; // to 2024-12-31
    private const int WireTopics = 120;

    private readonly NewsProfile profile;
    private readonly ulong seed;
    private readonly RankTable content;
    private readonly string[] functions;

    public ArticleComposer(NewsProfile profile, ulong seed)
    {
        (this.profile, this.seed) = (profile, seed);
        content = new RankTable([.. profile.ContentFrequencies], tail: 0.2, octaves: 21);
        functions = FunctionWords.Slots(profile.Modern);
    }

    /// <summary>The article with a number.</summary>
    public Article Compose(int number)
    {
        var random = new SeededRandom(seed, (ulong)number);
        var curly = random.PerMille(profile.CurlyQuotes);
        var length = Math.Min(
            profile.BodyLength.Most, Math.Max(8, (int)random.LogNormal(profile.BodyLength.Mean, profile.BodyLength.Deviation)));
        var subject = new ArticleSubject(random, profile, content, length);
        var text = new NewsText(random, profile, subject, functions, curly);
        var title = text.Title(Math.Max(3, (int)random.LogNormal(profile.TitleLength.Mean, profile.TitleLength.Deviation)));
        var body = random.PerMille(profile.HeadlineOnly) ? null : text.Body(length);
        var published = Moment(random);
        var section = profile.Sections.Count == 0
            ? null
            : profile.Sections[Math.Min(random.Below(profile.Sections.Count), random.Below(profile.Sections.Count))];
        var id = string.Create(CultureInfo.InvariantCulture, $"{profile.Name}-{number:D7}");
        return new Article
        {
            Id = id,
            Title = title,
            Body = body,
            Published = published,
            Source = profile.Modern ? "Government press office" : "Newswire",
            Section = section,
            Url = profile.Modern ? $"https://press.example/{section}/{published.ToString()[..4]}/{id}" : null,
            Language = "en",
            Authors = random.PerMille(profile.Bylines) ? [NamePool.Person(random.Below(200))] : [],
            Tags = Topics(random),
            Entities = Given(random, subject),
        };
    }

    private static ArticleDate Moment(SeededRandom random)
    {
        // Fewer on Saturdays and Sundays. 2015 began on a Thursday.
        var day = random.Below(Days);
        if ((day + 4) % 7 is 6 or 0 && random.PerMille(700))
        {
            day = Math.Max(0, day - 1 - random.Below(5));
        }

        return new ArticleDate(FirstDay + (day * 86_400L) + random.Below(86_400));
    }

    private List<string> Topics(SeededRandom random)
    {
        var topics = new List<string>();
        while (topics.Count < 6 && random.PerMille(profile.Topics * 1000 / (1000 + profile.Topics)))
        {
            var topic = Lexicon.Word(2 * Math.Min(random.Below(WireTopics), random.Below(WireTopics)) + 200);
            if (!topics.Contains(topic))
            {
                topics.Add(topic);
            }
        }

        return topics;
    }

    private List<EntityName> Given(SeededRandom random, ArticleSubject subject)
    {
        var given = new List<EntityName>();
        if (random.PerMille(profile.GivenPlaces))
        {
            given.Add(subject.Country);
        }

        foreach (var name in subject.Names)
        {
            if (!given.Contains(name) && random.PerMille(profile.GivenOthers))
            {
                given.Add(name);
            }
        }

        return given;
    }
}
