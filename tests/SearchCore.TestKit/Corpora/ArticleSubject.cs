using SearchCore.Articles;

namespace SearchCore.TestKit.Corpora;

/// <summary>What one article is about: the names and content words it comes back to.</summary>
internal sealed class ArticleSubject
{
    private const int Countries = 150;
    private const int MostRepeats = 450;

    // Frequencies of a name's tokens among a million, at the ranks 1, 2, 4 …: the mean of both corpora.
    private static readonly RankTable NameRanks =
        new([39_700, 25_300, 18_200, 11_600, 6_280, 3_340, 1_970, 1_170, 597, 279, 119, 50.6, 19.7, 6.0], tail: 0.38, octaves: 18);

    private readonly SeededRandom random;
    private readonly RankTable content;
    private readonly int repeats;
    private readonly List<int> used = [];
    private readonly List<EntityName> names = [];

    public ArticleSubject(SeededRandom random, NewsProfile profile, RankTable content, int length)
    {
        (this.random, this.content, repeats) = (random, content, profile.Repeats);
        Country = NamePool.Entity(EntityKinds.Place, random.PerMille(profile.AtHome) ? 0 : NameRanks.Draw(random) % Countries);
        for (var i = 3 + (length / 90) + random.Below(3); i > 0; i--)
        {
            var kind = random.Below(10) switch
            {
                < 4 => EntityKinds.Place,
                < 7 => EntityKinds.Organization,
                _ => EntityKinds.Person,
            };
            var name = NamePool.Entity(kind, NameRanks.Draw(random));
            if (!names.Contains(name))
            {
                names.Add(name);
            }
        }
    }

    /// <summary>The country it is filed under, named in the text or not.</summary>
    public EntityName Country { get; }

    /// <summary>Every name in the text, at least one.</summary>
    public IReadOnlyList<EntityName> Names => names;

    /// <summary>One of the names, the first ones more often.</summary>
    public EntityName Name() => names[Math.Min(random.Below(names.Count), random.Below(names.Count))];

    /// <summary>A content word: a new one, or one that the article has used already, which is how a text keeps to its subject.</summary>
    public string Word()
    {
        if (used.Count > 0 && random.PerMille(Math.Min(MostRepeats, repeats + (used.Count / 4))))
        {
            return Lexicon.Word(used[random.Below(used.Count)]);
        }

        var rank = content.Draw(random);
        used.Add(rank);
        return Lexicon.Word(rank);
    }
}
