using Lucene.Net.Index;
using Lucene.Net.Search;

using SearchCore.Queries;

using LuceneQuery = Lucene.Net.Search.Query;
using LuceneSort = Lucene.Net.Search.Sort;

namespace SearchCore.Benchmarks.Queries.Rivals;

/// <summary>A query for both: the ten best hits and how many articles match.</summary>
/// <param name="Class">What kind it is.</param>
/// <param name="Lucene">Runs it by Lucene.Net.</param>
/// <param name="Ours">Runs it by us.</param>
internal sealed record RivalQuery(string Class, Func<long> Lucene, Func<long> Ours)
{
    /// <summary>Runs queries in turn, again and again.</summary>
    /// <returns>How many articles all of them found.</returns>
    public static long Run(IReadOnlyList<RivalQuery> queries, int rounds, Func<RivalQuery, long> run)
    {
        var hits = 0L;
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < queries.Count; i++)
            {
                hits += run(queries[i]);
            }
        }

        return hits;
    }
}

/// <summary>Makes queries of the classes that the other engines are measured by, too.</summary>
internal static class RivalQueries
{
    /// <summary>The classes, in the order in which they are told.</summary>
    public static readonly string[] Classes =
    [
        "term-high", "term-medium", "term-low", "or-2", "or-5", "and-2", "and-3", "phrase-2", "title-or-body", "title-or-body-5",
        "title-and-body-2", "title-and-body-3", "daterange-or", "newest",
    ];

    /// <summary>One of each kind, where there are many cases.</summary>
    public static readonly string[] Few = ["term-high", "or-2", "and-2", "phrase-2", "title-or-body", "daterange-or", "newest"];

    private const int Best = 10;
    private const long From = 1_400_000_000, Days = 86_400;

    private static readonly LuceneSort NewestFirst = new(new SortField("published", SortFieldType.INT64, true));

    /// <summary>All queries of an archive, each with the same answer in both.</summary>
    /// <exception cref="InvalidDataException">The answers of one differ.</exception>
    public static IEnumerable<RivalQuery> Of(RivalWords words, RivalArchive archive)
    {
        var many = words.Near(0.2, 5 * RivalArchive.QueriesAClass);
        var some = words.Near(0.01, 3 * RivalArchive.QueriesAClass);
        var few = words.Near(0.0005, RivalArchive.QueriesAClass);
        for (var i = 0; i < RivalArchive.QueriesAClass; i++)
        {
            var interval = new DateInterval(From - (400 * Days * i), null);
            foreach (var (name, theirs, ours, sort) in new (string, LuceneQuery, QueryNode, SearchSort)[]
            {
                ("term-high", Their(many[i]), Our(many[i]), SearchSort.Relevance),
                ("term-medium", Their(some[i]), Our(some[i]), SearchSort.Relevance),
                ("term-low", Their(few[i]), Our(few[i]), SearchSort.Relevance),
                ("or-2", Their(Occur.SHOULD, many[i], some[i]), Or(many[i], some[i]), SearchSort.Relevance),
                ("or-5", Their(Occur.SHOULD, [.. many.Skip(5 * i).Take(5)]), Or([.. many.Skip(5 * i).Take(5)]), SearchSort.Relevance),
                ("and-2", Their(Occur.MUST, many[i], some[i]), And(many[i], some[i]), SearchSort.Relevance),
                ("and-3", Their(Occur.MUST, [.. many.Skip(3 * i).Take(3)]), And([.. many.Skip(3 * i).Take(3)]), SearchSort.Relevance),
                ("phrase-2", Phrase(words.Pairs[i]), Our($"{words.Pairs[i].First} {words.Pairs[i].Second}", 0), SearchSort.Relevance),
                ("title-or-body", InBoth(many[i], some[i]), InAny(many[i], some[i]), SearchSort.Relevance),
                ("title-or-body-5", InBoth([.. many.Skip(5 * i).Take(5)]), InAny([.. many.Skip(5 * i).Take(5)]), SearchSort.Relevance),
                ("title-and-body-2", AllInBoth(many[i], some[i]), AllInAny(many[i], some[i]), SearchSort.Relevance),
                ("title-and-body-3", AllInBoth([.. many.Skip(3 * i).Take(3)]), AllInAny([.. many.Skip(3 * i).Take(3)]),
                    SearchSort.Relevance),
                ("daterange-or", Since(interval, Their(Occur.SHOULD, many[i], some[i])),
                    QueryNode.And(Or(many[i], some[i]), QueryNode.Published(interval)), SearchSort.Relevance),
                ("newest", Their(Occur.SHOULD, many[i], some[i]), Or(many[i], some[i]), SearchSort.Newest),
            })
            {
                var prepared = archive.Prepare(ours, sort);
                var lucene = archive.Lucene;
                Func<long> run = sort == SearchSort.Newest ? () => Newest(lucene, theirs) : () => ByScore(lucene, theirs);
                var made = new RivalQuery(name, run, prepared.Run);
                var (right, found) = (made.Lucene(), made.Ours());
                yield return right == found
                    ? made
                    : throw new InvalidDataException($"{name} {theirs}: Lucene.Net finds {right} articles, SearchCore {found}");
            }
        }
    }

    private static long ByScore(IndexSearcher searcher, LuceneQuery query)
    {
        var collector = TopScoreDocCollector.Create(Best, docsScoredInOrder: true);
        searcher.Search(query, collector);
        return collector.GetTopDocs().TotalHits;
    }

    private static long Newest(IndexSearcher searcher, LuceneQuery query) => searcher.Search(query, Best, NewestFirst).TotalHits;

    private static TermQuery Their(string word, string field = "body") => new(new Term(field, word));

    private static BooleanQuery Their(Occur occur, params string[] words)
    {
        var query = new BooleanQuery();
        foreach (var word in words)
        {
            query.Add(Their(word), occur);
        }

        return query;
    }

    private static BooleanQuery InBoth(params string[] words)
    {
        var query = new BooleanQuery();
        foreach (var word in words)
        {
            query.Add(Their(word, "title"), Occur.SHOULD);
            query.Add(Their(word), Occur.SHOULD);
        }

        return query;
    }

    private static BooleanQuery AllInBoth(params string[] words)
    {
        var query = new BooleanQuery();
        foreach (var word in words)
        {
            query.Add(InBoth(word), Occur.MUST);
        }

        return query;
    }

    private static PhraseQuery Phrase((string First, string Second) pair) =>
        [new Term("body", pair.First), new Term("body", pair.Second)];

    private static FilteredQuery Since(DateInterval interval, LuceneQuery query) =>
        new(query, NumericRangeFilter.NewInt64Range("published", interval.From, null, minInclusive: true, maxInclusive: true));

    private static WordNode Our(string word) => new(word, TextField.Body);

    private static PhraseNode Our(string words, int slop) => new(words, slop, TextField.Body);

    private static QueryNode Or(params string[] words) => QueryNode.Or([.. words.Select(w => Our(w))]);

    private static QueryNode And(params string[] words) => QueryNode.And([.. words.Select(w => Our(w))]);

    private static QueryNode InAny(params string[] words) => QueryNode.Or([.. words.Select(w => new WordNode(w, TextField.Any))]);

    private static QueryNode AllInAny(params string[] words) => QueryNode.And([.. words.Select(w => new WordNode(w, TextField.Any))]);
}
