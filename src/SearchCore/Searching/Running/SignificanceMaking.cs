using SearchCore.Queries;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Facets;
using SearchCore.Searching.Partials;
using SearchCore.Searching.Snapshots;
using SearchCore.Searching.Trends;
using SearchCore.Searching.Words;

namespace SearchCore.Searching.Running;

/// <summary>Makes what sets the matches of a search apart, from the archive or from what other articles a second query finds.</summary>
/// <param name="points">What is searched.</param>
/// <param name="plan">The search.</param>
/// <param name="against">What finds the articles to compare with; null for the archive.</param>
/// <param name="members">The indexes, which have found their matches.</param>
/// <param name="budget">The time there is.</param>
internal sealed class SignificanceMaking(
    PointInTimeSet points, SearchPlan plan, SearchPlan? against, IReadOnlyList<IndexSearch> members, SearchBudget budget)
{
    private readonly IReadOnlyList<SignificantRequest> wanted = plan.Request.Significant;

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
    /// <param name="facets">Where counts stand.</param>
    public IReadOnlyList<Significance> Make(PartialResults found, FacetPlan facets)
    {
        if (wanted.Count == 0)
        {
            return [];
        }

        var own = new QueryOwn(points, plan.OwnPatterns, plan.Parsed.Tree!, plan.Request.Select);
        var background = against is null ? null : Tried(FindBackground);
        return [.. wanted.Select(w => w.Kind == SignificantRequest.Words
            ? Words(w, found, background, own)
            : Values(w, found, facets, background, own))];
    }

    private List<string> Kinds => [.. wanted.Where(w => w.Kind != SignificantRequest.Words).Select(w => w.Kind)];

    private Background FindBackground()
    {
        foreach (var member in members)
        {
            member.FindBackground(against!);
        }

        budget.Check();
        var wantsSample = Kinds.Count < wanted.Count;
        return Background.Merge([.. members.Select(m => m.CountBackground(Kinds, wantsSample))], budget);
    }

    private Significance Words(SignificantRequest request, PartialResults found, Background? background, QueryOwn own)
    {
        var words = new SignificantWords(points, own, budget);
        var sample = (found.Sample ?? []).Select(Document);
        return against is null ? words.AgainstArchive(sample, request.Top)
            : background is { Sample: { } others }
                && Tried(() => words.Against(sample, others.Select(Document), background, Count, request.Top)) is { } compared ? compared
            : new() { Kind = request.Kind };

        IReadOnlyList<WordCount> Count(IReadOnlyList<Lucene.Net.Util.BytesRef> terms) =>
            WordCount.Merge([.. members.Select(m => m.CountBackgroundWords(terms))]);

        int Document(SampledArticle article) => points.Document(article.Member, article.Document);
    }

    private Significance Values(SignificantRequest request, PartialResults found, FacetPlan facets, Background? background, QueryOwn own)
    {
        var place = Kinds.IndexOf(request.Kind);
        var compared = against is null
            ? Tried(() => new ValueBackground(
                found.Articles, FacetTally.Merge([.. members.Select(m => m.Archive(request.Kind))], budget)))
            : background is null ? null
            : new(background.Articles, background.Values[place], background.Others, background.OtherValues[place]);
        return SignificantValues.Of(
            request, QueryFields.FacetKind(request.Kind)!, found.Facets[facets.Place(request.Kind, sideways: false)], found.Total, compared,
            own, budget);
    }

    private T? Tried<T>(Func<T> make)
        where T : class
    {
        try
        {
            budget.Check();
            return make();
        }
        catch (BudgetExceededException)
        {
            return null;
        }
    }
}
