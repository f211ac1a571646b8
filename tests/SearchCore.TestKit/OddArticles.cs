using System.Text;

using SearchCore.Articles;

namespace SearchCore.TestKit;

/// <summary>
/// Articles at random, with everything that the rules of articles are about: good and bad ids, damaged texts, odd names, values
/// at their limits.
/// </summary>
public sealed class OddArticles(int seed)
{
    private static readonly string[] Odd =
    [
        "", " ", "\u00A0\u200B\t", "\0", "a\0b", "\uD800", "x\uDC00y", "\uDC00\uD800", "\U0001F600",
        "é\u0301", "\"\\/\b\f\n\r\t", "\uFFFD", "\u2028", "名前",
    ];

    private static readonly string[] Kinds = ["person", "place", "exchange", "x-1", "Person", "", "title", "a b", "1a", new('k', 33)];

    private static readonly string[] MemberNames =
        ["m", "n", "o", "_m", "a:b", "", "a\nb", "\u0085", "\uD800", "\uDC00", "\0", "名", "M", new('m', 256), new('m', 257), "dateline"];

    private readonly Random random = new(seed);

    /// <summary>An article that the rules accept as it is.</summary>
    public Article Good(string id) => new()
    {
        Id = id,
        Title = Maybe(() => "T" + Clean()),
        Body = "B" + Clean(),
        Published = Date(),
        Source = Maybe(() => "S" + Clean()),
        Url = Maybe(() => "https://example.org/" + random.Next()),
        Section = Maybe(() => "world"),
        Language = Maybe(() => "en"),
        Authors = [.. Some(() => "A" + Clean())],
        Tags = [.. Some(() => "t" + Clean())],
        Entities = Grouped([.. Some(() => new EntityName(Kinds[random.Next(4)], "E" + Clean()))]),
        Members = [.. Some(() => random.Next()).Distinct().Select(n => new ArticleMember($"m{n}", Clean()))],
    };

    /// <summary>An article of which anything may be wrong.</summary>
    public Article Any(string id)
    {
        var article = Good(id);
        for (var faults = random.Next(4); faults > 0; faults--)
        {
            article = random.Next(16) switch
            {
                0 => article with { Id = BadId(id) },
                1 => article with { Title = Text(), Body = Text() },
                2 => article with { Title = new string('t', ArticleLimits.MaxTitleBytes + random.Next(-1, 2)) + Text() },
                3 => article with { Body = Text() },
                4 => article with { Source = Long(), Url = Text() },
                5 => article with { Section = Text(), Language = Long() },
                6 => article with { Authors = random.Next(8) == 0 ? null! : [.. article.Authors, Text(), Long()] },
                7 => article with { Tags = random.Next(8) == 0 ? [.. article.Tags, null!] : [Text(), .. article.Tags] },
                8 => article with { Tags = [.. Enumerable.Repeat("t", ArticleLimits.MaxListValues - 1), "", "u", "v", "w"] },
                9 => article with { Entities = Grouped([.. article.Entities, new(Kind(), Text()), new("place", Long())]) },
                10 => article with { Entities = random.Next(2) == 0 ? [.. article.Entities, default] : article.Entities },
                11 => article with { Members = [.. article.Members, new(MemberName(), Text())] },
                12 => article with { Members = [.. Some(() => new ArticleMember(MemberName(), Text()))] },
                13 => article with { Members = [.. Many(255 + random.Next(4)), new("_n", "v"), new("z", "v")] },
                14 => article with
                {
                    Members = [new("m", new string('é', 16_383 + random.Next(3))), new("n", random.Next(2) == 0 ? null! : "v")],
                },
                _ => article with { Members = [new("title", "v"), .. article.Members] },
            };
        }

        return article;
    }

    /// <summary>
    /// The article as a line of JSON; null where it cannot be written so (null in a list, a member of a name that articles have
    /// of their own).
    /// </summary>
    public static string? ToLine(Article article)
    {
        if (article.Authors is null || article.Tags.Contains(null!) || article.Entities.Any(e => e.Kind is null)
            || article.Members.Any(m => m.Name is null or "title" || m.Value is null))
        {
            return null;
        }

        var line = new StringBuilder("{");
        Add("id", article.Id);
        Add("title", article.Title);
        Add("body", article.Body);
        Add("published", article.Published?.ToString());
        Add("source", article.Source);
        Add("url", article.Url);
        Add("section", article.Section);
        Add("language", article.Language);
        line.Append($"\"author\":{List(article.Authors)},\"tags\":{List(article.Tags)},\"entities\":{{");
        var kinds = article.Entities.GroupBy(e => e.Kind, StringComparer.Ordinal);
        line.AppendJoin(',', kinds.Select(kind => $"{Quote(kind.Key)}:{List(kind.Select(e => e.Name))}"));
        line.Append('}');
        foreach (var (name, value) in article.Members)
        {
            line.Append($",{Quote(name)}:{Quote(value)}");
        }

        return line.Append('}').ToString();

        void Add(string name, string? value) => line.Append($"\"{name}\":{(value is null ? "null" : Quote(value))},");
    }

    // System.Text.Json would replace halves of surrogate pairs before anybody could look at them.
    private static string Quote(string text) => $"\"{string.Concat(text.Select(Escape))}\"";

    private static string Escape(char c) => c is '"' or '\\' or < ' ' || char.IsSurrogate(c) ? $"\\u{(int)c:x4}" : c.ToString();

    private static string List(IEnumerable<string> values) => $"[{string.Join(',', values.Select(Quote))}]";

    /// <summary>JSON lines hold entities by kind, so that only the order within a kind is kept.</summary>
    private static List<EntityName> Grouped(List<EntityName> entities) =>
        [.. entities.GroupBy(e => e.Kind, StringComparer.Ordinal).SelectMany(kind => kind)];

    private string Clean() => string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => Odd[random.Next(8, Odd.Length)]));

    private string Text() => random.Next(3) == 0 ? Piece() : Piece() + Piece();

    private string Piece() => Odd[random.Next(Odd.Length)];

    private string Long() => Piece() + new string(random.Next(2) == 0 ? 'v' : 'é', random.Next(3) switch { 0 => 3, 1 => 4096, _ => 8192 });

    private string Kind() => Kinds[random.Next(Kinds.Length)];

    private string MemberName() => MemberNames[random.Next(MemberNames.Length)];

    private static IEnumerable<ArticleMember> Many(int count) => Enumerable.Range(0, count).Select(n => new ArticleMember($"m{n}", "v"));

    private string BadId(string id) => random.Next(4) switch
    {
        0 => null!,
        1 => id + Text(),
        2 => id + new string('é', random.Next(250, 260)),
        _ => Text(),
    };

    private string? Maybe(Func<string> make) => random.Next(2) == 0 ? make() : null;

    private IEnumerable<T> Some<T>(Func<T> make)
    {
        for (var count = random.Next(4); count > 0; count--)
        {
            yield return make();
        }
    }

    private ArticleDate? Date() => random.Next(3) switch
    {
        0 => null,
        1 => new ArticleDate(random.NextInt64(ArticleDate.MinUnixSeconds, ArticleDate.MaxUnixSeconds + 1)),
        _ => ArticleDate.FromDay(1900 + random.Next(120), 1 + random.Next(12), 1 + random.Next(28)),
    };
}
