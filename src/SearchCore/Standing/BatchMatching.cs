using System.Buffers;
using System.Numerics;
using System.Text;
using System.Text.Json;

using Lucene.Net.Util;

using SearchCore.Indexing.Publication;
using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Execution;
using SearchCore.Searching.Highlighting;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Planning;
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
/// <param name="kinds">Kinds of entity that queries may name besides.</param>
/// <param name="words">Words of the archive that are kept.</param>
/// <param name="limits">The time there is for one query.</param>
internal sealed class BatchMatching(
    PointInTimeSet view, PointInTime batch, DateTimeOffset now, IReadOnlyCollection<string> kinds, SegmentWords words,
    Func<SearchBudget> limits)
{
    // Nobody asks for scores.
    private static readonly CombinedFormula Unscored = new(new ScoringCounts([], Live: true).Unknown);

    private readonly Dictionary<SearchScope, (PointInTimeSet View, PointInTime Batch)> scoped = [];
    private readonly List<Wanting>?[] matched = new List<Wanting>?[batch.Segments[0].DocumentCount];
    private readonly HashSet<TextPlace> own = [];
    private readonly List<(StandingQuery Query, string Why, bool Lasts)> faults = [];
    private readonly SnippetRoom room = new();

    /// <summary>Finds what a query matches.</summary>
    public void Find(CompiledQuery compiled)
    {
        var query = compiled.Query;
        try
        {
            var (all, articles) = query.Scope is { } scope ? Within(scope) : (view, batch);
            var budget = limits();
            var terms = new BatchTerms(all, articles, kinds, query.Scope is null ? words : null);
            var plan = compiled.Plan ?? SearchPlan.Prepare(terms, CompiledQuery.At(query, now), budget);
            var matches = new MatchBits(articles.Segments.Count, budget);
            IndexSearch.Run(articles, articles.Segments, plan, Unscored, matches, budget);
            if (budget.WasExceeded)
            {
                faults.Add((query, "it took too long, or has more places in an article than are looked through", Lasts: false));
            }
            else if (matches.Matched[0] is { } documents)
            {
                Add(query, plan, documents);
            }
        }
        catch (BudgetExceededException)
        {
            faults.Add((query, "it took too long", Lasts: false));
        }
        catch (QueryException e)
        {
            faults.Add((query, e.Message, Lasts: true));
        }
    }

    /// <summary>What was found, article by article, and then what could not be matched.</summary>
    /// <param name="place">The place of an article of the segment in input order.</param>
    public List<BatchFinding> Findings(Func<int, long> place)
    {
        var found = new List<BatchFinding>();
        var segment = batch.Segments[0];
        using var stored = new ShownFields([.. FetchPhase.ForSnippets, FieldNames.Id, FieldNames.Source, FieldNames.Url], [.. own]);
        using var texts = new HitTexts();
        for (var document = 0; document < matched.Length; document++)
        {
            if (matched[document] is not { } queries)
            {
                continue;
            }

            stored.Read(segment.Stored, document, isLate: false);
            var hit = FetchPhase.Hit(stored, segment, document);
            var id = Encoding.UTF8.GetBytes(hit.Id);
            var analysis = batch.AnalysisFor(stored.Get(FieldNames.Language));
            var (title, body) = (hit.Title.AsMemory(), stored.Body);

            // Several look at the same words.
            var (titleWords, bodyWords) = queries.Count > 1
                ? (new BrokenText(title, analysis), new BrokenText(body, analysis))
                : (null, null);
            foreach (var (query, snippets, places) in queries)
            {
                var (snippet, field) = snippets.Build(title, body, analysis, titleWords, bodyWords, stored.OwnOf(places));
                var shown = hit with { Snippet = snippet, SnippetField = field is null ? null : IndexSchema.NameOf(field) };
                found.Add(new(query.Name, query.Version, now, id, place(document), texts.Of(shown)));
            }
        }

        var count = batch.Reader.NumDocs;
        found.AddRange(faults.Select(f => new BatchFinding(
            f.Query.Name, f.Query.Version, now, default, place(0),
            Encoding.UTF8.GetBytes($"{count} {(count == 1 ? "article" : "articles")} could not be matched: {f.Why}"))
        {
            LastingFault = f.Lasts ? f.Why : null,
        }));
        return found;
    }

    private void Add(StandingQuery query, SearchPlan plan, FixedBitSet documents)
    {
        var snippets = new SnippetBuilder(plan.Highlights, plan.Request.SnippetLength, SearchBudget.Unlimited, room);
        var places = TextPlace.OwnOf(plan.Highlights, view);
        own.UnionWith(places);
        foreach (var document in Documents(documents))
        {
            (matched[document] ??= []).Add(new(query, snippets, places));
        }
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

    /// <summary>A query that an article matches, what makes its snippets, and the texts of the archive's own that it looks in.</summary>
    private readonly record struct Wanting(StandingQuery Query, SnippetBuilder Snippets, IReadOnlyList<TextPlace> Own);

    /// <summary>
    /// Hits as JSON, by one writer. They wait for their commit one behind the other in blocks, each of twice the size of the one before: of
    /// so many small arrays the collector would have to follow every one.
    /// </summary>
    private sealed class HitTexts : IDisposable
    {
        private const int LeastBlock = 1 << 12, MostBlock = 1 << 18;

        private readonly ArrayBufferWriter<byte> bytes = new(1_024);
        private readonly Utf8JsonWriter json;
        private byte[] block = [];
        private int used;

        public HitTexts() => json = new(bytes);

        public ReadOnlyMemory<byte> Of(SearchHit hit)
        {
            bytes.ResetWrittenCount();
            json.Reset(bytes);
            HitJson.Write(json, hit);
            json.Flush();
            var length = bytes.WrittenCount;
            if (length > block.Length - used)
            {
                block = new byte[Math.Max(length, Math.Clamp(2 * block.Length, LeastBlock, MostBlock))];
                used = 0;
            }

            bytes.WrittenSpan.CopyTo(block.AsSpan(used));
            used += length;
            return block.AsMemory(used - length, length);
        }

        public void Dispose() => json.Dispose();
    }
}
