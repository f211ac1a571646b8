namespace SearchCore.Articles.Tests.Corpora;

/// <summary>
/// What can be counted in articles. A token is a run of letters (with inner apostrophes) or of digits (with inner points and commas).
/// </summary>
internal sealed class NewsStatistics
{
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);
    private readonly List<int> bodies = [];
    private int articles, tokens, titleTokens, letters, capitalized, numbers, entities, vocabularyAt100K;
    private long characters, beyondAscii;

    public ICollection<string> Vocabulary => counts.Keys;

    public double HeadlineOnly => 1 - ((double)bodies.Count / articles);

    public double BodyTokens => bodies.Average();

    public double MedianTokens => bodies.Order().ElementAt(bodies.Count / 2);

    public double TitleTokens => (double)titleTokens / articles;

    public double TokenLength => (double)letters / tokens;

    public double TypeLength => counts.Keys.Average(w => w.Length);

    public double VocabularyAt100K => vocabularyAt100K;

    public double CoveredBy100 => Covered(100);

    public double CoveredBy1000 => Covered(1000);

    public double Capitalized => (double)capitalized / tokens;

    public double Numbers => (double)numbers / tokens;

    public double BeyondAscii => (double)beyondAscii / characters;

    public double GivenEntities => (double)entities / articles;

    public static NewsStatistics Of(IEnumerable<Article> articles)
    {
        var statistics = new NewsStatistics();
        foreach (var article in articles)
        {
            statistics.Add(article);
        }

        return statistics;
    }

    private double Covered(int words) => (double)counts.Values.OrderDescending().Take(words).Sum() / tokens;

    private void Add(Article article)
    {
        articles++;
        entities += article.Entities.Count;
        titleTokens += Tokens(article.Title!).Count();
        if (article.Body is not { } body)
        {
            return;
        }

        var before = tokens;
        foreach (var token in Tokens(body))
        {
            tokens++;
            letters += token.Length;
            numbers += char.IsAsciiDigit(token[0]) ? 1 : 0;
            capitalized += char.IsUpper(token[0]) ? 1 : 0;
            var word = token.ToLowerInvariant();
            counts[word] = counts.GetValueOrDefault(word) + 1;
            vocabularyAt100K = tokens <= 100_000 ? counts.Count : vocabularyAt100K;
        }

        bodies.Add(tokens - before);
        characters += body.Length;
        beyondAscii += body.Count(c => c > 127);
    }

    private static IEnumerable<string> Tokens(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var start = at;
            var digits = char.IsAsciiDigit(text[at]);
            while (at < text.Length
                && (char.IsLetterOrDigit(text[at]) || (at > start && at + 1 < text.Length && IsInner(text, at, digits))))
            {
                at++;
            }

            if (at > start)
            {
                yield return text[start..at];
            }
        }
    }

    private static bool IsInner(string text, int at, bool digits) =>
        digits ? text[at] is '.' or ',' && char.IsAsciiDigit(text[at + 1]) : text[at] is '\'' or '’' && char.IsLetter(text[at + 1]);
}
