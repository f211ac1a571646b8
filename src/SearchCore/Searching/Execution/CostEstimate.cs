using SearchCore.Searching.Budget;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Execution;

/// <summary>
/// How many articles a query may have to look at, of those that are not deleted: for words and phrases by how many have the words, for
/// conditions by how many meet them. For one thread.
/// </summary>
internal sealed class CostEstimate(SegmentView segment, QueryResources resources, SegmentQuery query)
{
    private static readonly ScoringFormula Unscored =
        new CombinedFormula(new(0, [], new Dictionary<string, long>(), new Dictionary<(string, string), long>()));

    /// <summary>That of a query in an index.</summary>
    public static long Of(PlanClause clause, PointInTime point, Scratch scratch, SearchBudget budget)
    {
        var cost = 0L;
        foreach (var segment in point.Segments)
        {
            scratch.Release();
            var resources = new QueryResources(point, Unscored, scratch, budget);
            using var query = new SegmentQuery(segment, resources);
            cost += new CostEstimate(segment, resources, query).Of(clause) ?? 0;
        }

        return cost;
    }

    // Null where nothing of it is in the segment.
    private long? Of(PlanClause clause) => clause switch
    {
        TextClause text => Text(text.Words),
        PositionClause positions => Of(positions.Words),
        BoostedClause boosted => Of(boosted.Clause),
        ConstantClause { Condition: Matching matching } => Of(matching.Clause),
        FilterClause { Condition: Matching matching } => Of(matching.Clause),
        CompoundClause compound => Compound(compound),
        _ => query.Node(clause, 1, isScored: false) is { } node ? Count(node) : null,
    };

    private long? Text(PhrasePattern words)
    {
        long? sum = null;
        foreach (var field in words.Fields)
        {
            var rarest = long.MaxValue;
            foreach (var term in words.Terms)
            {
                var list = resources.Point.Terms.List(field, term, segment.Ord, resources.Budget);
                rarest = Math.Min(rarest, segment.LiveCount(field, term, list, resources.Budget));
            }

            if (rarest > 0)
            {
                sum = (sum ?? 0) + rarest;
            }
        }

        return sum;
    }

    private long? Compound(CompoundClause compound)
    {
        long? least = null;
        foreach (var must in compound.Must)
        {
            if (Of(must) is not { } cost)
            {
                return null;
            }

            least = Math.Min(least ?? long.MaxValue, cost);
        }

        return least ?? compound.Should.Aggregate((long?)null, (sum, part) => Of(part) is { } cost ? (sum ?? 0) + cost : sum);
    }

    private long Count(WindowNode node)
    {
        const int stepsAWindow = 100;
        var accepted = new AcceptedDocuments(segment, []);
        var (within, matches) = (resources.Scratch.Words(), resources.Scratch.Words());
        var count = 0L;
        for (var first = node.First(0); first < segment.DocumentCount; first = node.First(first + Window.Size))
        {
            first = Window.Start(first);
            resources.Budget.Spend(stepsAWindow);
            if (accepted.Fill(first, within))
            {
                node.Match(first, within, matches);
                count += Window.Count(matches);
            }
        }

        return count;
    }
}
