using System.Buffers;
using System.Numerics;
using System.Text;
using System.Text.Json;

using Lucene.Net.Util;

using SearchCore.Indexing.Publication;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Partials;
using SearchCore.Searching.Running;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Standing;

/// <summary>
/// Matches queries with the articles of a segment, by the plan and the execution of every search: an article is found if a search that can
/// see it finds it. For one thread.
/// </summary>
/// <param name="view">The articles that words are looked up in: those that there are, and those of the segment.</param>
/// <param name="batch">The segment.</param>
/// <param name="now">The moment.</param>
/// <param name="limits">The time there is for one query.</param>
internal sealed class BatchMatching(PointInTimeSet view, PointInTime batch, DateTimeOffset now, Func<SearchBudget> limits)
{
    private readonly Dictionary<SearchScope, (PointInTimeSet View, PointInTime Batch)> scoped = [];

    /// <summary>What a query finds.</summary>
    /// <param name="compiled">The query.</param>
    /// <param name="place">The place of an article of the segment in input order.</param>
    /// <param name="found">Where findings go.</param>
    public void Find(CompiledQuery compiled, Func<int, long> place, List<BatchFinding> found)
    {
        var query = compiled.Query;
        try
        {
            var (all, articles) = query.Scope is { } scope ? Within(scope) : (view, batch);
            var budget = limits();
            var plan = compiled.Plan ?? SearchPlan.Prepare(all, CompiledQuery.At(query, now), budget);
            var matches = new MatchBits(articles.Segments.Count, budget);
            IndexSearch.Run(articles, articles.Segments, plan, plan.Statistics.Unknown, matches, budget);
            if (budget.WasExceeded)
            {
                Add(query, place, "it took too long, or has more places in an article than are looked through", found);
            }
            else if (matches.Matched[0] is { } documents)
            {
                Add(query, plan, articles, documents, place, found);
            }
        }
        catch (BudgetExceededException)
        {
            Add(query, place, "it took too long", found);
        }
        catch (QueryException e)
        {
            Add(query, place, e.Message, found);
        }
    }

    private void Add(
        StandingQuery query, SearchPlan plan, PointInTime articles, FixedBitSet documents, Func<int, long> place, List<BatchFinding> found)
    {
        var hits = Documents(documents).Select(document => new PartialHit(0, 0, default, 0, document)).ToList();
        var fetched = FetchPhase.Fetch(new PointInTimeSet([articles]), hits, plan.Request, plan.Highlights, SearchBudget.Unlimited);
        for (var i = 0; i < fetched.Count; i++)
        {
            var text = new ArrayBufferWriter<byte>(512);
            using (var json = new Utf8JsonWriter(text))
            {
                HitJson.Write(json, fetched[i]);
            }

            found.Add(new(
                query.Name, query.Version, now, Encoding.UTF8.GetBytes(fetched[i].Id), place(hits[i].Document), text.WrittenMemory));
        }
    }

    private void Add(StandingQuery query, Func<int, long> place, string why, List<BatchFinding> found)
    {
        var count = batch.Reader.NumDocs;
        var text = $"{count} {(count == 1 ? "article" : "articles")} could not be matched: {why}";
        found.Add(new(query.Name, query.Version, now, default, place(0), Encoding.UTF8.GetBytes(text)));
    }

    private (PointInTimeSet View, PointInTime Batch) Within(SearchScope scope)
    {
        if (!scoped.TryGetValue(scope, out var within))
        {
            var all = ScopedPoints.Within(view, scope, CancellationToken.None);
            scoped[scope] = within = (all, all.Members[^1]);
        }

        return within;
    }

    private static IEnumerable<int> Documents(FixedBitSet documents)
    {
        var words = documents.GetBits();
        for (var i = 0; i < words.Length; i++)
        {
            for (var word = (ulong)words[i]; word != 0; word &= word - 1)
            {
                yield return (i << 6) + BitOperations.TrailingZeroCount(word);
            }
        }
    }
}
