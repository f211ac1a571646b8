using SearchCore.Client.Contracts;
using SearchCore.Json;
using SearchCore.Web.Access;
using SearchCore.Web.Requests;

namespace SearchCore.Web.Api;

/// <summary>What somebody types, completed; the values and words that there are.</summary>
internal static class WordRoutes
{
    public static void MapWords(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/suggest", Suggest)
            .Needs(Permission.Read)
            .WithName("suggest")
            .WithSummary("What somebody types, completed with counts: values, words, titles")
            .Produces<Completions>();
        routes.MapGet("/terms", Terms)
            .Needs(Permission.Read)
            .WithName("terms")
            .WithSummary("The values of a kind of facet, or the terms of title or body, that begin so")
            .Produces<TermList>();
    }

    private static async Task<IResult> Suggest(Call call, string? text, string? top, string[]? kind, string? words, string? titles)
    {
        var request = new CompletionRequest(text ?? string.Empty)
        {
            Top = Parameters.Number("top", top, 5, 1, 50),
            Kinds = kind is { Length: > 0 } ? kind : null,
            Words = words is null || Parameters.Flag("words", words),
            Titles = titles is null || Parameters.Flag("titles", titles),
        };
        return Answers.Of(await call.ReadAsync((searcher, gone) => searcher.Complete(request, gone)),
            SearchCoreJsonContext.Default.Completions);
    }

    private static async Task<IResult> Terms(Call call, string? field, string? prefix, string? top)
    {
        if (string.IsNullOrEmpty(field))
        {
            throw Refusal.Bad("Name the field: ?field=person, or title or body.");
        }

        var number = Parameters.Number("top", top, 10, 1, call.Limits.MaxFacetValues);
        var values = await call.ReadAsync((searcher, gone) => searcher.Terms(field, prefix ?? string.Empty, number, gone));
        return Answers.Of(new TermList { Field = field, Values = values }, ServiceJsonContext.Default.TermList);
    }
}
