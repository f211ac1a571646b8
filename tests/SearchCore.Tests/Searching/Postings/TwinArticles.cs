using System.Globalization;
using System.Text;
using SearchCore.Articles;

namespace SearchCore.Tests.Searching.Postings;

/// <summary>Articles whose postings stand on every border of the format.</summary>
internal static class TwinArticles
{
    // Around every border: of a block, of a block of skips on each of three levels.
    private static readonly int[] Counts =
    [
        1, 2, 3, 127, 128, 129, 130, 255, 256, 257, 383, 384, 385, 1_023, 1_024, 1_025, 1_100, 1_151, 1_152, 1_153, 1_281, 4_000, 8_191,
        8_192, 8_193, 8_320, 8_321, 9_100, 9_217, 9_500,
    ];

    /// <summary>
    /// A large archive: for each of some counts a word that so many articles have, and one that as many neighbours have; and rare words.
    /// </summary>
    public static Article[] Large(Random random, int count)
    {
        var titles = Enumerable.Range(0, count).Select(_ => new StringBuilder()).ToArray();
        var bodies = Enumerable.Range(0, count).Select(_ => new StringBuilder()).ToArray();
        var names = Enumerable.Range(0, count).Select(_ => new List<EntityName>()).ToArray();
        var all = Enumerable.Range(0, count).ToArray();
        foreach (var number in Counts.Append(count))
        {
            random.Shuffle(all);
            foreach (var article in all.AsSpan(0, number))
            {
                names[article].Add(new EntityName("person", $"Each {number}"));
                titles[article].Append(CultureInfo.InvariantCulture, $"each{number} ");
                for (var times = Times(random); times > 0; times--)
                {
                    bodies[article].Append(CultureInfo.InvariantCulture, $"each{number} ");
                }
            }

            // The same number, side by side, each once: blocks whose numbers are all the same.
            var first = random.Next(count - number + 1);
            for (var article = first; article < first + number; article++)
            {
                bodies[article].Append(CultureInfo.InvariantCulture, $"run{number} ");
            }
        }

        for (var article = 0; article < count; article++)
        {
            for (var i = 0; i < 8; i++)
            {
                bodies[article].Append(Rare(random)).Append(' ');
            }
        }

        return
        [
            .. all.Order().Select(article => new Article
            {
                Id = $"{article * 7_919L % 100_003:D6}",
                Title = titles[article].ToString(),
                Body = bodies[article].ToString(),
                Entities = names[article],
                Source = $"source {article % 3}",
            }),
        ];
    }

    /// <summary>An article of an archive that is small.</summary>
    public static Article Small(Random random, int number)
    {
        var text = new StringBuilder();
        for (var words = random.Next(60); words > 0; words--)
        {
            var word = random.Next(1 << random.Next(1, 12));
            for (var times = Times(random); times > 0; times--)
            {
                text.Append(CultureInfo.InvariantCulture, $"w{word} ");
            }
        }

        return new Article
        {
            Id = $"a{number}",
            Title = random.Next(3) == 0 ? null : $"w{random.Next(4)} {Rare(random)}",
            Body = random.Next(9) == 0 ? null : text.ToString(),
            Published = random.Next(4) == 0 ? null : new ArticleDate(random.Next(1_000_000)),
            Entities = random.Next(2) == 0 ? [] : [new EntityName("place", $"P{random.Next(3)}")],
        };
    }

    private static int Times(Random random) => random.Next(30) switch
    {
        0 => random.Next(1, 40),
        < 6 => random.Next(1, 5),
        _ => 1,
    };

    // One of some fifty thousand words that share their beginnings; some are longer than an automaton's usual path.
    private static string Rare(Random random)
    {
        var number = random.Next(60_000);
        var word = $"{"abcdefghij"[number % 10]}{"xyz"[number % 3]}{number:D5}";
        return (number % 50) switch
        {
            0 => $"{string.Concat(Enumerable.Repeat("longest", 10))}{word}",
            1 => $"{string.Concat(Enumerable.Repeat("ünlike", 20))}{number % 700}",
            2 => $"{word[..3]}",
            3 => new string((char)('a' + (number % 26)), 1 + (number % 240)),
            _ => word,
        };
    }
}
