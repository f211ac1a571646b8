using System.Globalization;

using SearchCore.Articles;

namespace SearchCore.Benchmarks.Standing;

/// <summary>
/// Standing queries as people have them, made from articles so that each matches at least one of them: words together, phrases, names,
/// words near each other, choices, beginnings, words of a period, exclusions.
/// </summary>
internal static class StandingMix
{
    private const int LeastLetters = 4, MostTries = 100, RareShare = 500;

    /// <summary>Makes queries.</summary>
    /// <param name="articles">What they are made from.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">Decides everything.</param>
    public static List<StandingQuery> Make(IReadOnlyList<Article> articles, int count, int seed)
    {
        var random = new Random(seed);
        var having = articles.SelectMany(a => Words(a).Distinct(StringComparer.Ordinal)).CountBy(w => w, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
        var queries = new List<StandingQuery>(count);
        for (var tries = 0; queries.Count < count && tries < count * MostTries; tries++)
        {
            if (Make(articles[random.Next(articles.Count)], random, word => having.GetValueOrDefault(word) <= articles.Count / RareShare)
                is { } text)
            {
                queries.Add(new()
                {
                    Name = queries.Count.ToString("D6", CultureInfo.InvariantCulture),
                    Request = new SearchRequest { Query = text },
                });
            }
        }

        return queries;
    }

    /// <summary>Queries for the near-duplicates of articles.</summary>
    /// <param name="articles">The articles.</param>
    /// <param name="count">Of how many of them, evenly over all.</param>
    public static IEnumerable<StandingQuery> Near(IReadOnlyList<Article> articles, int count) =>
        Enumerable.Range(0, count).Select(n => articles[(int)((long)n * articles.Count / count)].Id).Distinct().Select(id =>
            new StandingQuery { Name = $"near {id}", Request = new SearchRequest { Query = $"near:\"{id}\"" } });

    // The first word is a rare one: nobody wants to be told of every article with "company".
    private static string? Make(Article article, Random random, Func<string, bool> isRare)
    {
        string[] words = [.. Words(article)];
        var at = Array.FindIndex(words, words.Length > 0 ? random.Next(words.Length) : 0, w => isRare(w));
        if (at < 0)
        {
            return null;
        }

        string[] some = [.. words[at..].Distinct(StringComparer.Ordinal).Take(3)];
        if (some.Length < 3)
        {
            return null;
        }

        return random.Next(20) switch
        {
            < 6 => string.Join(' ', some),
            < 8 => $"{some[0]} {some[1]}",
            < 11 => $"\"{some[0]} {some[1]}\"",
            < 14 => article.Entities is [var name, ..] ? $"{name.Kind}:\"{name.Name}\" {some[0]}" : null,
            < 16 => $"{some[0]} W/5 {some[1]}",
            16 => $"({some[1]} OR {some[2]}) {some[0]}",
            17 => $"{some[0][..^1]}* {some[1]}",
            18 => $"{some[0]} {some[1]} date:last-7-days..",
            _ => $"{some[0]} {some[1]} NOT {some[2]}",
        };
    }

    // In lower case, in their order.
    private static IEnumerable<string> Words(Article article) =>
        (article.Body ?? string.Empty).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(IsWord)
            .Select(w => w.ToLowerInvariant());

    private static bool IsWord(string word) => word.Length >= LeastLetters && word.All(char.IsAsciiLetter);
}
