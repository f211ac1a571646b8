using System.ComponentModel;
using System.Diagnostics;

using SearchCore.Articles;
using SearchCore.Client.Contracts;
using SearchCore.Web.Access;
using SearchCore.Web.Requests;

namespace SearchCore.Web.Api;

/// <summary>What hits of a list can be narrowed by, of many articles in one turn.</summary>
internal static class NamedRoutes
{
    /// <summary>How many entities of an article are shown.</summary>
    public const int Top = 6;

    private const int MostArticles = 100;

    // Near-duplicates are looked for so long, of all articles together: they are an extra.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    public static void MapNamed(this IEndpointRouteBuilder routes) => routes.MapGet("/named", Named)
        .Needs(Permission.Read)
        .WithName("named")
        .WithSummary("Who and what articles name: entities, authors, tags, and how many others are nearly the same")
        .Produces<NamedList>();

    /// <summary>Of articles, in their order; those that are not there are left out.</summary>
    public static List<NamedArticle> Of(ArticleSearcher searcher, IEnumerable<string> ids, int top, CancellationToken gone)
    {
        var started = Stopwatch.GetTimestamp();
        List<NamedArticle> named = [];
        foreach (var id in ids)
        {
            gone.ThrowIfCancellationRequested();
            if (searcher.GetStored(id) is { } stored)
            {
                named.Add(new() { Id = id, Values = [.. Values(stored, top)], Near = Near(searcher, id, started, gone) });
            }
        }

        return named;
    }

    private static async Task<IResult> Named(
        Call call, [Description("An article's id. May be repeated, 100 times at most.")] string[]? id,
        [Description("How many entities of each; 6 where it is missing.")] string? top)
    {
        if (id is not { Length: > 0 and <= MostArticles })
        {
            throw Refusal.Bad($"Name the articles: ?id=a1&id=a2, {MostArticles} at most.");
        }

        var most = Parameters.Number("top", top, Top, 0, 50);
        return Answers.Of(
            new NamedList { Named = await call.ReadAsync((searcher, gone) => Of(searcher, id, most, gone)) },
            ServiceJsonContext.Default.NamedList);
    }

    private static IEnumerable<NamedValue> Values(StoredArticle stored, int top)
    {
        var article = stored.Article;
        var mentions = stored.Mentions.CountBy(m => new NamedValue(m.Entity.Kind, m.Entity.Name)).ToDictionary();
        return stored.Recognized.Concat(article.Entities).Select(e => new NamedValue(e.Kind, e.Name)).Distinct()
            .OrderByDescending(e => mentions.TryGetValue(e, out var times) ? times : Times(article, e.Value)).Take(top)
            .Concat(article.Authors.Select(a => new NamedValue("author", a)))
            .Concat(article.Tags.Select(t => new NamedValue("tag", t)));
    }

    // Where entities that came with an article are mentioned nobody has said.
    private static int Times(Article article, string name) => Times(article.Title, name) + Times(article.Body, name);

    private static int Times(string? text, string name)
    {
        var times = 0;
        for (var at = text?.IndexOf(name, StringComparison.Ordinal) ?? -1; at >= 0;
            at = text!.IndexOf(name, at + name.Length, StringComparison.Ordinal))
        {
            times++;
        }

        return times;
    }

    private static int? Near(ArticleSearcher searcher, string id, long started, CancellationToken gone)
    {
        try
        {
            return Stopwatch.GetElapsedTime(started) < Patience ? searcher.Near(id, cancellation: gone).Count : null;
        }
        catch (QueryException)
        {
            // An index that keeps no signatures of bodies.
            return null;
        }
    }
}
