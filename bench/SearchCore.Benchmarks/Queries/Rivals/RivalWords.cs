using Lucene.Net.Index;
using Lucene.Net.Search;

using SearchCore.Queries;

namespace SearchCore.Benchmarks.Queries.Rivals;

/// <summary>Words of bodies that both analyses leave as they are, with how many articles have them; and pairs of them that occur.</summary>
internal sealed class RivalWords
{
    private const int MostBodies = 1_500, FewestLetters = 4;

    private readonly IndexReader reader;
    private readonly IndexSearcher lucene;
    private readonly ArticleSearcher searcher;
    private readonly Dictionary<string, int> same = new(StringComparer.Ordinal);

    public RivalWords(IndexReader reader, ArticleSearcher searcher, IEnumerable<string> bodies)
    {
        (this.reader, this.searcher, lucene) = (reader, searcher, new(reader));
        var pairs = new Dictionary<(string, string), int>();
        foreach (var body in bodies.Take(MostBodies))
        {
            var before = "";
            foreach (var word in body.Split(' '))
            {
                var plain = word.All(char.IsAsciiLetterLower) && word.Length >= FewestLetters && IsSame(word) ? word : "";
                if (before.Length > 0 && plain.Length > 0 && before != plain)
                {
                    pairs[(before, plain)] = pairs.GetValueOrDefault((before, plain)) + 1;
                }

                before = plain;
            }
        }

        Words = [.. same.Where(w => w.Value > 0).OrderByDescending(w => w.Value).ThenBy(w => w.Key, StringComparer.Ordinal)
            .Select(w => w.Key)];
        Pairs = [.. pairs.OrderByDescending(p => p.Value).ThenBy(p => p.Key).Select(p => p.Key)];
    }

    /// <summary>The words, those of most articles first.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Words that stand beside each other, the most frequent first.</summary>
    public IReadOnlyList<(string First, string Second)> Pairs { get; }

    /// <summary>Words that a share of the articles has: some of those nearest to it.</summary>
    public IReadOnlyList<string> Near(double share, int count)
    {
        var wanted = share * reader.NumDocs;
        return [.. Words.OrderBy(w => Math.Abs(Math.Log(same[w] / wanted))).ThenBy(w => w, StringComparer.Ordinal).Take(count)];
    }

    private bool IsSame(string word)
    {
        if (!same.TryGetValue(word, out var count))
        {
            var found = new TotalHitCountCollector();
            lucene.Search(new TermQuery(new Term("body", word)), found);
            count = found.TotalHits;
            var request = new SearchRequest { Tree = new WordNode(word, TextField.Body), Limit = 0, Suggest = false };
            same[word] = count = count > 0 && searcher.Search(request).Total.Value == count ? count : 0;
        }

        return count > 0;
    }
}
