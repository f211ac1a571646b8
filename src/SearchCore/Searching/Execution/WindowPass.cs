using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Postings;
using SearchCore.Searching.Snapshots;
using SearchCore.Storage;

namespace SearchCore.Searching.Execution;

/// <summary>Takes the matches of a search, a window at a time.</summary>
internal interface IMatchConsumer
{
    /// <summary>Whether it wants scores.</summary>
    bool WantsScores { get; }

    /// <summary>Whether it wants the best hits and how many match, and nothing else of them.</summary>
    bool WantsBestOnly { get; }

    /// <summary>Whether it may ask for what pairs of words add itself; else they are part of the scores it takes.</summary>
    bool AsksForPairs { get; }

    /// <summary>
    /// What a match of the segment must score, with what pairs add, so that its score matters; that of a match which surely scores less
    /// may be told as 0. Only where it is more than nothing.
    /// </summary>
    double LeastScore => 0;

    /// <summary>Goes on to a segment.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="pairs">What pairs add to scores; null where there are none, or they are part of the scores.</param>
    void Enter(SegmentView segment, PairScores? pairs);

    /// <summary>Ends a segment.</summary>
    void Leave();

    /// <summary>Takes the matches of a window of the segment.</summary>
    /// <param name="from">The window's first document.</param>
    /// <param name="matches">A bit for each document that matches; the consumer may change them.</param>
    /// <param name="worthy">All matches whose scores matter (<see cref="LeastScore"/>), and perhaps others.</param>
    /// <param name="scores">The scores, where they are wanted.</param>
    void Take(int from, Span<ulong> matches, ReadOnlySpan<ulong> worthy, ReadOnlySpan<double> scores);

    /// <summary>Takes matches of the segment that rise, where it wants the best only.</summary>
    /// <param name="documents">The documents.</param>
    /// <param name="scores">As many scores.</param>
    void Take(ReadOnlySpan<int> documents, ReadOnlySpan<double> scores) => throw new NotSupportedException();

    /// <summary>Takes the matches of a window of the segment, where it wants the best only.</summary>
    /// <param name="from">The window's first document.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="documents">Those whose scores matter (<see cref="LeastScore"/>), from the window's start, rising.</param>
    /// <param name="scores">As many scores.</param>
    void Take(int from, int count, ReadOnlySpan<ushort> documents, ReadOnlySpan<double> scores) => throw new NotSupportedException();

    /// <summary>
    /// Takes how many documents of the segment match, in place of being told of each: then it says itself where it wants to see them
    /// (<see cref="NextStretch"/>).
    /// </summary>
    /// <returns>Whether that is enough.</returns>
    bool TakeCount(long count) => false;

    /// <summary>
    /// The first document of the next stretch of the segment that it wants to see, in any order, each once; -1 where it has seen enough.
    /// </summary>
    int NextStretch() => -1;

    /// <summary>Takes the matches of such a stretch, as those of its window; they were counted before.</summary>
    void TakeBest(int from, ReadOnlySpan<ulong> matches)
    {
    }
}

/// <summary>One pass over the segments of an index, a window of documents at a time.</summary>
internal static class WindowPass
{
    // Fewer documents than one in so many are looked for one by one.
    private const int StepsAWindow = 100, StepsABlock = 25, FewDocuments = 32;

    /// <summary>Runs a query; ends early where the time is up.</summary>
    /// <param name="clause">What matches and scores.</param>
    /// <param name="conditions">Conditions besides, which can be asked of any one article.</param>
    /// <param name="resources">What the search shares.</param>
    /// <param name="segments">The segments to go over, of the index.</param>
    /// <param name="consumer">Takes the matches.</param>
    public static void Run(
        PlanClause clause, IReadOnlyList<ArticleCondition> conditions, QueryResources resources, IReadOnlyList<SegmentView> segments,
        IMatchConsumer consumer)
    {
        BlockPass.Begin();
        var pairs = consumer.WantsScores && resources.Formula.ScoresPairs ? WordPairs.Of(clause) : [];
        var weightInTwo = WordPairs.WeightInTwo(pairs, words => resources.Formula.Weight(FieldNames.Body, words));
        foreach (var segment in segments)
        {
            resources.Budget.Check();
            resources.Scratch.Release();
            using var query = new SegmentQuery(segment, resources);
            var node = query.Node(clause, 1, consumer.WantsScores);
            var scores = node is null ? null : Pairs(query, pairs, weightInTwo, resources.Budget);
            consumer.Enter(segment, consumer.AsksForPairs ? scores : null);
            if (node is not null)
            {
                Run(segment, node, scores, conditions, resources, consumer);
            }

            consumer.Leave();
        }
    }

    private static PairScores? Pairs(SegmentQuery query, IReadOnlyList<WordPair> pairs, double weightInTwo, SearchBudget budget)
    {
        const int stepsAPair = 500;
        var held = new List<PairCursor>(pairs.Count);
        foreach (var pair in pairs)
        {
            budget.Spend(stepsAPair);
            if (query.Pair(pair, WordPairs.Factor) is { } cursor)
            {
                held.Add(cursor);
            }
        }

        return held.Count > 0 ? new PairScores(held, weightInTwo, budget) : null;
    }

    private static void Run(
        SegmentView segment, WindowNode node, PairScores? pairs, IReadOnlyList<ArticleCondition> conditions, QueryResources resources,
        IMatchConsumer consumer)
    {
        var accepted = new AcceptedDocuments(segment, conditions);
        var asked = pairs;
        pairs = consumer.AsksForPairs ? null : pairs;
        if (consumer.WantsBestOnly && pairs is null && accepted.AcceptsAll && node is TextNode { OnlyTerm: var (cursor, score) })
        {
            RunTerm(cursor, score, resources.Budget, consumer);
            return;
        }

        if (accepted.AcceptsAllLive && node.Count(segment.Live) is { } count && consumer.TakeCount(count))
        {
            RunBest(accepted, node, resources, consumer);
            return;
        }

        var words = consumer.WantsScores && node.Cost > segment.DocumentCount / FewDocuments && ScoredWords.Of(node) is { } any
            ? new ScoredWords(any, asked, resources.Scratch)
            : null;
        var (within, matches) = (resources.Scratch.Words(), resources.Scratch.Words());
        var (places, numbers) = (resources.Scratch.Places(), resources.Scratch.Numbers());
        var scores = resources.Scratch.Scores;
        try
        {
            for (var first = node.First(0); first < segment.DocumentCount; first = node.First(first + Window.Size))
            {
                first = Window.Start(first);
                resources.Budget.Spend(StepsAWindow);
                if (!accepted.Fill(first, within))
                {
                    continue;
                }

                scoped ReadOnlySpan<ushort> scored = [];
                scoped ReadOnlySpan<double> own = [];
                if (words is not null)
                {
                    resources.Budget.Spend(StepsAWindow * words.Count);
                    words.Match(first, within, consumer.LeastScore, matches, scores);
                    if (words.Best is null)
                    {
                        pairs?.Add(first, matches, scores);
                        consumer.Take(first, matches, matches, scores);
                        scores.AsSpan().Clear();
                        continue;
                    }

                    scored = words.Documents;
                    own = words.Scores;
                }
                else
                {
                    node.Match(first, within, matches);
                    if (Window.IsEmpty(matches))
                    {
                        continue;
                    }

                    if (consumer.WantsScores)
                    {
                        scored = Window.Places(matches, places);
                        numbers.AsSpan(0, scored.Length).Clear();
                        node.Score(first, scored, numbers.AsSpan(0, scored.Length));
                        own = numbers.AsSpan(0, scored.Length);
                    }
                }

                if (consumer.WantsBestOnly && pairs is null)
                {
                    consumer.Take(first, Window.Count(matches), scored, own);
                    continue;
                }

                Put(scored, own, scores);
                pairs?.Add(first, matches, scores);
                consumer.Take(first, matches, words?.Best ?? matches, scores);
                Clear(scored, scores);
            }
        }
        catch
        {
            scores.AsSpan().Clear();
            resources.Scratch.Besides.AsSpan().Clear();
            throw;
        }
    }

    // How many match is known: only stretches that may have one of the best are looked at.
    private static void RunBest(AcceptedDocuments accepted, WindowNode node, QueryResources resources, IMatchConsumer consumer)
    {
        var within = resources.Scratch.Words();
        var matches = resources.Scratch.Words();
        var before = 0;
        for (var next = consumer.NextStretch(); next >= 0; next = consumer.NextStretch())
        {
            resources.Budget.Spend(StepsAWindow);
            if (next < before)
            {
                node.Restart();
            }

            before = next;
            var first = Window.Start(next);
            if (node.First(next) < next + NumberEnds.Stretch && accepted.Fill(first, within))
            {
                var at = (next - first) >> 6;
                within.AsSpan(0, at).Clear();
                within.AsSpan(at + (NumberEnds.Stretch / 64)).Clear();
                node.Match(first, within, matches);
                consumer.TakeBest(first, matches);
            }
        }
    }

    // A word in one field: block by block, without windows.
    private static void RunTerm(PostingCursor cursor, FieldScore score, SearchBudget budget, IMatchConsumer consumer)
    {
        Span<double> scores = stackalloc double[BlockDecoder.Size];
        while (cursor.Next())
        {
            budget.Spend(StepsABlock);
            var documents = cursor.Documents.AsSpan(0, cursor.Count);
            score.Score(documents, cursor.Frequencies(), scores);
            consumer.Take(documents, scores[..documents.Length]);
        }
    }

    private static void Put(ReadOnlySpan<ushort> documents, ReadOnlySpan<double> own, double[] scores)
    {
        for (var i = 0; i < documents.Length; i++)
        {
            scores[documents[i]] = own[i];
        }
    }

    private static void Clear(ReadOnlySpan<ushort> documents, double[] scores)
    {
        foreach (var place in documents)
        {
            scores[place] = 0;
        }
    }
}
