using SearchCore.Articles;

namespace SearchCore.Tests.Indexing.Segments;

/// <summary>
/// Articles of any shape: few words or many, any field there or not, values that repeat, fold together or are of any script.
/// </summary>
internal static class RandomArticles
{
    private static readonly string[] Languages = ["en", "de", "fr-CA", "ru", "tr", "ar", "el", "pl", "ja", "pt_BR", "English", "unknown"];

    private static readonly string[] Values =
        ["Reuters", "reuters", "Café", "CAFE", "Zürich", "x/y", "東京", " spaced  out ", "\U0001F600", "a\u0301", ""];

    private static readonly string[] Ends =
        ["end. The", "Mr. W", "U.S. in", "U.S. The", "\n\n", "\r\n", "w.\n  W", "\t", "what?\u201d", "no! said", "3.5. W", "。", "!", ".)",
            "\u2029", "\n \n", "…"];

    private static readonly string[] Pieces =
    [
        "http://", "HTTPS://", "//", "ftp://", "1x://", "www.", "WWW.", "Example.ORG", "news.", "bbc.co.uk", "localhost", ":80", ":443",
        ":8080", ":", "/", "/news/", "?", "?a=b", "#", "#top", "@", "joe:secret@", "..", ".",
        "[::1]", "[2001:db8::1%25eth0]", "[]", "10.0.0.1", "xn--mnchen-3ya", "xn--zzzzzzzz99999", "M\u00DCNCHEN", "\u0130", ".de", " ",
        "\0", "\n", "mailto:", "javascript:", "n/a", "%7E", "~joe", "*", "\\", "|",
    ];

    public static List<Article> Make(Random random, int count)
    {
        var words = random.Next(4) switch { 0 => 5, 1 => 60, 2 => 3_000, _ => 200_000 };
        return [.. Enumerable.Range(0, count).Select(i => Make(random, $"{random.Next()}-{i}", words))];
    }

    public static IReadOnlyList<EntityName> Entities(Random random) =>
        [.. Enumerable.Range(0, random.Next(4)).Select(_ => new EntityName(random.Next(2) == 0 ? "person" : "place", Value(random)))];

    private static Article Make(Random random, string id, int words) => new()
    {
        Id = id,
        Title = random.Next(4) == 0 ? null : Text(random, random.Next(12), words),
        Body = random.Next(10) == 0 ? null : Text(random, random.Next(random.Next(20) == 0 ? 5_000 : 200), words),
        Published = random.Next(4) == 0
            ? null
            : new ArticleDate(random.NextInt64(
            random.Next(3) == 0 ? ArticleDate.MinUnixSeconds : 0, random.Next(3) == 0 ? ArticleDate.MaxUnixSeconds : 100_000)),
        Source = random.Next(3) == 0 ? null : Value(random),
        Url = random.Next(3) switch { 0 => $"https://example.org/{id}", 1 => UnusualAddress(random), _ => null },
        Section = random.Next(3) == 0 ? Value(random) : null,
        Language = random.Next(3) == 0 ? Languages[random.Next(Languages.Length)] : null,
        Authors = Some(random, 3),
        Tags = Some(random, 5),
        Entities = [.. Some(random, 6).Select(v => new EntityName(random.Next(2) == 0 ? "organization" : "exchange", v))],
        Members = [.. Some(random, 3).Select((v, i) => new ArticleMember($"member{i}", v))],
    };

    /// <summary>What is given for an address: of any shape, or none.</summary>
    public static string UnusualAddress(Random random) => string.Concat(
        Enumerable.Range(0, random.Next(1, 8)).Select(_ => random.Next(12) switch
    {
        0 => UnicodeText.Next(random),
        1 => new string('p', random.Next(4_200)),
        _ => Pieces[random.Next(Pieces.Length)],
    }));

    private static List<string> Some(Random random, int most) => [.. Enumerable.Range(0, random.Next(most)).Select(_ => Value(random))];

    private static string Value(Random random) => random.Next(4) == 0 ? $"value {random.Next(3000)}" : Values[random.Next(Values.Length)];

    private static string Text(Random random, int length, int words) =>
        string.Join(' ', Enumerable.Range(0, length).Select(_ => random.Next(30) switch
        {
            0 => UnicodeText.Next(random),
            1 => "the",
            3 => Ends[random.Next(Ends.Length)],
            2 => new string('y', random.Next(250, 260)),
            _ => $"w{(int)(words * Math.Pow(random.NextDouble(), 3))}",
        }));
}
