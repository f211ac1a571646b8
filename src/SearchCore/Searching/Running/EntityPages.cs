using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Planning;

namespace SearchCore.Searching.Running;

/// <summary>Pages of entities: what one search says, and how the newest articles write the name.</summary>
internal static class EntityPages
{
    private const int MostArticles = 1_000, NamesLookedThrough = 100;

    /// <summary>Makes a page: one search, and one question for names and articles.</summary>
    /// <exception cref="ArgumentException">What is wanted is out of bounds; the message names the member.</exception>
    /// <exception cref="QueryException">The search cannot run.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async ValueTask<EntityPage> MakeAsync(
        ISearched searched, EntityRequest asked, TimeProvider clock, CancellationToken cancellation)
    {
        var results = await SearchRun.SearchAsync(searched, RequestOf(asked), clock, cancellation).ConfigureAwait(false);
        var budget = new SearchBudget(clock, Timeout.InfiniteTimeSpan, cancellation);
        var page = await searched.WithTermsAsync(
            terms => Of(
                asked, results, terms.Ask(new NamesOfEntity(asked.Kind, asked.Name), budget),
                [.. results.Hits.Select(h => terms.Ask(new ArticleById(h.Id), budget).Article).OfType<StoredArticle>()]),
            budget).ConfigureAwait(false);
        return page with { IsPartial = results.IsPartial || searched.Missing.Count > 0 };
    }

    private static SearchRequest RequestOf(EntityRequest asked)
    {
        Require(asked.Top is >= 1 and <= QueryLimits.MaxFacetValues, nameof(asked.Top), "is 1 to 1,000");
        Require(asked.Articles is >= 0 and <= MostArticles, nameof(asked.Articles), "is 0 to 1,000");
        Require(asked.Name is { Length: > 0 }, nameof(asked.Name), "is empty");
        Require(
            asked.Kind is not null && EntityKinds.IsValid(asked.Kind) && !QueryFields.IsArticleKind(asked.Kind), nameof(asked.Kind),
            "is no kind of entity, such as person, organization or place");
        Require(asked.Companions.All(k => k is not null && EntityKinds.IsValid(k)), nameof(asked.Companions), "names what is no kind");
        return new()
        {
            Tree = new FacetNode(asked.Kind, asked.Name),
            Published = asked.Published,
            Facets = [new(asked.Kind!) { Top = NamesLookedThrough }, new(FieldNames.Source) { Top = asked.Top }],
            Timeline = new(asked.Unit),
            Significant = [.. asked.Companions.Distinct(StringComparer.Ordinal).Select(k => new SignificantRequest(k) { Top = asked.Top })],
            Sort = SearchSort.Newest,
            Limit = asked.Articles,
            Fields = HitFields.Title | HitFields.Source | HitFields.Url,
            Suggest = false,
            Zone = asked.Zone,
            TimeLimit = asked.TimeLimit,
        };
    }

    // Names: what was asked for stands for them besides itself.
    private static EntityPage Of(
        EntityRequest asked, SearchResults results, IReadOnlyList<NamesOfEntity.Name> names, IReadOnlyList<StoredArticle> newest)
    {
        var terms = names.Select(n => FacetTerm.Term(n.Entity.Kind, n.Entity.Name)).Prepend(FacetTerm.Term(asked.Kind, asked.Name))
            .ToHashSet(StringComparer.Ordinal);
        List<string> held = [.. results.Facets[0].Values.Select(v => v.Value).Where(v => terms.Contains(FacetTerm.Term(asked.Kind, v)))];
        return new()
        {
            Kind = asked.Kind,
            Name = held.Count > 0 ? held[0] : asked.Name,
            AlsoNamed = [.. held.Skip(1)],
            Forms = FormsOf(asked.Kind, terms, newest),
            Articles = results.Total,
            Timeline = results.Timeline,
            Companions = results.Significant,
            Sources = results.Facets[1],
            Newest = results.Hits,
        };
    }

    private static List<FacetValue> FormsOf(string kind, HashSet<string> terms, IReadOnlyList<StoredArticle> articles)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var stored in articles)
        {
            var forms = new HashSet<string>(StringComparer.Ordinal);
            foreach (var mention in stored.Mentions)
            {
                if (mention.Entity.Kind == kind && terms.Contains(FacetTerm.Term(kind, mention.Entity.Name)))
                {
                    var text = (mention.InBody ? stored.Article.Body : stored.Article.Title) ?? string.Empty;
                    var words = text[mention.Start..mention.End].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
                    forms.Add(string.Join(' ', words));
                }
            }

            foreach (var form in forms)
            {
                counts[form] = counts.GetValueOrDefault(form) + 1;
            }
        }

        return [.. counts.Select(c => new FacetValue(c.Key, c.Value)).OrderByDescending(f => f.Count)
            .ThenBy(f => f.Value, StringComparer.Ordinal)];
    }

    private static void Require(bool holds, string member, string what)
    {
        if (!holds)
        {
            throw new ArgumentException($"EntityRequest.{member} {what}.");
        }
    }
}
