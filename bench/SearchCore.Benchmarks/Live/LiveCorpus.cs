using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Util;

using SearchCore.Articles;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Benchmarks.Live;

/// <summary>
/// Articles that are there, articles that come later, and queries of two words of which it is known without any index what they find.
/// </summary>
internal sealed class LiveCorpus
{
    private const int QueryCount = 64, Seed = 7, LeastLetters = 4;

    // Nothing else is kept of the words: millions of strings would be looked at by each full collection of garbage, in the midst of what
    // is measured.
    private readonly Dictionary<LiveQuery, int> first = [];
    private readonly Dictionary<LiveQuery, int[]> coming = [];

    private LiveCorpus(ArticleLines articles, int atFirst)
    {
        Base = articles[..atFirst];
        Live = articles[atFirst..];
        using var analyzer = new EnglishAnalyzer(LuceneVersion.LUCENE_48);
        var baseWords = Base.Select(a => WordsOf(analyzer, a)).ToList();
        var liveWords = Live.Select(a => WordsOf(analyzer, a)).ToList();
        Queries = Choose(baseWords);
        foreach (var query in Queries)
        {
            var counts = new int[Live.Count + 1];
            for (var i = 0; i < Live.Count; i++)
            {
                counts[i + 1] = counts[i] + (Matches(liveWords[i], query) ? 1 : 0);
            }

            coming[query] = counts;
            first[query] = baseWords.Count(words => Matches(words, query));
        }
    }

    /// <summary>The articles that are there from the beginning.</summary>
    public ArticleLines Base { get; }

    /// <summary>Those that come later, with other ids.</summary>
    public ArticleLines Live { get; }

    /// <summary>The queries.</summary>
    public IReadOnlyList<LiveQuery> Queries { get; }

    /// <summary>Reads a file of JSON lines, or invents articles where there is none.</summary>
    public static LiveCorpus Read(string? file, int atFirst)
    {
        var articles = file is null
            ? ArticleLines.Of(SyntheticNews.Articles(Seed, atFirst * 5 / 4, NewsProfile.Wire))
            : ArticleLines.Read(file);
        return new(articles, Math.Min(atFirst, articles.Count * 4 / 5));
    }

    /// <summary>How many of the articles that are there from the beginning a query finds.</summary>
    public int CountAtFirst(LiveQuery query) => first[query];

    /// <summary>How many of the first so many articles that come later a query finds.</summary>
    public int CountComing(int articles, LiveQuery query) =>
        (articles / Live.Count * coming[query][Live.Count]) + coming[query][articles % Live.Count];

    /// <summary>The article that comes in a place of an endless sequence: with another id each.</summary>
    public Article Coming(int number)
    {
        var article = Live[number % Live.Count];
        return number < Live.Count ? article : article with { Id = $"{article.Id}-{number}" };
    }

    private static bool Matches(HashSet<string> words, LiveQuery query) =>
        words.Contains(query.FirstTerm) && words.Contains(query.SecondTerm);

    // Plain words that no stemming changes and that are not the stem of another: the two analyses have the same articles for them.
    private List<LiveQuery> Choose(List<HashSet<string>> baseWords)
    {
        var random = new Random(Seed);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var word in baseWords.SelectMany(words => words))
        {
            counts[word] = counts.GetValueOrDefault(word) + 1;
        }

        var written = Base.SelectMany(a => (a.Body ?? "").Split(' ', '\n'))
            .Where(w => w.Length >= LeastLetters && w.All(char.IsAsciiLetterLower))
            .Distinct(StringComparer.Ordinal)
            .Where(w => counts.GetValueOrDefault(w) is var n && n >= Base.Count / 200 && n <= Base.Count / 8)
            .Order(StringComparer.Ordinal).ToArray();
        var chosen = new List<LiveQuery>();
        for (var tries = 0; chosen.Count < QueryCount && tries < QueryCount * 50; tries++)
        {
            var (first, second) = (written[random.Next(written.Length)], written[random.Next(written.Length)]);
            var query = new LiveQuery(first, second, first, second);
            if (first != second && baseWords.Count(words => Matches(words, query)) >= Base.Count / 1_000)
            {
                chosen.Add(query);
            }
        }

        return chosen.Count > 0 ? chosen : throw new InvalidDataException("The corpus has no words to search for.");
    }

    /// <summary>
    /// Leaves the queries for which engines find in the index at first what was counted without one, and ours in the articles that come.
    /// </summary>
    public IReadOnlyList<LiveQuery> Agreed(IEnumerable<ILiveIndex> indexes)
    {
        using var later = ArticleIndex.InMemory(new ArticleIndexOptions { Recognizer = null });
        foreach (var article in Live)
        {
            later.Add(article);
        }

        later.Commit();
        return
        [
            .. Queries.Where(q => indexes.All(index => index.Search(q, withSnippets: false).Total == CountAtFirst(q))
                && later.Search(SearchCoreLive.Request(q, withSnippets: false)).Total.Value == CountComing(Live.Count, q)),
        ];
    }

    private static HashSet<string> WordsOf(EnglishAnalyzer analyzer, Article article)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in new[] { article.Title, article.Body })
        {
            using var stream = analyzer.GetTokenStream("body", text ?? "");
            var term = stream.GetAttribute<ICharTermAttribute>();
            stream.Reset();
            while (stream.IncrementToken())
            {
                words.Add(term.ToString());
            }

            stream.End();
        }

        return words;
    }
}
