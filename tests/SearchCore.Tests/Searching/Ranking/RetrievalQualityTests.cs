using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.TestKit;

using Xunit.Abstractions;

namespace SearchCore.Tests.Searching.Ranking;

/// <summary>
/// Ranking on the collections that have judgements, scored as trec_eval scores: mean average precision over the judged queries.
/// </summary>
public sealed class RetrievalQualityTests(ITestOutputHelper output)
{
    [SharedFact]
    public void Cranfield_is_ranked_as_well_as_published_baselines() => Assert.InRange(MeanAveragePrecision("cranfield"), 0.425, 1);

    [SharedFact]
    public void Cacm_is_ranked_as_well_as_published_baselines() => Assert.InRange(MeanAveragePrecision("cacm"), 0.37, 1);

    private double MeanAveragePrecision(string collection)
    {
        using var index = new TestIndex([.. Articles(SharedData.File($"ir/{collection}/corpus.jsonl.gz"))]);
        var relevant = File.ReadLines(SharedData.File($"ir/{collection}/qrels.txt"))
            .Select(line => line.Split(' '))
            .Where(row => int.Parse(row[3], CultureInfo.InvariantCulture) > 0)
            .ToLookup(row => row[0], row => row[2]);
        var sum = 0.0;
        foreach (var line in File.ReadLines(SharedData.File($"ir/{collection}/queries.tsv")))
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            var wanted = relevant[line[..tab]].ToHashSet(StringComparer.Ordinal);
            if (wanted.Count == 0)
            {
                continue;
            }

            var request = new SearchRequest
            {
                Query = line[(tab + 1)..],
                Dialect = QueryDialect.Plain,
                DefaultOperator = QueryOperator.Or,
                Limit = 1_000,
                SnippetLength = 0,
            };
            var (found, precision, rank) = (0, 0.0, 0);
            foreach (var hit in index.Search(request).Hits.OrderByDescending(h => h.Score)
                .ThenByDescending(h => h.Id, StringComparer.Ordinal))
            {
                rank++;
                if (wanted.Contains(hit.Id))
                {
                    precision += (double)++found / rank;
                }
            }

            sum += precision / wanted.Count;
        }

        var map = sum / relevant.Count;
        output.WriteLine($"{collection}: MAP {map:F4} over {relevant.Count} queries");
        return map;
    }

    private static IEnumerable<Article> Articles(string path)
    {
        using var lines = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (lines.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            string? Text(string name) => json.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
            yield return new Article { Id = Text("id")!, Title = Text("title"), Body = Text("body") };
        }
    }
}
