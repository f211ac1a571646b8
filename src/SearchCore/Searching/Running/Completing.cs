using SearchCore.Queries;
using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Facets;
using SearchCore.Searching.Snapshots;
using SearchCore.Searching.Suggesting;

namespace SearchCore.Searching.Running;

/// <summary>
/// Completes what somebody types: the values, words and titles that it may become. All of them come from the index, so that none leads to
/// nothing. For one thread.
/// </summary>
internal sealed class Completing(PointInTimeSet points, CompletionRequest request, TimeProvider clock, CancellationToken cancellation)
{
    /// <summary>From how many letters on words and titles are looked for: one letter begins a twentieth of them.</summary>
    private const int FewLetters = 2;

    // A name is looked for by so many of the last words, the most first.
    private const int WordsOfAName = 4;

    private const int NewestTitles = 100, MostTop = 100;

    private readonly SearchBudget budget = new(clock, request.TimeLimit, cancellation);

    /// <summary>Completes a text.</summary>
    /// <exception cref="ArgumentException">The request is out of bounds or names a kind that there is not.</exception>
    public static Completions Complete(
        PointInTimeSet points, CompletionRequest request, TimeProvider clock, CancellationToken cancellation)
    {
        if (request.Top is < 1 or > MostTop)
        {
            throw new ArgumentException($"Top is {request.Top}; it goes from 1 to {MostTop}.", nameof(request));
        }

        return new Completing(points, request, clock, cancellation).Complete();
    }

    private Completions Complete()
    {
        var text = request.Text;
        var starts = StartsOfWords(text);
        var found = new List<Completion>();
        var cut = false;
        if (starts.Count > 0 && !char.IsWhiteSpace(text[^1]))
        {
            try
            {
                AddValues(found, text, starts);
                var last = starts[^1];
                if (text.Length - last >= FewLetters)
                {
                    if (request.Words)
                    {
                        cut = AddWords(found, text[last..], last);
                    }

                    if (request.Titles)
                    {
                        AddTitles(found, text, starts);
                    }
                }
            }
            catch (BudgetExceededException)
            {
                // What was found until then.
            }
        }

        return new() { Values = found, IsPartial = cut || budget.WasExceeded };
    }

    // A name may have several words, of which the last is unfinished: the longest end of the text that begins one is meant.
    private void AddValues(List<Completion> found, string text, List<int> starts)
    {
        var kinds = Kinds().Select(kind => (Kind: kind, Tally: TallyOf(kind))).ToList();
        foreach (var start in starts.TakeLast(WordsOfAName))
        {
            foreach (var (kind, tally) in kinds)
            {
                var (best, _) = tally.Top(request.Top, ValuePrefix.Accepts(tally.Values, text[start..]), budget);
                found.AddRange(best.Select(b => new Completion(CompletionSort.Value, kind, tally.Values.Value(b.Number), start, b.Count)));
            }

            if (found.Count > 0)
            {
                break;
            }
        }
    }

    private FacetTally TallyOf(string kind) => FacetTally.Merge(
        [.. points.Members.Select(p => p.Facets(budget).Kind(kind, budget)).Select(v => new FacetTally(v, v.Archive(budget)))], budget);

    private IEnumerable<string> Kinds()
    {
        if (request.Kinds is null)
        {
            return points.Kinds.Where(kind => kind != FieldNames.Language).Order(StringComparer.Ordinal);
        }

        return request.Kinds.Select(name => QueryFields.FacetKind(name) is { } kind && points.Kinds.Contains(kind) ? kind : null)
            .OfType<string>();
    }

    private bool AddWords(List<Completion> found, string typed, int start)
    {
        var completer = new WordCompletion(points, budget);
        var (words, cut) = completer.Complete(typed, request.Top);
        found.AddRange(words.Select(w => new Completion(CompletionSort.Word, null, w.Text, start, w.Articles)));
        return cut;
    }

    private void AddTitles(List<Completion> found, string text, List<int> starts)
    {
        var words = starts.Select((start, i) => text[start..(i + 1 < starts.Count ? starts[i + 1] : text.Length)].Trim()).ToList();
        var asked = new SearchRequest
        {
            Tree = new BooleanNode
            {
                Must =
                [
                    .. words.SkipLast(1).Select(w => new WordNode(w, TextField.Title)),
                    new PrefixNode(words[^1], TextField.Title),
                ],
            },
            Lenient = true,
            Suggest = false,
            Sort = SearchSort.Newest,
            Fields = HitFields.Title,
            SnippetLength = 0,
            Limit = NewestTitles,
            TimeLimit = request.TimeLimit == Timeout.InfiniteTimeSpan
                ? request.TimeLimit
                : TimeSpan.FromTicks(Math.Max(0, (request.TimeLimit - budget.Elapsed).Ticks)),
        };
        try
        {
            var results = SearchRun.Search(points, asked, clock, cancellation);
            found.AddRange(results.Hits.GroupBy(h => h.Title!, StringComparer.Ordinal).OrderByDescending(g => g.Count()).Take(request.Top)
                .Select(g => new Completion(CompletionSort.Title, null, g.Key, starts[0], g.Count())));
            if (results.IsPartial)
            {
                budget.GiveUp();
            }
        }
        catch (QueryException)
        {
            // What was typed is no words: punctuation, or what a scope forbids.
        }
    }

    private static List<int> StartsOfWords(string text)
    {
        var starts = new List<int>();
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsWhiteSpace(text[i]) && (i == 0 || char.IsWhiteSpace(text[i - 1])))
            {
                starts.Add(i);
            }
        }

        return starts;
    }
}
