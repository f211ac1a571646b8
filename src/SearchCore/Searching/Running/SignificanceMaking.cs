using SearchCore.Queries;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Partials;
using SearchCore.Searching.Snapshots;
using SearchCore.Searching.Trends;

namespace SearchCore.Searching.Running;

/// <summary>Makes what sets the matches of a search apart, from the archive or from what other articles a second query finds.</summary>
/// <param name="searched">What is searched.</param>
/// <param name="search">The search.</param>
/// <param name="members">The indexes, which have found their matches.</param>
/// <param name="budget">The time there is.</param>
internal sealed class SignificanceMaking(ISearched searched, PreparedSearch search, ISearchMembers members, SearchBudget budget)
{
    private readonly SearchPlan plan = search.Plan;
    private readonly IReadOnlyList<SignificantRequest> wanted = search.Plan.Request.Significant;

    /// <summary>The request that finds what a request is to be compared with; null where that is the archive.</summary>
    public static SearchRequest? BackgroundOf(SearchRequest request, ITermView terms)
    {
        if (request.Against is not { } against)
        {
            return null;
        }

        var asked = request with
        {
            Query = against.Query,
            Tree = against.Tree,
            Published = against.Published,
            Select = against.Select,
            SimilarTo = null,
            Against = null,
        };

        // Of what stands behind the bar of its text choices alone say which articles are meant.
        return RequestDirectives.Apply(asked, terms) with
        {
            Facets = [],
            Timeline = null,
            Significant = [],
            After = null,
            Skip = 0,
            Limit = 0,
        };
    }

    /// <summary>What is told of what it is compared with: the places are those of another text.</summary>
    public static IEnumerable<QueryDiagnostic> Told(SearchPlan? against) => against is null
        ? []
        : against.Warnings.Select(w => w with { Start = 0, End = 0, Message = $"of what is compared with: {w.Message}" });

    /// <summary>Makes everything that was asked for. Where there is no time, kinds have no values.</summary>
    /// <param name="found">What was found.</param>
    public async ValueTask<IReadOnlyList<Significance>> MakeAsync(PartialResults found)
    {
        if (wanted.Count == 0)
        {
            return [];
        }

        var own = await searched.WithTermsAsync(
            terms => new QueryOwn(terms, plan.OwnPatterns, plan.Parsed.Tree!, plan.Request.Select, budget), budget).ConfigureAwait(false);
        var background = search.Against is null
            ? null
            : await Tried(() => members.CompareAsync(Kinds, wantsSample: Kinds.Count < wanted.Count)).ConfigureAwait(false);
        var made = new List<Significance>(wanted.Count);
        foreach (var request in wanted)
        {
            made.Add(request.Kind == SignificantRequest.Words
                ? await Tried(() => WordsAsync(request, found, background, own)).ConfigureAwait(false) ?? new() { Kind = request.Kind }
                : await ValuesAsync(request, found, background, own).ConfigureAwait(false));
        }

        return made;
    }

    private List<string> Kinds => [.. wanted.Where(w => w.Kind != SignificantRequest.Words).Select(w => w.Kind)];

    private async ValueTask<Significance> WordsAsync(SignificantRequest request, PartialResults found, Background? background, QueryOwn own)
    {
        var words = new SignificantWords(own, budget);
        var sample = await members.ReadSampleAsync(found.Sample ?? []).ConfigureAwait(false);
        if (search.Against is null)
        {
            var candidates = words.Candidates(sample);
            var counts = await members.AskAsync(new WordCounts(candidates)).ConfigureAwait(false);
            return words.AgainstArchive(sample, candidates, counts, searched.Articles, request.Top);
        }

        if (background is not { Sample: { } others })
        {
            return new() { Kind = request.Kind };
        }

        var best = words.Best(sample, await members.ReadSampleAsync(others).ConfigureAwait(false), request.Top);
        return words.Against(
            sample, best, await members.CountBackgroundWordsAsync(best).ConfigureAwait(false), background, request.Top);
    }

    private async ValueTask<Significance> ValuesAsync(
        SignificantRequest request, PartialResults found, Background? background, QueryOwn own)
    {
        var place = Kinds.IndexOf(request.Kind);
        var compared = search.Against is null
            ? await Tried(async () => new ValueBackground(
                found.Articles, await members.ArchiveAsync(request.Kind).ConfigureAwait(false))).ConfigureAwait(false)
            : background is null ? null
            : new(background.Articles, background.Values[place], background.Others, background.OtherValues[place]);
        return SignificantValues.Of(
            request, QueryFields.FacetKind(request.Kind)!,
            found.Facets[search.Facets.Place(request.Kind, sideways: false, byStory: false)], found.Total,
            compared, own, budget);
    }

    private async ValueTask<T?> Tried<T>(Func<ValueTask<T>> make)
        where T : class
    {
        try
        {
            budget.Check();
            return await make().ConfigureAwait(false);
        }
        catch (BudgetExceededException)
        {
            return null;
        }
    }
}
