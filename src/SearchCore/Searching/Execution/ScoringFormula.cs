using System.Collections.Concurrent;

using Lucene.Net.Util;

using SearchCore.Searching.Partials;
using SearchCore.Searching.Planning;

namespace SearchCore.Searching.Execution;

/// <summary>What words and phrases score: BM25 in each field, and the fields add up. For one thread.</summary>
/// <param name="statistics">What scores depend on besides the article.</param>
/// <param name="termsPerWord">
/// As how many terms a word stands in the index (its stem and its exact form): an average field is as many times shorter than its terms
/// say.
/// </param>
internal sealed class ScoringFormula(ScoringStatistics statistics, int termsPerWord)
{
    /// <summary>For who asks for no scores.</summary>
    public static ScoringFormula None { get; } =
        new(new(0, new Dictionary<string, (long, long)>(), new Dictionary<(string, string), long>()), 1);

    private const double K1 = 1.2, B = 0.75;
    private const int Codes = 256;

    // What was made last, for the searches that follow: the averages of an index change with its commits.
    private static readonly ConcurrentDictionary<double, double[]> Made = new();
    private const int MostMade = 64;

    private static readonly double[] Lengths = [.. Enumerable.Range(0, Codes).Select(Length)];

    /// <summary>The weight of a word or a phrase in a field: the sum of what its words are worth.</summary>
    public double Weight(string field, PhrasePattern words)
    {
        var idf = 0.0;
        foreach (var term in words.Terms)
        {
            double articles = statistics.Terms[(field, term)];
            idf += Math.Log(1 + ((statistics.Articles - articles + 0.5) / (articles + 0.5)));
        }

        return idf * (K1 + 1);
    }

    /// <summary>For each code of a field's length what it is worth that a word stands there once.</summary>
    public double[] Once(string field)
    {
        var words = statistics.Fields[field].Words;
        var average = words <= 0 ? 1 : (double)words / statistics.Articles / termsPerWord;
        if (Made.TryGetValue(average, out var known))
        {
            return known;
        }

        var made = new double[Codes];
        for (var code = 1; code < Codes; code++)
        {
            made[code] = 1 / (K1 * (1 - B + (B * Lengths[code] / average)));
        }

        if (Made.Count >= MostMade)
        {
            Made.Clear();
        }

        return Made[average] = made;
    }

    // The length that a norm stands for, as Lucene's BM25 reads it.
    private static double Length(int code)
    {
        double root = SmallSingle.SByte315ToSingle((sbyte)code);
        return 1 / (root * root);
    }
}
