using SearchCore.Queries;
using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Snapshots;
using SearchCore.Searching.Suggesting;

namespace SearchCore.Searching.Running;

/// <summary>
/// Completes what somebody types: the values, words and titles that it may become. All of them come from the index, so that none leads to
/// nothing. For one thread.
/// </summary>
internal sealed class Completing(ISearched searched, CompletionRequest request, TimeProvider clock, CancellationToken cancellation)
{
    /// <summary>From how many letters on words and titles are looked for: one letter begins a twentieth of them.</summary>
    private const int FewLetters = 2;

    // A name is looked for by so many of the last words, the most first.
    private const int WordsOfAName = 4;

    private const int NewestTitles = 100, MostTop = 100;

    private readonly SearchBudget budget = new(clock, request.TimeLimit, cancellation);

    /// <summary>Completes a text.</summary>
    /// <exception cref="ArgumentException">The request is out of bounds or names a kind that there is not.</exception>
    public static async ValueTask<Completions> CompleteAsync(
        ISearched searched, CompletionRequest request, TimeProvider clock, CancellationToken cancellation)
    {
        if (request.Top is < 1 or > MostTop)
        {
            throw new ArgumentException($"Top is {request.Top}; it goes from 1 to {MostTop}.", nameof(request));
        }

        return await new Completing(searched, request, clock, cancellation).CompleteAsync().ConfigureAwait(false);
    }

    private async ValueTask<Completions> CompleteAsync()
    {
        var text = request.Text;
        var starts = StartsOfWords(text);
        var found = new List<Completion>();
        var cut = false;
        if (starts.Count > 0 && !char.IsWhiteSpace(text[^1]))
        {
            try
            {
                found.AddRange(await searched.WithTermsAsync(terms => Values(terms, text, starts), budget).ConfigureAwait(false));
                var last = starts[^1];
                if (text.Length - last >= FewLetters)
                {
                    if (request.Words)
                    {
                        (var words, cut) = await searched.WithTermsAsync(
                            terms => new WordCompletion(terms, budget).Complete(text[last..], request.Top), budget).ConfigureAwait(false);
                        found.AddRange(words.Select(w => new Completion(CompletionSort.Word, null, w.Text, last, w.Articles)));
                    }

                    if (request.Titles)
                    {
                        await AddTitlesAsync(found, text, starts).ConfigureAwait(false);
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
    private List<Completion> Values(ITermView terms, string text, List<int> starts)
    {
        var kinds = Kinds(terms).ToList();
        foreach (var start in starts.TakeLast(WordsOfAName))
        {
            var found = kinds.SelectMany(kind => terms.Ask(new ValuesStarting(kind, text[start..]), budget)
                .OrderByDescending(v => v.Articles).ThenBy(v => v.Shown, Utf8Order.Comparer).Take(request.Top)
                .Select(v => new Completion(CompletionSort.Value, kind, v.Shown, start, v.Articles))).ToList();
            if (found.Count > 0)
            {
                return found;
            }
        }

        return [];
    }

    private IEnumerable<string> Kinds(ITermView terms)
    {
        if (request.Kinds is null)
        {
            return terms.Kinds.Where(kind => kind != FieldNames.Language).Order(StringComparer.Ordinal);
        }

        return request.Kinds.Select(name => QueryFields.FacetKind(name) is { } kind && terms.Kinds.Contains(kind) ? kind : null)
            .OfType<string>();
    }

    private async ValueTask AddTitlesAsync(List<Completion> found, string text, List<int> starts)
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
            var results = await SearchRun.SearchAsync(searched, asked, clock, cancellation).ConfigureAwait(false);
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
