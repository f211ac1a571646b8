using Lucene.Net.Index;
using Lucene.Net.Search;

using SearchCore.Searching.Planning;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Partials;

/// <summary>
/// What scores depend on besides the article itself: how many articles there are, how long their fields, in how many each term stands.
/// Indexes that are searched as one score by their sums. Plain data.
/// </summary>
/// <param name="Articles">Articles, those deleted and not merged away yet included, as Lucene counts them.</param>
/// <param name="Fields">By field: articles that have it, and its words over all of them.</param>
/// <param name="Terms">By field and term: articles that have it, and how often it stands in all of them.</param>
internal sealed record ScoringStatistics(
    long Articles,
    IReadOnlyDictionary<string, (long Articles, long Words)> Fields,
    IReadOnlyDictionary<(string Field, string Term), (long Articles, long Occurrences)> Terms)
{
    /// <summary>Those of one index for the terms that a plan scores.</summary>
    public static ScoringStatistics Of(PointInTime point, PlanClause clause)
    {
        var fields = new Dictionary<string, (long, long)>(StringComparer.Ordinal);
        var terms = new Dictionary<(string, string), (long, long)>();
        foreach (var (field, text) in ScoredTerms(clause).Distinct())
        {
            var term = new Term(field, text);
            terms[(field, text)] = (point.Reader.DocFreq(term), point.Reader.TotalTermFreq(term));
            if (!fields.ContainsKey(field))
            {
                fields[field] = (point.Reader.GetDocCount(field), point.Reader.GetSumTotalTermFreq(field));
            }
        }

        return new(point.Reader.MaxDoc, fields, terms);
    }

    /// <summary>Those of several indexes together.</summary>
    public static ScoringStatistics Merge(IReadOnlyList<ScoringStatistics> parts) => new(
        parts.Sum(p => p.Articles),
        parts.SelectMany(p => p.Fields).GroupBy(f => f.Key, f => f.Value, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, Sum, StringComparer.Ordinal),
        parts.SelectMany(p => p.Terms).GroupBy(t => t.Key, t => t.Value).ToDictionary(g => g.Key, Sum));

    private static (long, long) Sum(IEnumerable<(long A, long B)> pairs) =>
        pairs.Aggregate((0L, 0L), (sum, pair) => (sum.Item1 + pair.A, sum.Item2 + pair.B));

    private static IEnumerable<(string Field, string Term)> ScoredTerms(PlanClause clause) => clause switch
    {
        TextClause text => QueryPlanner.FieldsOf(text.Words.Field).SelectMany(field => text.Words.Terms.Select(term => (field, term))),
        PositionClause positions => ScoredTerms(positions.Words),
        BoostedClause boosted => ScoredTerms(boosted.Clause),
        CompoundClause compound => compound.Must.Concat(compound.Should).Concat(compound.MustNot).SelectMany(ScoredTerms),
        FilterClause { Condition: Matching matching } => ScoredTerms(matching.Clause),
        _ => [],
    };
}

/// <summary>A searcher of one index that scores by the statistics of several.</summary>
internal sealed class SharedStatisticsSearcher : IndexSearcher
{
    private readonly ScoringStatistics statistics;

    public SharedStatisticsSearcher(PointInTime point, ScoringStatistics statistics)
        : base(point.Reader)
    {
        this.statistics = statistics;
        Similarity = point.Searcher.Similarity;
    }

    // What only filters is looked up too and scores nothing: the index's own will do.
    public override TermStatistics TermStatistics(Term term, TermContext context) =>
        statistics.Terms.TryGetValue((term.Field, term.Text), out var counts)
            ? new TermStatistics(term.Bytes, counts.Articles, counts.Occurrences)
            : base.TermStatistics(term, context);

    public override CollectionStatistics CollectionStatistics(string field) =>
        statistics.Fields.TryGetValue(field, out var counts)
            ? new CollectionStatistics(field, statistics.Articles, counts.Articles, counts.Words, counts.Words)
            : base.CollectionStatistics(field);
}
