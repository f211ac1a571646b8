using System.Globalization;
using System.Text;
using System.Text.Json;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Queries;

namespace SearchCore.Benchmarks.Game;

/// <summary>
/// Speaks the protocol of <em>Search Benchmark, the Game</em>, in which Lucene, tantivy, PISA and others compete: an index is built from
/// JSON lines of <c>id</c> and <c>text</c> on standard input; then each line of standard input is a command, a tab and a query, and each
/// line of the answer a count, or 1 where none was asked for.
/// </summary>
/// <remarks>
/// The queries are those of Lucene's classic parser: words, <c>+words</c>, <c>"phrases"</c>. Words are stemmed here and not there, so that
/// counts are larger than those of the others.
/// </remarks>
internal static class SearchGame
{
    private const string Unsupported = "UNSUPPORTED";

    /// <summary><c>game build INDEX</c> or <c>game query INDEX</c>.</summary>
    public static int Run(Arguments arguments)
    {
        switch (arguments.Positional)
        {
            case ["build", var folder]:
                Build(Console.OpenStandardInput(), folder);
                return 0;
            case ["query", var folder]:
                using (var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8))
                using (var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)))
                {
                    Answer(input, output, folder);
                }

                return 0;
            default:
                return arguments.Misused();
        }
    }

    /// <summary>Builds an index of one segment, as the others do.</summary>
    public static void Build(Stream corpus, string folder)
    {
        using var index = ArticleIndex.Open(folder, new ArticleIndexOptions { Recognizer = null });
        var report = index.Index([ArticleSource.From(Articles(corpus))]);
        if (report.Rejected > 0)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{report.Rejected} lines were no documents"));
        }

        index.Compact();
    }

    /// <summary>Answers queries until there are no more, each as soon as it was read.</summary>
    public static void Answer(TextReader queries, TextWriter answers, string folder)
    {
        using var index = ArticleIndex.Open(folder, new ArticleIndexOptions { Access = IndexAccess.ReadOnly, Recognizer = null });
        using var searcher = index.OpenSearcher();
        while (queries.ReadLine() is { } line)
        {
            answers.WriteLine(Answer(searcher, line));
            answers.Flush();
        }
    }

    private static string Answer(ArticleSearcher searcher, string line)
    {
        if (line.Split('\t', 2) is not [var command, var query] || Wanted(command) is not var (limit, counts))
        {
            return Unsupported;
        }

        try
        {
            var results = searcher.Search(new SearchRequest
            {
                Query = query,
                Dialect = QueryDialect.Lucene,
                DefaultOperator = QueryOperator.Or,
                Limit = limit,
                Fields = HitFields.None,
                Suggest = false,
                TimeLimit = Timeout.InfiniteTimeSpan,
            });
            return counts ? results.Total.Value.ToString(CultureInfo.InvariantCulture) : "1";
        }
        catch (QueryException)
        {
            return Unsupported;
        }
    }

    // How many hits a command wants, and whether their number; null for one that is not known.
    private static (int Limit, bool Counts)? Wanted(string command) => command switch
    {
        "COUNT" => (0, true),
        "TOP_10" => (10, false),
        "TOP_100" => (100, false),
        "TOP_1000" => (1_000, false),
        "TOP_10_COUNT" => (10, true),
        "TOP_100_COUNT" => (100, true),
        "TOP_1000_COUNT" => (1_000, true),
        _ => null,
    };

    private static IEnumerable<Article> Articles(Stream corpus)
    {
        using var lines = new StreamReader(corpus, Encoding.UTF8);
        while (lines.ReadLine() is { } line)
        {
            if (line.Length == 0)
            {
                continue;
            }

            using var json = JsonDocument.Parse(line);
            yield return new Article
            {
                Id = json.RootElement.GetProperty("id").ToString(),
                Body = json.RootElement.GetProperty("text").GetString(),
            };
        }
    }
}
